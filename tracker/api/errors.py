"""Refusals as problem details (RFC 9457): what happened, and which parameter to mend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from documents.refusals import Unfit
from negotiation.policies import Forbidden, Refused


class Conflict(APIException):
    """A refusal with a status of its own, and what helps to go on beside it."""

    def __init__(self, status: HTTPStatus, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status_code = status
        self.more = more


def problem_details(error: Exception, context: dict[str, Any]) -> Response | None:
    """An answer ``{"type", "title", "status", "detail", "parameters"}``, with what a
    :class:`Conflict` adds; None where the error is not the caller's."""
    if isinstance(error, Http404):
        error = NotFound(str(error) or None)
    if isinstance(error, Forbidden):
        error = _as_api_error(error, HTTPStatus.FORBIDDEN)
    if isinstance(error, Refused | Unfit):
        error = _as_api_error(error, HTTPStatus.CONFLICT)
    if isinstance(error, RequestDataTooBig):
        error = _too_large()
    response = exception_handler(error, context)
    if response is None:
        return None
    parameters = _parameters(error)
    response.data = {
        "type": "about:blank",
        "title": HTTPStatus(response.status_code).phrase,
        "status": response.status_code,
        "detail": _sentence(error, parameters),
        "parameters": parameters,
    } | getattr(error, "more", {})
    response.content_type = "application/problem+json"
    return response


def _as_api_error(error: Exception, status: HTTPStatus) -> APIException:
    """The refusal with its status, and for a program what else can be done."""
    more: dict[str, Any] = {}
    if ways_out := getattr(error, "ways_out", ()):
        more["ways_out"] = [way.value for way in ways_out]
    if provisions := getattr(error, "provisions", ()):
        more["provisions"] = list(provisions)
    return Conflict(status, str(error), **more)


def _too_large() -> APIException:
    number = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024
    said = _("The body is larger than %(number)d MB.") % {"number": number}
    return Conflict(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, said)


def _parameters(error: Exception) -> dict[str, list[str]]:
    """Parameter to complaints; empty unless the query was malformed."""
    if isinstance(error, ValidationError) and isinstance(error.detail, Mapping):
        return {name: list(_complaints(lines)) for name, lines in error.detail.items()}
    return {}


def _complaints(lines: Any) -> Iterator[str]:
    """All that is said of a parameter, and of what is inside it."""
    if isinstance(lines, Mapping):
        lines = lines.values()
    elif not isinstance(lines, list):
        lines = [str(lines)]
    for line in lines:
        yield from [line] if isinstance(line, str) else _complaints(line)


def _sentence(error: Exception, parameters: dict[str, list[str]]) -> str:
    if parameters:
        return " ".join(f"{name}: {' '.join(lines)}" for name, lines in parameters.items())
    return str(getattr(error, "detail", error))
