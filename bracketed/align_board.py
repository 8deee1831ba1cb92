"""The board on which pairs are put while two texts are aligned, and how wordings are read
for it. It is written for texts of ten thousand provisions: lists by index, no objects."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cached_property

from bracketed.align_model import FoundBy
from bracketed.compare_layers import read_label
from bracketed.words import UNSPACED, words

#: Status tags, which are no words; a rough cut of what the engine reads in full.
_TAG = re.compile(
    r"\[\s*(?:(?:pre-?\s?|finally |final |provisionally )?agreed\b|ad ref|not agreed\b"
    r"|(?:suggested|proposed|ready) for closure)[^\[\]]*\]",
    re.IGNORECASE,
)
_FIRST_OF_LABEL = frozenset("·•▪OP[")


def bare(text: str) -> str:
    """``text`` without its label, its tags and its bracket marks, with single spaces; case
    is kept."""
    head = text[:12]
    if "." in head or ")" in head or "bis" in head or head[:1] in _FIRST_OF_LABEL:
        text = text[read_label(text)[1] :]
    if "[" in text or "]" in text:
        text = _TAG.sub("", text).replace("[", "").replace("]", "")
    if not text.isascii():
        text = text.replace("’", "'").replace("\xa0", " ")
        if not text.isascii():
            text = unicodedata.normalize("NFKC", text)
    if "  " in text or "\n" in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(text.split())
    return text


def likeness_words(key: str) -> list[str]:
    """The words of a key for likeness; by character where words are not spaced."""
    if not key.isascii() and UNSPACED.search(key):
        return list(words(key))
    return key.replace(",", " ").replace(".", " ").replace(";", " ").split()


class Side:
    """One of the two texts, read as far as it is asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._words: dict[int, list[str]] = {}

    @cached_property
    def bare(self) -> list[str]:
        """The wordings without labels, tags and marks."""
        return [bare(text) for text in self.texts]

    @cached_property
    def keys(self) -> list[str]:
        """What is equal for the same words, whatever their case."""
        return [*map(str.casefold, self.bare)]

    def words(self, index: int) -> list[str]:
        """The words of the wording ``index`` for likeness."""
        found = self._words.get(index)
        if found is None:
            found = self._words[index] = likeness_words(self.keys[index])
        return found


class Group:
    """Provisions that are not one to one: stated ones, splits and merges."""

    __slots__ = ("certainty", "earlier", "found_by", "later")

    def __init__(
        self, earlier: list[int], later: list[int], found_by: FoundBy, certainty: float
    ) -> None:
        self.earlier = earlier
        self.later = later
        self.found_by = found_by
        self.certainty = certainty


class Board:
    """Which provision is which, as far as it is known. Each index is used once.

    ``pairs`` gives for each earlier index the later one, ``backs`` the other way round; -1
    where there is none. What is in no pair may be settled all the same, by a group."""

    def __init__(self, earlier: Sequence[str], later: Sequence[str]) -> None:
        self.earlier = Side(earlier)
        self.later = Side(later)
        count, later_count = len(earlier), len(later)
        self.pairs = [-1] * count
        self.backs = [-1] * later_count
        self.settled = bytearray(count)
        self.later_settled = bytearray(later_count)
        self.found_by: list[FoundBy] = [FoundBy.EXACT] * count
        self.certainty = [1.0] * count
        self.groups: list[Group] = []

    def is_open(self, earlier: int, later: int) -> bool:
        """Whether nothing is known yet of either."""
        return not self.settled[earlier] and not self.later_settled[later]

    def pair(self, earlier: int, later: int, found_by: FoundBy, certainty: float = 1.0) -> None:
        """Settle that these two are one provision."""
        self.pairs[earlier] = later
        self.backs[later] = earlier
        self.found_by[earlier] = found_by
        self.certainty[earlier] = certainty
        self.settled[earlier] = self.later_settled[later] = 1

    def group(
        self, earlier: list[int], later: list[int], found_by: FoundBy, certainty: float
    ) -> None:
        """Settle that these belong together; pairs among them go into the group."""
        for index in earlier:
            if self.pairs[index] >= 0:
                self.backs[self.pairs[index]] = -1
                self.pairs[index] = -1
            self.settled[index] = 1
        for index in later:
            self.later_settled[index] = 1
        self.groups.append(Group(earlier, later, found_by, certainty))

    def open_earlier(self) -> list[int]:
        """What of the earlier text is not settled, in order."""
        return [index for index, settled in enumerate(self.settled) if not settled]

    def open_later(self) -> list[int]:
        """What of the later text is not settled, in order."""
        return [index for index, settled in enumerate(self.later_settled) if not settled]
