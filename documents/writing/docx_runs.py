"""Words as runs of a DOCX file: labels, brackets by depth, what was inserted and deleted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from documents.writing.pieces import Mark, Piece
from documents.writing.xml import text as escaped

_BREAKS = re.compile("([\n\t])")


def run(words: str, style: str = "", *, is_rtl: bool = False, is_deleted: bool = False) -> str:
    """Words in one character style; line ends and tabs as such."""
    shown = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties = f"<w:rPr>{shown}{'<w:rtl/>' if is_rtl else ''}</w:rPr>" if style or is_rtl else ""
    name = "delText" if is_deleted else "t"
    inside = "".join(_stretch(part, name) for part in _BREAKS.split(words.replace("\r", "")))
    return f"<w:r>{properties}{inside}</w:r>"


def _stretch(part: str, name: str) -> str:
    match part:
        case "":
            return ""
        case "\n":
            return "<w:br/>"
        case "\t":
            return "<w:tab/>"
        case _:
            return f'<w:{name} xml:space="preserve">{escaped(part)}</w:{name}>'


def runs_of(pieces: Iterable[Piece], *, is_rtl: bool) -> Iterator[str]:
    """A run for each piece: marks in the colour of their depth, words between on a ground."""
    for piece in pieces:
        yield run(piece.text, style_of(piece), is_rtl=is_rtl)


def style_of(piece: Piece) -> str:
    """The character style of a piece."""
    if piece.mark is Mark.WORDS:
        return "Disputed" if piece.depth else ""
    return f"Mark{piece.hue}"


def paragraph(style: str, inside: str, *, is_rtl: bool = False, mark: str = "") -> str:
    """A paragraph; ``mark`` is what is said of its end (inserted, deleted, moved)."""
    bidi = "<w:bidi/>" if is_rtl else ""
    said = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{bidi}{said}</w:pPr>{inside}</w:p>'


def commented(inside: str, number: int) -> str:
    """Runs with the comment of that number on them."""
    return (
        f'<w:commentRangeStart w:id="{number}"/>{inside}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
        f'<w:commentReference w:id="{number}"/></w:r>'
    )


def comment(number: int, lines: Iterable[str], *, author: str, day: str | None) -> str:
    """A comment, a paragraph for each line."""
    date = f' w:date="{escaped(day)}T00:00:00Z"' if day else ""
    inside = "".join(paragraph("CommentText", run(line)) for line in lines)
    return (
        f'<w:comment w:id="{number}" w:author="{escaped(author)}"{date} w:initials="S">'
        f"{inside}</w:comment>"
    )
