"""Splits and merges: one provision whose words are found again in several."""

from __future__ import annotations

from collections.abc import Callable

from rapidfuzz.distance import LCSseq

from bracketed.align_board import Board, Group
from bracketed.align_likeness import LIKE
from bracketed.align_model import FoundBy

#: So much of what is added has to stand in the whole, beyond what is already found there.
_CONTAINED = 0.6
_FEWEST = 4
_REACH = 3


def find_splits(board: Board) -> None:
    """Turn pairs into splits where a later neighbour that would be new holds words of the
    earlier provision, and into merges the other way round."""
    split = _Growth(board, board.pairs, board.backs, board.earlier.words, board.later.words)
    for other in board.open_later():
        split.take(other)
    merge = _Growth(board, board.backs, board.pairs, board.later.words, board.earlier.words)
    for index in board.open_earlier():
        merge.take(index)
    for whole, parts in split.parts.items():
        if len(parts) > 1:
            _put(board, [whole], sorted(parts), split.likeness(whole))
    for whole, parts in merge.parts.items():
        if len(parts) > 1:
            _put(board, sorted(parts), [whole], merge.likeness(whole))


def _put(board: Board, ones: list[int], others: list[int], certainty: float) -> None:
    for index in ones:
        other = board.pairs.pop(index, None)
        if other is not None:
            board.backs.pop(other, None)
            board.found.pop(index, None)
    board.settled.update(ones)
    board.later_settled.update(others)
    board.groups.append(Group(ones, others, FoundBy.LIKENESS, round(certainty, 4)))


class _Growth:
    """Wholes of one side and the parts of the other side that are found in them."""

    def __init__(
        self,
        board: Board,
        partners: dict[int, int],
        backs: dict[int, int],
        whole_words: Callable[[int], list[str]],
        part_words: Callable[[int], list[str]],
    ) -> None:
        self.board = board
        self.partners = partners
        self.backs = backs
        self.whole_words = whole_words
        self.part_words = part_words
        self.parts: dict[int, list[int]] = {}
        self.owner: dict[int, int] = {}

    def take(self, part: int) -> None:
        """Give ``part`` to the whole of a neighbour if that holds its words."""
        words = self.part_words(part)
        if len(words) < _FEWEST:
            return
        tried: set[int] = set()
        for step in (-1, 1, -2, 2, -_REACH, _REACH):
            whole = self.owner.get(part + step, self.backs.get(part + step, -1))
            if whole < 0 or whole in tried:
                continue
            tried.add(whole)
            if self._holds(whole, part, words):
                self.parts.setdefault(whole, [self.partners[whole]]).append(part)
                self.owner[part] = whole
                return

    def _holds(self, whole: int, part: int, words: list[str]) -> bool:
        text = self.whole_words(whole)
        if LCSseq.similarity(text, words) < _CONTAINED * len(words):
            return False
        parts = self.parts.get(whole, [self.partners[whole]])
        before = LCSseq.similarity(text, self._joined(parts))
        after = LCSseq.similarity(text, self._joined([*parts, part]))
        return after - before >= max(_FEWEST, _CONTAINED * len(words))

    def _joined(self, parts: list[int]) -> list[str]:
        return [word for part in sorted(parts) for word in self.part_words(part)]

    def likeness(self, whole: int) -> float:
        """How alike the whole and all its parts are."""
        text, joined = self.whole_words(whole), self._joined(self.parts[whole])
        return max(LIKE, 2 * LCSseq.similarity(text, joined) / (len(text) + len(joined)))
