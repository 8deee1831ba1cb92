"""The board on which pairs are put while two texts are aligned, and how wordings are read
for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cached_property

from bracketed.align_model import FoundBy
from bracketed.compare_layers import read_label
from bracketed.words import words

#: Status tags, which are no words; a rough cut of what the engine reads in full.
_TAG = re.compile(
    r"\[\s*(?:(?:pre-?\s?|finally |final |provisionally )?agreed\b|ad ref|not agreed\b"
    r"|(?:suggested|proposed|ready) for closure)[^\[\]]*\]",
    re.IGNORECASE,
)
_BLANK = str.maketrans(dict.fromkeys('.,;:()"“”!?/…·–—', " ") | dict.fromkeys("[]", None))
_LABEL_SIGNS = frozenset("0123456789([OPabcdefghijklmnopqrstuvwxyz·•▪ \n\t\xa0")


def bare(text: str) -> str:
    """``text`` without its label, its tags and its bracket marks; case is kept."""
    start = read_label(text)[1] if text[:1] in _LABEL_SIGNS and _may_be_label(text[:12]) else 0
    if "[" in text or "]" in text:
        rest = _TAG.sub("", text[start:]).replace("[", "").replace("]", "")
    else:
        rest = text[start:]
    if not rest.isascii():
        rest = unicodedata.normalize("NFKC", rest).replace("’", "'")
    if "  " in rest or "\n" in rest or rest[:1] == " " or rest[-1:] == " ":
        rest = " ".join(rest.split())
    return rest


def _may_be_label(head: str) -> bool:
    return "." in head or ")" in head or "·" in head or "bis" in head or "OP" in head


def likeness_words(text: str) -> list[str]:
    """The words of a bare text for likeness; by character where words are not spaced."""
    found = text.translate(_BLANK).casefold().split()
    if len(text) > 16 * len(found):
        return list(words(text))
    return found


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
        return [text.casefold() for text in self.bare]

    def words(self, index: int) -> list[str]:
        """The words of the wording ``index`` for likeness."""
        found = self._words.get(index)
        if found is None:
            found = self._words[index] = likeness_words(self.bare[index])
        return found


class Board:
    """Which provision is which, as far as it is known. Each index is used once."""

    def __init__(self, earlier: Sequence[str], later: Sequence[str]) -> None:
        self.earlier = Side(earlier)
        self.later = Side(later)
        #: earlier index → later index, and back; groups hold what is not one to one.
        self.pairs: dict[int, int] = {}
        self.backs: dict[int, int] = {}
        self.found: dict[int, tuple[FoundBy, float]] = {}
        self.groups: list[Group] = []
        self.settled: set[int] = set()
        self.later_settled: set[int] = set()

    def is_open(self, earlier: int, later: int) -> bool:
        """Whether nothing is known yet of either."""
        return earlier not in self.settled and later not in self.later_settled

    def pair(self, earlier: int, later: int, found_by: FoundBy, certainty: float) -> None:
        """Settle that these two are one provision."""
        self.pairs[earlier] = later
        self.backs[later] = earlier
        self.found[earlier] = (found_by, certainty)
        self.settled.add(earlier)
        self.later_settled.add(later)

    def open_earlier(self) -> list[int]:
        """What of the earlier text is not settled, in order."""
        return [index for index in range(len(self.earlier.texts)) if index not in self.settled]

    def open_later(self) -> list[int]:
        """What of the later text is not settled, in order."""
        settled = self.later_settled
        return [index for index in range(len(self.later.texts)) if index not in settled]


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
