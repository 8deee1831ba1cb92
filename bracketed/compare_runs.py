"""Runs: stretches that two texts have in common, found on words and then tidied."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz.distance import LCSseq

#: The same words on both sides: ``(start, end, later start, later end)`` in characters.
Run = tuple[int, int, int, int]
#: The same words on both sides: index, later index, and how many.
WordRun = tuple[int, int, int]
#: Pairs of words compared at once; the table takes a bit for each.
_AT_ONCE = 200_000_000
_STRETCH = 2_000
#: A run longer than this many characters is worth reading between two changes, if it has more
#: than two words.
_LONG = 40
#: One this short (a word or two, with the spaces around) is left out beside less.
_TINY = 14
_BEGINNING: Run = (0, 0, 0, 0)


def common_words(earlier: Sequence[str], later: Sequence[str]) -> list[WordRun]:
    """The longest common subsequence as runs. Very long texts are divided first, at words
    that stand once on both sides, so that memory stays small; linear from there on."""
    if len(earlier) * len(later) <= _AT_ONCE:
        return _longest(earlier, later, 0, 0)
    runs: list[WordRun] = []
    left = right = 0
    for i, j in _cuts(earlier, later):
        runs += _longest(earlier[left:i], later[right:j], left, right)
        left, right = i, j
    return runs


def _longest(earlier: Sequence[str], later: Sequence[str], left: int, right: int) -> list[WordRun]:
    blocks = LCSseq.editops(earlier, later).as_matching_blocks()
    return [(block.a + left, block.b + right, block.size) for block in blocks if block.size]


def _cuts(earlier: Sequence[str], later: Sequence[str]) -> list[tuple[int, int]]:
    """Where to divide, the ends of both last: at words that stand once on both sides, in
    the same order, and where there are none for long, after as many words of each."""
    once, later_once = _once(earlier), _once(later)
    anchors = [(i, later_once[word]) for word, i in once.items() if word in later_once]
    cuts: list[tuple[int, int]] = []
    left = right = 0
    for i, j in [*_rising(anchors), (len(earlier), len(later))]:
        while i - left > 2 * _STRETCH or j - right > 2 * _STRETCH:
            left, right = min(i, left + _STRETCH), min(j, right + _STRETCH)
            cuts.append((left, right))
        if i - left >= _STRETCH or i == len(earlier):
            cuts.append((i, j))
            left, right = i, j
    return cuts


def _once(found: Sequence[str]) -> dict[str, int]:
    counts = Counter(found)
    return {word: index for index, word in enumerate(found) if counts[word] == 1}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of ``pairs`` (in order of their first) whose second rises too."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, (_, other) in enumerate(pairs):
        place = bisect_left(tails, other)
        tails[place : place + 1] = [other]
        at[place : place + 1] = [index]
        before.append(at[place - 1] if place else -1)
    run: list[tuple[int, int]] = []
    index = at[-1] if at else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]


def tidy(
    runs: Iterable[Run], length: int, later_length: int, is_few: Callable[[Run], bool]
) -> list[Run]:
    """Leave out runs that are shorter than the changes on both of their sides, and those of
    one or two words (``is_few`` tells) that are shorter than both changes together.

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
            if size > before + after or before < 2 or after < 2:
                break
            if size > _TINY and (size > before or size > after) and not is_few(kept[-1]):
                break
            kept.pop()
        kept.append(run)
    kept.pop()
    return kept
