"""A meeting: what was tabled, decided, asked for and agreed in principle at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from documents.models import Draft
from negotiation.codes import Code
from negotiation.models import Assignment, Decision, Meeting, Outcome, Submission, Tabling
from negotiation.queries import visible_decisions, visible_drafts
from tracker.queries.moment import Reader
from tracker.queries.names import Name, names_of
from tracker.queries.places import Place
from tracker.queries.sent import visible_assignments, visible_submissions
from tracker.queries.signs import Sign, sign_of


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with what to call the provision it is on."""

    decision: Decision
    name: Name


@dataclass(frozen=True, slots=True)
class Day:
    """What was decided on a day, in the order of the record."""

    day: date
    decided: tuple[Decided, ...]


@dataclass(frozen=True, slots=True)
class OfDocument:
    """The decisions of a meeting on one document: those the record states, the last day first,
    and those read from tags in its text; ``counts`` says of all of them how many there are of
    each status."""

    document: str
    document_slug: str
    counts: tuple[tuple[Sign, int], ...]
    days: tuple[Day, ...]
    tagged: tuple[Decided, ...]


@dataclass(frozen=True, slots=True)
class Assigned:
    """Work given out, with the names of the provisions it is about."""

    assignment: Assignment
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Brought:
    """A draft that was brought to the meeting, came out of it or was proposed there."""

    draft: Draft
    as_a: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """All that is recorded of a meeting."""

    path: tuple[Place, ...]
    meeting: Meeting
    drafts: tuple[Brought, ...]
    decisions: tuple[OfDocument, ...]
    deadlines: tuple[Outcome, ...]
    principles: tuple[Outcome, ...]
    notes: tuple[Outcome, ...]
    assignments: tuple[Assigned, ...]
    submissions: tuple[Submission, ...]


def meeting_page(meeting: Meeting, user: Reader) -> MeetingPage:
    """The record of a meeting, in a constant number of queries."""
    decisions = list(
        visible_decisions(user)
        .filter(meeting=meeting, corrected_by=None)
        .exclude(basis=Decision.Basis.TAKEN_BACK)
        .select_related("body", "draft")
        .order_by("taken_on", "id")
    )
    decisions += list(
        visible_decisions(user)
        .filter(meeting=None, draft__tablings__meeting=meeting, corrected_by=None)
        .exclude(draft__tablings__as_a=Tabling.AsA.PROPOSAL)
        .exclude(basis=Decision.Basis.TAKEN_BACK)
        .select_related("body", "draft")
        .order_by("taken_on", "id")
        .distinct()
    )
    assignments = list(visible_assignments(user).filter(meeting=meeting))
    about = {decision.provision_id for decision in decisions}
    about |= {one.pk for given in assignments for one in given.provisions.all()}
    names = names_of(about, user)
    outcomes = list(meeting.outcomes.order_by("number"))
    return MeetingPage(
        path=(
            Place(meeting.process.title, f"/processes/{meeting.process.slug}/"),
            Place(meeting.short_title),
        ),
        meeting=meeting,
        drafts=_drafts(meeting, user),
        decisions=tuple(_by_document(decisions, names)),
        deadlines=_of_kind(outcomes, Outcome.Kind.DEADLINE),
        principles=_of_kind(outcomes, Outcome.Kind.PRINCIPLE),
        notes=_of_kind(outcomes, Outcome.Kind.NOTE),
        assignments=tuple(_assigned(given, names) for given in assignments),
        submissions=tuple(visible_submissions(user).filter(meeting=meeting)),
    )


def _drafts(meeting: Meeting, user: Reader) -> tuple[Brought, ...]:
    """Each once, though a rolling text that was issued is tabled and came out."""
    tablings = (
        Tabling.objects.filter(meeting=meeting, draft__in=visible_drafts(user))
        .select_related("draft__document")
        .order_by("draft__document__slug", "draft__number", "pk")
    )
    found: dict[int, Brought] = {}
    for one in tablings:
        if one.draft_id not in found or one.as_a == Tabling.AsA.RESULT:
            found[one.draft_id] = Brought(one.draft, one.as_a)
    return tuple(found.values())


def _of_kind(outcomes: Iterable[Outcome], kind: Outcome.Kind) -> tuple[Outcome, ...]:
    return tuple(outcome for outcome in outcomes if outcome.kind == kind)


def _by_document(decisions: Iterable[Decision], names: dict[int, Name]) -> Iterable[OfDocument]:
    """By document, in the order of the record; one whose provision cannot be seen is left out."""
    decided = [
        Decided(decision, names[decision.provision_id])
        for decision in decisions
        if decision.provision_id in names
    ]
    found: dict[str, list[Decided]] = {}
    for one in decided:
        found.setdefault(one.name.document_slug, []).append(one)
    for slug, ones in found.items():
        is_tag = Decision.Basis.TAG
        codes = Counter(one.decision.code for one in ones)
        yield OfDocument(
            document=ones[0].name.document,
            document_slug=slug,
            counts=tuple((sign_of(code), codes[code]) for code in reversed(Code) if codes[code]),
            days=tuple(_by_day(one for one in ones if one.decision.basis != is_tag)),
            tagged=tuple(one for one in ones if one.decision.basis == is_tag),
        )


def _by_day(ones: Iterable[Decided]) -> Iterable[Day]:
    found: dict[date, list[Decided]] = {}
    for one in ones:
        found.setdefault(one.decision.taken_on, []).append(one)
    for day in sorted(found, reverse=True):
        yield Day(day, tuple(found[day]))


def _assigned(assignment: Assignment, names: dict[int, Name]) -> Assigned:
    about = [names[one.pk] for one in assignment.provisions.all() if one.pk in names]
    return Assigned(assignment, tuple(about))
