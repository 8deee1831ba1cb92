"""One hub in a process: reads what is new, hands it to every follower."""

from __future__ import annotations

import asyncio
import logging
from asyncio import AbstractEventLoop
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Final, Protocol, TypeVar

from django.conf import settings

from tracker.live.leaving import when_leaving
from tracker.live.news import Batch, forget_connection, read_news
from tracker.live.waking import Listener

#: Seconds between two looks at the database: without a wake-up, and as a net under it.
POLL: Final = 0.25
SLOW_POLL: Final = 2.0
#: Seconds until the next look when the database does not answer.
PAUSE: Final = 1.0
#: How many batches wait for a follower before it is sent to the table.
ROOM: Final = 32

_T = TypeVar("_T")
logger = logging.getLogger(__name__)


class Subscriber(Protocol):
    """Whoever is told what is new in a process."""

    def offer(self, batch: Batch) -> None:
        """Take the batch, or leave it: it stands in the table."""

    def end(self) -> None:
        """Nothing will come any more."""


class Mailbox:
    """Batches that wait for one follower. There is room for few: of a slow follower the oldest
    are thrown away, and it finds by the places of the next that it must look at the table."""

    def __init__(self) -> None:
        self._waiting: deque[Batch] = deque()
        self._news: asyncio.Future[None] | None = None
        self.is_over = False

    def offer(self, batch: Batch) -> None:
        if len(self._waiting) >= ROOM:
            self._waiting.clear()
        self._waiting.append(batch)
        self._wake()

    def end(self) -> None:
        self.is_over = True
        self._wake()

    async def next(self, within: float) -> Batch | None:
        """The next batch; None when none came ``within`` so many seconds, or none will."""
        if not self._waiting and not self.is_over:
            # A timer and a future of its own: for hundreds of followers at once a task for each
            # wait would take as long as all the rest.
            loop = asyncio.get_running_loop()
            self._news = loop.create_future()
            timer = loop.call_later(within, self._wake)
            try:
                await self._news
            finally:
                timer.cancel()
        return self._waiting.popleft() if self._waiting else None

    def _wake(self) -> None:
        if self._news is not None and not self._news.done():
            self._news.set_result(None)


class Channel:
    """The subscribers of one process, and how far the hub has read for them."""

    def __init__(self, seq: int) -> None:
        self.seq = seq
        self.subscribers: set[Subscriber] = set()


class Hub:
    """Reads while somebody follows, and rests otherwise. All its work with the database is done
    in one thread with one connection."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="live")
        self._channels: dict[int, Channel] = {}
        self._woken = asyncio.Event()
        self._reading: asyncio.Task[None] | None = None
        self._is_leaving = False
        when_leaving(self.leave)

    def wake(self) -> None:
        """Look at once. May be called from any thread."""
        self._from_outside(self._woken.set)

    def leave(self) -> None:
        """End every stream: the server is about to end. May be called from any thread, and
        from a signal."""
        self._from_outside(self._end)

    async def in_thread(self, work: Callable[..., _T], *given: object) -> _T:
        """Work with the database, one piece after the other.

        :raises Exception: what the work raised; the connection is given up, too."""
        return await self._loop.run_in_executor(self._thread, _carefully, work, *given)

    @contextmanager
    def subscription(self, subscriber: Subscriber, process_id: int, seq: int) -> Iterator[None]:
        """Tell the subscriber what comes after ``seq``, which is the last event at a time that
        is over: what came before is in the table."""
        if self._is_leaving:
            subscriber.end()
        channel = self._channels.setdefault(process_id, Channel(seq))
        channel.subscribers.add(subscriber)
        self._read_from_now_on()
        try:
            yield
        finally:
            channel.subscribers.discard(subscriber)
            if not channel.subscribers and self._channels.get(process_id) is channel:
                del self._channels[process_id]
                # so that it rests, and gives its connection back
                self._woken.set()

    @property
    def followers(self) -> int:
        """How many are told what happens."""
        return sum(len(channel.subscribers) for channel in self._channels.values())

    def close(self) -> None:
        """Give back the connection, once the loop has ended."""
        self._thread.submit(forget_connection)
        self._thread.shutdown()

    def _from_outside(self, act: Callable[[], None]) -> None:
        # a server that has ended has nobody to tell
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(act)

    def _read_from_now_on(self) -> None:
        if self._reading is None or self._reading.done():
            self._reading = self._loop.create_task(self._read())

    async def _read(self) -> None:
        # whoever comes while the last reading is being ended finds it still there
        while self._channels:
            await self._read_while_followed()

    async def _read_while_followed(self) -> None:
        listener = Listener(settings.REDIS_URL, self._woken)
        try:
            while self._channels:
                pause = SLOW_POLL if listener.hears else POLL
                try:
                    await self._hand_on_news()
                except Exception:
                    logger.exception("The events could not be read; trying again.")
                    pause = PAUSE
                await self._rest(pause)
        finally:
            await listener.close()
            await self.in_thread(forget_connection)

    async def _rest(self, pause: float) -> None:
        try:
            await asyncio.wait_for(self._woken.wait(), pause)
        except TimeoutError:
            return
        self._woken.clear()

    async def _hand_on_news(self) -> None:
        places = {process_id: channel.seq for process_id, channel in self._channels.items()}
        for batch in await self.in_thread(read_news, places):
            channel = self._channels.get(batch.process_id)
            # another follower may have opened the channel anew, further on
            if channel is None or channel.seq >= batch.last:
                continue
            channel.seq = batch.last
            for subscriber in tuple(channel.subscribers):
                subscriber.offer(batch)
            if batch.is_full:
                self._woken.set()

    def _end(self) -> None:
        self._is_leaving = True
        for channel in self._channels.values():
            for subscriber in tuple(channel.subscribers):
                subscriber.end()


def _carefully(work: Callable[..., _T], *given: object) -> _T:
    try:
        return work(*given)
    except Exception:
        # it may be the connection that broke: the next piece of work gets a new one
        forget_connection()
        raise


_hubs: dict[AbstractEventLoop, Hub] = {}


def hub() -> Hub:
    """The hub of this process: of its running event loop, there being one in a server."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        close_ended()
        _hubs[loop] = Hub()
    return _hubs[loop]


def close_ended() -> None:
    """Give back what the hubs of servers keep that have ended in this process."""
    for loop in [loop for loop in _hubs if loop.is_closed()]:
        _hubs.pop(loop).close()


def wake_hubs() -> None:
    """Have the hub of this process look at once, where it has one."""
    for one in tuple(_hubs.values()):
        one.wake()
