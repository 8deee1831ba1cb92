"""Middleware of the interface: what holds for every answer below ``/api/``, whoever gives it.

Problems instead of pages, validators and 304, and what a page of another origin may read."""

from __future__ import annotations

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.utils.http import parse_http_date_safe
from django.utils.translation import gettext as _

from tracker.api.again import is_personal

_PREFIX: Final = "/api/"
_SAFE: Final = ("GET", "HEAD")
_PREFLIGHT: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Accept, If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}
_EXPOSED: Final = "ETag, Last-Modified, Link, RateLimit, RateLimit-Policy, Retry-After"


class Conventions:
    """Looks at requests below ``/api/`` only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(_PREFIX):
            return self.get_response(request)
        return _preflight(request) or _finished(request, self.get_response(request))


def problem(status: int, detail: str) -> HttpResponse:
    """A refusal (RFC 9457)."""
    said = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "parameters": {},
    }
    return HttpResponse(
        json.dumps(said, ensure_ascii=False),
        status=status,
        content_type="application/problem+json",
    )


def _preflight(request: HttpRequest) -> HttpResponse | None:
    """The answer to a browser that asks before it lets another origin's page ask; None where
    this is no such question."""
    if request.method != "OPTIONS" or "Access-Control-Request-Method" not in request.headers:
        return None
    return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=_PREFLIGHT)


def _finished(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    response = _as_problem(request, response)
    patch_vary_headers(response, ("Accept", "Authorization", "Cookie"))
    if request.method in _SAFE:
        if not response.has_header("Cache-Control"):
            # What is withdrawn is gone at once: a copy is asked about before it is shown again.
            whose = "private" if is_personal(request) else "public"
            response.headers["Cache-Control"] = f"{whose}, no-cache"
        response = _conditional(request, response)
        if not is_personal(request):
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    return response


def _as_problem(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The answer, or a problem in place of a page that says that something went wrong."""
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if response.status_code < HTTPStatus.BAD_REQUEST or kind == "application/problem+json":
        return response
    if settings.DEBUG and response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return response
    told = problem(response.status_code, _sentence(request, response.status_code))
    for name in ("Allow", "Retry-After", "WWW-Authenticate"):
        if response.has_header(name):
            told.headers[name] = response.headers[name]
    return told


def _sentence(request: HttpRequest, status: int) -> str:
    match status:
        case HTTPStatus.NOT_FOUND:
            return _("There is nothing at %(address)s; begin at %(root)s.") % {
                "address": request.path,
                "root": "/api/v1/",
            }
        case HTTPStatus.INTERNAL_SERVER_ERROR:
            return _("Something went wrong here. It was written down; nothing was changed.")
        case _:
            return HTTPStatus(status).description or HTTPStatus(status).phrase


def _conditional(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """304 where the reader has it already. What streams says itself which version it is."""
    if response.status_code != HTTPStatus.OK:
        return response
    if isinstance(response, HttpResponse) and not response.has_header("ETag"):
        set_response_etag(response)
    etag, changed = response.headers.get("ETag"), response.headers.get("Last-Modified")
    found: HttpResponseBase | None = get_conditional_response(
        request,
        etag=etag,
        last_modified=parse_http_date_safe(changed) if changed else None,
        response=response,  # type: ignore[arg-type]
    )
    if found is None:
        return response
    for name in ("Link", "RateLimit", "RateLimit-Policy"):
        if response.has_header(name):
            found.headers[name] = response.headers[name]
    return found
