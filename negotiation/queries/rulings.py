"""Decisions as the folding of standings needs them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from documents.models import Document
from negotiation.codes import Code
from negotiation.models import Decision
from negotiation.policies import User
from negotiation.queries.moments import Calendar
from negotiation.queries.visible import visible_decisions


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision that nobody corrected, with the place at which it stands, and the number of
    the draft it was taken on."""

    id: int
    provision: int
    code: Code
    covers: bool
    exceptions: frozenset[int]
    condition: str
    note: str
    contradiction: str
    wording_hash: str
    is_gavel: bool
    draft: int | None
    number: int | None
    place: int
    taken_on: date

    @property
    def order(self) -> tuple[int, date, int]:
        """The key by which decisions follow one another: when they were taken, not recorded."""
        return (self.place, self.taken_on, self.id)


def rulings_on(document: Document, calendar: Calendar, user: User | None) -> tuple[Ruling, ...]:
    """The decisions on a document that a user may see, in their order. Two queries."""
    return rulings_on_all({document.pk: calendar}, user)[document.pk]


def rulings_on_all(
    calendars: Mapping[int, Calendar], user: User | None
) -> dict[int, tuple[Ruling, ...]]:
    """:func:`rulings_on` for many documents, by their primary keys. Two queries."""
    decisions = list(
        visible_decisions(user)
        .filter(provision__document__in=calendars)
        .annotate(document_id=F("provision__document"))
        .only(
            "provision", "code", "covers", "condition", "note", "contradiction", "wording_hash",
            "basis", "draft", "meeting", "taken_on", "corrects",
        )
    )  # fmt: skip
    corrected = {decision.corrects_id for decision in decisions}
    excepted: dict[int, set[int]] = defaultdict(set)
    exceptions = Decision.objects.filter(
        provision__document__in=calendars, exceptions__isnull=False
    ).values_list("pk", "exceptions")
    for decision_id, provision_id in exceptions:
        excepted[decision_id].add(provision_id)
    found: dict[int, list[Ruling]] = {document: [] for document in calendars}
    for decision in decisions:
        if decision.pk not in corrected:
            calendar = calendars[decision.document_id]
            found[decision.document_id].append(
                _ruling(decision, frozenset(excepted[decision.pk]), calendar)
            )
    return {
        document: tuple(sorted(rulings, key=lambda ruling: ruling.order))
        for document, rulings in found.items()
    }


def _ruling(decision: Decision, exceptions: frozenset[int], calendar: Calendar) -> Ruling:
    return Ruling(
        id=decision.pk,
        provision=decision.provision_id,
        code=Code(decision.code),
        covers=decision.covers,
        exceptions=exceptions,
        condition=decision.condition,
        note=decision.note,
        contradiction=decision.contradiction,
        wording_hash=decision.wording_hash,
        is_gavel=decision.basis == Decision.Basis.GAVEL,
        draft=decision.draft_id,
        number=_number_of(decision, calendar),
        place=_place_of(decision, calendar),
        taken_on=decision.taken_on,
    )


def _number_of(decision: Decision, calendar: Calendar) -> int | None:
    issue = calendar.issue(decision.draft_id) if decision.draft_id else None
    return issue.draft.number if issue else None


def _place_of(decision: Decision, calendar: Calendar) -> int:
    """Its meeting; without one the meeting of its draft; without that its day."""
    place = calendar.place_of_id(decision.meeting_id)
    if place is None and decision.draft_id and (issue := calendar.issue(decision.draft_id)):
        place = calendar.place_of(issue.meeting)
    if place is None:
        place = calendar.place_on(decision.taken_on)
    return place or 0


def overrules(cover: Ruling, own: Ruling) -> bool:
    """Whether a decision on what stands above is later than a more specific one.

    Within one day of one meeting the more specific holds, for a report and the tags in a text
    have no hour; between decisions taken on the spot the later one does."""
    if (cover.place, cover.taken_on) != (own.place, own.taken_on):
        return (cover.place, cover.taken_on) > (own.place, own.taken_on)
    return cover.is_gavel and own.is_gavel and cover.id > own.id
