"""Which provision of the later text is which of the earlier."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from bracketed.align_board import Board
from bracketed.align_evidence import match_exact, trust_ids, trust_statements
from bracketed.align_likeness import match_alike
from bracketed.align_model import FoundBy, Link, LinkKind, Stated
from bracketed.align_splits import find_splits
from bracketed.compare_layers import read_layers


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
    match_alike(board)
    find_splits(board)
    return _in_order(board, _links(board))


def _links(board: Board) -> list[Link]:
    shifted = _unmoved(board)
    links: list[Link] = []
    for index, other in board.pairs.items():
        found_by, certainty = board.found[index]
        if index not in shifted:
            kind = LinkKind.MOVED
        elif _says_the_same(board, index, other, found_by, certainty):
            kind = LinkKind.KEPT
        else:
            kind = LinkKind.REWORDED
        links.append(Link((index,), (other,), kind, found_by, certainty))
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


def _says_the_same(
    board: Board, index: int, other: int, found_by: FoundBy, certainty: float
) -> bool:
    """Whether the words are the same, with regard to case, whatever became of brackets."""
    text, later_text = board.earlier.texts[index], board.later.texts[other]
    if text == later_text:
        return True
    if board.earlier.bare[index] == board.later.bare[other]:
        return True
    if found_by is FoundBy.LIKENESS and certainty < 0.8:
        return False
    if "[" not in text and "[" not in later_text:
        return False
    return read_layers(text).normal == read_layers(later_text).normal


def _unmoved(board: Board) -> set[int]:
    """The earlier indexes of a longest run of pairs that rises on both sides: these were at
    most shifted, the others moved."""
    order = sorted(board.pairs)
    tails: list[int] = []
    at: list[int] = []
    before: dict[int, int] = {}
    for index in order:
        other = board.pairs[index]
        place = bisect_left(tails, other)
        if place == len(tails):
            tails.append(other)
            at.append(index)
        else:
            tails[place] = other
            at[place] = index
        if place:
            before[index] = at[place - 1]
    unmoved: set[int] = set()
    if at:
        index = at[-1]
        unmoved.add(index)
        while index in before:
            index = before[index]
            unmoved.add(index)
    return unmoved


def _in_order(board: Board, links: list[Link]) -> tuple[Link, ...]:
    """In the order of the later text; what is gone after its nearest earlier neighbour that
    stayed."""
    place: dict[int, int] = {}
    for link in links:
        if link.later:
            for index in link.earlier:
                place[index] = link.later[0]
    after: dict[int, int] = {}
    last = -1
    for index in range(len(board.earlier.texts)):
        last = place.get(index, last)
        after[index] = last
    return tuple(
        sorted(
            links,
            key=lambda link: (
                (link.later[0], 0, 0)
                if link.later
                else (after[link.earlier[0]], 1, link.earlier[0])
            ),
        )
    )
