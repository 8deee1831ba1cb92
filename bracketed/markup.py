"""A text as HTML: brackets by depth, loose marks, slashes, lost redlines, and any layers.

The text is cut once at every boundary into segments that follow each other without a gap;
what is said of a stretch (inserted, deleted, lost) is said of each segment in it, so that
layers may cross brackets and the markup still nests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from itertools import pairwise
from typing import assert_never

from bracketed.inline import parse_wording
from bracketed.model import Bracket, BracketKind, GroupKind, ProblemKind, Tree

#: Three hues, then the same three with a double mark.
_HUES = 6


class SegmentKind(StrEnum):
    """What a segment is."""

    WORDS = "words"
    OPENING = "opening"
    CLOSING = "closing"
    LOOSE = "loose"
    SLASH = "slash"


@dataclass(frozen=True, slots=True)
class Overlay:
    """A stretch that something is said of: ``name`` is inserted, deleted, lost or a class."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text of one kind with the names of its layers, outermost first.

    ``bracket`` is the pair that an opening or closing mark belongs to.
    """

    start: int
    end: int
    kind: SegmentKind
    bracket: Bracket | None
    layers: tuple[str, ...]


def segments(tree: Tree, layers: Iterable[Overlay] = ()) -> tuple[Segment, ...]:
    """Cut the text of ``tree`` into segments; together they are the text."""
    known = [*layers, *_lost(tree)]
    points = _points(tree)
    cuts = {0, len(tree.text), *points, *(at + 1 for at in points)}
    for layer in known:
        cuts.update((max(0, layer.start), min(len(tree.text), layer.end)))
    bounds = sorted(cut for cut in cuts if 0 <= cut <= len(tree.text))
    named = _Sweep(known)
    found = []
    for start, end in pairwise(bounds):
        kind, bracket = points.get(start, (SegmentKind.WORDS, None))
        found.append(Segment(start, end, kind, bracket, named.at(start)))
    return tuple(found)


def html(text: str | Tree, layers: Iterable[Overlay] = ()) -> str:
    """The text as HTML, everything escaped, with ``layers`` (positions in the text)."""
    tree = parse_wording(text) if isinstance(text, str) else text
    return "".join(_write(tree.text, segment) for segment in segments(tree, layers))


def hue(depth: int) -> str:
    """The class of a depth: ``d1`` … ``d6``, and round again."""
    return f"d{(depth - 1) % _HUES + 1}"


def _write(text: str, segment: Segment) -> str:
    words = escape(text[segment.start : segment.end])
    match segment.kind:
        case SegmentKind.WORDS:
            return _in_layers(words, segment.layers)
        case SegmentKind.SLASH:
            return _in_layers(f'<span class="slash">{words}</span>', segment.layers)
        case SegmentKind.LOOSE:
            return _in_layers(f'<b class="mk loose">{words}</b>', segment.layers)
        case SegmentKind.OPENING:
            return _begin(segment.bracket) + _in_layers(_mark(words), segment.layers)
        case SegmentKind.CLOSING:
            return _in_layers(_mark(words), segment.layers) + "</span>"
        case _:
            assert_never(segment.kind)


def _mark(words: str) -> str:
    return f'<b class="mk">{words}</b>'


def _begin(bracket: Bracket | None) -> str:
    if bracket is None:
        return "<span>"
    kind = "" if bracket.kind is BracketKind.TEXT else f" {bracket.kind.value.replace('_', '-')}"
    return f'<span class="bk {hue(bracket.depth)}{kind}">'


def _in_layers(words: str, layers: tuple[str, ...]) -> str:
    for name in reversed(layers):
        match name:
            case "inserted":
                words = f"<ins>{words}</ins>"
            case "deleted":
                words = f"<del>{words}</del>"
            case _:
                words = f'<span class="{escape(name)}">{words}</span>'
    return words


def _lost(tree: Tree) -> Iterator[Overlay]:
    for problem in tree.problems:
        if problem.kind is ProblemKind.LOST_REDLINE:
            yield Overlay(problem.start, problem.end, "lost")


def _points(tree: Tree) -> dict[int, tuple[SegmentKind, Bracket | None]]:
    """The single characters that are marks of one kind or another."""
    points: dict[int, tuple[SegmentKind, Bracket | None]] = {}
    for group in tree.groups:
        if group.kind in (GroupKind.SLASH_BETWEEN, GroupKind.SLASH_INSIDE):
            for one, other in pairwise(group.alternatives):
                for slash in re.finditer("/", tree.text[one.end : other.start]):
                    points[one.end + slash.start()] = (SegmentKind.SLASH, None)
    for bracket in tree.brackets:
        points[bracket.start] = (SegmentKind.OPENING, bracket)
        points[bracket.end - 1] = (SegmentKind.CLOSING, bracket)
    for problem in tree.problems:
        if problem.kind in (ProblemKind.UNCLOSED, ProblemKind.UNOPENED):
            points[problem.start] = (SegmentKind.LOOSE, None)
    return points


class _Sweep:
    """The layers at rising positions, in order of their start."""

    def __init__(self, layers: Iterable[Overlay]) -> None:
        self._coming = sorted(layers, key=lambda layer: (layer.start, -layer.end), reverse=True)
        self._open: list[Overlay] = []

    def at(self, position: int) -> tuple[str, ...]:
        while self._coming and self._coming[-1].start <= position:
            self._open.append(self._coming.pop())
        self._open = [layer for layer in self._open if layer.end > position]
        return tuple(layer.name for layer in self._open)
