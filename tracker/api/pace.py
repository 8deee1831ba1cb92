"""How fast one may ask, by token, person or address; said with every answer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core.cache import caches
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from tracker.models import Token

#: Seconds over which requests are counted.
WINDOW: Final = 60


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
        paces = [_count(policy, who) for policy, who in _counted(request) if _quota(policy)]
        view.pace_headers = _headers(paces)
        self._seconds = max((pace.seconds for pace in paces if not pace.is_kept), default=0)
        return all(pace.is_kept for pace in paces)

    def wait(self) -> float:
        """Seconds until one may ask again."""
        return float(self._seconds)


def _counted(request: Request) -> Iterator[tuple[str, str]]:
    if isinstance(request.auth, Token):
        yield "token", request.auth.public_id
    if request.user.is_authenticated:
        yield "person", str(request.user.pk)
    else:
        yield "address", request.META.get("REMOTE_ADDR") or "unknown"


def _quota(policy: str) -> int:
    quota: int = settings.API_QUOTAS[policy]
    return quota


def _count(policy: str, who: str) -> Pace:
    window, passed = divmod(time.time(), WINDOW)
    cache, key = caches["pace"], f"{policy}:{who}:{window:.0f}"
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        number = cache.incr(key)
    except ValueError:  # it was thrown out between the two: nobody asks that fast for long
        number = 1
    return Pace(policy, _quota(policy), _quota(policy) - number, max(1, round(WINDOW - passed)))


def _headers(paces: list[Pace]) -> dict[str, str]:
    """``RateLimit-Policy`` and ``RateLimit`` (draft-ietf-httpapi-ratelimit-headers)."""
    if not paces:
        return {}
    return {
        "RateLimit-Policy": ", ".join(f'"{p.policy}";q={p.quota};w={WINDOW}' for p in paces),
        "RateLimit": ", ".join(f'"{p.policy}";r={max(0, p.left)};t={p.seconds}' for p in paces),
    }
