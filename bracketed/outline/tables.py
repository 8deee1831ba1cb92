"""Tables of proposals, printed with a tab before each cell.

The cells of the head stand on lines that follow each other; their number is the number of
columns. The cells below are counted off by it: rows are not marked, cells may be empty, and
empty lines may stand inside of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bracketed.outline.labels import STRONG
from bracketed.outline.lines import Line, is_only_marks

_TEXT_COLUMN = re.compile(
    r"original|base text|current text|discussion|plenary|action lines?\b|provision", re.IGNORECASE
)
_NUMBER_COLUMN = re.compile(r"(?:no|nos|nr|number|#)\.?\Z", re.IGNORECASE)
#: A cell of the head longer than this is a paragraph that happens to begin with a tab.
_LONGEST_HEAD, _MOST_LINES_AWAY = 600, 24


@dataclass(frozen=True, slots=True)
class Table:
    """``heads`` are the words of the head, ``rows`` the lines of each cell; ``text_column``
    is the column whose words are the text, ``number_column`` that of the row numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    text_column: int
    number_column: int | None
    is_ragged: bool


def split_tables(source: str, lines: Sequence[Line]) -> list[Table | tuple[Line, ...]]:
    """The tables among ``lines``, and the lines between them, in their order."""
    parts: list[Table | tuple[Line, ...]] = []
    free: list[Line] = []
    next_tab = _next_tabs(lines)
    at = 0
    while at < len(lines):
        head = _read_head(source, lines, at) if lines[at].tabbed else None
        if head is None:
            free.append(lines[at])
            at += 1
            continue
        heads, body = head
        cells, after = _read_cells(source, lines, body, len(heads), next_tab)
        parts += [tuple(free), _table(heads, cells)]
        free = []
        at = after
    parts.append(tuple(free))
    return parts


def _next_tabs(lines: Sequence[Line]) -> list[int | None]:
    """For each line, the index of the next line after it that begins with a tab."""
    following: list[int | None] = [None] * len(lines)
    for index in range(len(lines) - 2, -1, -1):
        following[index] = index + 1 if lines[index + 1].tabbed else following[index + 1]
    return following


def _read_head(source: str, lines: Sequence[Line], at: int) -> tuple[list[str], int] | None:
    cells: list[str] = []
    while at < len(lines) and (not cells or lines[at].gap == 0):
        line = lines[at]
        if line.tabbed:
            if line.is_empty:
                return None
            cells.append(source[line.start : line.end])
        else:
            cells[-1] += " " + source[line.start : line.end]
        if len(cells[-1]) > _LONGEST_HEAD:
            return None
        at += 1
    if len(cells) < 2 or at >= len(lines) or not lines[at].tabbed:
        return None
    if any(_is_sentence(cell) for cell in cells):
        return None
    return cells, at


def _is_sentence(cell: str) -> bool:
    return len(cell.split()) > 2 and cell.endswith((".", ";", ".]"))


def _read_cells(
    source: str, lines: Sequence[Line], at: int, columns: int, next_tab: Sequence[int | None]
) -> tuple[list[list[Line]], int]:
    cells: list[list[Line]] = []
    while at < len(lines):
        line = lines[at]
        if line.tabbed:
            cells.append([line])
        elif _ends_table(source, line, at, len(cells) % columns == 0, next_tab[at]):
            break
        else:
            cells[-1].append(line)
        at += 1
    return cells, at


def _ends_table(source: str, line: Line, at: int, row_is_full: bool, tab: int | None) -> bool:
    """Whether a line without a tab stands below the table, not in its last cell."""
    if line.label is not None and line.label.kind in STRONG:
        return True
    if not row_is_full or line.gap == 0:
        return False
    if line.gap > 1 or tab is None or tab - at > _MOST_LINES_AWAY:
        return True
    return is_only_marks(source, line, "]")


def _table(heads: list[str], cells: list[list[Line]]) -> Table:
    columns = len(heads)
    number_column = next((i for i, head in enumerate(heads) if _NUMBER_COLUMN.match(head)), None)
    others = [i for i in range(columns) if i != number_column]
    named = [i for i in others if _TEXT_COLUMN.search(heads[i])]
    rows = tuple(
        tuple(tuple(cell) for cell in cells[at : at + columns])
        for at in range(0, len(cells), columns)
    )
    return Table(
        tuple(" ".join(head.split()) for head in heads),
        rows,
        (named or others)[0],
        number_column,
        len(cells) % columns != 0,
    )
