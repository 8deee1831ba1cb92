"""Splits and merges: one provision whose words are found again in several."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from bracketed.align_board import Board
from bracketed.align_likeness import LIKE
from bracketed.align_model import FoundBy

#: So much of what is added has to stand in the whole, beyond what is already found there.
_CONTAINED = 0.6
_FEWEST = 4
#: So many of its pairs of neighbouring words have to stand together there too: words like
#: "of the" alone are found in any long text.
_TOGETHER = 0.4


def find_splits(board: Board, looked_at: Sequence[tuple[int, int]] = ()) -> None:
    """Turn pairs into splits where a later provision that would be new holds words of the
    earlier one, and into merges the other way round. Parts are looked for beside what is
    paired, and among the pairs that were ``looked_at``. What is stated stays as it is stated."""
    stated = {i for i, found_by in enumerate(board.found_by) if found_by is FoundBy.STATED}
    split = _Growth(board.pairs, board.backs, board.earlier.words, board.later.words, stated)
    split.take_all(board.open_later(), [(whole, part) for whole, part in looked_at])
    stated = {board.pairs[i] for i in stated}
    merge = _Growth(board.backs, board.pairs, board.later.words, board.earlier.words, stated)
    merge.take_all(board.open_earlier(), [(whole, part) for part, whole in looked_at])
    for whole, parts in split.parts.items():
        board.group([whole], sorted(parts), FoundBy.LIKENESS, split.likeness(whole))
    for whole, parts in merge.parts.items():
        if board.backs[whole] >= 0:
            board.group(sorted(parts), [whole], FoundBy.LIKENESS, merge.likeness(whole))


class _Growth:
    """Wholes of one side and the parts of the other side that are found in them."""

    def __init__(
        self,
        partners: Sequence[int],
        backs: Sequence[int],
        whole_words: Callable[[int], list[str]],
        part_words: Callable[[int], list[str]],
        stated: Collection[int],
    ) -> None:
        self.partners = partners
        self.backs = backs
        self.whole_words = whole_words
        self.part_words = part_words
        self.stated = stated
        self.parts: dict[int, list[int]] = {}
        self.owner: dict[int, int] = {}
        self.refused: set[tuple[int, int]] = set()

    def take_all(self, open_parts: list[int], others: list[tuple[int, int]]) -> None:
        """Give each part to the whole that holds its words: of a neighbour (there and back,
        so that a run of parts is followed), else of the ``others``, pairs of whole and part."""
        waiting = [part for part in open_parts if len(self.part_words(part)) >= _FEWEST]
        for part in (*waiting, *reversed(waiting)):
            for beside in (part - 1, part + 1):
                if part not in self.owner and 0 <= beside < len(self.backs):
                    self._try(self.owner.get(beside, self.backs[beside]), part)
        left = set(waiting) - self.owner.keys()
        for whole, part in others:
            if part in left and part not in self.owner and self.partners[whole] >= 0:
                self._try(whole, part)

    def _try(self, whole: int, part: int) -> None:
        if whole >= 0 and whole not in self.stated and (whole, part) not in self.refused:
            if self._holds(whole, part):
                self.parts.setdefault(whole, [self.partners[whole]]).append(part)
                self.owner[part] = whole
            else:
                self.refused.add((whole, part))

    def _holds(self, whole: int, part: int) -> bool:
        words = self.part_words(part)
        text = self.whole_words(whole)
        least = max(_FEWEST, math.ceil(_CONTAINED * len(words)))
        if least > len(text) or LCSseq.similarity(text, words, score_cutoff=least) < least:
            return False
        pairs = set(pairwise(words))
        if len(pairs.intersection(pairwise(text))) < _TOGETHER * len(pairs):
            return False
        parts = self.parts.get(whole, [self.partners[whole]])
        before = LCSseq.similarity(text, self._joined(parts))
        after = LCSseq.similarity(text, self._joined([*parts, part]))
        return after - before >= least

    def _joined(self, parts: list[int]) -> list[str]:
        return [word for part in sorted(parts) for word in self.part_words(part)]

    def likeness(self, whole: int) -> float:
        """How alike the whole and all its parts are."""
        text, joined = self.whole_words(whole), self._joined(self.parts[whole])
        alike = 2 * LCSseq.similarity(text, joined) / (len(text) + len(joined))
        return round(max(LIKE, alike), 4)
