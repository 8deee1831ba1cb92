"""A comparison's stored positions as words on a page: each side with its part, or one text
with both readings in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from django.utils.safestring import SafeString

from bracketed import Overlay, Tree, parse_wording
from documents.writing.redline import Hunk as WovenHunk
from tracker.queries.marks import Edge
from tracker.queries.written import written


class Hunk(WovenHunk, Protocol):
    """A stretch of the earlier words and what stands in its place, with what kind of change."""

    @property
    def kind(self) -> str: ...


def is_silent(hunk: Hunk) -> bool:
    """Whether nothing is shown of it: the same words, or only another form of them."""
    return hunk.kind == "equal" or hunk.layer == "form"


def one_side(words: str, hunks: Iterable[Hunk], *, is_later: bool, offset: int = 0) -> SafeString:
    """The words of one wording; ``offset`` is where they begin in the joined words of their
    side, in which the hunks count."""
    name = "inserted" if is_later else "deleted"
    layers = []
    for hunk in hunks:
        if is_silent(hunk):
            continue
        bounds = (
            (hunk.later_start, hunk.later_end)
            if is_later
            else (hunk.earlier_start, hunk.earlier_end)
        )
        start, end = (max(0, min(len(words), bound - offset)) for bound in bounds)
        if start < end:
            layers.append(Overlay(start, end, name))
    return written(words, layers=layers)


def both_readings(earlier: str, later: str, hunks: Sequence[Hunk]) -> SafeString:
    """One text: what was deleted and what was inserted stand where it happened. Pairs of
    brackets are those of the later words; marks that went are single ones."""
    woven = _Woven(earlier, later)
    for hunk in hunks:
        woven.add(hunk)
    return woven.html()


class _Woven:
    """Both readings, woven into one text, with the place of each character of each."""

    def __init__(self, earlier: str, later: str) -> None:
        self.earlier, self.later = earlier, later
        self.pieces: list[str] = []
        self.length = 0
        self.layers: list[Overlay] = []
        self.places: tuple[dict[int, int], dict[int, int]] = ({}, {})

    def add(self, hunk: Hunk) -> None:
        silent = is_silent(hunk)
        if not silent:
            self._take(self.earlier, hunk.earlier_start, hunk.earlier_end, 0, "deleted")
            self._part(hunk)
        self._take(self.later, hunk.later_start, hunk.later_end, 1, "" if silent else "inserted")

    def _part(self, hunk: Hunk) -> None:
        """A space between deleted and inserted words, which are not one word."""
        gone = self.earlier[hunk.earlier_start : hunk.earlier_end]
        come = self.later[hunk.later_start : hunk.later_end]
        if gone and come and not gone[-1].isspace() and (come[0].isalnum() or come[0] == "["):
            self.pieces.append(" ")
            self.length += 1

    def _take(self, text: str, start: int, end: int, side: int, name: str) -> None:
        for at in range(start, end):
            self.places[side][at] = self.length + at - start
        if name and start < end:
            self.layers.append(Overlay(self.length, self.length + end - start, name))
        self.pieces.append(text[start:end])
        self.length += end - start

    def html(self) -> SafeString:
        gone, kept = self.places
        tree = parse_wording(self.later)
        brackets = tuple(
            replace(one, start=kept[one.start], end=kept[one.end - 1] + 1) for one in tree.brackets
        )
        problems = tuple(
            replace(one, start=kept[one.start], end=kept[one.end - 1] + 1)
            for one in tree.problems
            if one.start < one.end
        )
        edges = [
            Edge(gone[at], bracket.depth)
            for bracket in parse_wording(self.earlier).brackets
            for at in (bracket.start, bracket.end - 1)
            if at in gone
        ]
        woven = Tree("".join(self.pieces), brackets, (), (), problems)
        return written(woven, edges, self.layers)
