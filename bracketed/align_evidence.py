"""Evidence that needs no judgement: statements, stable ids, the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bracketed.align_board import Board
from bracketed.align_model import FoundBy, Stated


def trust_statements(board: Board, stated: Sequence[Stated]) -> None:
    """Settle what is stated, in the order of the statements; what an earlier statement has
    settled stays.

    :raises ValueError: an index that is not in the text."""
    for statement in stated:
        _check(statement.earlier, len(board.earlier.texts))
        _check(statement.later, len(board.later.texts))
        ones = _not_in(statement.earlier, board.settled)
        others = _not_in(statement.later, board.later_settled)
        if (statement.earlier and not ones) or (statement.later and not others):
            continue
        if len(ones) == len(others) == 1:
            board.pair(ones[0], others[0], FoundBy.STATED)
        elif ones or others:
            board.group(ones, others, FoundBy.STATED, 1.0)


def _check(indexes: Sequence[int], count: int) -> None:
    for index in indexes:
        if not 0 <= index < count:
            raise ValueError(f"No provision {index} among {count}.")


def _not_in(indexes: Iterable[int], settled: bytearray) -> list[int]:
    return sorted({index for index in indexes if not settled[index]})


def trust_ids(
    board: Board, earlier_ids: Sequence[str] | None, later_ids: Sequence[str] | None
) -> None:
    """Settle what has the same id; an id that stands twice, or is empty, says nothing.

    :raises ValueError: another number of ids than of wordings."""
    if earlier_ids is None or later_ids is None:
        return
    if len(earlier_ids) != len(board.earlier.texts) or len(later_ids) != len(board.later.texts):
        raise ValueError("There must be one id for each wording.")
    where = _only(later_ids)
    for name, index in _only(earlier_ids).items():
        other = where.get(name)
        if name and other is not None and board.is_open(index, other):
            board.pair(index, other, FoundBy.ID)


def _only(names: Sequence[str]) -> dict[str, int]:
    seen: dict[str, int] = {}
    twice: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            twice.add(name)
        seen[name] = index
    return {name: index for name, index in seen.items() if name not in twice}


def match_exact(board: Board) -> None:
    """Settle wordings that are the same: first as printed, then without label and marks and
    whatever the case. What stands more than once is paired beside its neighbours, then in
    order."""
    _match(board, board.earlier.texts, board.later.texts)
    _match(board, board.earlier.keys, board.later.keys, without_words=False)


def _match(
    board: Board, keys: Sequence[str], later_keys: Sequence[str], *, without_words: bool = True
) -> None:
    ones, others = board.open_earlier(), board.open_later()
    mine = [keys[index] for index in ones]
    theirs = [later_keys[index] for index in others]
    where = dict(zip(theirs, others, strict=True))
    several = _twice(mine) | _twice(theirs)
    if not without_words:
        where.pop("", None)
    pair = board.pair
    waiting: dict[str, list[int]] = {}
    for index, key in zip(ones, mine, strict=True):
        other = where.get(key)
        if other is None:
            continue
        if key in several:
            waiting.setdefault(key, []).append(index)
        else:
            pair(index, other, FoundBy.EXACT)
    if not waiting:
        return
    places: dict[str, list[int]] = {key: [] for key in waiting}
    for index, key in zip(others, theirs, strict=True):
        if key in places:
            places[key].append(index)
    for key, indexes in waiting.items():
        _match_several(board, indexes, places[key])


def _twice(keys: list[str]) -> set[str]:
    if len(set(keys)) == len(keys):
        return set()
    return {key for key, count in Counter(keys).items() if count > 1}


def _match_several(board: Board, ones: list[int], others: list[int]) -> None:
    """Duplicates: those whose neighbours are paired, then position by position."""
    if len(ones) != len(others):
        wanted = set(others)
        for index in ones:
            for step in (-1, 1):
                if not 0 <= index + step < len(board.pairs):
                    continue
                other = board.pairs[index + step] - step
                if other in wanted and board.is_open(index, other):
                    board.pair(index, other, FoundBy.EXACT)
    free = [index for index in ones if not board.settled[index]]
    later_free = [index for index in others if not board.later_settled[index]]
    for index, other in zip(free, later_free, strict=False):
        board.pair(index, other, FoundBy.EXACT)
