"""Which provision of the later text is which of the earlier."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from bracketed.align_board import Board
from bracketed.align_evidence import match_exact, trust_ids, trust_statements
from bracketed.align_likeness import match_alike
from bracketed.align_model import FoundBy, Link, LinkKind, Stated, make_link
from bracketed.align_splits import find_splits
from bracketed.compare_layers import read_layers

#: A bracket without another one in it.
_INNER = re.compile(r"\[[^\[\]]*\]")


def align(
    earlier: Sequence[str],
    later: Sequence[str],
    *,
    stated: Sequence[Stated] = (),
    earlier_ids: Sequence[str] | None = None,
    later_ids: Sequence[str] | None = None,
) -> tuple[Link, ...]:
    """The links between two texts, each a sequence of wordings in reading order.

    Trusts what is ``stated`` first, then the same id, then the same words (labels, tags and
    bracket marks apart, whatever the case), then likeness of words; never printed numbers.
    Every index of both sides is in exactly one link. Links are in the order of the later
    text; what is gone follows its earlier neighbour. A function of its input.

    :raises ValueError: a stated index, or a number of ids, that does not fit the texts."""
    board = Board(earlier, later)
    trust_statements(board, stated)
    trust_ids(board, earlier_ids, later_ids)
    match_exact(board)
    looked_at = match_alike(board)
    find_splits(board, looked_at)
    return _in_order(board, _links(board))


def _links(board: Board) -> list[Link]:
    moved = _moved(board)
    earlier, later = board.earlier.bare, board.later.bare
    links: list[Link] = []
    for index, (other, found_by, certainty) in enumerate(
        zip(board.pairs, board.found_by, board.certainty, strict=True)
    ):
        if other < 0:
            continue
        if index in moved:
            kind = LinkKind.MOVED
        elif earlier[index] == later[other] or _says_the_same(board, index, other):
            kind = LinkKind.KEPT
        else:
            kind = LinkKind.REWORDED
        links.append(make_link(((index,), (other,), kind, found_by, certainty)))
    for group in board.groups:
        ones, others = tuple(group.earlier), tuple(group.later)
        links.append(Link(ones, others, _kind(ones, others), group.found_by, group.certainty))
    links += [
        Link((index,), (), LinkKind.GONE, FoundBy.LIKENESS, 1.0) for index in board.open_earlier()
    ]
    links += [
        Link((), (other,), LinkKind.NEW, FoundBy.LIKENESS, 1.0) for other in board.open_later()
    ]
    return links


def _kind(ones: tuple[int, ...], others: tuple[int, ...]) -> LinkKind:
    if not others:
        return LinkKind.GONE
    if not ones:
        return LinkKind.NEW
    return LinkKind.MERGED if len(ones) >= len(others) else LinkKind.SPLIT


def _says_the_same(board: Board, index: int, other: int) -> bool:
    """Whether the words are the same, with regard to case, whatever became of brackets, of
    two wordings that differ otherwise."""
    text, later_text = board.earlier.texts[index], board.later.texts[other]
    if "[" not in text and "[" not in later_text:
        return False
    if _INNER.sub("", text).split() != _INNER.sub("", later_text).split():
        return False
    return read_layers(text).normal == read_layers(later_text).normal


def _moved(board: Board) -> set[int]:
    """The earlier indexes outside a longest run of pairs that rises on both sides: what is
    in the run was at most shifted."""
    order = [index for index, other in enumerate(board.pairs) if other >= 0]
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = [-1] * len(board.pairs)
    for index in order:
        other = board.pairs[index]
        if not tails or other > tails[-1]:
            place = len(tails)
            tails.append(other)
            at.append(index)
        else:
            place = bisect_left(tails, other)
            tails[place] = other
            at[place] = index
        if place:
            before[index] = at[place - 1]
    if len(tails) == len(order):
        return set()
    moved = set(order)
    index = at[-1]
    while index >= 0:
        moved.discard(index)
        index = before[index]
    return moved


def _in_order(board: Board, links: list[Link]) -> tuple[Link, ...]:
    """In the order of the later text; what is gone after its nearest earlier neighbour that
    stayed."""
    arriving: list[Link | None] = [None] * len(board.later.texts)
    place = [-1] * len(board.earlier.texts)
    gone: list[Link] = []
    for link in links:
        if not link.later:
            gone.append(link)
            continue
        first = link.later[0]
        arriving[first] = link
        for index in link.earlier:
            place[index] = first
    leaving: dict[int, list[Link]] = {}
    for link in sorted(gone, key=lambda one: one.earlier):
        index = link.earlier[0]
        while index >= 0 and place[index] < 0:
            index -= 1
        leaving.setdefault(place[index] if index >= 0 else -1, []).append(link)
    ordered = leaving.pop(-1, [])
    for position, arrived in enumerate(arriving):
        if arrived is not None:
            ordered.append(arrived)
        ordered += leaving.get(position, ())
    return tuple(ordered)
