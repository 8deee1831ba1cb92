"""The database is the queue of record: whoever is killed, what was asked for gets done, once."""

import os
import signal
import subprocess
import urllib.request

import pytest

from tests.operations.conftest import Installation
from tests.services import free_port

WORKER = ("-m", "celery", "-A", "config", "worker", "--concurrency", "2", "--loglevel", "WARNING")


def serve(installation: Installation, *, with_redis: bool) -> tuple[subprocess.Popen[str], str]:
    """A server that listens, and its address."""
    port = str(free_port())
    server = installation.start("manage.py", "serve", "--port", port, with_redis=with_redis)
    assert server.stdout is not None
    said = server.stdout.readline()
    assert said == f"Open http://127.0.0.1:{port}/ in a browser (Ctrl+C stops).\n"
    return server, f"http://127.0.0.1:{port}"


def answer_of(address: str) -> bytes:
    with urllib.request.urlopen(f"{address}/healthz") as answer:
        body: bytes = answer.read()
    return body


@pytest.mark.parametrize("farewell", [signal.SIGINT, signal.SIGTERM])
def test_a_server_alone_takes_up_what_it_finds_and_leaves_in_order(
    installation: Installation, farewell: signal.Signals
) -> None:
    server, address = serve(installation, with_redis=False)
    assert answer_of(address) == b"ok\n"
    installation.wait_until_compared()
    server.send_signal(farewell)
    assert server.wait(15) == 0


def test_a_server_beside_redis_leaves_the_work_to_workers(installation: Installation) -> None:
    server, address = serve(installation, with_redis=True)
    assert answer_of(address) == b"ok\n"
    assert installation.comparisons() == {"waiting"}
    installation.start(*WORKER, with_redis=True)
    installation.wait_until_compared()
    server.terminate()
    assert server.wait(15) == 0


@pytest.mark.parametrize("with_redis", [True, False])
def test_what_a_killed_process_left_half_done_is_finished_once(
    installation: Installation, with_redis: bool
) -> None:
    def start() -> subprocess.Popen[str]:
        if with_redis:
            return installation.start(*WORKER, with_redis=True)
        return serve(installation, with_redis=False)[0]

    first = start()
    installation.wait_until_compared()
    undisturbed = installation.changes()
    os.killpg(first.pid, signal.SIGKILL)
    first.wait(10)
    # Among several workers its claim must have run out; one that is alone need not wait.
    until = "2000-01-01 00:00:00+00:00" if with_redis else "2999-01-01 00:00:00+00:00"
    assert installation.leave_half_done(claimed_until=until) > 0
    assert installation.changes() != undisturbed
    start()
    installation.wait_until_compared()
    assert installation.changes() == undisturbed
