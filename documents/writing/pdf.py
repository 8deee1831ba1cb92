"""A text as PDF, set from its page."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from threading import BoundedSemaphore
from typing import Any, Final

from django.utils.translation import gettext as _

from documents.writing.model import Consolidated
from documents.writing.web import write_page

#: Each page it sets is a line in the log otherwise.
logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)


#: Characters of a page that are set at most, marks included: about 1,000 provisions or 120 sheets,
#: which take some 15 seconds and 100 MB.
LONGEST: Final = 650_000
#: One text is set at a time, for the memory it takes; the others wait so many seconds.
TURN: Final = BoundedSemaphore()
PATIENCE: Final = 30.0


class NoTypesetter(Exception):
    """What sets pages is not installed here; the message says what to install."""


class TooLong(Exception):
    """More than is set as PDF; the message says what to take instead."""


class Busy(Exception):
    """Other texts are being set; it may be asked for again."""


def write_pdf(text: Consolidated) -> bytes:
    """The file.

    :raises NoTypesetter, TooLong, Busy: as :func:`set_pages` does."""
    return set_pages(write_page(text))


def set_pages(page: Iterable[str], *, patience: float = PATIENCE) -> bytes:
    """A page as PDF. Nothing is fetched from anywhere; the same page gives the same bytes.

    :raises NoTypesetter: where the library Pango is missing.
    :raises TooLong: for more than :data:`LONGEST` characters, or brackets nested too deep to be
        set; no further piece of the page is asked for then.
    :raises Busy: where others did not finish in time."""
    whole = _bounded(page)
    try:
        from weasyprint import HTML
    except OSError as missing:
        raise NoTypesetter(
            _(
                "PDF cannot be written here: the library Pango is missing. Whoever runs this"
                " server installs it with: apt-get install libpango-1.0-0 libpangoft2-1.0-0"
                " libharfbuzz-subset0. Until then HTML and DOCX print as well."
            )
        ) from missing
    if not TURN.acquire(timeout=patience):
        raise Busy(_("Other texts are being set as PDF just now. Ask again in a moment."))
    try:
        written: bytes = HTML(string=whole, url_fetcher=_fetch_nothing).write_pdf()
    except RecursionError as nested:
        raise TooLong(_too_long()) from nested
    finally:
        TURN.release()
    return written


def _bounded(page: Iterable[str]) -> str:
    pieces, length = [], 0
    for piece in page:
        pieces.append(piece)
        length += len(piece)
        if length > LONGEST:
            raise TooLong(_too_long())
    return "".join(pieces)


def _too_long() -> str:
    return _(
        "This is too long to be set as PDF here. Take a chapter of it (provision=…), or DOCX, ODT "
        "or HTML, which any office program or browser prints."
    )


def _fetch_nothing(url: str, *_: Any, **__: Any) -> Mapping[str, Any]:
    raise ValueError(f"A text needs no other file; {url[:80]} was asked for.")
