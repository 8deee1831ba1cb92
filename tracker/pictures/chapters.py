"""How far each chapter is, and the document as a map on which every paragraph is a cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bracketed.model import HEADINGS
from negotiation.queries import MatrixRow
from tracker.queries.labels import shown_label
from tracker.queries.matrix_tree import Tree
from tracker.queries.signs import OF_SHOWN, SILENT, Sign, Tally, sign_of_standing, tally

#: Cells of the map stand so many in a row, so far from one another.
ACROSS: Final = 14
STEP: Final = 24
#: More paragraphs than this are no map any more.
_MOST: Final = 2_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A paragraph on the map, around its middle."""

    id: str
    name: str
    sign: Sign
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter with its progress; ``cells`` are its paragraphs, if the document has a map."""

    id: str
    name: str
    tally: Tally
    cells: tuple[Cell, ...]

    @property
    def width(self) -> int:
        """How wide its part of the map is."""
        return STEP * ACROSS

    @property
    def height(self) -> int:
        """How high its part of the map is."""
        return STEP * -(-len(self.cells) // ACROSS)


def chapters(tree: Tree, meeting: str) -> tuple[Chapter, ...]:
    """The chapters of a document at the close of a meeting, those in which something is on
    record or held. Where one heading stands over all, what is right under it."""
    total = sum(1 for row in tree.record.rows if row.kind not in HEADINGS and row.in_text)
    found = []
    for top in tree.tops():
        counts = tree.record.under(top.id, meeting)
        if counts is not None and counts.total:
            leaves = [row for row in tree.leaves(top.id) if row.in_text]
            cells = _cells(tree, leaves, meeting) if total <= _MOST else ()
            found.append(Chapter(top.id, _name(top), tally(counts), tuple(cells)))
    return tuple(found)


def _cells(tree: Tree, leaves: Iterable[MatrixRow], meeting: str) -> Iterable[Cell]:
    for place, row in enumerate(leaves):
        standing = tree.record.cell(row.id, meeting)
        down, across = divmod(place, ACROSS)
        yield Cell(
            id=row.id,
            name=_name(row) or "¶",
            sign=sign_of_standing(standing) if standing else OF_SHOWN[SILENT],
            x=across * STEP + STEP // 2,
            y=down * STEP + STEP // 2,
        )


def _name(row: MatrixRow) -> str:
    label = shown_label(code=row.code, number=row.number, label=row.label, heading=row.heading)
    heading = " ".join(row.heading.replace("[", "").replace("]", "").split())
    return f"{label} {heading}".strip()
