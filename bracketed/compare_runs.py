"""Runs: stretches that two texts have in common, found on words and then tidied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq


class Run(NamedTuple):
    """The same words on both sides: characters, and the words' indexes (``earlier_word``,
    ``later_word``, ``count``) in the sequences they were found in."""

    earlier_start: int
    earlier_end: int
    later_start: int
    later_end: int
    earlier_word: int
    later_word: int
    count: int


#: A run longer than this many characters is worth reading between two changes.
_LONG = 40


def common_words(earlier: Sequence[str], later: Sequence[str]) -> list[tuple[int, int, int]]:
    """The longest common subsequence as blocks ``(earlier index, later index, count)``."""
    blocks = LCSseq.opcodes(earlier, later).as_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks if block.size]


def tidy(runs: Iterable[Run], earlier_length: int, later_length: int) -> list[Run]:
    """Leave out runs that are shorter than the changes on both of their sides.

    What is left are few whole hunks instead of crumbs. This is the rule of
    diff-match-patch's semantic clean-up, kept to short runs, so that never more words
    count as changed than there. Linear: each run is put on the stack and taken off once."""
    kept: list[Run] = []
    last = Run(earlier_length, earlier_length, later_length, later_length, 0, 0, 0)
    for run in (*runs, last):
        while kept:
            tail = kept[-1]
            size = tail.earlier_end - tail.earlier_start
            if size > _LONG:
                break
            after = max(run.earlier_start - tail.earlier_end, run.later_start - tail.later_end)
            if size + 2 > after:
                break
            if len(kept) > 1:
                before = kept[-2]
                gap = max(
                    tail.earlier_start - before.earlier_end, tail.later_start - before.later_end
                )
            else:
                gap = max(tail.earlier_start, tail.later_start)
            if size + 2 > gap:
                break
            kept.pop()
        kept.append(run)
    kept.pop()
    return kept
