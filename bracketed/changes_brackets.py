"""Which bracket of the later wording is which of the earlier one, and what became of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from dataclasses import dataclass
from itertools import accumulate

from bracketed.changes_alternatives import Covered, Stretches
from bracketed.compare_layers import Layers
from bracketed.compare_model import Change, ChangeKind, Hunk, HunkKind, Place
from bracketed.compare_runs import WordRun
from bracketed.matching import mark_places
from bracketed.model import Bracket

#: So many brackets around are looked at for one that was widened or narrowed.
_NEAR = 8
_GOES = frozenset({HunkKind.DELETE, HunkKind.REPLACE})
_COMES = frozenset({HunkKind.INSERT, HunkKind.REPLACE})


class Mapping:
    """Which letters (counted by :meth:`Layers.letters_before`) became which: stretches of
    ``(earlier, later, count)`` in order. Every question is answered by bisection."""

    __slots__ = ("_before", "_counts", "_ends", "_others", "_owns")

    def __init__(self, runs: list[tuple[int, int, int]]) -> None:
        self._owns = [own for own, _, _ in runs]
        self._others = [other for _, other, _ in runs]
        self._counts = [count for _, _, count in runs]
        self._ends = [own + count for own, _, count in runs]
        self._before = list(accumulate(self._counts, initial=0))

    @classmethod
    def of(cls, earlier: Layers, later: Layers, runs: list[WordRun]) -> Mapping:
        """The mapping given by the words in common."""
        return cls(
            [
                (earlier.places[i], later.places[j], earlier.places[i + size] - earlier.places[i])
                for i, j, size in runs
            ]
        )

    def turned(self) -> Mapping:
        """The mapping from the later to the earlier."""
        return Mapping(list(zip(self._others, self._owns, self._counts, strict=True)))

    def image(self, start: int, end: int) -> tuple[int, int, int] | None:
        """First and last (exclusive) letter that ``start … end`` became, and how many
        letters stayed; None if none did."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._owns, end) - 1
        if first > last:
            return None
        cut = max(0, start - self._owns[first])
        cut_behind = max(0, self._ends[last] - end)
        return (
            self._others[first] + cut,
            self._others[last] + self._counts[last] - cut_behind,
            self._before[last + 1] - self._before[first] - cut - cut_behind,
        )

    def gap(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the other side between what precedes ``start`` and what follows
        ``end``."""
        before = bisect_left(self._owns, start) - 1
        after = bisect_right(self._ends, end)
        low, high = 0, 1 << 62
        if before >= 0:
            low = self._others[before] + min(self._counts[before], start - self._owns[before])
        if after < len(self._owns):
            high = self._others[after] + max(0, end - self._owns[after])
        return low, high


@dataclass(frozen=True, slots=True)
class _Pair:
    bracket: Bracket
    own: tuple[int, int]
    image: tuple[int, int, int] | None


def _pairs(layers: Layers, mapping: Mapping, covered: Stretches) -> list[_Pair]:
    pairs: list[_Pair] = []
    for bracket in layers.disputed:
        if covered.hold(bracket.start, bracket.end):
            continue
        own = (layers.letters_before(bracket.start), layers.letters_before(bracket.end))
        pairs.append(_Pair(bracket, own, mapping.image(*own)))
    return pairs


def read_brackets(
    earlier: Layers, later: Layers, mapping: Mapping, hunks: list[Hunk], covered: Covered
) -> list[Change]:
    """What became of the brackets; what stands in deleted or new ones is ``covered``."""
    turned = mapping.turned()
    ones = _pairs(earlier, mapping, Stretches(covered.earlier))
    others = _pairs(later, turned, Stretches(covered.later))
    ones, others = _without_same(ones, others, mapping, turned)
    changes = _take_resized(ones, others)
    for one in ones:
        stayed = one.image[2] if one.image else 0
        place = Place(0, one.bracket.start, one.bracket.end)
        if stayed and 2 * stayed >= one.own[1] - one.own[0]:
            changes.append(Change(ChangeKind.BRACKET_LIFTED, place, _seen(later, one, mapping)))
        else:
            changes.append(Change(ChangeKind.BRACKET_DELETED, place, None))
            covered.earlier.append((place.start, place.end))
    for other in others:
        place = Place(0, other.bracket.start, other.bracket.end)
        changes.append(Change(ChangeKind.BRACKET_PUT, _seen(earlier, other, turned), place))
        covered.later.append((place.start, place.end))
    return changes + _loose_marks(earlier, later, hunks)


def _without_same(
    ones: list[_Pair], others: list[_Pair], mapping: Mapping, turned: Mapping
) -> tuple[list[_Pair], list[_Pair]]:
    """Without the brackets that stand around the same words, or in the same place when all
    words in them are others."""
    waiting: dict[tuple[int, int], deque[_Pair]] = {}
    empty: deque[_Pair] = deque()
    for other in others:
        if other.image:
            waiting.setdefault(other.image[:2], deque()).append(other)
        else:
            empty.append(other)
    left: list[_Pair] = []
    taken: set[int] = set()
    for one in ones:
        found: _Pair | None = None
        if one.image is None:
            low, high = mapping.gap(*one.own)
            while empty and empty[0].own[0] < low:
                empty.popleft()
            if empty and empty[0].own[1] <= high:
                found = empty.popleft()
        else:
            back = turned.image(*one.image[:2])
            queue = waiting.get(back[:2]) if back else None
            found = queue.popleft() if queue else None
        if found is None:
            left.append(one)
        else:
            taken.add(found.bracket.start)
    return left, [other for other in others if other.bracket.start not in taken]


def _take_resized(ones: list[_Pair], others: list[_Pair]) -> list[Change]:
    """Take out the brackets that were widened or narrowed, nearest in extent first."""
    candidates: list[tuple[float, int, int]] = []
    starts = [other.own[0] for other in others]
    for i, one in enumerate(ones):
        if one.image is None:
            continue
        # a bracket that overlaps begins near the first or before the last letter that stayed
        first = max(0, bisect_left(starts, one.image[0]) - _NEAR)
        last = min(bisect_left(starts, one.image[1]), first + 2 * _NEAR)
        for j in range(first, last):
            other = others[j]
            if other.image:
                common = min(one.image[1], other.own[1]) - max(one.image[0], other.own[0])
                whole = max(one.image[1], other.own[1]) - min(one.image[0], other.own[0])
                if common > 0:
                    candidates.append((-common / whole, i, j))
    changes: list[Change] = []
    taken: set[int] = set()
    taken_others: set[int] = set()
    for _, i, j in sorted(candidates):
        if i in taken or j in taken_others:
            continue
        taken.add(i)
        taken_others.add(j)
        one, other = ones[i], others[j]
        assert one.image is not None
        wider = other.own[1] - other.own[0] > one.image[1] - one.image[0]
        changes.append(
            Change(
                ChangeKind.BRACKET_WIDENED if wider else ChangeKind.BRACKET_NARROWED,
                Place(0, one.bracket.start, one.bracket.end),
                Place(0, other.bracket.start, other.bracket.end),
            )
        )
    ones[:] = [one for i, one in enumerate(ones) if i not in taken]
    others[:] = [other for j, other in enumerate(others) if j not in taken_others]
    return changes


def _seen(layers: Layers, pair: _Pair, mapping: Mapping) -> Place | None:
    """Where the words of ``pair`` stand on the other side."""
    if pair.image is None:
        return None
    first = bisect_right(layers.places, pair.image[0]) - 1
    last = bisect_right(layers.places, pair.image[1] - 1) - 1
    return Place(0, layers.starts[first], layers.ends[last])


def _loose_marks(earlier: Layers, later: Layers, hunks: list[Hunk]) -> list[Change]:
    """Marks without a partner that went away or came."""
    loose = _without_partner(earlier)
    later_loose = _without_partner(later)
    if not loose and not later_loose:
        return []
    changed = Stretches(
        [(hunk.earlier_start, hunk.earlier_end) for hunk in hunks if hunk.kind in _GOES]
    )
    later_changed = Stretches(
        [(hunk.later_start, hunk.later_end) for hunk in hunks if hunk.kind in _COMES]
    )
    return [
        Change(ChangeKind.BRACKET_LIFTED, Place(0, at, at + 1), None)
        for at in loose
        if changed.hold(at, at + 1)
    ] + [
        Change(ChangeKind.BRACKET_PUT, None, Place(0, at, at + 1))
        for at in later_loose
        if later_changed.hold(at, at + 1)
    ]


def _without_partner(layers: Layers) -> list[int]:
    text = layers.text
    if text.count("[") == text.count("]") == len(layers.brackets):
        return []
    return [at for at in mark_places(text, 0, len(text)) if at not in layers.partners]
