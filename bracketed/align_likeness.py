"""Which provision is which by the likeness of words, one to one.

Three steps, from cheap to careful: wordings that begin or end alike and nowhere else;
wordings that share rare pairs of words; what stands in the same gap between neighbours that
are already paired. Each candidate is verified, the likest pairs are settled first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from rapidfuzz.distance import Indel, LCSseq

from bracketed.align_board import Board
from bracketed.align_model import FoundBy

#: Wordings less alike than this are not one provision. Measured on the corpus: unlike
#: paragraphs reach 0.33, the stocktaking paragraph found again nine years later has 0.54.
LIKE = 0.42
#: So alike must wordings be, by character, that are the only ones to begin or end alike.
_EDGE_LIKE = 0.7
_EDGE = 24
#: Up to this many pairs every earlier wording is held against every later one.
_FEW = 20_000
#: Pairs of words that stand in more wordings than this tell nothing.
_COMMON = 12
_CANDIDATES = 4
_GAP = 64

_Candidate = tuple[float, int, int]


def match_alike(board: Board) -> None:
    """Settle what is alike."""
    _settle(board, _edge_candidates(board))
    ones, others = board.open_earlier(), board.open_later()
    if len(ones) * len(others) <= _FEW:
        _settle(board, _verified(board, [(i, j) for i in ones for j in others]))
        return
    _settle(board, _verified(board, _rare_candidates(board, ones, others)))
    _settle(board, _verified(board, _gap_candidates(board)))


def _settle(board: Board, candidates: Iterable[_Candidate]) -> None:
    for likeness, index, other in sorted(candidates, key=lambda one: (-one[0], one[1], one[2])):
        if board.is_open(index, other):
            board.pair(index, other, FoundBy.LIKENESS, round(likeness, 4))


def _edge_candidates(board: Board) -> list[_Candidate]:
    ones, others = board.open_earlier(), board.open_later()
    keys, later_keys = board.earlier.keys, board.later.keys
    found: set[tuple[int, int]] = set()
    for edge in (slice(_EDGE), slice(-_EDGE, None)):
        where = _only_edges(later_keys, others, edge)
        for text, index in _only_edges(keys, ones, edge).items():
            other = where.get(text, -1)
            if other >= 0 and index >= 0:
                found.add((index, other))
    similarity = Indel.normalized_similarity
    return [
        (likeness, index, other)
        for index, other in found
        if (likeness := similarity(keys[index], later_keys[other], score_cutoff=_EDGE_LIKE))
    ]


def _only_edges(keys: Sequence[str], indexes: list[int], edge: slice) -> dict[str, int]:
    """Beginnings (or endings) and the one index that has it; -1 where several have it."""
    seen: dict[str, int] = {}
    for index in indexes:
        key = keys[index]
        if len(key) > _EDGE:
            text = key[edge]
            seen[text] = -1 if text in seen else index
    return seen


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
            candidates.append((alike, index, other))
    return candidates


def _rare_candidates(board: Board, ones: list[int], others: list[int]) -> list[tuple[int, int]]:
    """For each later wording the earlier ones that share most rare pairs of words."""
    where: dict[tuple[str, str], list[int]] = {}
    for index in ones:
        found = board.earlier.words(index)
        for pair in set(pairwise(found)):
            where.setdefault(pair, []).append(index)
    candidates: list[tuple[int, int]] = []
    for other in others:
        found = board.later.words(other)
        shared: Counter[int] = Counter()
        for pair in set(pairwise(found)):
            indexes = where.get(pair)
            if indexes is not None and len(indexes) <= _COMMON:
                shared.update(indexes)
        likely = sorted(shared.items(), key=lambda one: (-one[1], one[0]))[:_CANDIDATES]
        candidates += [(index, other) for index, _ in likely]
    return candidates


def _gap_candidates(board: Board) -> list[tuple[int, int]]:
    """What is open on both sides between the same paired neighbours."""
    candidates: list[tuple[int, int]] = []
    count, later_count = len(board.earlier.texts), len(board.later.texts)
    index = 0
    while index < count:
        if index in board.settled:
            index += 1
            continue
        first = index
        while index < count and index not in board.settled:
            index += 1
        start = board.pairs.get(first - 1, -1) + 1
        end = board.pairs.get(index, later_count)
        inside = [other for other in range(start, end) if other not in board.later_settled][:_GAP]
        if 0 < (index - first) * len(inside) <= _GAP:
            candidates += [(one, other) for one in range(first, index) for other in inside]
    return candidates
