"""The wake-up between processes, where there is a Redis. One that is lost costs latency."""

from __future__ import annotations

import asyncio
import logging
from functools import cache
from typing import Final

import redis
import redis.asyncio

CHANNEL: Final = "tracker:announced"
#: Seconds that a write may wait for a Redis that does not answer.
PATIENCE: Final = 0.5
_AGAIN: Final = 1.0

logger = logging.getLogger(__name__)


@cache
def _speaker(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE)


def tell(url: str, process_id: int) -> None:
    """Wake the hubs of all processes. A Redis that does not answer is no failure: they look
    by themselves, too."""
    try:
        _speaker(url).publish(CHANNEL, process_id)
    except redis.RedisError as error:
        logger.warning("Followers of process %s were not woken: %s", process_id, error)


class Listener:
    """Sets ``woken`` whenever something happened, as long as a Redis is there to say so."""

    def __init__(self, url: str | None, woken: asyncio.Event) -> None:
        self.hears = False
        self._woken = woken
        self._listening = asyncio.create_task(self._listen(url)) if url else None

    async def close(self) -> None:
        """Listen no more."""
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)

    async def _listen(self, url: str) -> None:
        while True:
            try:
                await self._hear(url)
            except (redis.RedisError, OSError) as error:
                logger.warning("Redis is not heard, the database is asked more often: %s", error)
            self.hears = False
            await asyncio.sleep(_AGAIN)

    async def _hear(self, url: str) -> None:
        async with (
            redis.asyncio.from_url(url, socket_connect_timeout=PATIENCE) as client,
            client.pubsub(ignore_subscribe_messages=True) as heard,
        ):
            await heard.subscribe(CHANNEL)
            self.hears = True
            # what was announced before it listened
            self._woken.set()
            async for _message in heard.listen():
                self._woken.set()
