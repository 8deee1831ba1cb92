"""The followers there are, and the one way in which they come forward."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Final

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from negotiation.models import Event, Process
from negotiation.queries import events_after
from tracker.models import Cursor

Act = Callable[[Process, Sequence[Event]], None]

#: How many events a follower is given at once: what it does for them is one transaction.
AT_ONCE: Final = 200

_followers: Final[dict[str, Act]] = {}
logger = logging.getLogger(__name__)


def follower(name: str) -> Callable[[Act], Act]:
    """Have a function called with the events of a process that it has not had yet, in order.

    Its writes to the database and its place are committed together, so that in the database
    every event has its effect exactly once, whatever is killed meanwhile; what it does
    elsewhere may be done again. An exception keeps its place: it is tried again by the next
    event or sweep. Put such functions where ``TrackerConfig.ready`` imports them.

    :raises ValueError: when another function has that name.
    """

    def register(act: Act) -> Act:
        if _followers.setdefault(name, act) is not act:
            raise ValueError(f"There are two followers called {name}.")
        return act

    return register


def names() -> tuple[str, ...]:
    """The names of all followers."""
    return tuple(_followers)


def catch_up(name: str, process_id: int) -> None:
    """Bring one follower forward to the last event of a process. Nothing is locked where it is
    there already: every write wakes every follower, and on SQLite they share one lock."""
    while _lagging(name).filter(pk=process_id).exists() and _take_batch(name, process_id):
        pass


@transaction.atomic
def _take_batch(name: str, process_id: int) -> bool:
    """Give the follower what comes next; say whether there was anything."""
    process = Process.objects.get(pk=process_id)
    Cursor.objects.get_or_create(follower=name, process=process)
    # whoever else brings it forward waits here, and finds nothing left to do
    cursor = Cursor.objects.select_for_update().get(follower=name, process=process)
    events = events_after(process, cursor.seq, AT_ONCE)
    if not events:
        return False
    _followers[name](process, events)
    cursor.seq = events[-1].seq
    cursor.save(update_fields=["seq"])
    return True


def catch_up_all() -> None:
    """Bring every follower forward in every process where it lags. One that fails is logged
    and holds up none of the others."""
    for name in names():
        for process_id in _lagging(name).values_list("pk", flat=True):
            try:
                catch_up(name, process_id)
            except Exception:
                logger.exception("The follower %s fails in process %s.", name, process_id)


def _lagging(name: str) -> QuerySet[Process]:
    """The processes in which something happened that the follower has not had."""
    reached = Cursor.objects.filter(follower=name, process=OuterRef("pk")).values("seq")
    processes = Process.objects.alias(reached=Coalesce(Subquery(reached), 0))
    return processes.filter(head_seq__gt=F("reached"))
