"""A server in a thread of the test, with a database that several threads can use."""

import contextlib
import http.client
import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import uvicorn
from django.db import connection, connections

from config.asgi import application
from tests.services import free_port, wait_for_port
from tracker.live.hub import close_ended

#: Seconds after which a test gives up on what should have come long before.
PATIENCE = 10.0


@pytest.fixture
def shared_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database in which every thread sees what another has committed. On SQLite it is a file
    with what the test's database in memory holds, which threads could not share."""
    if connection.vendor != "sqlite":
        yield
        return
    file = tmp_path / "shared.sqlite3"
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)
    connections.settings["default"]["NAME"], before = (
        str(file),
        connections.settings["default"]["NAME"],
    )
    in_memory = connections["default"]
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"]["NAME"] = before
        connections["default"] = in_memory


@contextmanager
def served() -> Iterator[int]:
    """The port on which the program is served by a thread of this process."""
    port = free_port()
    server = uvicorn.Server(
        uvicorn.Config(
            application,
            port=port,
            lifespan="off",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
        )
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        wait_for_port(port)
        yield port
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        assert not thread.is_alive()
        # the database of the test can go when nobody is connected to it
        close_ended()


@pytest.fixture
def port(shared_database: None) -> Iterator[int]:
    with served() as port:
        yield port


@dataclass
class Block:
    """One block of a stream."""

    id: str = ""
    name: str = ""
    lines: list[str] = field(default_factory=list)
    comment: str = ""

    @property
    def data(self) -> str:
        return "\n".join(self.lines)

    @property
    def event(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.data)
        return told


def blocks(lines: Iterator[str]) -> Iterator[Block]:
    """The blocks of a stream, as the standard has them read."""
    block, is_empty = Block(), True
    for line in lines:
        name, _, value = line.rstrip("\r\n").partition(":")
        value = value.removeprefix(" ")
        if not line.strip():
            if not is_empty:
                yield block
            block, is_empty = Block(), True
            continue
        is_empty = False
        match name:
            case "id":
                block.id = value
            case "event":
                block.name = value
            case "data":
                block.lines.append(value)
            case "":
                block.comment = value


class Stream:
    """A reader who follows, in a thread, and keeps what is told."""

    def __init__(self, port: int, address: str, headers: dict[str, str]) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._connection.request("GET", address, headers=headers)
        self.answer = self._connection.getresponse()
        self.blocks: list[Block] = []
        self.is_over = False
        self._came = threading.Condition()
        self._thread = threading.Thread(target=self._read, daemon=True)
        if self.answer.status == 200:
            self._thread.start()

    def _read(self) -> None:
        lines = (line.decode() for line in iter(self.answer.readline, b""))
        with contextlib.suppress(OSError, ValueError, http.client.HTTPException, AttributeError):
            for block in blocks(lines):
                with self._came:
                    self.blocks.append(block)
                    self._came.notify_all()
        with self._came:
            self.is_over = True
            self._came.notify_all()

    @property
    def told(self) -> list[Block]:
        """The blocks that say something."""
        return [block for block in self.blocks if block.lines]

    @property
    def ids(self) -> list[str]:
        """The ids of the events that were told, in order."""
        return [block.id for block in self.told]

    def wait(self, until: Callable[["Stream"], bool]) -> "Stream":
        """Return when it is so.

        :raises AssertionError: when it is not in time."""
        deadline = time.monotonic() + PATIENCE
        with self._came:
            while not until(self):
                left = deadline - time.monotonic()
                assert left > 0, f"told {len(self.told)}: {[block.data for block in self.told]}"
                self._came.wait(left)
        return self

    def wait_for(self, number: int) -> list[Block]:
        """The blocks that say something, when there are so many."""
        return self.wait(lambda stream: len(stream.told) >= number).told

    def greeted(self) -> "Stream":
        """The reader, once their place is taken: what happens now is told."""
        return self.wait(lambda stream: bool(stream.blocks))

    def close(self) -> None:
        if self._connection.sock is not None:
            with contextlib.suppress(OSError):
                self._connection.sock.shutdown(2)
        self._connection.close()


Follow = Callable[..., Stream]


@pytest.fixture
def follow(port: int) -> Iterator[Follow]:
    """Opens streams on the server of this test, and closes them at its end."""
    opened: list[Stream] = []

    def open_stream(
        address: str, *, last_id: str = "", cookie: str = "", **asked: object
    ) -> Stream:
        headers = {"Accept": "text/event-stream"}
        if last_id:
            headers["Last-Event-ID"] = last_id
        if cookie:
            headers["Cookie"] = f"sessionid={cookie}"
        query = f"?{urlencode(asked)}" if asked else ""
        stream = Stream(port, address + query, headers)
        opened.append(stream)
        return stream

    yield open_stream
    for stream in opened:
        stream.close()
