"""From where a reader follows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from negotiation.models import Event, Process
from negotiation.queries import visible_events

#: Stands for the place before the first event.
BEGINNING: Final = "0"
_ID: Final = re.compile(r"[a-z]{20}")


class NoSuchEvent(Exception):
    """No event of the process has that id."""


@dataclass(frozen=True, slots=True)
class Place:
    """From where a reader (the primary key of a user, None for anybody) follows a process:
    after ``seq``; ``head`` was the last event when they asked, ``last_id`` the public id of the
    last up to ``seq`` that they may know of."""

    process_id: int
    seq: int
    head: int
    last_id: str
    reader: int | None


def place_of(process: Process, user: AbstractBaseUser | AnonymousUser, *, after: str) -> Place:
    """After the event with that public id, or :data:`BEGINNING`; without one from now on. At
    most two queries.

    :raises NoSuchEvent: when the process has none of that id."""
    reader = user.pk if user.is_authenticated else None
    head = Process.objects.values_list("head_seq", flat=True).get(pk=process.pk)
    if after:
        return Place(process.pk, _seq_of(process, after), head, after, reader)
    # one that the reader may not know of would tell that it is there
    known = visible_events(user).filter(process=process, seq__lte=head).order_by("-seq")
    last = known.values_list("public_id", flat=True).first()
    return Place(process.pk, head, head, last or BEGINNING, reader)


def _seq_of(process: Process, public_id: str) -> int:
    if public_id == BEGINNING:
        return 0
    if not _ID.fullmatch(public_id):
        raise NoSuchEvent(public_id)
    found = Event.objects.filter(process=process, public_id=public_id)
    seq = found.values_list("seq", flat=True).first()
    if seq is None:
        raise NoSuchEvent(public_id)
    return seq
