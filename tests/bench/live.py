"""Two editors and five hundred followers on one machine: what of it arrives, and how late.

Embedded (SQLite, ``manage.py serve``) beside a bare poll of the table of events, and with
PostgreSQL and Redis beside a bare publish and subscribe, each in the same run. A follower takes
the stream of events and reads with a plain socket; the delay is from the commit of a save to the
bytes in the follower's hands, on one clock. ``LIVE_FOLLOWERS`` and ``LIVE_SECONDS`` make it
shorter.
"""

from __future__ import annotations

import json
import os
import selectors
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.measure import Row
from tests.services import free_port, postgres, redis, wait_for_port

ROOT = Path(__file__).parents[2]
FOLLOWERS = int(os.environ.get("LIVE_FOLLOWERS", "500"))
SECONDS = float(os.environ.get("LIVE_SECONDS", "20"))
#: Seconds between two saves of one editor.
PAUSE = 1.0
EDITORS = 2


def rows() -> list[Row]:
    """Both installations, each beside its bare counterpart."""
    with tempfile.TemporaryDirectory() as place:
        embedded = measure(Path(place), {"DATABASE_URL": "", "REDIS_URL": ""})
    found = _rows("embedded", "a bare poll of the events every 0.25 s", embedded)
    with tempfile.TemporaryDirectory() as place, postgres() as database, redis() as broker:
        served = measure(Path(place), {"DATABASE_URL": database, "REDIS_URL": broker})
    return found + _rows("PostgreSQL and Redis", "a bare Redis publish and subscribe", served)


@dataclass
class Measured:
    """Delays in milliseconds."""

    sent: int = 0
    delays: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    kilobytes: float = 0.0

    @property
    def share(self) -> float:
        return len(self.delays) / (self.sent * FOLLOWERS) if self.sent else 0.0


def _rows(where: str, peer: str, found: Measured) -> list[Row]:
    what = f"{where}, {FOLLOWERS} followers"
    p95 = statistics.quantiles(found.delays, n=20)[-1]
    bare95 = statistics.quantiles(found.bare, n=20)[-1]
    median, bare = statistics.median(found.delays), statistics.median(found.bare)
    return [
        Row("live", f"{what}: share of events delivered", found.share, None, "", 1.0, least=True),
        Row("live", f"{what}: save to receipt, median", median, bare, peer, 3.0),
        Row("live", f"{what}: save to receipt, 95th percentile", p95, bare95, peer, 3.0),
        Row("live", f"{what}: kB of the server for each", found.kilobytes, None, "", 200.0),
    ]


def measure(place: Path, where: dict[str, str]) -> Measured:
    """One installation with its followers and editors."""
    environment = (
        os.environ
        | where
        | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "SECRET_KEY": "a secret for measurements alone, known to everybody",
            "VAR_DIR": str(place),
            "STATIC_ROOT": str(place),
            "LOG_LEVEL": "ERROR",
        }
    )
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True
    )
    editors = _editors(environment)
    with _served(environment) as (port, server):
        before = _resident(server)
        sockets = [_follow(port) for _ in range(FOLLOWERS)]
        time.sleep(1)
        found = Measured(kilobytes=(_resident(server) - before) / FOLLOWERS)
        _read(sockets, editors, found)
        for one in sockets:
            one.close()
    return found


def _editors(environment: dict[str, str]) -> subprocess.Popen[str]:
    """The editors, and whoever asks in the bare way; they wait for a line, and then say a line
    of JSON for every save and every bare answer."""
    editors = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.live_editors", str(EDITORS), str(SECONDS), str(PAUSE)],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert editors.stdout is not None
    assert editors.stdout.readline() == "ready\n"
    return editors


@contextmanager
def _served(environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for_port(port, within=60)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(30)


def _follow(port: int) -> socket.socket:
    """A follower whose place is taken."""
    follower = socket.create_connection(("127.0.0.1", port), timeout=60)
    follower.sendall(
        b"GET /api/v1/events/?process=bench HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        b"Accept: text/event-stream\r\n\r\n"
    )
    received = b""
    while b"retry:" not in received:
        piece = follower.recv(65536)
        assert piece, received
        received += piece
    follower.setblocking(False)
    return follower


def _read(sockets: list[socket.socket], editors: subprocess.Popen[str], found: Measured) -> None:
    """Take what comes until the editors are done, and a little longer."""
    assert editors.stdin is not None
    assert editors.stdout is not None
    chosen = selectors.DefaultSelector()
    for one in sockets:
        chosen.register(one, selectors.EVENT_READ)
    received: dict[str, list[float]] = {}
    tails = dict.fromkeys(sockets, b"")
    editors.stdin.write("go\n")
    editors.stdin.flush()
    ends = time.monotonic() + SECONDS + 5
    while time.monotonic() < ends:
        for key, _events in chosen.select(0.5):
            follower = key.fileobj
            assert isinstance(follower, socket.socket)
            data = tails[follower] + follower.recv(262_144)
            now = time.time()
            *lines, tails[follower] = data.split(b"\n")
            for line in lines:
                if line.startswith(b"id: "):
                    received.setdefault(line[4:].decode(), []).append(now)
    for said in editors.communicate()[0].splitlines():
        told = json.loads(said)
        if "bare" in told:
            found.bare.append(told["bare"] * 1000)
            continue
        found.sent += 1
        arrived = received.get(told["event"], [])
        found.delays += [(at - told["at"]) * 1000 for at in arrived]


def _resident(pid: int) -> float:
    """How much memory a process holds, in kB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return next(float(line.split()[1]) for line in status.splitlines() if "VmRSS" in line)
