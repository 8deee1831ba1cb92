"""Matrices that were made before, as long as nothing they were made from has changed.

What a matrix is made from is known by few rows: the drafts that the reader may see, each with
the number of its last edit and reading, when they were tabled, the calendar, and the decisions,
which are only ever added to. Equal marks give equal matrices, so that readers who see the same
drafts share one."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from threading import Lock
from typing import Final, Generic, TypeVar

from django.db.models import Count, Max
from django.utils.translation import get_language

from documents.models import Document, Draft
from negotiation.models import Decision
from negotiation.queries.moments import Calendar, Issue

_Made = TypeVar("_Made")

#: How many cells may be kept in one process: thirty megabytes or so.
CELLS: Final = 400_000


class Kept(Generic[_Made]):
    """Values by their marks, the ones not asked for longest dropped first."""

    def __init__(self, most: int, size: Callable[[_Made], int]) -> None:
        self._most = most
        self._size = size
        self._held: OrderedDict[Hashable, _Made] = OrderedDict()
        self._lock = Lock()
        self.weight = 0

    def get(self, mark: Hashable) -> _Made | None:
        """The value of that mark, if it is still there."""
        with self._lock:
            if mark in self._held:
                self._held.move_to_end(mark)
            return self._held.get(mark)

    def put(self, mark: Hashable, made: _Made) -> None:
        """Keep a value in place of one of the same mark, and drop others until all of them weigh
        little enough."""
        with self._lock:
            if mark in self._held:
                self.weight -= self._size(self._held.pop(mark))
            self._held[mark] = made
            self.weight += self._size(made)
            while self.weight > self._most:
                _, dropped = self._held.popitem(last=False)
                self.weight -= self._size(dropped)

    def clear(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._held.clear()
            self.weight = 0


def marks_of_records(
    documents: Sequence[Document], calendars: Mapping[int, Calendar]
) -> dict[int, Hashable]:
    """What the record of each document (by primary key) is known by. One query."""
    rows = (
        Decision.objects.filter(provision__document__in=calendars)
        .order_by()
        .values_list("provision__document")
        .annotate(number=Count("pk"), last=Max("pk"), at=Max("at"))
    )
    decided = {document: tuple(said) for document, *said in rows}
    return {
        document.pk: (
            document.pk,
            mark_of_calendar(calendars[document.pk]),
            decided.get(document.pk),
        )
        for document in documents
    }


def mark_of_calendar(calendar: Calendar, place: int | None = None) -> Hashable:
    """What a calendar is known by, and the texts that stood by a place (by its end without one),
    in the language that is read."""
    return (
        get_language(),
        tuple((one.pk, one.slug, one.starts_on, one.ends_on) for one in calendar.meetings),
        tuple(
            (
                issue.draft.pk,
                issue.draft.public_id,
                issue.draft.number,
                issue.place,
                issue.meetings,
                issue.is_proposal,
                None if _is_after(issue, place) else _text_of(issue.draft),
            )
            for issue in calendar.issues
        ),
    )


def _is_after(issue: Issue, place: int | None) -> bool:
    return place is not None and issue.place is not None and issue.place > place


def _text_of(draft: Draft) -> Hashable:
    return (
        draft.extent,
        draft.state,
        draft.reading,
        draft.head_edit,
        draft.engine,
        draft.written_at,
    )
