"""A long text in windows, cut before its chapters and sections; a text that is not long is one
window."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

from bracketed.model import HEADINGS, Role
from negotiation.queries import Outline, OutlineRow
from tracker.queries.text import levels_of

#: A text of so many lines comes whole.
WHOLE: Final = 1_000
#: A window of a longer one has at least and at most so many.
_LEAST: Final = 200
_MOST: Final = 400


@dataclass(frozen=True, slots=True)
class Window:
    """Lines of a text, each with what competes for its place. ``number`` counts from 1, ``of``
    how many windows there are. ``above`` is what the first line stands under."""

    number: int
    of: int
    lines: Sequence[Sequence[OutlineRow]]
    above: tuple[OutlineRow, ...]

    @property
    def rows(self) -> Iterator[OutlineRow]:
        """All provisions in it."""
        return (row for line in self.lines for row in line)


class Windows:
    """The lines of an outline, where they are cut, and in which window each provision is;
    ``levels`` of the headings by public id."""

    def __init__(self, outline: Outline) -> None:
        self.by_id: Mapping[str, OutlineRow] = {row.id: row for row in outline.rows}
        self.lines = _lines(outline.rows)
        self.levels = levels_of(outline.rows)
        self.headings = tuple(row for row in outline.rows if row.kind in HEADINGS)
        starts = list(_cuts([line[0] for line in self.lines]))
        ends = [*starts[1:], len(self.lines)]
        self._bounds = list(zip(starts, ends, strict=True))
        self._of: dict[str, int] = {
            row.id: number
            for number, (start, end) in enumerate(self._bounds, start=1)
            for line in self.lines[start:end]
            for row in line
        }

    def __len__(self) -> int:
        return len(self._bounds)

    def number_of(self, public_id: str) -> int | None:
        """The number of the window in which a provision is; None where the text has none."""
        return self._of.get(public_id)

    def name(self, number: int) -> str:
        """How a window is called in an address: by its first provision; the first has no
        name."""
        return self.lines[self._bounds[number - 1][0]][0].id if number > 1 else ""

    def lines_of(self, ids: Collection[str]) -> Iterator[Sequence[OutlineRow]]:
        """The lines with one of these provisions in them, in reading order."""
        asked = frozenset(ids)
        return (line for line in self.lines if any(row.id in asked for row in line))

    def last_line(self, number: int) -> str:
        """The public id of the last line in a window."""
        return self.lines[self._bounds[number - 1][1] - 1][0].id

    def window(self, number: int) -> Window:
        """The window of that number."""
        start, end = self._bounds[number - 1]
        return self._window(number, self.lines[start:end])

    def everything(self) -> Window:
        """All of the text in one window."""
        return Window(1, 1, self.lines, ())

    def _window(self, number: int, lines: Sequence[Sequence[OutlineRow]]) -> Window:
        above = []
        at = lines[0][0].parent if lines else None
        while at is not None:
            above.append(self.by_id[at])
            at = self.by_id[at].parent
        return Window(number, len(self), lines, tuple(reversed(above)))


#: As long as an outline is kept, so are its windows.
_MADE: Final[WeakKeyDictionary[Outline, Windows]] = WeakKeyDictionary()


def windows_of(outline: Outline) -> Windows:
    """The windows of an outline."""
    found = _MADE.get(outline)
    if found is None:
        found = _MADE[outline] = Windows(outline)
    return found


def _lines(rows: Iterable[OutlineRow]) -> list[list[OutlineRow]]:
    """Each provision in the flow, with what is shown with it because it competes for its place;
    an alternative with provisions of its own under it (an annex) stays in the flow."""
    rows = list(rows)
    parents = {row.parent for row in rows}
    lines: list[list[OutlineRow]] = []
    slots: dict[str, list[OutlineRow]] = {}
    for row in rows:
        is_beside = row.role is not Role.TEXT and row.id not in parents
        if is_beside and row.parent in slots:
            slots[row.parent].append(row)
        else:
            slots[row.id] = [row]
            lines.append(slots[row.id])
    return lines


def _cuts(lines: Sequence[OutlineRow]) -> Iterator[int]:
    """Where windows begin: before the highest heading that comes in time, else before what
    stands highest."""
    start = 0
    yield start
    while len(lines) > WHOLE and len(lines) - start > _MOST:
        fitting = range(start + _MOST, start + _LEAST, -1)
        start = min(fitting, key=lambda at: (lines[at].kind not in HEADINGS, lines[at].depth))
        yield start
