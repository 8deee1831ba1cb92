"""How the provisions stood at the close of each meeting, as stacked columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from negotiation.models import Meeting
from negotiation.queries import Matrix
from tracker.queries.signs import OF_SHOWN, Part, Sign, counted, tally

_STEP: Final = 92
_BAR: Final = 40
_TOP, _TALL, _FOOT = 24, 180, 40
#: A number is written beside its part only where there is room for it.
_ROOM: Final = 12


@dataclass(frozen=True, slots=True)
class Segment:
    """So many of one kind, from ``y`` downwards."""

    shown: str
    sign: Sign
    number: int
    y: float
    height: float

    @property
    def number_at(self) -> float:
        """The line on which its number stands."""
        return self.y + self.height / 2 + 4

    @property
    def has_room(self) -> bool:
        """Whether its number can stand beside it."""
        return self.height >= _ROOM


@dataclass(frozen=True, slots=True)
class Column:
    """A meeting; without segments nothing of the document is on record there."""

    meeting: Meeting
    x: float
    segments: tuple[Segment, ...]
    agreed: int
    total: int

    @property
    def beside(self) -> float:
        """Where its numbers begin."""
        return self.x + _BAR + 6

    @property
    def top(self) -> float:
        """The line on which the number of all of them stands."""
        return min((one.y for one in self.segments), default=_TOP + _TALL) - 6


@dataclass(frozen=True, slots=True)
class MeetingsPicture:
    """The drawing is ``width`` by ``height``; ``base`` is its ground line. ``kinds`` are those
    that occur, in the order in which they are stacked from below."""

    columns: tuple[Column, ...]
    kinds: tuple[tuple[str, Sign], ...]
    width: int
    height: int
    base: int
    bar: int = _BAR

    @property
    def name_at(self) -> int:
        """The line on which the names of the meetings stand."""
        return self.base + 16


def meetings_picture(record: Matrix) -> MeetingsPicture | None:
    """The picture of a matrix; None where nothing is on record."""
    if not record.counts:
        return None
    most = max(counts.total for counts in record.counts.values())
    columns = tuple(_columns(record, _TALL / max(1, most)))
    present = {one.shown for column in columns for one in column.segments}
    return MeetingsPicture(
        columns=columns,
        kinds=tuple((str(shown), sign) for shown, sign in OF_SHOWN.items() if shown in present),
        width=max(260, _STEP * len(columns)),
        height=_TOP + _TALL + _FOOT,
        base=_TOP + _TALL,
    )


def _columns(record: Matrix, scale: float) -> Iterable[Column]:
    for place, meeting in enumerate(record.meetings):
        counts = record.counts.get(meeting.slug)
        stood = tally(counts) if counts else None
        yield Column(
            meeting=meeting,
            x=place * _STEP + 4,
            segments=tuple(_segments(stood.parts, scale)) if stood else (),
            agreed=counts.agreed if counts else 0,
            total=counts.total if counts else 0,
        )


def _segments(parts: Sequence[Part], scale: float) -> Iterable[Segment]:
    by_kind = {part.shown: part for part in parts}
    y = float(_TOP + _TALL)
    for shown in OF_SHOWN:
        if part := by_kind.get(str(shown)):
            height = part.number * scale
            y -= height
            yield Segment(part.shown, counted(part.sign, part.number), part.number, y, height)
