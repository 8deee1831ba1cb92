"""In what order a redline stands: one sequence that holds the earlier text in its order and the
later one in its."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from documents.queries import ChangeView, SideView
from documents.writing.redline import Place


@dataclass(frozen=True, slots=True)
class Item:
    """A change, or one side of it, at a place of the sequence. ``move`` joins the two ends of
    a move, 0 of what stays."""

    change: ChangeView
    earlier: tuple[SideView, ...]
    later: tuple[SideView, ...]
    place: Place
    move: int = 0


@dataclass(frozen=True, slots=True)
class _Pair:
    """A change with both sides; ``before`` and ``after`` are their places in each text."""

    change: ChangeView
    before: int
    after: int


def in_sequence(
    changes: Iterable[ChangeView], earlier: Sequence[str], later: Sequence[str]
) -> Iterator[Item]:
    """The changes in the order of a redline; ``earlier`` and ``later`` are the public ids of
    each text in reading order. Each provision stands in it once on each side it is on: what is
    only proposed on record does not take it from where it stands."""
    changes = list(changes)
    before, after = _places(changes, earlier, later)
    pairs = list(_pairs(changes, before, after))
    taken = {id(pair.change) for pair in pairs}
    still = _that_stay(pairs)
    moved = {
        id(pair.change): number
        for number, pair in enumerate((one for one in pairs if id(one.change) not in still), 1)
    }
    gone: dict[int, Item] = {}
    come: dict[int, Item] = {}
    for pair in pairs:
        if number := moved.get(id(pair.change)):
            sides = pair.change.earlier, pair.change.later
            gone[pair.before] = Item(pair.change, *sides, Place.FROM, number)
            come[pair.after] = Item(pair.change, *sides, Place.TO, number)
    paired_before = {side.id for pair in pairs for side in pair.change.earlier}
    paired_after = {side.id for pair in pairs for side in pair.change.later}
    for change in changes:
        if id(change) in taken:
            continue
        for side in change.earlier:
            if side.id not in paired_before:
                gone.setdefault(before[side.id], Item(change, (side,), (), Place.GONE))
        for side in change.later:
            if side.id not in paired_after:
                come.setdefault(after[side.id], Item(change, (), (side,), Place.NEW))
    stays = [pair for pair in pairs if id(pair.change) in still]
    yield from _merged(stays, gone, come)


def _places(
    changes: Sequence[ChangeView], earlier: Sequence[str], later: Sequence[str]
) -> tuple[dict[str, int], dict[str, int]]:
    """The place of each provision among those that are compared, by public id."""
    known_before = {side.id for change in changes for side in change.earlier}
    known_after = {side.id for change in changes for side in change.later}
    return (
        {one: at for at, one in enumerate(name for name in earlier if name in known_before)},
        {one: at for at, one in enumerate(name for name in later if name in known_after)},
    )


def _pairs(
    changes: Sequence[ChangeView], before: dict[str, int], after: dict[str, int]
) -> Iterator[_Pair]:
    """The changes whose both sides stand together in their texts, in the order of the later
    one; no provision is in two of them, and a provision is rather paired with itself."""
    used_before: set[str] = set()
    used_after: set[str] = set()
    found = []
    both = (one for one in changes if one.earlier and one.later and not one.is_proposed)
    for change in sorted(both, key=_is_of_others):
        was = [side.id for side in change.earlier]
        became = [side.id for side in change.later]
        if used_before.intersection(was) or used_after.intersection(became):
            continue
        if _stand_together(was, before) and _stand_together(became, after):
            used_before.update(was)
            used_after.update(became)
            found.append(_Pair(change, before[was[0]], after[became[0]]))
    yield from sorted(found, key=lambda pair: pair.after)


def _is_of_others(change: ChangeView) -> bool:
    return {side.id for side in change.earlier}.isdisjoint(side.id for side in change.later)


def _stand_together(ids: Sequence[str], places: dict[str, int]) -> bool:
    first = places[ids[0]]
    return [places[one] for one in ids] == list(range(first, first + len(ids)))


def _that_stay(pairs: Sequence[_Pair]) -> set[int]:
    """The changes that are shown in their place: the most that keep their order, those first
    that the comparison does not call moved."""
    spine = _longest([pair for pair in pairs if pair.change.link != "moved"])
    places = sorted((pair.after, pair.before) for pair in spine)
    for pair in pairs:
        if pair.change.link == "moved":
            at = bisect_left(places, (pair.after, pair.before))
            fits_left = at == 0 or places[at - 1][1] < pair.before
            if fits_left and (at == len(places) or pair.before < places[at][1]):
                insort(places, (pair.after, pair.before))
    kept = set(places)
    return {id(pair.change) for pair in pairs if (pair.after, pair.before) in kept}


def _longest(pairs: Sequence[_Pair]) -> list[_Pair]:
    """The longest run of pairs, in the order of the later text, that keeps the earlier one's."""
    ends: list[int] = []
    lasts: list[int] = []
    came_from: dict[int, int] = {}
    for index, pair in enumerate(pairs):
        at = bisect_left(ends, pair.before)
        ends[at : at + 1] = [pair.before]
        lasts[at : at + 1] = [index]
        if at:
            came_from[index] = lasts[at - 1]
    run = []
    here = lasts[-1] if lasts else None
    while here is not None:
        run.append(pairs[here])
        here = came_from.get(here)
    return run[::-1]


def _merged(stays: Sequence[_Pair], gone: dict[int, Item], come: dict[int, Item]) -> Iterator[Item]:
    """What stays, with what stood and what now stands between."""
    was, became = sorted(gone.items(), reverse=True), sorted(come.items(), reverse=True)
    for pair in stays:
        while was and was[-1][0] < pair.before:
            yield was.pop()[1]
        while became and became[-1][0] < pair.after:
            yield became.pop()[1]
        yield Item(pair.change, pair.change.earlier, pair.change.later, Place.STAYS)
    yield from (item for _, item in reversed(was))
    yield from (item for _, item in reversed(became))
