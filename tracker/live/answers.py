"""A stream as the answer to a request."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable

from django.http import HttpRequest, StreamingHttpResponse
from rest_framework.request import Request


def stream(
    request: HttpRequest | Request,
    lasting: Callable[[], AsyncIterator[bytes]],
    at_once: Callable[[], Iterable[bytes]],
) -> StreamingHttpResponse:
    """The blocks of ``lasting``. A server that can do one thing at a time (WSGI) would never
    answer anybody else: it gets what there is ``at_once``, and the reader comes again."""
    is_async = hasattr(request, "scope")
    return StreamingHttpResponse(
        lasting() if is_async else at_once(),
        content_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )
