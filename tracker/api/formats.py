"""Which format an answer is in: by suffix, by ``?format=``, by ``Accept``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException, NotAcceptable, ValidationError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

from documents.lists import listed
from documents.writing.pdf import Busy, NoTypesetter, TooLong


class NotWrittenHere(APIException):
    """The installation lacks what writes the format; the message says what to install."""

    status_code = status.HTTP_501_NOT_IMPLEMENTED


class TooLongHere(NotAcceptable):
    """Too long for the format; the message says what to take instead."""


class TryLater(APIException):
    """Others are served first."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    wait = 10


@contextmanager
def set_or_refused() -> Iterator[None]:
    """What a typesetter cannot do, as the refusals of the interface.

    :raises NotWrittenHere: where it is not installed.
    :raises TooLongHere: for more than it sets.
    :raises TryLater: while it is busy with others."""
    try:
        yield
    except NoTypesetter as missing:
        raise NotWrittenHere(str(missing)) from missing
    except TooLong as long:
        raise TooLongHere(str(long)) from long
    except Busy as busy:
        raise TryLater(str(busy)) from busy


class FileRenderer(JSONRenderer):
    """Stands for a format in the choice among formats. The view answers with the file itself;
    only refusals come here, and those are JSON whatever was asked for."""

    charset = None


def renderers_of(formats: Iterable[tuple[str, str]]) -> tuple[type[BaseRenderer], ...]:
    """A renderer for each ``(name, media type)``; the first is the default."""
    return tuple(
        type(f"{name.title()}Renderer", (FileRenderer,), {"format": name, "media_type": kind})
        for name, kind in formats
    )


class Choosing(DefaultContentNegotiation):
    """Chooses among the formats of a view, and says which there are where it cannot."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """The renderer and its media type.

        :raises ValidationError: for a ``?format=`` that there is not.
        :raises Http404: for a suffix that there is not.
        :raises NotAcceptable: where nothing that is accepted is there."""
        there = list(renderers)
        names = listed(one.format for one in there)
        asked = format_suffix or request.query_params.get("format")
        if not asked:
            try:
                found: tuple[BaseRenderer, str] = super().select_renderer(request, there)
            except NotAcceptable:
                kinds = listed(one.media_type for one in there)
                raise NotAcceptable(
                    _("None of what you accept is there; there are %(kinds)s.") % {"kinds": kinds}
                ) from None
            return found
        for one in there:
            if one.format == asked:
                return one, str(one.media_type)
        said = _("“%(asked)s” is none of %(names)s.") % {"asked": asked, "names": names}
        raise Http404(said) if format_suffix else ValidationError({"format": [said]})
