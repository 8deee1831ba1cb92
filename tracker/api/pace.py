"""How fast one may ask, by token, person or address; said with every answer."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from tracker.models import Token

#: Seconds over which requests are counted.
WINDOW: Final = 60
#: Headers that say how fast one may ask.
HEADERS: Final = ("RateLimit-Policy", "RateLimit")
#: Of so many askers numbers are held; when there are more, all are counted from nothing.
_MOST: Final = 50_000


@dataclass(frozen=True, slots=True)
class Pace:
    """How many requests one may still make in this window."""

    policy: str
    quota: int
    left: int
    seconds: int

    @property
    def is_kept(self) -> bool:
        """Whether this request was still one of them."""
        return self.left >= 0


class Paced(BaseThrottle):
    """Counts requests in windows of a minute. A token's count for its person, too, so that many
    tokens are no way around it. Each server process counts by itself."""

    def allow_request(self, request: Request, view: Any) -> bool:
        """Whether it may go on; the view gets the headers that say how many are left."""
        paces = count_request(_counted(request))
        view.pace_headers = headers_of(paces)
        self._seconds = max((pace.seconds for pace in paces if not pace.is_kept), default=0)
        return all(pace.is_kept for pace in paces)

    def wait(self) -> float:
        """Seconds until one may ask again."""
        return float(self._seconds)


def count_request(counted: Iterable[tuple[str, str]]) -> list[Pace]:
    """Count a request for each ``(policy, who)``; those whose quota is 0 are not counted."""
    window, passed = divmod(time.time(), WINDOW)
    seconds = max(1, round(WINDOW - passed))
    paces = []
    for policy, who in counted:
        if quota := settings.API_QUOTAS[policy]:
            number = _COUNTS.count((policy, who), int(window))
            paces.append(Pace(policy, quota, quota - number, seconds))
    return paces


def headers_of(paces: Sequence[Pace]) -> dict[str, str]:
    """``RateLimit-Policy`` and ``RateLimit`` (draft-ietf-httpapi-ratelimit-headers)."""
    if not paces:
        return {}
    return {
        "RateLimit-Policy": ", ".join(f'"{p.policy}";q={p.quota};w={WINDOW}' for p in paces),
        "RateLimit": ", ".join(f'"{p.policy}";r={max(0, p.left)};t={p.seconds}' for p in paces),
    }


def address_of(request: HttpRequest) -> str:
    """The address that a request comes from."""
    return request.META.get("REMOTE_ADDR") or "unknown"


def forget() -> None:
    """Count from nothing."""
    _COUNTS.forget()


def _counted(request: Request) -> Iterator[tuple[str, str]]:
    if isinstance(request.auth, Token):
        yield "token", request.auth.public_id
    if request.user.is_authenticated:
        yield "person", str(request.user.pk)
    else:
        yield "address", address_of(request._request)  # noqa: SLF001 (the server's own request)


class _Counts:
    """How often who asked in the present window; the next one begins with nothing."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        self._window, self._numbers = 0, dict[tuple[str, str], int]()

    def count(self, who: tuple[str, str], window: int) -> int:
        with self._lock:
            if window != self._window or len(self._numbers) > _MOST:
                self.forget()
                self._window = window
            number = self._numbers[who] = self._numbers.get(who, 0) + 1
        return number


_COUNTS: Final = _Counts()
