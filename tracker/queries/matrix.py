"""The status matrix of a document as a page shows it: folded, filtered, counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from bracketed.model import HEADINGS
from documents.models import Document
from negotiation.codes import Shown
from negotiation.models import Meeting, Process
from negotiation.queries import Matrix, MatrixRow, Standing, matrix
from tracker.queries.labels import shown_label
from tracker.queries.moment import Reader
from tracker.queries.names import titles_of
from tracker.queries.places import Place, path_to, process_of
from tracker.queries.signs import Sign, Tally, sign_of_standing, tally

#: What ``?show=`` and ``?fold=`` may say.
SHOWS: Final = ("all", "not-agreed", "alternatives", "changed", "contradictions")
FOLDS: Final = ("agreed", "all", "nothing")
#: More meetings than this need a window of their own to scroll in.
_WIDE: Final = 7


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands at one meeting; no standing where the record is silent."""

    meeting: Meeting
    is_now: bool
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Row:
    """A provision with its cells. ``fold`` is "open" or "folded" where others are under it,
    ``toggled`` the ids that the link to turn it asks for; ``strip`` the signs of what is
    folded away; ``gone`` marks the first of those that are no longer in the text."""

    id: str
    depth: int
    label: str
    heading: str
    is_leaf: bool
    fold: str
    toggled: str
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


@dataclass(frozen=True, slots=True)
class Show:
    """A filter with the number of rows it leaves."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """A document's provisions by its meetings."""

    path: tuple[Place, ...]
    process: Process | None
    document: Document
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    shows: tuple[Show, ...]
    show: str
    fold: str
    is_wide: bool
    now: Meeting | None


def matrix_page(
    document: Document, user: Reader, *, show: str, fold: str, turned: frozenset[str]
) -> MatrixPage:
    """The matrix with what ``show`` filters and ``fold`` folds; ``turned`` are rows that the
    reader wants the other way round."""
    record = matrix(document, user)
    table = _Table(record, titles_of(document, user))
    wanted = {name: {row.id for row in record.rows if table.tests[name](row)} for name in SHOWS}
    process = process_of(document)
    return MatrixPage(
        path=path_to(process, document, "Matrix"),
        process=process,
        document=document,
        columns=tuple(table.columns()),
        rows=tuple(table.rows(wanted[show], show != "all", fold, turned)),
        shows=tuple(Show(name, table.number(wanted[name], name)) for name in SHOWS),
        show=show,
        fold=fold,
        is_wide=len(record.meetings) > _WIDE,
        now=table.now,
    )


