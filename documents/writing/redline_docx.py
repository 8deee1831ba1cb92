"""A redline as DOCX with tracked changes of its own kind: inserted, deleted and moved, each with
author and day, so that a word processor accepts them (the later text) or rejects them (the
earlier one). What happened to a provision and what was decided on it are comments."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from documents.writing.docx_parts import BARE, ROOT, SECTION, W, write_package
from documents.writing.docx_runs import comment, commented, paragraph, run
from documents.writing.redline import How, Paragraph, Place, Redline, RedlineRow, Stretch
from documents.writing.xml import document
from documents.writing.xml import text as escaped

_MOVES = {Place.FROM: "moveFrom", Place.TO: "moveTo"}
_TRACKED = {How.INSERTED: "ins", How.DELETED: "del", How.KEPT: ""}


def write_docx_redline(redline: Redline) -> bytes:
    """The file; the same redline gives the same bytes."""
    return write_package(
        redline.title, redline.title, redline.later, _body(redline), _comments(redline)
    )


def _body(redline: Redline) -> Iterator[str]:
    is_rtl = redline.later.is_rtl
    yield document(f"<w:document {ROOT}><w:body>")
    yield paragraph("Title", run(redline.title, is_rtl=is_rtl), is_rtl=is_rtl)
    for line in redline.lines:
        yield paragraph("Subtitle", run(line, is_rtl=is_rtl), is_rtl=is_rtl)
    writer = _Writer(redline)
    for number, row in enumerate(redline.rows):
        yield from writer.row(row, number)
    yield SECTION.format(bidi="<w:bidi/>" if is_rtl else "") + "</w:body></w:document>"


def _comments(redline: Redline) -> Iterator[str]:
    yield document(f"<w:comments {W}>")
    for number, row in enumerate(redline.rows):
        lines = row.beside
        if lines:
            yield comment(number, lines, author=redline.author, day=redline.day)
    yield "</w:comments>"


def style_of_words(row: RedlineRow) -> str:
    """The paragraph style of a row of words."""
    return f"Provision{row.indent}{'' if row.has_label else BARE}"


class _Writer:
    """Writes rows; every tracked change has a number of its own."""

    def __init__(self, redline: Redline) -> None:
        day = f' w:date="{redline.day}T00:00:00Z"' if redline.day else ""
        self._said = f'w:author="{escaped(redline.author)}"{day}'
        self._is_rtl = redline.later.is_rtl
        # comments are numbered apart, but some programs expect no number twice
        self._numbers = count(len(redline.rows) + 1)

    def row(self, row: RedlineRow, number: int) -> Iterator[str]:
        """The paragraphs of a row, its comment on the first."""
        style = f"Heading{row.level - 1}" if row.level else style_of_words(row)
        name = _MOVES.get(row.place, "")
        for index, one in enumerate(row.paragraphs):
            inside = "".join(self._stretch(stretch, name) for stretch in one.stretches)
            if index == 0 and row.beside:
                inside = commented(inside, number)
            if name:
                inside = self._in_range(inside, name, f"move{row.move}_{index}")
            yield paragraph(style, inside, is_rtl=self._is_rtl, mark=self._mark(one, name))

    def _stretch(self, stretch: Stretch, move: str) -> str:
        name = move if stretch.how is How.KEPT else _TRACKED[stretch.how]
        inside = run(
            stretch.text,
            "Label" if stretch.is_label else "",
            is_rtl=self._is_rtl,
            is_deleted=name == "del",
        )
        return f"<w:{name} {self._change()}>{inside}</w:{name}>" if name else inside

    def _mark(self, one: Paragraph, move: str) -> str:
        """What became of the end of a paragraph."""
        name = move or _TRACKED[one.end]
        return f"<w:{name} {self._change()}/>" if name else ""

    def _in_range(self, inside: str, name: str, move: str) -> str:
        number = next(self._numbers)
        return (
            f'<w:{name}RangeStart w:id="{number}" {self._said} w:name="{move}"/>{inside}'
            f'<w:{name}RangeEnd w:id="{number}"/>'
        )

    def _change(self) -> str:
        return f'w:id="{next(self._numbers)}" {self._said}'
