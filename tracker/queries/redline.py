"""A comparison's stored positions as words on a page: each side with its part, or one text
with both readings in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from django.utils.safestring import SafeString

from bracketed import parse_wording
from documents.queries import BracketView
from tracker.queries.marks import Edge
from tracker.queries.written import Stretch, written


class Hunk(Protocol):
    """A stretch of the earlier words and what stands in its place in the later ones."""

    @property
    def kind(self) -> str: ...
    @property
    def layer(self) -> str: ...
    @property
    def earlier_start(self) -> int: ...
    @property
    def earlier_end(self) -> int: ...
    @property
    def later_start(self) -> int: ...
    @property
    def later_end(self) -> int: ...


#: Layers that are about the form and not about what is said.
_SILENT = frozenset({"form"})


def one_side(words: str, hunks: Iterable[Hunk], *, is_later: bool, offset: int = 0) -> SafeString:
    """The words of one wording; ``offset`` is where they begin in the joined words of their
    side, in which the hunks count."""
    stretches = []
    for hunk in hunks:
        if hunk.kind == "equal" or hunk.layer in _SILENT:
            continue
        bounds = (
            (hunk.later_start, hunk.later_end)
            if is_later
            else (hunk.earlier_start, hunk.earlier_end)
        )
        start, end = (max(0, min(len(words), bound - offset)) for bound in bounds)
        if start < end:
            stretches.append(Stretch(start, end, "ins" if is_later else "del"))
    return written(words, *_pairs(words), stretches)


def both_readings(earlier: str, later: str, hunks: Sequence[Hunk]) -> SafeString:
    """One text: what was deleted and what was inserted stand where it happened. Pairs of
    brackets are those of the later words; a mark that went is a single one."""
    words, at_later, at_earlier = [], {}, {}
    stretches: list[Stretch] = []
    length = 0

    def take(text: str, start: int, end: int, places: dict[int, int], name: str) -> None:
        nonlocal length
        for index in range(start, end):
            places[index] = length + index - start
        if name and start < end:
            stretches.append(Stretch(length, length + end - start, name))
        words.append(text[start:end])
        length += end - start

    for hunk in hunks:
        is_silent = hunk.kind == "equal" or hunk.layer in _SILENT
        if not is_silent:
            take(earlier, hunk.earlier_start, hunk.earlier_end, at_earlier, "del")
        take(later, hunk.later_start, hunk.later_end, at_later, "" if is_silent else "ins")
    pairs, edges = _pairs(later)
    gone = {bracket.start: bracket.depth for bracket in _pairs(earlier)[0]}
    gone |= {bracket.end - 1: bracket.depth for bracket in _pairs(earlier)[0]}
    return written(
        "".join(words),
        [
            BracketView(at_later[b.start], at_later[b.end - 1] + 1, b.depth, b.kind)
            for b in pairs
        ],
        [
            *(Edge(at_later[edge.at], edge.depth) for edge in edges),
            *(Edge(at_earlier[at], depth) for at, depth in gone.items() if at in at_earlier),
        ],
        stretches,
    )


def _pairs(words: str) -> tuple[list[BracketView], list[Edge]]:
    """The pairs of a wording by itself, and the marks in it that pair with nothing there."""
    tree = parse_wording(words)
    pairs = [BracketView(b.start, b.end, b.depth, b.kind) for b in tree.brackets]
    loose = [
        Edge(problem.start, 0)
        for problem in tree.problems
        if problem.kind.value in {"unclosed", "unopened"}
    ]
    return pairs, loose
