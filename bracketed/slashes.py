"""Choices printed with a slash between words: [2020/2025], We emphasize/ recognize."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bracketed.families import ACTS, MODALS
from bracketed.model import Alternative, Bracket, BracketKind, Group, GroupKind

_WORD = r"[^\W_](?:[\w’'-]*[^\W_])?"
_FIRST = re.compile(rf"(?<![\w/.:@#])({_WORD})\s?\Z")
_CHAIN = re.compile(rf"\s?/\s?({_WORD})(?![\w@]|\.\w)")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?%?\Z")
_COUNTED = re.compile(r"\]?\s?(?:per ?cent|%|years?|months?|weeks?|days?|million|billion)")
#: Pairs that are one expression.
_FIXED = frozenset(
    ("and/or", "or/and", "he/she", "she/he", "his/her", "him/her", "her/his", "s/he", "either/or",
     "km/h", "hiv/aids", "n/a", "input/output", "client/server")
)  # fmt: skip
#: A bracket is short when the choice is most of what it holds.
_OTHER_WORDS = 3


def find_slashes_inside(text: str, brackets: Sequence[Bracket]) -> Iterator[Group]:
    """The slash choices of ``text``; outside brackets only between verbs that act."""
    done = 0
    at = text.find("/")
    if at < 0:
        return
    around = _Around(brackets)
    while at >= 0:
        if at >= done:
            words = _chain(text, at)
            if words:
                bracket = around.at(words[0].start)
                group = _choice(text, words, bracket)
                if group:
                    done = group.end
                    yield group
                else:
                    done = words[-1].end
        at = text.find("/", at + 1)


class _Around:
    """The innermost bracket at rising positions."""

    def __init__(self, brackets: Sequence[Bracket]) -> None:
        self._coming = iter(brackets)
        self._next = next(self._coming, None)
        self._open: list[Bracket] = []

    def at(self, position: int) -> Bracket | None:
        while self._next is not None and self._next.start <= position:
            self._close(self._next.start)
            self._open.append(self._next)
            self._next = next(self._coming, None)
        self._close(position)
        return self._open[-1] if self._open else None

    def _close(self, position: int) -> None:
        while self._open and self._open[-1].end <= position:
            self._open.pop()


def _chain(text: str, at: int) -> list[Alternative]:
    """The words joined by slashes around the slash at ``at``; empty when it joins none."""
    back = max(0, at - 40)
    first = _FIRST.search(text[back:at])
    if first is None:
        return []
    words = [Alternative(back + first.start(1), back + first.end(1))]
    while link := _CHAIN.match(text, at):
        words.append(Alternative(*link.span(1)))
        at = link.end()
        while text.startswith(" ", at) and text.startswith("/", at + 1):
            at += 1
    return words if len(words) > 1 else []


def _choice(text: str, words: list[Alternative], bracket: Bracket | None) -> Group | None:
    printed = [text[word.start : word.end] for word in words]
    start, end = words[0].start, words[-1].end
    if "/".join(printed).lower() in _FIXED:
        return None
    lowered = {word.lower() for word in printed}
    if lowered <= MODALS or lowered <= ACTS:
        return Group(GroupKind.SLASH_INSIDE, start, end, tuple(words))
    if bracket is None or bracket.kind is not BracketKind.TEXT:
        return None
    if all(_YEAR.match(word) for word in printed):
        return Group(GroupKind.SLASH_INSIDE, start, end, tuple(words))
    if any(word[0].isdigit() for word in printed):
        counted = all(_NUMBER.match(word) for word in printed) and _COUNTED.match(text, end)
        return Group(GroupKind.SLASH_INSIDE, start, end, tuple(words)) if counted else None
    if any(len(word) < 2 or word[1:].lower() != word[1:] for word in printed):
        return None
    return _choice_of_words(text, words, bracket)


def _choice_of_words(text: str, words: list[Alternative], bracket: Bracket) -> Group | None:
    start, end = words[0].start, words[-1].end
    spaced = " " in text[start:end]
    inner = text[bracket.start + 1 : bracket.end - 1] if bracket.end - bracket.start < 200 else ""
    if inner and "[" not in inner:
        sides = inner.split("/")
        if all(len(side.split()) > 1 for side in sides):
            return _choice_of_sides(text, bracket, sides)
        if len(inner.split()) <= len(words) + _OTHER_WORDS:
            return Group(GroupKind.SLASH_INSIDE, start, end, tuple(words))
    if spaced:
        return Group(GroupKind.SLASH_INSIDE, start, end, tuple(words))
    return None


def _choice_of_sides(text: str, bracket: Bracket, sides: list[str]) -> Group:
    """``[will consider / should examine]``: the sides compete, not the words at the slash."""
    at, alternatives = bracket.start + 1, []
    for side in sides:
        start = at + len(side) - len(side.lstrip())
        alternatives.append(Alternative(start, start + len(side.strip())))
        at += len(side) + 1
    return Group(
        GroupKind.SLASH_INSIDE, alternatives[0].start, alternatives[-1].end, tuple(alternatives)
    )
