"""The formats in which a redline is taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from documents.writing.redline import Redline
from documents.writing.redline_docx import write_docx_redline
from documents.writing.redline_markdown import write_redline_markdown
from documents.writing.redline_odt import write_odt_redline
from documents.writing.redline_web import write_redline_page, write_redline_pdf
from tracker.exports.formats import FORMATS, Format

RedlineWriter = Callable[[Redline], Iterator[str] | bytes]


@dataclass(frozen=True, slots=True)
class RedlineFormat:
    """A format with what writes a redline in it."""

    format: Format
    write: RedlineWriter


_WRITERS: Final[dict[str, RedlineWriter]] = {
    "html": write_redline_page,
    "md": write_redline_markdown,
    "docx": write_docx_redline,
    "odt": write_odt_redline,
    "pdf": write_redline_pdf,
}
#: By name; JSON has no redline, but the changes themselves.
REDLINES: Final = {name: RedlineFormat(FORMATS[name], write) for name, write in _WRITERS.items()}
