"""The feed of changes: every event that a reader may see once, in order, for ever."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from documents.models import Draft
from negotiation.models import Event, Process
from negotiation.queries import visible_events
from tracker.queries.moment import Reader


class BadCursor(Exception):
    """No feed gave out this cursor."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The next events; each process in its own order. ``cursor`` is where to go on."""

    events: tuple[Event, ...]
    cursor: str
    has_more: bool


def changes_after(
    cursor: str,
    user: Reader,
    *,
    process: Process | None = None,
    draft: Draft | None = None,
    limit: int,
) -> Changes:
    """What happened after the cursor; from the beginning without one. Two queries.

    The cursor names the last event of each process, and not its place: that would tell how much
    a reader does not see. No order holds between processes: each has a chain of its own.

    :raises BadCursor: when it names something else than events, or two of one process."""
    known = _places(cursor)
    after = ~Q(process__in=[event.process_id for event in known.values()])
    for event in known.values():
        after |= Q(process=event.process_id, seq__gt=event.seq)
    found = visible_events(user).filter(after)
    if process is not None:
        found = found.filter(process=process)
    if draft is not None:
        found = found.filter(draft=draft)
    events = list(
        found.select_related("process", "document", "draft", "provision", "meeting").order_by(
            "process", "seq"
        )[: limit + 1]
    )
    page = events[:limit]
    last = {pk: event.public_id for pk, event in known.items()}
    last |= {event.process_id: event.public_id for event in page}
    ordered = (last[pk] for pk in sorted(last))
    return Changes(tuple(page), ".".join(ordered), len(events) > limit)


def _places(cursor: str) -> dict[int, Event]:
    """The events a cursor names, by process; one query."""
    names = cursor.split(".") if cursor else []
    found = Event.objects.filter(public_id__in=names).only("public_id", "process", "seq")
    by_process = {event.process_id: event for event in found}
    if len(by_process) != len(names):
        raise BadCursor(cursor)
    return by_process
