"""Rows of a matrix as a page shows them, with their cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bracketed.model import HEADINGS
from documents.models import Wording
from negotiation.models import Meeting
from negotiation.queries import Counts, Matrix, MatrixRow, Standing
from tracker.queries.labels import shown_label
from tracker.queries.matrix_asked import Asked
from tracker.queries.matrix_besides import besides
from tracker.queries.matrix_reopened import Reopened
from tracker.queries.matrix_tree import Seen, Tree
from tracker.queries.names import first_words
from tracker.queries.signs import Sign, Tally, sign_of_standing, tally

#: More signs than this are told as a number.
_STRIP = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands at one meeting; no standing where the record is silent. ``under`` counts what
    stands under a heading, ``besides`` says all of it is agreed but few."""

    meeting: Meeting
    is_now: bool
    standing: Standing | None
    is_reopened: bool
    under: Counts | None
    besides: str


@dataclass(frozen=True, slots=True)
class Row:
    """A provision with its cells. ``fold`` is "open" or "folded" where others are under it,
    ``turned`` the query that turns it; ``strip`` the signs of what is folded away; ``gone``
    marks the first of those that are no longer in the text."""

    id: str
    depth: int
    label: str
    heading: str
    is_leaf: bool
    fold: str
    turned: str
    strip: tuple[Sign, ...]
    folded: int
    cells: tuple[Cell, ...]
    is_first_gone: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A meeting, with how the provisions stand at its close."""

    meeting: Meeting
    is_now: bool
    tally: Tally


class Table:
    """Rows with their cells."""

    def __init__(self, tree: Tree, asked: Asked, reopened: Reopened) -> None:
        self.tree = tree
        self.record: Matrix = tree.record
        self.asked = asked
        self.reopened = reopened
        recorded = [one for one in self.record.meetings if one.slug in self.record.counts]
        self.now = recorded[-1] if recorded else None

    def columns(self) -> Iterable[Column]:
        """The meetings, each with the counts of all provisions at its close."""
        for meeting in self.record.meetings:
            counts = self.record.counts.get(meeting.slug)
            counted = tally(counts) if counts else Tally((), (), 0, 0)
            yield Column(meeting, meeting == self.now, counted)

    def rows(self, seen: Iterable[Seen]) -> Iterable[Row]:
        """Rows as the page shows them. One query for the words of those without heading."""
        seen = list(seen)
        titles = titles_of([one.row for one in seen])
        for one in seen:
            yield self.row(one, titles.get(one.row.id, ""))

    def row(self, one: Seen, title: str) -> Row:
        """A row with its cells."""
        row, turned = one.row, self.asked.turned ^ {one.row.id}
        leaves = list(self.tree.leaves(row.id)) if one.fold == "folded" else []
        is_strip = 0 < len(leaves) <= _STRIP
        return Row(
            id=row.id,
            depth=min(one.depth, 4),
            label=shown_label(
                code=row.code, number=row.number, label=row.label, heading=row.heading
            ),
            heading=row.heading or title,
            is_leaf=row.kind not in HEADINGS,
            fold=one.fold,
            turned=self.asked.address(turned=frozenset(turned), row=row.id) if one.fold else "",
            strip=tuple(self.signs(leaves)) if is_strip else (),
            folded=len(leaves),
            cells=tuple(self.cell(row, meeting) for meeting in self.record.meetings),
            is_first_gone=one.is_first_gone,
        )

    def signs(self, leaves: Iterable[MatrixRow]) -> Iterable[Sign]:
        """How each of them stands in the end."""
        for leaf in leaves:
            if (end := self.record.ends.get(leaf.id)) is not None:
                yield sign_of_standing(end)

    def cell(self, row: MatrixRow, meeting: Meeting) -> Cell:
        """What stands in a row at a meeting."""
        standing = self.record.cell(row.id, meeting.slug)
        is_here = standing is not None and not standing.carried_from
        is_heading = row.kind in HEADINGS
        return Cell(
            meeting=meeting,
            is_now=meeting == self.now,
            standing=standing,
            is_reopened=is_here and self.reopened.at(row.id, meeting.slug),
            under=self.record.under(row.id, meeting.slug) if is_here and is_heading else None,
            besides=besides(self.tree, row, meeting.slug) if is_here and is_heading else "",
        )


def titles_of(rows: Iterable[MatrixRow]) -> Mapping[str, str]:
    """The first words of those rows that have no heading, by their public ids. One query."""
    wordings = {row.wording: row.id for row in rows if not row.heading}
    texts = Wording.objects.filter(pk__in=wordings).values_list("pk", "text")
    return {wordings[pk]: first_words(text) for pk, text in texts}
