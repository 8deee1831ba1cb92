"""Words cut into pieces that follow each other: what is a mark, how deep, inserted or deleted.

Every format with a face for brackets is written from these, so that all agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bracketed import SegmentKind, parse_wording, segments

#: Three hues, then round again.
HUES = 3


class Mark(StrEnum):
    """What a piece is: words, or a bracket mark."""

    WORDS = "words"
    OPENS = "opens"
    CLOSES = "closes"
    #: Pairs with a mark in another provision.
    EDGE = "edge"
    #: Pairs with nothing.
    LOOSE = "loose"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words or one bracket mark. ``depth`` is that of the pair the mark belongs
    to, of words that of the innermost pair around them; 0 outside and of loose marks."""

    text: str
    mark: Mark
    depth: int

    @property
    def hue(self) -> int:
        """1, 2 or 3 by depth; 0 without one."""
        return (self.depth - 1) % HUES + 1 if self.depth else 0


def pieces_of(words: str, edges: Iterable[tuple[int, int]] = ()) -> Iterator[Piece]:
    """The pieces of a wording; opening and closing marks nest. Together they are the words."""
    if "[" not in words and "]" not in words:
        if words:
            yield Piece(words, Mark.WORDS, 0)
        return
    paired = dict(edges)
    open_depths: list[int] = []
    for segment in segments(parse_wording(words)):
        text = words[segment.start : segment.end]
        match segment.kind:
            case SegmentKind.OPENING:
                open_depths.append(segment.bracket.depth if segment.bracket else 1)
                yield Piece(text, Mark.OPENS, open_depths[-1])
            case SegmentKind.CLOSING:
                yield Piece(text, Mark.CLOSES, open_depths.pop())
            case SegmentKind.LOOSE:
                depth = paired.get(segment.start, 0)
                yield Piece(text, Mark.EDGE if depth else Mark.LOOSE, depth)
            case _:
                yield Piece(text, Mark.WORDS, open_depths[-1] if open_depths else 0)
