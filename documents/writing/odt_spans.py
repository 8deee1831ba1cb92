"""Words as spans of an ODT file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from documents.writing.docx_runs import style_of
from documents.writing.pieces import Piece
from documents.writing.xml import text as escaped

_SPACES = re.compile("(\n|\t|^ | {2,}| $)")


def words_of(words: str) -> str:
    """Words as the content of a paragraph: spaces, tabs and line ends are elements there."""
    return "".join(_stretch(part) for part in _SPACES.split(words.replace("\r", "")))


def _stretch(part: str) -> str:
    match part:
        case "\n":
            return "<text:line-break/>"
        case "\t":
            return "<text:tab/>"
        case _ if part and not part.strip(" "):
            return f'<text:s text:c="{len(part)}"/>'
        case _:
            return escaped(part)


def span(words: str, style: str) -> str:
    """Words in a character style."""
    return f'<text:span text:style-name="{style}">{words_of(words)}</text:span>'


def spans_of(pieces: Iterable[Piece]) -> Iterator[str]:
    """A span for each piece that has a style."""
    for piece in pieces:
        style = style_of(piece)
        yield span(piece.text, style) if style else words_of(piece.text)


def annotation(lines: Iterable[str], *, author: str, day: str | None) -> str:
    """A comment, a paragraph for each line."""
    date = f"<dc:date>{escaped(day)}T00:00:00</dc:date>" if day else ""
    inside = "".join(f"<text:p>{words_of(line)}</text:p>" for line in lines)
    return (
        f"<office:annotation><dc:creator>{escaped(author)}</dc:creator>{date}{inside}"
        "</office:annotation>"
    )
