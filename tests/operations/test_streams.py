"""Streams last, and a server leaves all the same; several processes of one tell the same."""

import http.client
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

import pytest

from tests.operations.conftest import ROOT, Installation
from tests.operations.test_background_work import serve
from tests.services import free_port, wait_for_port

EVENTS = "/api/v1/events/"
FOLLOWERS = 8
#: Something that everybody may know of happens, in a process of its own.
HAPPEN = """
from django.contrib.auth.models import User
from negotiation.actions import add_body
from negotiation.models import Process
process = Process.objects.get(slug="SLUG")
clerk = User.objects.create(username="root", is_superuser=True)
add_body(process, slug="a-further-body", name="A further body", rank=1, by=clerk)
print(process.events.latest("seq").public_id)
"""


def slug_of(installation: Installation) -> str:
    ((slug,),) = installation.rows("SELECT slug FROM negotiation_process ORDER BY id LIMIT 1")
    return str(slug)


@contextmanager
def following(port: int, slug: str) -> Iterator[http.client.HTTPResponse]:
    """A stream that has begun."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", f"{EVENTS}?process={slug}")
        stream = connection.getresponse()
        assert stream.status == 200
        assert stream.readline().startswith(b"retry: ")
        yield stream


def id_told(stream: http.client.HTTPResponse) -> str:
    """The id of the event that is told next."""
    last = ""
    while not (line := stream.readline().decode()).startswith("data:"):
        assert line, "the stream ended"
        last = line.removeprefix("id: ").strip() if line.startswith("id:") else last
    return last


@pytest.mark.parametrize("farewell", [signal.SIGINT, signal.SIGTERM])
def test_a_server_leaves_while_somebody_follows(
    installation: Installation, farewell: signal.Signals
) -> None:
    server, address = serve(installation, with_redis=False)
    with following(int(address.rpartition(":")[2]), slug_of(installation)) as stream:
        server.send_signal(farewell)
        # a stream that is cut off, when the patience of the server ends, raises here
        stream.read()
    assert server.wait(15) == 0


def test_two_processes_of_a_server_tell_the_same_and_leave(installation: Installation) -> None:
    port = free_port()
    command = ("-m", "uvicorn", "config.asgi:application", "--workers", "2", "--port", str(port))
    server = installation.start(*command, "--lifespan", "off", with_redis=True)
    wait_for_port(port)
    slug = slug_of(installation)
    with ExitStack() as opened:
        streams = [opened.enter_context(following(port, slug)) for _ in range(FOLLOWERS)]
        happened = subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), "shell", "-c", HAPPEN.replace("SLUG", slug)],
            env=installation.environment(with_redis=True),
            check=True,
            capture_output=True,
            text=True,
        )
        assert {id_told(stream) for stream in streams} == {happened.stdout.split()[-1]}
        server.terminate()
        for stream in streams:
            stream.read()
        server.wait(15)
