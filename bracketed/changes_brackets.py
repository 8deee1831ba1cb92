"""Which bracket of the later wording is which of the earlier one, and what became of it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from bracketed.changes_alternatives import Covered
from bracketed.compare_layers import Layers
from bracketed.compare_model import Change, ChangeKind, Hunk, HunkKind, Place
from bracketed.compare_runs import WordRun
from bracketed.model import Bracket


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which letters (counted by :meth:`Layers.letters_before`) became which: runs of
    ``(earlier, later, count)`` in order."""

    runs: list[tuple[int, int, int]]

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
        return Mapping([(later, earlier, count) for earlier, later, count in self.runs])

    def image(self, start: int, end: int) -> tuple[int, int, int] | None:
        """First and last (exclusive) letter that ``start … end`` became, and how many
        letters stayed; None if none did."""
        first = last = stayed = 0
        position = max(0, bisect_right(self.runs, (start, 1 << 62, 0)) - 1)
        for own, other, count in self.runs[position:]:
            if own >= end:
                break
            begin, stop = max(own, start), min(own + count, end)
            if begin < stop:
                if not stayed:
                    first = other + begin - own
                last = other + stop - own
                stayed += stop - begin
        return (first, last, stayed) if stayed else None

    def gap(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the other side between what precedes ``start`` and what follows
        ``end``."""
        low, high = 0, 1 << 62
        for own, other, count in self.runs:
            if own < start:
                low = other + min(count, start - own)
            if own + count > end:
                high = other + max(0, end - own)
                break
        return low, high


@dataclass(frozen=True, slots=True)
class _Pair:
    bracket: Bracket
    own: tuple[int, int]
    image: tuple[int, int, int] | None


def _pairs(layers: Layers, mapping: Mapping, covered: list[tuple[int, int]]) -> list[_Pair]:
    pairs: list[_Pair] = []
    for bracket in layers.disputed:
        if any(start <= bracket.start and bracket.end <= end for start, end in covered):
            continue
        own = (layers.letters_before(bracket.start), layers.letters_before(bracket.end))
        pairs.append(_Pair(bracket, own, mapping.image(*own)))
    return pairs


def read_brackets(
    earlier: Layers, later: Layers, mapping: Mapping, hunks: list[Hunk], covered: Covered
) -> list[Change]:
    """What became of the brackets; what stands in deleted or new ones is ``covered``."""
    turned = mapping.turned()
    ones = _pairs(earlier, mapping, covered.earlier)
    others = _pairs(later, turned, covered.later)
    _take_same(ones, others, mapping)
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


def _take_same(ones: list[_Pair], others: list[_Pair], mapping: Mapping) -> None:
    """Take out the brackets around the same words, or in the same place when all words in
    them are others."""
    waiting: dict[object, list[_Pair]] = {}
    for other in others:
        if other.image:
            first, last, _ = other.image
            key: object = (first, last)
        else:
            key = None
        waiting.setdefault(key, []).append(other)
    for one in list(ones):
        if one.image is None:
            low, high = mapping.gap(*one.own)
            found = next(
                (o for o in waiting.get(None, []) if low <= o.own[0] and o.own[1] <= high), None
            )
            queue = waiting.get(None, [])
        else:
            turned = _own_extent(one, mapping)
            queue = waiting.get(turned, [])
            found = queue[0] if queue else None
        if found is not None:
            queue.remove(found)
            ones.remove(one)
            others.remove(found)


def _own_extent(one: _Pair, mapping: Mapping) -> tuple[int, int]:
    """First and last letter of ``one`` that stayed, counted on its own side."""
    assert one.image is not None
    first, last, _ = one.image
    back = mapping.turned().image(first, last)
    assert back is not None
    return back[0], back[1]


def _take_resized(ones: list[_Pair], others: list[_Pair]) -> list[Change]:
    """Take out the brackets that were widened or narrowed, nearest in extent first."""
    candidates: list[tuple[float, int, int]] = []
    for i, one in enumerate(ones):
        for j, other in enumerate(others):
            if one.image and other.image:
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
    changes: list[Change] = []
    for hunk in hunks:
        if hunk.kind is HunkKind.EQUAL:
            continue
        for at in loose:
            if hunk.earlier_start <= at < hunk.earlier_end:
                changes.append(Change(ChangeKind.BRACKET_LIFTED, Place(0, at, at + 1), None))
        for at in later_loose:
            if hunk.later_start <= at < hunk.later_end:
                changes.append(Change(ChangeKind.BRACKET_PUT, None, Place(0, at, at + 1)))
    return changes


def _without_partner(layers: Layers) -> list[int]:
    text = layers.text
    if text.count("[") == text.count("]") == len(layers.brackets):
        return []
    return [at for at, sign in enumerate(text) if sign in "[]" and at not in layers.partners]
