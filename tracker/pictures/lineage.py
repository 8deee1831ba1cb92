"""Where the words of a provision came from and went, drawn: from the left, through it, on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from documents.models import Lineage
from tracker.queries.names import Name

_WIDE: Final = 230
_HIGH: Final = 46
_GAP: Final = 14
_BETWEEN: Final = 90
#: Letters that find room in a box.
_LETTERS: Final = 30
#: More than so many on a side are listed only.
_MOST: Final = 12
#: The provision itself goes on under another place or number: a full line. Only words travel,
#: or somebody looked at them: a broken one.
_FIRM: Final = frozenset(
    {
        Lineage.Kind.MERGED_INTO,
        Lineage.Kind.SPLIT_INTO,
        Lineage.Kind.MOVED_TO,
        Lineage.Kind.REPLACED_BY,
        Lineage.Kind.SAME,
    }
)


@dataclass(frozen=True, slots=True)
class Relative:
    """A provision at the other end of an edge."""

    name: Name
    kind: Lineage.Kind
    is_origin: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A provision: its name and what is said of it, from its upper left corner."""

    name: str
    said: str
    x: int
    y: int
    is_here: bool = False

    @property
    def name_y(self) -> int:
        """Where its name stands."""
        return self.y + 19

    @property
    def said_y(self) -> int:
        """Where the rest stands."""
        return self.y + 36


@dataclass(frozen=True, slots=True)
class Way:
    """A line between two boxes."""

    path: str
    is_firm: bool


@dataclass(frozen=True, slots=True)
class LineagePicture:
    """A drawing with its size; ``left_out`` are those for whom there was no room."""

    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    width: int
    height: int
    left_out: int
    wide: int = _WIDE
    high: int = _HIGH


def draw_lineage(here: Name, relatives: Sequence[Relative]) -> LineagePicture | None:
    """The picture of a provision with what it came from at its left and what became of it at its
    right; None where nothing is known. What is said to be another provision is no relative."""
    kin = [one for one in relatives if one.kind != Lineage.Kind.DIFFERENT]
    sides = [one for one in kin if one.is_origin][:_MOST], [o for o in kin if not o.is_origin]
    left, right = sides[0], sides[1][:_MOST]
    if not left and not right:
        return None
    height = max(len(left), len(right), 1) * (_HIGH + _GAP) - _GAP
    middle = (_WIDE + _BETWEEN) if left else 0
    centre = height // 2
    boxes = [Box(_short(str(here)), here.document, middle, centre - _HIGH // 2, is_here=True)]
    ways = []
    for side, x in ((left, 0), (right, middle + _WIDE + _BETWEEN)):
        top = centre - (len(side) * (_HIGH + _GAP) - _GAP) // 2
        for place, one in enumerate(side):
            y = top + place * (_HIGH + _GAP)
            said = f"{one.kind.label}: {one.name.document}"
            boxes.append(Box(_short(str(one.name)), _short(said), x, y))
            ends = (_WIDE, y, middle) if one.is_origin else (middle + _WIDE, y, x)
            ways.append(Way(_path(*ends, centre, one.is_origin), one.kind in _FIRM))
    width = middle + _WIDE + (_BETWEEN + _WIDE if right else 0)
    return LineagePicture(
        tuple(boxes), tuple(ways), width, height, len(kin) - len(left) - len(right)
    )


def _path(start: int, y: int, end: int, centre: int, is_origin: bool) -> str:
    first, last = (y + _HIGH // 2, centre) if is_origin else (centre, y + _HIGH // 2)
    bend = (start + end) // 2
    return f"M{start} {first}C{bend} {first} {bend} {last} {end - 7} {last}"


def _short(words: str) -> str:
    return words if len(words) <= _LETTERS else f"{words[: _LETTERS - 1].rstrip()}…"
