"""Middleware of the interface: what was answered before to somebody who said of nobody who they
are is answered again as long as nothing else was recorded.

It stands where the language is known and before all that asks who a reader is. Who shows a token
or a session goes by it: what is answered here is what anybody may read."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.translation import get_language

from negotiation.queries.kept import Kept
from tracker.api import pace
from tracker.exports.kept import record_now

_PREFIX: Final = "/api/"
_SAFE: Final = ("GET", "HEAD")
#: How many bytes of answers one process keeps; most are those of the files kept anyway.
_MOST: Final = 32 * 1024 * 1024
#: What an answer weighs beside its bytes and its address.
_HEAD: Final = 2_000


class Lasting(HttpResponse):
    """An answer that says the same to this reader until the ``record`` is another
    (:func:`tracker.exports.kept.record_now`, as it was before anything was read); None where
    other things change it, too."""

    def __init__(self, record: Hashable | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record


@dataclass(frozen=True, slots=True)
class _Answer:
    record: Hashable
    content: bytes
    headers: dict[str, str]
    weight: int


_ANSWERS: Final[Kept[_Answer]] = Kept(_MOST, lambda one: one.weight)


class Again:
    """Answers again what was :class:`Lasting`, with the same headers, and counts it alike."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _is_anybody(request):
            return self.get_response(request)
        asked = _asked(request)
        if (response := _again(request, asked)) is not None:
            return response
        answer = self.get_response(request)
        if isinstance(answer, Lasting) and answer.record is not None:
            _remember(asked, answer)
        return answer


def is_personal(request: HttpRequest) -> bool:
    """Whether somebody says who they are."""
    return "HTTP_AUTHORIZATION" in request.META or settings.SESSION_COOKIE_NAME in request.COOKIES


def _is_anybody(request: HttpRequest) -> bool:
    is_read = request.method in _SAFE and request.path.startswith(_PREFIX)
    return is_read and not is_personal(request)


def _asked(request: HttpRequest) -> tuple[str | None, ...]:
    """All of a request that an answer may depend on; links name the host that was asked."""
    said = request.META
    return (
        request.get_full_path(),
        said.get("HTTP_ACCEPT"),
        get_language(),
        request.scheme,
        said.get("HTTP_HOST"),
        said.get("SERVER_NAME"),
        said.get("SERVER_PORT"),
    )


def _again(request: HttpRequest, asked: Hashable) -> HttpResponse | None:
    """What was answered, if it is still true and this reader may still ask; else whoever
    answers says so."""
    kept = _ANSWERS.get(asked)
    if kept is None or kept.record != record_now():
        return None
    paces = pace.count_request([("address", pace.address_of(request))])
    if not all(one.is_kept for one in paces):
        return None
    headers = kept.headers | pace.headers_of(paces)
    # the common case, told at once; every other is told from the answer, as of all answers
    if request.META.get("HTTP_IF_NONE_MATCH") == headers["ETag"]:
        told = {name: headers[name] for name in (*pace.HEADERS, "ETag", "Vary") if name in headers}
        return HttpResponseNotModified(headers=told)
    return HttpResponse(kept.content, headers=headers)


def _remember(asked: tuple[str | None, ...], answer: Lasting) -> None:
    headers = {name: value for name, value in answer.headers.items() if name not in pace.HEADERS}
    content = answer.content
    weight = _HEAD + len(content) + sum(len(word or "") for word in asked)
    _ANSWERS.put(asked, _Answer(answer.record, content, headers, weight))
