"""When something stood: the meetings of a process as places in one row.

Meeting *i* is place 2·i + 1; a day between two meetings is the even place between them. What
belongs to no meeting (a draft that was sent round, a decision on it) stands at its day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from documents.models import Document, Draft
from negotiation.models import Meeting, Tabling
from negotiation.policies import User
from negotiation.queries.texts import tabling_order
from negotiation.queries.visible import visible_drafts


@dataclass(frozen=True, slots=True)
class Issue:
    """A draft of which the user may know, with its place; without one it has no date at all."""

    draft: Draft
    place: int | None
    meeting: Meeting | None
    meetings: frozenset[int]
    is_proposal: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The meetings of a document's process, and the drafts of the document by number."""

    meetings: tuple[Meeting, ...]
    issues: tuple[Issue, ...]
    _places: Mapping[int, int]

    def place_of(self, meeting: Meeting | None) -> int | None:
        """The place of a meeting; none of a meeting of another process."""
        return self.place_of_id(meeting.pk) if meeting else None

    def place_of_id(self, meeting_id: int | None) -> int | None:
        """The place of a meeting by its id."""
        return None if meeting_id is None else self._places.get(meeting_id)

    def place_on(self, day: date | None) -> int | None:
        """The place of a day."""
        if day is None:
            return None
        return 2 * sum(1 for meeting in self.meetings if meeting.ends_on < day)

    def issue(self, draft_id: int) -> Issue | None:
        """What is known of a draft, if the user may see it."""
        return next((issue for issue in self.issues if issue.draft.pk == draft_id), None)


def calendar_of(document: Document, user: User | None) -> Calendar:
    """The calendar of a document as a user may see it. Three queries."""
    return calendars_of([document], user)[document.pk]


def calendars_of(documents: Sequence[Document], user: User | None) -> dict[int, Calendar]:
    """:func:`calendar_of` for many documents, by their primary keys. Three queries."""
    drafts: dict[int, list[Draft]] = {}
    for draft in (
        visible_drafts(user)
        .filter(document__in=documents, translation_of=None)
        .prefetch_related("tablings")
        .order_by("number")
    ):
        drafts.setdefault(draft.document_id, []).append(draft)
    meetings: dict[int, list[Meeting]] = {}
    for meeting in Meeting.objects.filter(process__mandates__document__in=documents).annotate(
        negotiates=F("process__mandates__document")
    ):
        meetings.setdefault(meeting.negotiates, []).append(meeting)
    return {
        document.pk: _calendar(meetings.get(document.pk, []), drafts.get(document.pk, []))
        for document in documents
    }


def _calendar(meetings: Sequence[Meeting], drafts: Iterable[Draft]) -> Calendar:
    places = {meeting.pk: 2 * index + 1 for index, meeting in enumerate(meetings)}
    bare = Calendar(tuple(meetings), (), places)
    by_id = {meeting.pk: meeting for meeting in meetings}
    issues = tuple(_issue(draft, bare, by_id) for draft in drafts)
    return Calendar(tuple(meetings), issues, places)


def _issue(draft: Draft, calendar: Calendar, meetings: Mapping[int, Meeting]) -> Issue:
    tablings = _known(draft.tablings.all(), meetings)
    chosen = min(tablings, key=tabling_order, default=None)
    meeting = chosen.meeting if chosen else None
    by_day = calendar.place_on(draft.as_of or draft.issued_on)
    return Issue(
        draft=draft,
        place=calendar.place_of(meeting) if meeting else by_day,
        meeting=meeting,
        meetings=frozenset(tabling.meeting_id for tabling in tablings),
        is_proposal=any(tabling.as_a == Tabling.AsA.PROPOSAL for tabling in tablings),
    )


def _known(tablings: Iterable[Tabling], meetings: Mapping[int, Meeting]) -> list[Tabling]:
    """The tablings at meetings of the process, each with the meeting that is already here."""
    known = []
    for tabling in tablings:
        if meeting := meetings.get(tabling.meeting_id):
            tabling.meeting = meeting
            known.append(tabling)
    return known
