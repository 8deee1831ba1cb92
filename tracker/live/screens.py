"""The plenary screen, followed: whoever comes or comes again is told what is there now, and
then what it has become. It is a state and no record: who is slow is told the latest."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.utils import translation

from negotiation.models import Meeting, Process
from negotiation.queries import Audience
from tracker.live.following import LASTS, Beat
from tracker.live.hub import Hub, hub
from tracker.live.news import Batch
from tracker.queries.screen import readers_of, wall, weakest_of
from tracker.queries.screen.page import screen_of
from tracker.queries.signs import speak_as

#: A browser does not say that it heard a comment; of this it does.
BEAT: Final = b"event: beat\ndata:\n\n"
NOBODY: Final = Audience(False)
#: Seconds until it is written again, when that failed.
_AGAIN: Final = 2.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Written:
    """A screen, written for those who may see its draft, and for all others."""

    shown: bytes
    hidden: bytes
    audience: Audience

    def for_reader(self, reader: int | None) -> bytes:
        """What the reader (the primary key of a user, None for anybody) is shown."""
        return self.shown if self.audience.has(reader) else self.hidden


@dataclass(frozen=True, slots=True)
class ScreenKey:
    """One rendering of the screen of a meeting: all who follow it in this view and language
    share it. ``view`` is empty for the view of the room."""

    meeting_id: int
    view: str
    language: str


@dataclass(frozen=True, slots=True)
class ScreenPlace:
    """Who follows which screen, and the last event when they asked."""

    key: ScreenKey
    process_id: int
    head: int
    reader: int | None


def screen_place(
    meeting: Meeting, user: AbstractBaseUser | AnonymousUser, *, view: str
) -> ScreenPlace:
    """The screen of a meeting for a reader. One query."""
    head = Process.objects.values_list("head_seq", flat=True).get(pk=meeting.process_id)
    key = ScreenKey(meeting.pk, view, translation.get_language() or "")
    reader = user.pk if user.is_authenticated else None
    return ScreenPlace(key, meeting.process_id, head, reader)


def write_screen(key: ScreenKey) -> Written:
    """The screen as it is now. It says no more than the reader may know who may see least of
    all who may see its draft."""
    with translation.override(key.language):
        meeting = Meeting.objects.select_related("process", "body").get(pk=key.meeting_id)
        speak_as(meeting.process)
        screen = screen_of(meeting)
        draft = screen.draft if screen else None
        hidden = _block({"wall": None, "is_hidden": draft is not None})
        if screen is None or draft is None:
            return Written(hidden, hidden, NOBODY)
        audience = readers_of(draft, meeting.process)
        reader = weakest_of(audience, meeting.process)
        if reader is None:
            return Written(hidden, hidden, NOBODY)
        shown = _block({"wall": wall(screen, draft, reader, view=key.view), "is_hidden": False})
        return Written(shown, hidden, audience)


def _block(told: dict[str, object]) -> bytes:
    lines = render_to_string("screen/wall.html", told).splitlines()
    return "".join(["event: screen\n", *(f"data: {line}\n" for line in lines), "\n"]).encode()


def screen_now(place: ScreenPlace) -> Iterator[bytes]:
    """What :func:`follow_screen` begins with."""
    yield write_screen(place.key).for_reader(place.reader)


class Painter:
    """Writes one rendering anew whenever something happened, as long as anybody follows it."""

    def __init__(self, station: Hub, place: ScreenPlace) -> None:
        self._station, self._place = station, place
        self._changed = asyncio.Event()
        self._repainted = asyncio.Condition()
        self.written: Written | None = None
        self.is_over = False
        self.followers = 0
        self._painting = asyncio.create_task(self._paint())

    def offer(self, batch: Batch) -> None:
        self._changed.set()

    def end(self) -> None:
        self.is_over = True
        self._changed.set()

    def stop(self) -> None:
        """Nobody follows any more."""
        self._painting.cancel()

    async def other_than(self, known: Written | None, within: float) -> Written | None:
        """What is written, when it is another than the one that is known; None when it is not
        ``within`` so many seconds, or the server leaves."""
        async with self._repainted:
            try:
                async with asyncio.timeout(within):
                    await self._repainted.wait_for(
                        lambda: self.is_over or self.written not in (None, known)
                    )
            except TimeoutError:
                return None
        return None if self.is_over else self.written

    async def _paint(self) -> None:
        place = self._place
        with self._station.subscription(self, place.process_id, place.head):
            while not self.is_over:
                self._changed.clear()
                await self._repaint()
                await self._changed.wait()
            async with self._repainted:
                self._repainted.notify_all()

    async def _repaint(self) -> None:
        try:
            written = await self._station.in_thread(write_screen, self._place.key)
        except Exception:
            logger.exception("The screen could not be written; it is tried again.")
            asyncio.get_running_loop().call_later(_AGAIN, self._changed.set)
            return
        if written != self.written:
            async with self._repainted:
                self.written = written
                self._repainted.notify_all()


_painters: dict[tuple[Hub, ScreenKey], Painter] = {}


def _painter_of(station: Hub, place: ScreenPlace) -> Painter:
    """The one that all who follow the same share; a new one where it has stopped."""
    found = _painters.get((station, place.key))
    if found is None or found.is_over:
        found = _painters[station, place.key] = Painter(station, place)
    return found


async def follow_screen(place: ScreenPlace) -> AsyncIterator[bytes]:
    """The screen as it is, and each time it has changed for this reader."""
    station = hub()
    painter = _painter_of(station, place)
    until = time.monotonic() + LASTS * random.uniform(0.9, 1.1)  # noqa: S311
    written, last, beat = None, b"", Beat()
    painter.followers += 1
    try:
        yield f"retry: {random.randint(1000, 3000)}\n\n".encode()  # noqa: S311
        while not painter.is_over and time.monotonic() < until:
            other = await painter.other_than(written, beat.within())
            if other is None:
                beat.heard()
                yield BEAT
                continue
            written, block = other, other.for_reader(place.reader)
            if block != last:
                beat.heard()
                yield block
            last = block
    finally:
        painter.followers -= 1
        if not painter.followers:
            painter.stop()
            if _painters.get((station, place.key)) is painter:
                del _painters[station, place.key]
