"""A redline as one HTML file, and as PDF set from it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.writing.pdf import set_pages
from documents.writing.redline import How, Paragraph, Place, Redline, RedlineRow, Stretch
from documents.writing.web import opening
from documents.writing.xml import text as escaped

_MARK = re.compile(r"([\[\]])")


def write_redline_page(redline: Redline) -> Iterator[str]:
    """The file, row by row."""
    yield opening(redline.title, redline.later)
    lines = "".join(f"<p>{escaped(line)}</p>\n" for line in redline.lines)
    yield f'<header>\n<h1 class="name">{escaped(redline.title)}</h1>\n{lines}</header>\n'
    for row in redline.rows:
        yield from _row(row)
    yield "</body>\n</html>\n"


def write_redline_pdf(redline: Redline) -> bytes:
    """The file.

    :raises NoTypesetter: where the library Pango is missing."""
    return set_pages(write_redline_page(redline))


def _row(row: RedlineRow) -> Iterator[str]:
    is_move = row.place in (Place.FROM, Place.TO)
    name = f"h{row.level}" if row.level else "p"
    classes = ["w"] if not row.level else []
    classes += [f"i{row.indent}"] if row.indent else []
    classes += ["moved"] if is_move else []
    said = f' class="{" ".join(classes)}"' if classes else ""
    for index, paragraph in enumerate(row.paragraphs):
        place = f' id="{row.place}-{row.id}"' if index == 0 else ""
        notes = "".join(f'<span class="note">{escaped(note)}</span>' for note in row.notes)
        shown = notes if index == len(row.paragraphs) - 1 else ""
        yield f"<{name}{said}{place}>{_inside(row, paragraph)}{shown}</{name}>\n"


def _inside(row: RedlineRow, paragraph: Paragraph) -> str:
    return "".join(_stretch(one, row.whole) for one in paragraph.stretches)


def _stretch(one: Stretch, whole: How | None) -> str:
    said = _MARK.sub(r'<b class="mk">\1</b>', escaped(one.text))
    if one.is_label:
        said = f'<span class="label">{escaped(one.text.rstrip())}</span> '
    match whole or one.how:
        case How.INSERTED:
            return f"<ins>{said}</ins>"
        case How.DELETED:
            return f"<del>{said}</del>"
        case _:
            return said
