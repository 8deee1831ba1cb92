"""A text as PDF, set from its page."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from documents.writing.model import Consolidated
from documents.writing.web import write_page

#: Each page it sets is a line in the log otherwise.
logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)


class NoTypesetter(Exception):
    """What sets pages is not installed here; the message says what to install."""


def write_pdf(text: Consolidated) -> bytes:
    """The file.

    :raises NoTypesetter: where the library Pango is missing."""
    return set_pages(write_page(text))


def set_pages(page: Iterable[str]) -> bytes:
    """A page as PDF. Nothing is fetched from anywhere; the same page gives the same bytes.

    :raises NoTypesetter: where the library Pango is missing."""
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
    written: bytes = HTML(string="".join(page), url_fetcher=_fetch_nothing).write_pdf()
    return written


def _fetch_nothing(url: str, *_: Any, **__: Any) -> Mapping[str, Any]:
    raise ValueError(f"A text needs no other file; {url[:80]} was asked for.")
