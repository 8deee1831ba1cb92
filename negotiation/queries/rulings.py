"""Decisions as the folding of standings needs them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from documents.models import Document
from negotiation.breaches import Kept as Breach
from negotiation.breaches import say_all
from negotiation.codes import Code
from negotiation.models import Decision
from negotiation.policies import User
from negotiation.queries.moments import Calendar
from negotiation.queries.visible import visible_decisions


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision that nobody corrected or took back, with the place at which it stands, and the
    number of the draft it was taken on."""

    id: int
    provision: int
    code: Code
    covers: bool
    exceptions: frozenset[int]
    condition: str
    note: str
    stated: str
    breaks: Sequence[Breach]
    wording_hash: str
    is_gavel: bool
    draft: int | None
    number: int | None
    place: int
    taken_on: date

    @property
    def is_contradicted(self) -> bool:
        """Whether the record says that something contradicts it, or it breaks a rule."""
        return bool(self.stated or self.breaks)

    @property
    def contradiction(self) -> str:
        """What the record says of that, else which rules it breaks."""
        return self.stated or say_all(self.breaks)

    @property
    def order(self) -> tuple[int, date, int]:
        """The key by which decisions follow one another: when they were taken, not recorded."""
        return (self.place, self.taken_on, self.id)


def rulings_on(
    document: Document,
    calendar: Calendar,
    user: User | None,
    provisions: Collection[int] | None = None,
    until: datetime | None = None,
) -> tuple[Ruling, ...]:
    """The decisions on a document, or on these provisions of it alone, that a user may see, in
    their order; those that were taken ``until`` a time. Two queries."""
    return rulings_on_all({document.pk: calendar}, user, provisions, until)[document.pk]


def rulings_on_all(
    calendars: Mapping[int, Calendar],
    user: User | None,
    provisions: Collection[int] | None = None,
    until: datetime | None = None,
) -> dict[int, tuple[Ruling, ...]]:
    """:func:`rulings_on` for many documents, by their primary keys. Two queries."""
    wanted = Q(provision__document__in=calendars)
    if until is not None:
        wanted &= _taken_until(until)
    if provisions is not None:
        wanted &= Q(provision__in=provisions)
    rows = list(visible_decisions(user).filter(wanted).order_by().values_list(*_COLUMNS))
    corrected = {corrects for *_, corrects in rows}
    excepted: dict[int, set[int]] = defaultdict(set)
    exceptions = Decision.objects.filter(wanted, exceptions__isnull=False).values_list(
        "pk", "exceptions"
    )
    for decision_id, provision_id in exceptions:
        excepted[decision_id].add(provision_id)
    found: dict[int, list[Ruling]] = {document: [] for document in calendars}
    places = {document: _Places(calendar) for document, calendar in calendars.items()}
    for document, *row in rows:
        if row[0] not in corrected and row[_BASIS] != Decision.Basis.TAKEN_BACK:
            exempt = frozenset(excepted.get(row[0], ()))
            found[document].append(_ruling(row, exempt, places[document]))
    return {
        document: tuple(sorted(rulings, key=lambda ruling: ruling.order))
        for document, rulings in found.items()
    }


def _taken_until(time: datetime) -> Q:
    """By their day; on the day itself, what is decided at the desk by the hour it was recorded,
    which is when it was decided. The record knows no hours."""
    day = timezone.localdate(time)
    is_later = Q(basis__in=_AT_THE_DESK, at__gt=time)
    return Q(taken_on__lt=day) | (Q(taken_on=day) & ~is_later)


_AT_THE_DESK = (Decision.Basis.GAVEL, Decision.Basis.EDITORIAL, Decision.Basis.TAKEN_BACK)
_COLUMNS = (
    "provision__document", "pk", "provision", "code", "covers", "condition", "note",
    "contradiction", "breaks", "wording_hash", "basis", "draft", "meeting", "taken_on", "corrects",
)  # fmt: skip
_BASIS = _COLUMNS.index("basis") - 1


class _Places:
    """Where decisions stand in a calendar; each day and draft is looked up once."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.issues = {issue.draft.pk: issue for issue in calendar.issues}
        self.days: dict[date, int] = {}

    def number(self, draft: int | None) -> int | None:
        """The number of a draft that the reader may see."""
        issue = self.issues.get(draft) if draft else None
        return issue.draft.number if issue else None

    def of(self, meeting: int | None, draft: int | None, taken_on: date) -> int:
        """Its meeting; without one the meeting of its draft; without that its day."""
        place = self.calendar.place_of_id(meeting)
        if place is None and draft and (issue := self.issues.get(draft)):
            place = self.calendar.place_of(issue.meeting)
        if place is None:
            if taken_on not in self.days:
                self.days[taken_on] = self.calendar.place_on(taken_on) or 0
            place = self.days[taken_on]
        return place


def _ruling(row: Sequence[Any], exceptions: frozenset[int], places: _Places) -> Ruling:
    """A ruling from the columns of a decision but the first."""
    (
        pk, provision, code, covers, condition, note, contradiction, breaks, wording_hash, basis,
        draft, meeting, taken_on, _,
    ) = row  # fmt: skip
    return Ruling(
        id=pk,
        provision=provision,
        code=Code(code),
        covers=covers,
        exceptions=exceptions,
        condition=condition,
        note=note,
        stated=contradiction,
        breaks=breaks,
        wording_hash=wording_hash,
        is_gavel=basis == Decision.Basis.GAVEL,
        draft=draft,
        number=places.number(draft),
        place=places.of(meeting, draft, taken_on),
        taken_on=taken_on,
    )


def overrules(cover: Ruling, own: Ruling) -> bool:
    """Whether a decision on what stands above is later than a more specific one.

    Within one day of one meeting the more specific holds, for a report and the tags in a text
    have no hour; between decisions taken on the spot the later one does."""
    if (cover.place, cover.taken_on) != (own.place, own.taken_on):
        return (cover.place, cover.taken_on) > (own.place, own.taken_on)
    return cover.is_gavel and own.is_gavel and cover.id > own.id
