"""One request to somebody else's machine, which may be slow, wrong or ill-meaning."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from tracker.models import Delivery
from tracker.webhooks.addresses import BadAddress, Target, UnknownName, find_target

Trouble = Delivery.Trouble

#: Seconds for a connection, and for everything from then on.
CONNECT_SECONDS: Final = 5.0
ANSWER_SECONDS: Final = 10.0
#: Places that a name stands for which are tried.
_PLACES: Final = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the status of the answer, if there was one, and what was wrong."""

    answer: int | None = None
    trouble: Delivery.Trouble | None = None


def post(address: str, body: bytes, headers: Mapping[str, str]) -> Outcome:
    """Send a body and tell what came of it. Follows no redirect and uses no proxy; it connects to
    the addresses that were looked at, so that a name cannot turn to another one meanwhile. What
    is answered beside the status is not read."""
    try:
        target = find_target(address)
        connection = _connect(target)
    except UnknownName:
        return Outcome(trouble=Trouble.NAME)
    except BadAddress:
        return Outcome(trouble=Trouble.ADDRESS)
    except OSError as error:
        return Outcome(trouble=_trouble_of(error))
    late = threading.Event()
    guard = threading.Timer(ANSWER_SECONDS, _cut, (connection.sock, late))
    guard.daemon = True
    guard.start()
    try:
        status = _ask(connection, target.path, body, headers)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Outcome(trouble=Trouble.TIME if late.is_set() else _trouble_of(error))
    finally:
        guard.cancel()
        connection.close()
    return Outcome(status, _trouble_with(status))


def _connect(target: Target) -> http.client.HTTPConnection:
    """A connection to one of the places that were looked at. The certificate is asked of the
    name, as if the name had been connected to; the handshake comes with the first byte."""
    until = time.monotonic() + CONNECT_SECONDS
    last: OSError = TimeoutError()
    for place in target.addresses[:_PLACES]:
        try:
            line = socket.create_connection(
                (place, target.port), max(0.1, until - time.monotonic())
            )
        except OSError as error:
            last = error
            continue
        line.settimeout(ANSWER_SECONDS)
        if not target.is_secure:
            plain = http.client.HTTPConnection(target.host, target.port)
            plain.sock = line
            return plain
        context = ssl.create_default_context()
        secure = http.client.HTTPSConnection(target.host, target.port, context=context)
        secure.sock = context.wrap_socket(
            line, server_hostname=target.host, do_handshake_on_connect=False
        )
        return secure
    raise last


def _ask(
    connection: http.client.HTTPConnection, path: str, body: bytes, headers: Mapping[str, str]
) -> int:
    if isinstance(connection.sock, ssl.SSLSocket):
        connection.sock.do_handshake()
    connection.request("POST", path, body, {**headers, "Connection": "close"})
    with connection.getresponse() as answer:
        return answer.status


def _cut(line: socket.socket, late: threading.Event) -> None:
    """End a conversation that takes too long, however much is still coming."""
    late.set()
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _trouble_of(error: Exception) -> Delivery.Trouble:
    if isinstance(error, TimeoutError):
        return Trouble.TIME
    return Trouble.TLS if isinstance(error, ssl.SSLError) else Trouble.CONNECTION


def _trouble_with(status: int) -> Delivery.Trouble | None:
    if 200 <= status < 300:
        return None
    return Trouble.REDIRECT if 300 <= status < 400 else Trouble.ANSWER
