"""The brackets of a whole text: inside its paragraphs, then around whole provisions."""

from __future__ import annotations

from bracketed.inline import parse_wording
from bracketed.model import Tree
from bracketed.outline.marked import mark_whole
from bracketed.outline.reading import read_provisions


def parse(text: str) -> Tree:
    """Read a whole text. Total: any string gives a tree.

    A text that is one paragraph gives what :func:`bracketed.parse_wording` gives. In a longer
    one each paragraph pairs its own brackets; what is left pairs around runs of whole
    provisions, and those pairs are the ``spans``."""
    reading = read_provisions(text)
    if len(reading.provisions) < 2 and not reading.cells:
        return parse_wording(text)
    marked = mark_whole(text, reading)
    return Tree(
        text=text,
        brackets=marked.brackets,
        spans=marked.around,
        groups=marked.groups,
        problems=marked.problems,
    )
