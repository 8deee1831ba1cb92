"""The forms of a text: with its brackets, as if all were lifted, without what is disputed.

Each takes a text or what was read of it. Marks that pair with nothing inside the text are
left out of the clean and the agreed form and their words stay: the other end may stand in
another provision, and the tree's problems name them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from bracketed.inline import parse_wording
from bracketed.kinds import end_of_link
from bracketed.model import Bracket, BracketKind, Group, GroupKind, Outline, ProblemKind, Tree
from bracketed.parties import read_attribution
from bracketed.seams import join, left_over

_WORDS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Taken:
    """An alternative that the clean form took: its group, and where its words stand now."""

    group: Group
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clean:
    """The clean form of a text and what it took of the alternatives."""

    text: str
    taken: tuple[Taken, ...]


def clean(text: str | Tree) -> str:
    """The text as if every bracket were lifted; of alternatives the first is taken."""
    return read_clean(text).text


def read_clean(text: str | Tree) -> Clean:
    """:func:`clean` with the alternatives that it took."""
    tree = _read(text)
    out = [place for each in tree.brackets for place in _lifted(tree.text, each)]
    out += _loose_marks(tree)
    for group in tree.groups:
        out += _withdrawn(tree.text, group)
    joined = join(tree.text, left_over(len(tree.text), out))
    taken = []
    for group in tree.groups:
        first = group.alternatives[0]
        start, end = joined.place(first.start), joined.place(first.end)
        if start < end:
            taken.append(Taken(group, start, end))
    return Clean(joined.text, tuple(taken))


def agreed_only(text: str | Tree) -> str:
    """The words outside brackets, without paragraphs that compete (``Alt 1:``)."""
    tree = _read(text)
    spans = set(tree.spans)
    out = [
        (each.start, end_of_link(tree.text, each.end))
        for each in tree.brackets
        if each not in spans
    ]
    out += [(mark, mark + 1) for each in tree.spans for mark in (each.start, each.end - 1)]
    out += _loose_marks(tree)
    out += [(each.start, each.end) for each in tree.groups if _is_wholly_disputed(each.kind)]
    return join(tree.text, left_over(len(tree.text), out)).text


def with_brackets(text: str | Tree) -> str:
    """The wording alone with its disputed words in brackets: no tags, notes or remnants."""
    tree = _read(text)
    out = [(each.start, each.end) for each in tree.brackets if not _holds_words(each.kind)]
    return join(tree.text, left_over(len(tree.text), out)).text


def print_outline(outline: Outline) -> str:
    """One line per provision: its label and its heading or first words, indented."""
    depths: list[int] = []
    lines = []
    for provision in outline.provisions:
        depth = 0 if provision.parent is None else depths[provision.parent] + 1
        depths.append(depth)
        words = (provision.heading or provision.text).split()
        shown = " ".join(words[:_WORDS_SHOWN]) + (" …" if len(words) > _WORDS_SHOWN else "")
        lines.append(f"{'  ' * depth}{provision.label} {shown}".rstrip())
    return "\n".join(lines)


def _read(text: str | Tree) -> Tree:
    return parse_wording(text) if isinstance(text, str) else text


def _holds_words(kind: BracketKind) -> bool:
    """Whether a bracket of this kind is part of the wording."""
    match kind:
        case BracketKind.TEXT | BracketKind.PLACEHOLDER | BracketKind.ATTRIBUTION:
            return True
        case (
            BracketKind.STATUS
            | BracketKind.OLD_NUMBER
            | BracketKind.FOOTNOTE
            | BracketKind.NOTE
            | BracketKind.REMNANT
        ):
            return False
        case _:
            assert_never(kind)


def _is_wholly_disputed(kind: GroupKind) -> bool:
    """Whether nothing of a group of this kind stands outside the dispute."""
    match kind:
        case GroupKind.ADJACENT | GroupKind.SLASH_BETWEEN | GroupKind.CONNECTIVE | GroupKind.BLOCKS:
            return True
        case GroupKind.SLASH_INSIDE | GroupKind.REPLACEMENT:
            return False  # a bracket around it says so, or the word before it stands
        case _:
            assert_never(kind)


def _lifted(text: str, bracket: Bracket) -> Iterator[tuple[int, int]]:
    """What goes when a bracket is lifted: its marks, or all of it when it is no wording."""
    start, end = bracket.start, bracket.end
    if bracket.kind is BracketKind.ATTRIBUTION:
        attribution = read_attribution(text, start, end)
        if attribution:
            yield start, attribution.start
            yield attribution.end, end
    elif _holds_words(bracket.kind):
        yield start, start + 1
        yield end - 1, end
    else:
        yield start, end_of_link(text, end)


def _withdrawn(text: str, group: Group) -> Iterator[tuple[int, int]]:
    """What goes of a group when its first alternative is taken."""
    first = group.alternatives[0]
    yield group.start, first.start
    if group.kind is GroupKind.REPLACEMENT:
        # The punctuation between the word and its replacement stays: evaluation;[/ review].
        yield max(first.end, text.find("[", first.end)), group.end
    else:
        yield first.end, group.end


def _loose_marks(tree: Tree) -> list[tuple[int, int]]:
    loose = (ProblemKind.UNCLOSED, ProblemKind.UNOPENED)
    return [(each.start, each.end) for each in tree.problems if each.kind in loose]
