"""The stream of events that one reader gets."""

from __future__ import annotations

import random
import time
from collections.abc import AsyncIterator, Iterator
from typing import Final

from tracker.live.hub import Hub, Mailbox, hub
from tracker.live.news import Batch, read_batch
from tracker.live.places import Place

#: Seconds after which a silent stream shows that it lives, so that nobody between cuts it.
HEARTBEAT: Final = 15.0
STILL_HERE: Final = b": still here\n\n"
#: Seconds after which a stream ends and the reader comes again, so that a session that ended
#: and an account that was closed count.
LASTS: Final = 600.0


class Beat:
    """When a reader is to be told that the stream lives: so long after they heard of it last,
    and no later for what happened meanwhile that is not for them. Else they might be cut off, or
    learn from the delay that something did."""

    def __init__(self) -> None:
        self._next = 0.0
        self.heard()

    def heard(self) -> None:
        """Begin to count anew: the reader was told something."""
        self._next = time.monotonic() + HEARTBEAT

    def within(self) -> float:
        """The seconds that are left."""
        return max(0.0, self._next - time.monotonic())


def greeting(last_id: str) -> bytes:
    """How a stream begins: where a reader is who is told nothing, and how many milliseconds to
    wait before coming again, not all at the same time."""
    place = f"id: {last_id}\n" if last_id else ""
    return f"retry: {random.randint(1000, 3000)}\n{place}\n".encode()  # noqa: S311


async def follow(place: Place) -> AsyncIterator[bytes]:
    """Every event after the place that the reader may know of when it is told, once, in
    order; for as long as they and the server stay."""
    station, box = hub(), Mailbox()
    seq, until = place.seq, time.monotonic() + LASTS * random.uniform(0.9, 1.1)  # noqa: S311
    with station.subscription(box, place.process_id, place.head):
        yield greeting(place.last_id)
        async for batch in _from_table(station, place.process_id, seq):
            seq = batch.last
            for block in blocks_for(batch, place.reader):
                yield block
        beat = Beat()
        while not box.is_over and time.monotonic() < until:
            news = await box.next(beat.within())
            if news is None:
                beat.heard()
                yield STILL_HERE
                continue
            async for batch in _without_gap(station, news, seq):
                for block in blocks_for(batch, place.reader, after=seq):
                    beat.heard()
                    yield block
                seq = max(seq, batch.last)


def told_so_far(place: Place) -> Iterator[bytes]:
    """What :func:`follow` begins with, up to what has happened until now."""
    yield greeting(place.last_id)
    seq = place.seq
    while batch := read_batch(place.process_id, seq):
        yield from blocks_for(batch, place.reader)
        seq = batch.last


def blocks_for(batch: Batch, reader: int | None, *, after: int = 0) -> Iterator[bytes]:
    """What the reader is told of a batch, after a place."""
    for told in batch.told:
        if told.seq > after and told.audience.has(reader):
            yield told.block


async def _without_gap(station: Hub, news: Batch, seq: int) -> AsyncIterator[Batch]:
    """The batch, or what the table says where something between is missing."""
    if news.first <= seq + 1:
        yield news
        return
    async for batch in _from_table(station, news.process_id, seq):
        yield batch


async def _from_table(station: Hub, process_id: int, seq: int) -> AsyncIterator[Batch]:
    while batch := await station.in_thread(read_batch, process_id, seq):
        yield batch
        seq = batch.last
        if not batch.is_full:
            return
