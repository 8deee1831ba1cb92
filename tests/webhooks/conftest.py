"""A receiver: a real server in a thread of the test, which answers as it is told."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from pytest_django import Settings

from negotiation.models import Event
from tests.negotiation.builders import Negotiation
from tracker.catching_up import catch_up_all
from tracker.models import Delivery, Webhook
from tracker.webhooks.keeping import make_webhook


@dataclass(frozen=True)
class Message:
    """What came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.body)
        return told


@dataclass
class Receiver:
    """Keeps what comes; ``answers`` are given one after the other, then 204."""

    port: int = 0
    messages: list[Message] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    location: str = ""
    write: Callable[[BaseHTTPRequestHandler], None] | None = None
    context: ssl.SSLContext | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?for=talks"

    @contextmanager
    def encrypted(self, context: ssl.SSLContext) -> Iterator[None]:
        """Whoever connects meanwhile is spoken to in TLS."""
        self.context = context
        yield
        self.context = None

    @property
    def events(self) -> list[str]:
        return [message.told["id"] for message in self.messages]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.messages.append(Message(self.path, headers, body))
            if receiver.write is not None:
                receiver.write(self)
                return
            self.send_response(receiver.answers.pop(0) if receiver.answers else 204)
            if receiver.location:
                self.send_header("Location", receiver.location)
            self.end_headers()

        def log_message(self, *_said: object) -> None:
            """Say nothing: the tests look at what came."""

    class Server(ThreadingHTTPServer):
        def get_request(self) -> tuple[socket.socket, Any]:
            line, caller = super().get_request()
            if receiver.context is None:
                return line, caller
            return receiver.context.wrap_socket(
                line, server_side=True, do_handshake_on_connect=False
            ), caller

        def handle_error(self, *_about: object) -> None:
            """Say nothing when a caller hangs up."""

    server = Server(("127.0.0.1", 0), Handler)
    receiver.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield receiver
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def talks(db: None, settings: Settings) -> Negotiation:
    """A negotiation, on an installation that may send to its own net."""
    settings.WEBHOOKS_MAY_BE_PRIVATE = True
    return Negotiation()


@dataclass(frozen=True)
class Hook:
    """A webhook of a test, and its secret."""

    talks: Negotiation
    webhook: Webhook
    secret: str

    def now(self) -> Webhook:
        """As it stands in the database."""
        return Webhook.objects.get(pk=self.webhook.pk)

    def row(self) -> Delivery:
        """The only thing that is to be sent there."""
        return Delivery.objects.get(webhook=self.webhook)


@pytest.fixture
def hook(talks: Negotiation, receiver: Receiver) -> Hook:
    """A webhook of the secretariat, for outcomes, texts and publications."""
    return hook_of(talks, receiver)


def hook_of(talks: Negotiation, receiver: Receiver, **more: Any) -> Hook:
    kinds = [Event.Kind.OUTCOME, Event.Kind.DRAFT_IMPORTED, Event.Kind.DRAFT_PUBLISHED]
    said = {
        "person": talks.clerk,
        "address": receiver.address,
        "process": talks.process,
        "document": None,
        "kinds": kinds,
    }
    webhook, secret = make_webhook(**said | more)
    return Hook(talks, webhook, secret)


def queue() -> None:
    """Let what happened become rows, and send nothing: no transaction of a test commits."""
    catch_up_all()