class _Table:
    """The matrix with its tree at hand, and the first words of what has no heading."""

    def __init__(self, record: Matrix, titles: Mapping[str, str]) -> None:
        self.record = record
        self.titles = titles
        self.by_id: Mapping[str, MatrixRow] = {row.id: row for row in record.rows}
        self.under: dict[str, list[MatrixRow]] = {}
        for row in record.rows:
            if row.parent in self.by_id and row.parent is not None:
                self.under.setdefault(row.parent, []).append(row)
        recorded = [
            meeting
            for meeting in record.meetings
            if any(self.own(row, meeting) for row in record.rows)
        ]
        self.now = recorded[-1] if recorded else None
        self.tests: dict[str, Callable[[MatrixRow], bool]] = {
            "all": lambda row: bool(row.id),
            "not-agreed": lambda row: self.shown(row) in {"pending", "not_read", "alt"},
            "alternatives": lambda row: self.shown(row) == "alt",
            "changed": self.is_changed,
            "contradictions": self.is_contradicted,
        }

    def own(self, row: MatrixRow, meeting: Meeting) -> bool:
        """Whether something is recorded, and not only carried on, at a meeting."""
        cell = self.record.cell(row.id, meeting.slug)
        return cell is not None and not cell.carried_from

    def number(self, wanted: set[str], show: str) -> int:
        """How many rows a filter leaves; only contradictions are counted on headings, too."""
        if show == "contradictions":
            return len(wanted)
        return sum(self.by_id[public_id].kind not in HEADINGS for public_id in wanted)

    def shown(self, row: MatrixRow) -> str:
        """How a provision stands in the end; empty where nothing is recorded of it."""
        cells = [self.record.cell(row.id, meeting.slug) for meeting in self.record.meetings]
        last = [cell for cell in cells if cell is not None]
        return last[-1].shown if last else ""

    def is_changed(self, row: MatrixRow) -> bool:
        """Whether its status changed from one entry to another."""
        cells = (self.record.cell(row.id, meeting.slug) for meeting in self.record.meetings)
        return len({cell.code for cell in cells if cell is not None}) > 1

    def is_contradicted(self, row: MatrixRow) -> bool:
        cells = (self.record.cell(row.id, meeting.slug) for meeting in self.record.meetings)
        return any(cell is not None and cell.contradictions for cell in cells)

    def columns(self) -> list[Column]:
        return [
            Column(meeting, meeting == self.now, tally(self.record.counts[meeting.slug]))
            if meeting.slug in self.record.counts
            else Column(meeting, False, Tally((), (), 0, 0))
            for meeting in self.record.meetings
        ]

    def leaves(self, row: MatrixRow) -> list[MatrixRow]:
        """The provisions with words under one, at any depth."""
        found, waiting = [], list(reversed(self.under.get(row.id, ())))
        while waiting:
            child = waiting.pop()
            waiting.extend(reversed(self.under.get(child.id, ())))
            if child.kind not in HEADINGS:
                found.append(child)
        return found

    def rows(
        self, wanted: set[str], is_filtered: bool, fold: str, turned: frozenset[str]
    ) -> list[Row]:
        """The rows that are not folded away: with a filter, those wanted and what is above
        them; without one, by ``fold``."""
        above = self.above(wanted) if is_filtered else set()
        hidden: set[str] = set()
        depths: dict[str, int] = {}
        shown: list[Row] = []
        gone_before = False
        for row in self.record.rows:
            parent = row.parent if row.parent in self.by_id else None
            depths[row.id] = depths[parent] + 1 if parent else 0
            if parent in hidden:
                hidden.add(row.id)
                continue
            if is_filtered and row.id not in wanted and row.id not in above:
                continue
            folds = ""
            if self.under.get(row.id) and not is_filtered:
                folds = "folded" if self.is_folded(row, fold) != (row.id in turned) else "open"
            if folds == "folded":
                hidden.add(row.id)
            is_gone = not row.in_text and not parent
            shown.append(self.row(row, depths[row.id], folds, turned, is_gone and not gone_before))
            gone_before = gone_before or is_gone
        return shown

    def above(self, wanted: set[str]) -> set[str]:
        found: set[str] = set()
        for public_id in wanted:
            parent = self.by_id[public_id].parent
            while parent in self.by_id and parent is not None and parent not in found:
                found.add(parent)
                parent = self.by_id[parent].parent
        return found

    def is_folded(self, row: MatrixRow, fold: str) -> bool:
        """Whether what is under a row is folded away unless the reader turns it."""
        if fold == "nothing":
            return False
        if fold == "all":
            return True
        leaves = self.leaves(row) or self.under[row.id]
        return all(self.shown(leaf) in {Shown.AGREED, ""} for leaf in leaves)

    def row(
        self, row: MatrixRow, depth: int, folds: str, turned: frozenset[str], is_first_gone: bool
    ) -> Row:
        leaves = self.leaves(row) if folds == "folded" else []
        return Row(
            id=row.id,
            depth=min(depth, 4),
            label=shown_label(
                code=row.code, number=row.number, label=row.label, heading=row.heading
            ),
            heading=row.heading or self.titles.get(row.id, ""),
            is_leaf=row.kind not in HEADINGS,
            fold=folds,
            toggled=",".join(sorted(turned ^ {row.id})),
            strip=tuple(self.sign_in_the_end(leaf) for leaf in leaves if self.shown(leaf)),
            folded=len(leaves),
            cells=tuple(
                Cell(meeting, meeting == self.now, self.record.cell(row.id, meeting.slug))
                for meeting in self.record.meetings
            ),
            is_first_gone=is_first_gone,
        )

    def sign_in_the_end(self, row: MatrixRow) -> Sign:
        cells = [self.record.cell(row.id, meeting.slug) for meeting in self.record.meetings]
        return sign_of_standing([cell for cell in cells if cell is not None][-1])
