"""What the hub reads: events with who may know of them, told in the form of a stream."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db import connection

from negotiation.models import Event, Process
from negotiation.queries import Audience, audience_of, events_after

#: How many events are read at once.
AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Told:
    """An event as a block of a stream, and who may know of it."""

    seq: int
    block: bytes
    audience: Audience


@dataclass(frozen=True, slots=True)
class Batch:
    """The events of a process from ``first`` to ``last``, none left out."""

    process_id: int
    first: int
    last: int
    told: tuple[Told, ...]

    @property
    def is_full(self) -> bool:
        """Whether there may be more after it."""
        return len(self.told) == AT_ONCE


def read_heads(processes: Iterable[int]) -> dict[int, int]:
    """The place of the last event of each process. One query."""
    heads = Process.objects.filter(pk__in=tuple(processes)).values_list("pk", "head_seq")
    return dict(heads)


def read_news(places: Mapping[int, int]) -> list[Batch]:
    """What came after these places, by process. One query where nothing did."""
    heads = read_heads(places)
    lagging = ((pk, seq) for pk, seq in places.items() if heads.get(pk, 0) > seq)
    return [batch for pk, seq in lagging if (batch := read_batch(pk, seq))]


def read_batch(process_id: int, seq: int) -> Batch | None:
    """What came after this place, as much as is read at once; None where nothing did."""
    events = events_after(Process(pk=process_id), seq, AT_ONCE)
    if not events:
        return None
    audiences = audience_of(events)
    told = tuple(Told(event.seq, block_of(event), audiences[event.pk]) for event in events)
    return Batch(process_id, told[0].seq, told[-1].seq, told)


def block_of(event: Event) -> bytes:
    """An event as text/event-stream: its public id, and ids of what it is about; no words, and
    no place in the record, which would tell how much a reader does not see. A document is named
    with something in it that is seen: of one that was just opened nothing is published."""
    is_seen = event.draft_id is not None or event.provision_id is not None
    meant = {
        "id": event.public_id,
        "kind": event.kind,
        "at": event.at.isoformat(),
        "document": event.document.slug if event.document and is_seen else None,
        "draft": event.draft.public_id if event.draft else None,
        "provision": event.provision.public_id if event.provision else None,
        "meeting": event.meeting.slug if event.meeting else None,
    }
    return f"id: {event.public_id}\ndata: {json.dumps(meant)}\n\n".encode()


def forget_connection() -> None:
    """Close what this thread keeps open to the database."""
    connection.close()
