"""Brackets inside one wording: text → :class:`~bracketed.model.Tree` and back."""

from __future__ import annotations

from collections.abc import Iterable

from bracketed.groups import find_groups
from bracketed.kinds import classify
from bracketed.matching import Matching, match_brackets
from bracketed.model import Bracket, Tree
from bracketed.problems import find_problems

__all__ = [
    "Matching",
    "classify",
    "find_groups",
    "find_problems",
    "match_brackets",
    "nest",
    "parse_wording",
    "to_source",
]


def nest(text: str, pairs: Iterable[tuple[int, int]]) -> tuple[Bracket, ...]:
    """The ``pairs`` as brackets in order of their start, with depth (from 1) and kind.

    ``pairs`` never cross; they may come in any order.
    """
    brackets: list[Bracket] = []
    around: list[int] = []
    for start, end in sorted(pairs):
        while around and around[-1] <= start:
            around.pop()
        around.append(end)
        brackets.append(Bracket(start, end, len(around), classify(text, start, end)))
    return tuple(brackets)


def parse_wording(text: str) -> Tree:
    """Read the brackets of one wording. Total: any string gives a tree."""
    pairs, unclosed, unopened = match_brackets(text)
    brackets = nest(text, pairs)
    return Tree(
        text=text,
        brackets=brackets,
        spans=(),
        groups=find_groups(text, brackets),
        problems=find_problems(text, brackets, unclosed, unopened),
    )


def to_source(tree: Tree) -> str:
    """The text that ``tree`` was read from, character for character."""
    return tree.text
