"""Nothing is sent to where it must not go, whatever a name stands for."""

from __future__ import annotations

import contextlib
import socket
import ssl
import subprocess
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from tests.webhooks.conftest import Receiver
from tracker.models import Delivery
from tracker.webhooks import sending
from tracker.webhooks.addresses import BadAddress, check_address, find_target, is_public
from tracker.webhooks.sending import Outcome, post

Trouble = Delivery.Trouble

INSIDE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.1",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::10.0.0.1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:a9fe:a9fe::",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]
OUTSIDE = ["8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]
#: Other ways of writing addresses that machines understand.
IN_DISGUISE = ["127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "localhost", "LOCALHOST."]


def as_host(ip: str) -> str:
    return f"[{ip}]" if ":" in ip else ip


def stand_for(monkeypatch: pytest.MonkeyPatch, name: str, *answers: list[str]) -> list[str]:
    """Let a name stand for these addresses, one answer after the other; the list grows with
    each time that it is asked for."""
    asked: list[str] = []
    ask_really: Callable[..., Any] = socket.getaddrinfo

    def answer(host: str, port: int, *more: Any, **named: Any) -> Any:
        if host != name:
            return ask_really(host, port, *more, **named)
        asked.append(host)
        found = answers[min(len(asked), len(answers)) - 1]
        return [one for ip in found for one in ask_really(ip, port, *more, **named)]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked


@pytest.mark.parametrize("ip", INSIDE)
def test_an_inner_address_is_refused(ip: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_public(ip_address(ip))
    with pytest.raises(BadAddress, match="not in the public net"):
        check_address(f"https://{as_host(ip)}/hook")
    stand_for(monkeypatch, "hook.example.org", [ip])
    with pytest.raises(BadAddress, match="not in the public net"):
        find_target("https://hook.example.org/")
    assert post("https://hook.example.org/", b"{}", {}) == Outcome(trouble=Trouble.ADDRESS)


@pytest.mark.parametrize("ip", OUTSIDE)
def test_an_outer_address_is_not(ip: str) -> None:
    check_address(f"https://{as_host(ip)}/hook")
    target = find_target(f"https://{as_host(ip)}:8443/hook?a=b")
    assert [ip_address(place) for place in target.addresses] == [ip_address(ip)]
    assert (target.port, target.path) == (8443, "/hook?a=b")


@pytest.mark.parametrize("host", IN_DISGUISE)
def test_an_inner_address_in_disguise_is_refused(host: str) -> None:
    with pytest.raises(BadAddress):
        check_address(f"https://{host}/hook")
    assert post(f"https://{host}/hook", b"{}", {}) == Outcome(trouble=Trouble.ADDRESS)


def test_a_name_that_also_stands_for_an_inner_address_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stand_for(monkeypatch, "hook.example.org", ["93.184.216.34", "10.0.0.1"])
    with pytest.raises(BadAddress):
        find_target("https://hook.example.org/")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://example.org/", "must begin with https"),
        ("ftp://example.org/", "no address of the web"),
        ("https:///hook", "no address of the web"),
        ("example.org/hook", "no address of the web"),
        ("https://example.org:99999/", "no address of the web"),
        ("https://[::1/", "no address of the web"),
        ("https://example.org/a b", "no address of the web"),
        ("https://example.org/\r\nX: y", "no address of the web"),
        ("https://name:word@example.org/", "Leave out names"),
        ("https://example.org/#part", "Leave out names"),
    ],
)
def test_what_is_no_good_address_is_refused(address: str, reason: str) -> None:
    with pytest.raises(BadAddress, match=reason):
        check_address(address)


def test_a_name_that_nobody_knows_is_told(settings: Settings) -> None:
    settings.WEBHOOKS_MAY_BE_PRIVATE = True
    assert post("http://nobody.invalid/", b"{}", {}) == Outcome(trouble=Trouble.NAME)


def test_it_connects_to_what_was_looked_at(
    receiver: Receiver, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name turns inward right after it was looked up; nobody asks for it again."""
    places: list[tuple[str, int]] = []

    def refuse(place: tuple[str, int], *more: object) -> socket.socket:
        places.append(place)
        raise ConnectionRefusedError

    asked = stand_for(monkeypatch, "hook.example.org", ["93.184.216.34"], ["127.0.0.1"])
    with monkeypatch.context() as patch:
        patch.setattr(socket, "create_connection", refuse)
        outcome = post(f"https://hook.example.org:{receiver.port}/", b"{}", {})
    assert outcome == Outcome(trouble=Trouble.CONNECTION)
    assert places == [("93.184.216.34", receiver.port)]
    assert asked == ["hook.example.org"]
    assert receiver.messages == []


def test_the_name_is_still_what_the_receiver_is_called(
    receiver: Receiver, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WEBHOOKS_MAY_BE_PRIVATE = True
    stand_for(monkeypatch, "hook.example.org", ["127.0.0.1"], ["192.0.2.1"])
    outcome = post(f"http://hook.example.org:{receiver.port}/", b"{}", {})
    assert outcome == Outcome(204)
    assert receiver.messages[0].headers["host"] == f"hook.example.org:{receiver.port}"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(receiver: Receiver, settings: Settings, status: int) -> None:
    settings.WEBHOOKS_MAY_BE_PRIVATE = True
    receiver.answers, receiver.location = [status], receiver.address
    assert post(receiver.address, b"{}", {}) == Outcome(status, Trouble.REDIRECT)
    assert len(receiver.messages) == 1


def test_a_proxy_of_the_machine_is_not_used(
    receiver: Receiver, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WEBHOOKS_MAY_BE_PRIVATE = True
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert post(receiver.address, b"{}", {}) == Outcome(204)


def drip(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then, each soon enough to keep a socket waiting."""
    with contextlib.suppress(OSError):
        for byte in b"HTTP/1.1 200 OK and so on and so on and so on":
            handler.wfile.write(bytes([byte]))
            time.sleep(0.1)


def test_an_answer_that_drips_is_cut_off(
    receiver: Receiver, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WEBHOOKS_MAY_BE_PRIVATE = True
    monkeypatch.setattr(sending, "ANSWER_SECONDS", 0.5)
    receiver.write = drip
    began = time.monotonic()
    assert post(receiver.address, b"{}", {}) == Outcome(trouble=Trouble.TIME)
    assert time.monotonic() - began < 3


def flood(handler: BaseHTTPRequestHandler) -> None:
    """A body without end."""
    with contextlib.suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            handler.wfile.write(b"x" * 65536)


def test_a_body_without_end_is_not_read(receiver: Receiver, settings: Settings) -> None:
    settings.WEBHOOKS_MAY_BE_PRIVATE = True
    receiver.write = flood
    began = time.monotonic()
    assert post(receiver.address, b"{}", {}) == Outcome(200)
    assert time.monotonic() - began < 3


def babble(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"EHLO who is there?\r\n\r\n")


def test_what_is_no_http_is_no_answer(receiver: Receiver, settings: Settings) -> None:
    settings.WEBHOOKS_MAY_BE_PRIVATE = True
    receiver.write = babble
    assert post(receiver.address, b"{}", {}) == Outcome(trouble=Trouble.CONNECTION)


def test_nobody_there_is_no_connection(settings: Settings) -> None:
    settings.WEBHOOKS_MAY_BE_PRIVATE = True
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        outcome = post(f"http://127.0.0.1:{port}/", b"{}", {})
    assert outcome == Outcome(trouble=Trouble.CONNECTION)


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for hook.example.org, and its key."""
    paths = tmp_path / "certificate.pem", tmp_path / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=hook", "-addext", "subjectAltName=DNS:hook.example.org"),
            *("-out", str(paths[0]), "-keyout", str(paths[1])),
        ],
        check=True,
        capture_output=True,
    )
    return paths


@pytest.mark.parametrize(
    ("name", "is_trusted", "outcome"),
    [
        ("hook.example.org", True, Outcome(204)),
        ("hook.example.org", False, Outcome(trouble=Trouble.TLS)),
        ("other.example.org", True, Outcome(trouble=Trouble.TLS)),
    ],
)
def test_the_certificate_is_asked_of_the_name(
    receiver: Receiver,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    certificate: tuple[Path, Path],
    name: str,
    is_trusted: bool,
    outcome: Outcome,
) -> None:
    settings.WEBHOOKS_MAY_BE_PRIVATE = True
    stand_for(monkeypatch, name, ["127.0.0.1"])
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with receiver.encrypted(context):
        assert post(f"https://{name}:{receiver.port}/", b"{}", {}) == outcome
    assert len(receiver.messages) == (outcome.answer == 204)
