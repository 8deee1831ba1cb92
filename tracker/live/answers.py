"""A stream as the answer to a request."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse


def stream(
    request: HttpRequest,
    lasting: Callable[[], AsyncIterator[bytes]],
    at_once: Callable[[], Iterable[bytes]],
) -> StreamingHttpResponse:
    """The blocks of ``lasting``. A server that can do one thing at a time (WSGI) would never
    answer anybody else: it gets what there is ``at_once``, and the reader comes again."""
    is_async = isinstance(request, ASGIRequest)
    return StreamingHttpResponse(
        lasting() if is_async else at_once(),
        content_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )
