"""A plain text or Markdown text read into provisions."""

from collections.abc import Iterable

from bracketed.model import Known, Outline
from bracketed.outline.marked import mark_whole
from bracketed.outline.reading import read_provisions
from bracketed.outline.tags import apply_marks

__all__ = ["apply_marks", "read_outline"]


def read_outline(text: str, known: Iterable[Known] = (), said: Iterable[Known] = ()) -> Outline:
    """Read ``text`` into provisions, cells of tables and the brackets around provisions.

    ``known`` is what the file says of its paragraphs, ``said`` what a person says of those
    that were read, by their starts: it counts more.

    Total: any string gives an outline. Claims of provisions and cells never overlap, and
    ``apparatus`` is exactly what they leave; of each provision
    ``apply_marks(text[p.start:p.end], p.marks)`` is its text or heading."""
    reading = read_provisions(text, known, said)
    marked = mark_whole(text, reading)
    return Outline(
        source=text,
        provisions=reading.provisions,
        cells=reading.cells,
        spans=marked.spans,
        problems=marked.problems,
        doubts=reading.doubts,
        apparatus=reading.apparatus,
    )
