"""A redline as Markdown; what is inserted and deleted is marked as HTML, which Markdown lets
through: its own marks would not hold beside brackets and spaces."""

from __future__ import annotations

from collections.abc import Iterator

from documents.writing.markdown import plain, plain_part
from documents.writing.redline import How, Redline, Stretch


def write_redline_markdown(redline: Redline) -> Iterator[str]:
    """Row by row; beneath each in italics what happened and what was decided."""
    yield f"# {plain(redline.title)}\n\n"
    yield "  \n".join(plain(line) for line in redline.lines) + "\n"
    for row in redline.rows:
        begin = f"{'#' * row.level} " if row.level else "> " * row.indent
        for paragraph in row.paragraphs:
            words = "".join(_stretch(one, row.whole) for one in paragraph.stretches)
            if words.strip():
                yield f"\n{begin}{words.strip()}\n"
        notes = "; ".join(plain(note) for note in row.notes)
        if notes:
            yield f"\n{'> ' * row.indent}*{notes}*\n"


def _stretch(one: Stretch, whole: How | None) -> str:
    said = f"**{plain(one.text)}** " if one.is_label else plain_part(one.text)
    match whole or one.how:
        case How.INSERTED:
            return f"<ins>{said}</ins>"
        case How.DELETED:
            return f"<del>{said}</del>"
        case _:
            return said
