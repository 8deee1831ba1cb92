"""A plain or Markdown text read into provisions and cells, without its brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bracketed.model import Cell, Doubt, DoubtKind, Kind, Known, OutlineProvision, Role
from bracketed.outline.blocks import Block, read_blocks, read_words
from bracketed.outline.growth import Tree
from bracketed.outline.headings import find_headings
from bracketed.outline.known import by_start, is_kept, is_settled, put_right
from bracketed.outline.lines import Line, read_lines
from bracketed.outline.printed import read_printed
from bracketed.outline.start import find_page_headings, find_start
from bracketed.outline.tables import Table, split_tables
from bracketed.outline.tree import grow_tree

#: A table of the text and the number of a row in it.
Row = tuple[int, int]

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell beside the text: the lines of its stretch, before its provision is known."""

    column: str
    row: Row
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read; the claims of ``provisions`` and ``cells`` never overlap."""

    provisions: tuple[OutlineProvision, ...]
    cells: tuple[Cell, ...]
    doubts: tuple[Doubt, ...]
    apparatus: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Pieces:
    """Blocks and cells as the pass over the lines finds them."""

    blocks: list[Block] = field(default_factory=list)
    cells: list[RawCell] = field(default_factory=list)
    columns: dict[int, int] = field(default_factory=dict)
    ragged: bool = False


def read_provisions(
    source: str, known: Iterable[Known] = (), said: Iterable[Known] = ()
) -> Reading:
    """Read ``source``: any string gives a reading."""
    printed = read_printed(source)
    if printed is not None:
        return Reading(printed, (), (), find_apparatus(source, printed, ()))
    answers = by_start(said)
    pieces = _find_pieces(source, read_lines(source), by_start(known, answers))
    for block in pieces.blocks:
        read_words(source, block)
    pieces.blocks = [block for block in pieces.blocks if block.words or block.label or block.tags]
    headings = find_headings(pieces.blocks)
    first = find_start(pieces.blocks, headings)
    left_out = find_page_headings(pieces.blocks, headings)
    kept = [
        index
        for index, block in enumerate(pieces.blocks)
        if is_kept(block, answers, index >= first and index not in left_out)
    ]
    blocks = [pieces.blocks[i] for i in kept]
    tree = grow_tree(blocks, [headings[i] for i in kept])
    doubts = _doubts(tree, pieces, first)
    cells = _place_cells(source, pieces, blocks, tree, doubts)
    provisions = put_right(source, tree.provisions, blocks, answers)
    doubts = [doubt for doubt in doubts if not is_settled(blocks[doubt.provision], answers)]
    doubts.sort(key=lambda doubt: doubt.provision)
    return Reading(provisions, cells, tuple(doubts), find_apparatus(source, provisions, cells))


def _find_pieces(source: str, lines: Sequence[Line], known: Mapping[int, Known]) -> Pieces:
    pieces = Pieces()
    for number, part in enumerate(split_tables(source, lines)):
        if isinstance(part, Table):
            _read_table(source, part, number, pieces, known)
        else:
            pieces.blocks += read_blocks(source, part, known=known)
    return pieces


def _read_table(
    source: str, table: Table, number: int, pieces: Pieces, known: Mapping[int, Known]
) -> None:
    pieces.ragged = pieces.ragged or table.is_ragged
    numbers = {table.text_column, table.number_column}
    pieces.columns[number] = sum(1 for i in range(len(table.heads)) if i not in numbers)
    for row, cells in enumerate(table.rows, start=1):
        for column, lines in enumerate(cells):
            if column == table.text_column:
                pieces.blocks += read_blocks(source, lines, (number, row), known)
            elif column != table.number_column:
                words = [line for line in lines if not line.is_empty]
                if words:
                    span = words[0].start, words[-1].end
                    pieces.cells.append(RawCell(table.heads[column], (number, row), *span))


def _doubts(tree: Tree, pieces: Pieces, first: int) -> list[Doubt]:
    doubts = list(tree.doubts)
    if first and tree.provisions:
        doubts.append(Doubt(0, DoubtKind.LETTERS))
    if pieces.ragged and tree.provisions:
        doubts.append(Doubt(0, DoubtKind.RAGGED_TABLE))
    return doubts


def _place_cells(
    source: str, pieces: Pieces, blocks: Sequence[Block], tree: Tree, doubts: list[Doubt]
) -> tuple[Cell, ...]:
    """The cells with the provision beside each; where a row holds bullets, each gets its own."""
    beside: dict[Row, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.row is not None:
            beside.setdefault(block.row, []).append(index)
    heirs = _heirs(pieces, tree, beside)
    cells: list[Cell] = []
    for raw in pieces.cells:
        targets = beside.get(raw.row, [])
        bullets = [i for i in targets if tree.provisions[i].kind is Kind.BULLET]
        lines = [m.span() for m in _LINE.finditer(source, raw.start, raw.end)]
        lines = [(start, end) for start, end in lines if source[start:end].strip()]
        target = targets[0] if targets else heirs.get(raw.row)
        if pieces.columns[raw.row[0]] == 1 and 1 < len(bullets) == len(lines):
            cells += [
                _cell(source, raw, place, bullet)
                for place, bullet in zip(lines, bullets, strict=True)
            ]
            doubts.append(Doubt(targets[0], DoubtKind.CELL_BY_LINES))
            continue
        if not targets and target is not None:
            doubts.append(Doubt(target, DoubtKind.CELL_COUNTED))
        elif sum(tree.provisions[i].role is Role.TEXT for i in targets) > 1 and not bullets:
            doubts.append(Doubt(targets[0], DoubtKind.CELL_OF_SEVERAL))
        cells.append(_cell(source, raw, (raw.start, raw.end), target))
    return tuple(cells)


def _heirs(pieces: Pieces, tree: Tree, beside: dict[Row, list[int]]) -> dict[Row, int]:
    """Rows without words of their own that follow a row of as many bullets: one for each."""
    heirs: dict[Row, int] = {}
    for (table, row), targets in beside.items():
        bullets = [i for i in targets if tree.provisions[i].kind is Kind.BULLET]
        following = [(table, row + 1 + i) for i in range(len(bullets))]
        after = (table, row + 1 + len(bullets))
        if not bullets or pieces.columns[table] != 1 or after not in beside:
            continue
        if not any(place in beside for place in following):
            heirs.update(zip(following, bullets, strict=True))
    return heirs


def _cell(source: str, raw: RawCell, place: tuple[int, int], target: int | None) -> Cell:
    start, end = place
    text = source[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    return Cell(raw.column, raw.row[1], target, source[start:end], start, end)


def find_apparatus(
    source: str, provisions: Iterable[OutlineProvision], cells: Iterable[Cell]
) -> tuple[tuple[int, int], ...]:
    """The stretches of ``source`` that nothing claims."""
    claims = [(p.start, p.end) for p in provisions]
    claims += [(cell.start, cell.end) for cell in cells]
    gaps: list[tuple[int, int]] = []
    at = 0
    for start, end in sorted(claims):
        if at < start:
            gaps.append((at, start))
        at = end
    if at < len(source):
        gaps.append((at, len(source)))
    return tuple(gaps)
