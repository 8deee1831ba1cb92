"""Where a message may go: to public addresses of the net, and nowhere inside."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

Ip = IPv4Address | IPv6Address

#: What is given out for the whole net; all else of IPv6 is for use nearby, or for nobody.
_GLOBAL: Final = IPv6Network("2000::/3")
_TEREDO: Final = IPv6Network("2001::/32")
#: Prefixes whose last four bytes are an address of IPv4 that a gateway goes on to.
_CARRIES_IPV4: Final = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))


class BadAddress(Exception):
    """Nothing is sent there; the message says why."""


class UnknownName(BadAddress):
    """Nobody knows the name of the host."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect, once the name was looked up: ``addresses`` are those it stood for, and
    nothing else may be connected to, whatever the name stands for a moment later."""

    host: str
    port: int
    path: str
    is_secure: bool
    addresses: tuple[str, ...]


def check_address(address: str) -> None:
    """Look at an address as it is written, without asking anybody what its name stands for.

    :raises BadAddress: saying what is wrong with it.
    """
    parts = _parts(address)
    if settings.WEBHOOKS_MAY_BE_PRIVATE:
        return
    assert parts.hostname is not None
    name = parts.hostname.rstrip(".")
    ip = _written_ip(name)
    is_local = name == "localhost" or name.endswith((".localhost", ".local", ".internal"))
    if is_local or (ip is not None and not is_public(ip)):
        raise BadAddress(_not_public(parts.hostname))


def find_target(address: str) -> Target:
    """Look up where an address leads just now. One name may stand for several places: all of
    them must be public.

    :raises BadAddress: where nothing is sent to.
    :raises UnknownName: when nobody knows the name.
    """
    parts = _parts(address)
    check_address(address)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as unknown:
        raise UnknownName(_("Nobody knows the host “%(name)s”.") % {"name": host}) from unknown
    addresses = tuple(dict.fromkeys(str(place[0]) for *_kind, place in found))
    if not settings.WEBHOOKS_MAY_BE_PRIVATE and not all(map(_is_public_text, addresses)):
        raise BadAddress(_not_public(host))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(host, port, path, parts.scheme == "https", addresses)


def is_public(ip: Ip) -> bool:
    """Whether an address is one of the whole net, and no gateway to one that is not."""
    if isinstance(ip, IPv6Address):
        carried = _carried(ip)
        if carried is not None:
            return is_public(carried)
        if ip not in _GLOBAL or ip in _TEREDO:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _carried(ip: IPv6Address) -> IPv4Address | None:
    """The address of IPv4 that is written inside one of IPv6."""
    if any(ip in network for network in _CARRIES_IPV4):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour


def _is_public_text(text: str) -> bool:
    return is_public(ip_address(text.partition("%")[0])) and "%" not in text


def _written_ip(name: str) -> Ip | None:
    """The address that is written as such, also in the old ways (``127.1``, ``0x7f000001``)."""
    try:
        return ip_address(name.partition("%")[0])
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(name))
    except (OSError, UnicodeError):
        return None


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        _port = parts.port
    except ValueError:
        raise BadAddress(_("“%(name)s” is no address of the web.") % {"name": address}) from None
    if parts.scheme not in {"https", "http"} or not parts.hostname or not _is_plain(address):
        raise BadAddress(_("“%(name)s” is no address of the web.") % {"name": address})
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise BadAddress(_("Leave out names, passwords and “#”: they are not sent."))
    if parts.scheme == "http" and not settings.WEBHOOKS_MAY_BE_PRIVATE:
        raise BadAddress(_("The address must begin with https://."))
    return parts


def _is_plain(address: str) -> bool:
    return address.isascii() and address.isprintable() and " " not in address


def _not_public(host: str) -> str:
    return _("“%(name)s” is not in the public net; nothing is sent there.") % {"name": host}
