"""Evidence that needs no judgement: statements, stable ids, the same words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bracketed.align_board import Board, Group
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
            board.pair(ones[0], others[0], FoundBy.STATED, 1.0)
        elif ones or others:
            board.groups.append(Group(ones, others, FoundBy.STATED, 1.0))
            board.settled.update(ones)
            board.later_settled.update(others)


def _check(indexes: Sequence[int], count: int) -> None:
    for index in indexes:
        if not 0 <= index < count:
            raise ValueError(f"No provision {index} among {count}.")


def _not_in(indexes: Iterable[int], settled: set[int]) -> list[int]:
    return sorted(set(indexes) - settled)


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
            board.pair(index, other, FoundBy.ID, 1.0)


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
    settled, later_settled = board.settled, board.later_settled
    places: dict[str, list[int]] = {}
    for index, key in enumerate(later_keys):
        if (key or without_words) and index not in later_settled:
            places.setdefault(key, []).append(index)
    if not places:
        return
    waiting: dict[str, list[int]] = {}
    for index, key in enumerate(keys):
        if key in places and index not in settled:
            waiting.setdefault(key, []).append(index)
    several: list[str] = []
    for key, ones in waiting.items():
        others = places[key]
        if len(ones) == len(others) == 1:
            board.pair(ones[0], others[0], FoundBy.EXACT, 1.0)
        else:
            several.append(key)
    for key in several:
        _match_several(board, waiting[key], places[key])


def _match_several(board: Board, ones: list[int], others: list[int]) -> None:
    """Duplicates: those whose neighbours are paired, then position by position."""
    if len(ones) != len(others):
        for index in ones:
            for step in (-1, 1):
                beside = board.pairs.get(index + step)
                other = None if beside is None else beside - step
                if other in others and board.is_open(index, other):
                    board.pair(index, other, FoundBy.EXACT, 1.0)
    free = [index for index in ones if index not in board.settled]
    later_free = [index for index in others if index not in board.later_settled]
    for index, other in zip(free, later_free, strict=False):
        board.pair(index, other, FoundBy.EXACT, 1.0)
