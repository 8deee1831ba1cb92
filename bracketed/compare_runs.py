"""Runs: stretches that two texts have in common, found on words and then tidied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import LCSseq

#: The same words on both sides: ``(start, end, later start, later end)`` in characters.
Run = tuple[int, int, int, int]
#: The same words on both sides: index, later index, and how many.
WordRun = tuple[int, int, int]
#: A run longer than this many characters is worth reading between two changes.
_LONG = 40
#: One this short (a word or two, with the spaces around) is left out beside less.
_TINY = 14
_BEGINNING: Run = (0, 0, 0, 0)


def common_words(earlier: Sequence[str], later: Sequence[str]) -> list[WordRun]:
    """The longest common subsequence as runs."""
    blocks = LCSseq.opcodes(earlier, later).as_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks if block.size]


def tidy(runs: Iterable[Run], length: int, later_length: int) -> list[Run]:
    """Leave out runs that are shorter than the changes on both of their sides.

    What is left are few whole hunks instead of crumbs. This is the rule of
    diff-match-patch's semantic clean-up, kept to short runs, so that never more words
    count as changed than there. Linear: each run is put on the stack and taken off once."""
    kept: list[Run] = []
    for run in (*runs, (length, length, later_length, later_length)):
        start, _, later_start, _ = run
        while kept:
            own_start, own_end, own_later, own_later_end = kept[-1]
            size = own_end - own_start + 2
            if size > _LONG:
                break
            after = max(start - own_end, later_start - own_later_end)
            _, end, _, later_end = kept[-2] if len(kept) > 1 else _BEGINNING
            before = max(own_start - end, own_later - later_end)
            if size > _TINY:
                if size > before or size > after:
                    break
            elif size > before + after or before < 2 or after < 2:
                break
            kept.pop()
        kept.append(run)
    kept.pop()
    return kept
