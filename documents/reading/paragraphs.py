"""Paragraphs and tables with their runs, as every kind of file gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bracketed.model import Kind, Role
from documents.reading.model import (
    Piece,
)

_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_BLANKS = re.compile(r"[^\S\n]+")
_AROUND_BREAK = re.compile(r" ?\n[ \n]*")


@dataclass(frozen=True, slots=True)
class Exact:
    """What a file that this program wrote says of a provision."""

    kind: Kind
    role: Role
    depth: int
    number: str = ""
    code: str = ""
    attribution: str = ""


@dataclass(slots=True)
class Paragraph:
    """One paragraph of a file. ``label`` is its number, where the file says what it is;
    ``tags`` are status tags that are not among its words; ``id`` is the public id of the
    provision, where the file names it; without ``is_text`` it is a page heading."""

    pieces: list[Piece] = field(default_factory=list)
    label: str = ""
    level: int = 0
    notes: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    exact: Exact | None = None
    id: str = ""
    is_text: bool = True


@dataclass(slots=True)
class Cell:
    """A cell of a table: the paragraphs in it."""

    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class Rows:
    """A table."""

    rows: list[list[Cell]] = field(default_factory=list)


Part = Paragraph | Rows


def flat(part: Part) -> list[Paragraph]:
    """The paragraphs of a part: a table inside a cell is read cell by cell."""
    if isinstance(part, Paragraph):
        return [part]
    return [one for row in part.rows for cell in row for one in cell.paragraphs]


def may_cite(paragraph: Paragraph) -> bool:
    """Whether a number in brackets after these words is the mark of a footnote to a reader."""
    before = "".join(piece.words for piece in paragraph.pieces)[-1:]
    return before.isalpha() or (before != "" and before in ".,;:)”’")


def footnote(number: int, words: str) -> str:
    """A footnote as a note has it. It becomes part of the text that is kept, so it is the same
    in whatever language the file is brought in."""
    return f"footnote {number}: {words}"


def tidy(words: str) -> str:
    """Words as they are printed: white space made even, line breaks kept, nothing else that
    no eye can see."""
    words = _BLANKS.sub(" ", _ODD.sub(" ", words.replace("\r\n", "\n").replace("\r", "\n")))
    return _AROUND_BREAK.sub("\n", words).strip()
