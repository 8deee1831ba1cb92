"""Joining what is kept of a text when brackets or words are taken out of it.

What is kept stays as printed; only the places where something was taken out are tidied: no
double spaces, no orphan punctuation, no two words run together.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SPACES = " \t\xa0"
_WORD_AFTER = re.compile(r"[\w’'-]{1,30}")
_WORD_BEFORE = re.compile(r"[\w’'-]{1,30}\Z")
_PART_OF_A_WORD = re.compile(r"\[\w{1,3}\]\Z")
#: From here on scripts write words without spaces between.
_WITHOUT_SPACES = "\u2e80"
#: Words that are never a part of another one: "[involvement]in" is two words.
_SMALL_WORDS = frozenset(
    ("in", "of", "and", "the", "to", "for", "on", "at", "by", "with", "is", "are", "or", "from",
     "that", "as", "a", "an", "also", "not")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Joined:
    """The text that is left.

    ``pieces`` are its stretches: place in the old text, place in the new one, length.
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...]

    def place(self, at: int) -> int:
        """Where the old position ``at`` is now; of what was taken out, where that was."""
        number = bisect_right(self.pieces, (at, len(self.text) + 1, 0)) - 1
        if number < 0:
            return 0
        old, new, length = self.pieces[number]
        return new + min(at - old, length)


def left_over(length: int, taken_out: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of a text of ``length`` outside those that are taken out."""
    kept, at = [], 0
    for start, end in sorted(taken_out):
        if start > at:
            kept.append((at, start))
        at = max(at, end)
    if at < length:
        kept.append((at, length))
    return kept


def join(text: str, kept: Sequence[tuple[int, int]]) -> Joined:
    """Join the stretches ``kept`` of ``text``, in this order."""
    seams = _Seams(text)
    for start, end in kept:
        seams.add(start, end)
    return seams.joined()


class _Seams:
    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces: list[tuple[int, int]] = []
        self.spaced: set[int] = set()  # numbers of pieces that get a space before them
        self.reached = 0
        self.words_cut = False

    def add(self, start: int, end: int) -> None:
        text = self.text
        gap = text[self.reached : start]
        self.words_cut = self.words_cut or bool(gap.strip("[]"))
        self.reached = end
        if gap:
            start = self._tidy(start, end, gap)
        if start < end:
            self.pieces.append((start, end))
            self.words_cut = False

    def joined(self) -> Joined:
        text = self.text
        if self.words_cut or text[self.reached :].strip("[]"):
            self._trim_left(_SPACES + ",\n")
        parts, places, at = [], [], 0
        for number, (start, end) in enumerate(self.pieces):
            if number in self.spaced:
                parts.append(" ")
                at += 1
            parts.append(text[start:end])
            places.append((start, at, end - start))
            at += end - start
        return Joined("".join(parts), tuple(places))

    def _tidy(self, start: int, end: int, gap: str) -> int:
        """Tidy around a gap; where the piece after it begins now."""
        text = self.text
        left = self._last()
        if left in ("", "\n") or left in _SPACES:
            start = _skip(text, start, end, _SPACES)
        if start == end:
            return start
        if text[start] in ",;:.!?)\n" and (self.words_cut or text[start] != "\n"):
            self._trim_left(_SPACES)
        if self.words_cut:
            start = self._tidy_punctuation(start, end, gap)
        elif self._runs_together(start, gap):
            self.spaced.add(len(self.pieces))
        return start

    def _tidy_punctuation(self, start: int, end: int, gap: str) -> int:
        text, left = self.text, self._last()
        right = text[start]
        if right in ",;:.":
            if left in ("", "\n", "(", ".") or (left in ";:" and right == ","):
                start = _skip(text, start + 1, end, _SPACES if left != "." else "")
            elif left in ",;:":
                self._trim_left(left)
        elif right == ")" and left == "(":
            self._trim_left("(")
            self._trim_left(_SPACES)
            start = _skip(text, start + 1, end, "" if self.pieces else _SPACES)
        elif right == "\n":
            self._trim_left(",")
            if self._last() == "\n":
                start += 1
        elif _are_words(left, right) and not _PART_OF_A_WORD.match(gap):
            self.spaced.add(len(self.pieces))
        return start

    def _runs_together(self, start: int, gap: str) -> bool:
        """Whether lifting the marks of ``gap`` would make one word of two.

        "people[s]" is one word; "[involvement]in" and "[and][consistent]" are not.
        """
        text = self.text
        left = self._last()
        if not left:
            return False
        if len(gap) > 1 and left in ",;:" and text[start].isalnum():
            return True
        if not _are_words(left, text[start]):
            return False
        if len(gap) > 1:
            return True
        after = _WORD_AFTER.match(text, start)
        end = start - len(gap)
        before = _WORD_BEFORE.search(text[max(0, end - 30) : end])
        if after is None or before is None:
            return False
        if after[0].lower() in _SMALL_WORDS or before[0].lower() in _SMALL_WORDS:
            return True
        if gap == "[":
            return not text.startswith("]", after.end())
        return text[max(0, end - len(before[0]) - 1) : end - len(before[0])] != "["

    def _last(self) -> str:
        if not self.pieces:
            return ""
        return self.text[self.pieces[-1][1] - 1]

    def _trim_left(self, characters: str) -> None:
        while self.pieces:
            start, end = self.pieces[-1]
            while end > start and self.text[end - 1] in characters:
                end -= 1
            if end > start:
                self.pieces[-1] = (start, end)
                return
            self.pieces.pop()
            self.spaced.discard(len(self.pieces))


def _are_words(left: str, right: str) -> bool:
    """Whether the two characters are parts of words that a space has to part."""
    return left.isalnum() and right.isalnum() and max(left, right) < _WITHOUT_SPACES


def _skip(text: str, start: int, end: int, characters: str) -> int:
    while start < end and text[start] in characters:
        start += 1
    return start
