"""Which provision is which by the likeness of words, one to one.

Steps from cheap to careful: wordings that begin or end alike and nowhere else; what stands
beside a pair on both sides; what stands between the same paired neighbours; wordings that
share rare pairs of words. Each candidate is verified, the likest are settled first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from rapidfuzz.distance import Indel, LCSseq

from bracketed.align_board import Board
from bracketed.align_model import FoundBy

#: Wordings less alike than this are not one provision. Measured on the corpus: unlike
#: paragraphs reach 0.33, the stocktaking paragraph found again nine years later has 0.54.
LIKE = 0.42
#: So alike must wordings be, by character, that are the only ones to begin or end alike,
#: or that stand in the same place.
_EDGE_LIKE = 0.72
_EDGE = 28
#: Up to this many pairs every earlier wording is held against every later one.
_FEW = 20_000
#: Pairs of words that stand in more wordings than this tell nothing.
_COMMON = 4
_CANDIDATES = 3
_SAMPLE = 48
_GAP = 36

_Candidate = tuple[float, int, int]


def match_alike(board: Board) -> list[tuple[int, int]]:
    """Settle what is alike. Gives back the pairs that were looked at closely: one that was
    not settled may still be a part of the other."""
    _settle(board, _edge_candidates(board))
    _follow_neighbours(board)
    ones, others = board.open_earlier(), board.open_later()
    if len(ones) * len(others) <= _FEW:
        looked_at = [(index, other) for index in ones for other in others]
    else:
        looked_at = _rare_candidates(board, ones, others)
    _settle(board, _verified(board, looked_at))
    _settle(board, _verified(board, _gap_candidates(board)))
    return looked_at


def _settle(board: Board, candidates: list[_Candidate]) -> None:
    candidates.sort()
    for unlike, index, other in candidates:
        if board.is_open(index, other):
            board.pair(index, other, FoundBy.LIKENESS, round(1.0 - unlike, 4))


def _edge_candidates(board: Board) -> list[_Candidate]:
    ones, others = board.open_earlier(), board.open_later()
    keys, later_keys = board.earlier.keys, board.later.keys
    found: set[tuple[int, int]] = set()
    for edge in (slice(_EDGE), slice(-_EDGE, None)):
        where = _only_edges(later_keys, others, edge)
        for text, index in _only_edges(keys, ones, edge).items():
            other = where.get(text)
            if other is not None:
                found.add((index, other))
    distance = Indel.normalized_distance
    most = 1.0 - _EDGE_LIKE
    return [
        (unlike, index, other)
        for index, other in found
        if (unlike := distance(keys[index], later_keys[other], score_cutoff=most)) <= most
    ]


def _follow_neighbours(board: Board) -> None:
    """Pair what stands right after, then right before, a pair on both sides."""
    keys, later_keys = board.earlier.keys, board.later.keys
    pairs, settled, later_settled = board.pairs, board.settled, board.later_settled
    count, later_count = len(keys), len(later_keys)
    similarity = Indel.normalized_similarity
    for step, order in ((1, range(1, count)), (-1, range(count - 2, -1, -1))):
        for index in order:
            if settled[index]:
                continue
            beside = pairs[index - step]
            other = beside + step
            if beside < 0 or not 0 <= other < later_count or later_settled[other]:
                continue
            alike = similarity(keys[index], later_keys[other], score_cutoff=_EDGE_LIKE)
            if alike:
                board.pair(index, other, FoundBy.LIKENESS, round(alike, 4))


def _only_edges(keys: Sequence[str], indexes: list[int], edge: slice) -> dict[str, int]:
    """Beginnings (or endings) that one wording alone has, and its index."""
    long = [index for index in indexes if len(keys[index]) > _EDGE]
    edges = [keys[index][edge] for index in long]
    only = dict(zip(edges, long, strict=True))
    if len(only) < len(edges):
        for text, times in Counter(edges).items():
            if times > 1:
                del only[text]
    return only


def likeness(ones: Sequence[str], others: Sequence[str], cutoff: float = 0.0) -> float:
    """How many words of both stand in both, in the same order: 0 to 1."""
    both = len(ones) + len(others)
    if not ones or not others:
        return 0.0
    least = int(cutoff * both / 2)
    return 2.0 * LCSseq.similarity(ones, others, score_cutoff=least) / both


def _needed(count: int) -> float:
    """Short wordings have to be more alike: two of five words say little."""
    return LIKE if count >= 16 else LIKE + 0.02 * (16 - max(count, 4))


def _verified(board: Board, pairs: Iterable[tuple[int, int]]) -> list[_Candidate]:
    read, later_read = board.earlier.words, board.later.words
    candidates: list[_Candidate] = []
    for index, other in pairs:
        ones, others = read(index), later_read(other)
        shorter = min(len(ones), len(others))
        needed = _needed(shorter)
        if 2 * shorter < needed * (len(ones) + len(others)):
            continue
        alike = likeness(ones, others, needed)
        if alike >= needed:
            candidates.append((1.0 - alike, index, other))
    return candidates


def _rare_candidates(board: Board, ones: list[int], others: list[int]) -> list[tuple[int, int]]:
    """For each later wording the earlier ones that share most rare pairs of words."""
    where: dict[tuple[str, str], list[int]] = {}
    for index in ones:
        for feature in _features(board.earlier.words(index)):
            indexes = where.get(feature)
            if indexes is None:
                where[feature] = [index]
            elif len(indexes) <= _COMMON:
                indexes.append(index)
    rare = {feature: indexes for feature, indexes in where.items() if len(indexes) <= _COMMON}
    candidates: list[tuple[int, int]] = []
    for other in others:
        found = rare.keys() & _features(board.later.words(other))
        shared = Counter(chain.from_iterable(map(rare.__getitem__, found)))
        likely = sorted(shared.items(), key=lambda one: (-one[1], one[0]))[:_CANDIDATES]
        candidates += [(index, other) for index, _ in likely]
    return candidates


def _features(found: list[str]) -> Iterable[tuple[str, str]]:
    """Pairs of neighbouring words; of a long wording, a part of them."""
    if len(found) <= _SAMPLE:
        return pairwise(found)
    return chain(pairwise(found[: _SAMPLE // 2]), pairwise(found[-_SAMPLE // 2 :]))


def _gap_candidates(board: Board) -> list[tuple[int, int]]:
    """What is open on both sides between the same paired neighbours."""
    candidates: list[tuple[int, int]] = []
    pairs, settled, later_settled = board.pairs, board.settled, board.later_settled
    count, later_count = len(pairs), len(later_settled)
    index = settled.find(0)
    while index >= 0:
        first = index
        index = settled.find(1, first)
        end = count if index < 0 else index
        start = pairs[first - 1] + 1 if first else 0
        stop = pairs[end] if end < count else later_count
        if (first == 0 or start) and start < stop <= start + 4 * _GAP:
            inside = [other for other in range(start, stop) if not later_settled[other]]
            if (end - first) * len(inside) <= _GAP:
                candidates += [(one, other) for one in range(first, end) for other in inside]
        index = settled.find(0, end)
    return candidates
