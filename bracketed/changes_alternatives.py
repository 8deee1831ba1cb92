"""What became of wordings that compete: chosen, added, withdrawn."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from bracketed.compare_layers import Layers
from bracketed.compare_model import Change, ChangeKind, Place
from bracketed.model import Bracket, Group

if TYPE_CHECKING:
    from bracketed.changes_brackets import Mapping

_Placed = TypeVar("_Placed", Bracket, Group)
#: A stretch of more words than this is a rewriting and no place of alternatives.
_LONG = 400
_NESTED = 8


@dataclass(frozen=True, slots=True)
class Covered:
    """Stretches of both wordings whose words a change already explains."""

    earlier: list[tuple[int, int]]
    later: list[tuple[int, int]]


class Stretches:
    """Stretches of a text, asked by bisection; one inside another adds nothing."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches, key=lambda one: (one[0], -one[1])):
            if not self._ends or end > self._ends[-1]:
                self._starts.append(start)
                self._ends.append(end)

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them holds all of ``start … end``."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._ends[at]

    def touching(self, start: int, end: int) -> list[tuple[int, int]]:
        """Those that share a place with ``start … end``."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        return list(zip(self._starts[first:last], self._ends[first:last], strict=True))


@dataclass(frozen=True, slots=True)
class _Option:
    """A wording that stands in a place; ``start … end`` with its marks."""

    words: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Stand:
    """What stands at one place: its options, and whether they are open."""

    options: list[_Option]
    is_open: bool
    start: int
    end: int


def read_alternatives(
    earlier: Layers, later: Layers, mapping: Mapping, covered: Covered
) -> list[Change]:
    """The changes of groups of alternatives; what they explain is ``covered``."""
    if not earlier.groups and not later.groups:
        return []
    changes: list[Change] = []
    stands, later_stands = _Stands(earlier), _Stands(later)
    for group in earlier.groups:
        before = _of_group(earlier, group)
        after = later_stands.at(*_opposite(earlier, later, mapping, group))
        if after.is_open:
            changes += _open_to_open(before, after, covered)
        else:
            changes += _choose(before, after, later, covered)
    turned = mapping.turned()
    for group in later.groups:
        before = stands.at(*_opposite(later, earlier, turned, group))
        if len(before.options) < 2:
            changes += _open_to_open(before, _of_group(later, group), covered)
    return changes


def _of_group(layers: Layers, group: Group) -> _Stand:
    options: list[_Option] = []
    for alternative in group.alternatives:
        start, end = alternative.start, alternative.end
        if layers.text[start - 1 : start] == "[" and layers.partners.get(start - 1) == end:
            start, end = start - 1, end + 1
        options.append(_option(layers, start, end))
    start, end = group.start, group.end
    if layers.text[start - 1 : start] == "[" and layers.partners.get(start - 1) == end:
        start, end = start - 1, end + 1
    return _Stand(options, is_open=True, start=start, end=end)


def _opposite(own: Layers, other: Layers, mapping: Mapping, group: Group) -> tuple[int, int]:
    """Where on the other side that stands which is between the neighbours of ``group``."""
    low, high = mapping.gap(own.letters_before(group.start), own.letters_before(group.end))
    first = bisect_left(other.places, low)
    last = min(bisect_right(other.places, high) - 1, len(other.starts))
    if first >= last or last - first > _LONG:
        return (0, 0)
    return other.starts[first], other.ends[last - 1]


class _Stands:
    """What stands where in a wording: a group, a bracket, or words alone."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.groups = layers.groups
        self.brackets = [bracket for bracket in layers.disputed if bracket.depth == 1]

    def at(self, start: int, end: int) -> _Stand:
        """What stands in ``start … end``."""
        layers = self.layers
        for group in _first_touching(self.groups, start, end):
            return _of_group(layers, group)
        for bracket in _first_touching(self.brackets, start, end):
            option = _option(layers, bracket.start, bracket.end)
            return _Stand([option], is_open=True, start=bracket.start, end=bracket.end)
        option = _option(layers, start, end)
        return _Stand([option] if option.words else [], is_open=False, start=start, end=end)


def _option(layers: Layers, start: int, end: int) -> _Option:
    return _Option(layers.words_between(start, end), start, end)


def _first_touching(ordered: Sequence[_Placed], start: int, end: int) -> list[_Placed]:
    """The first of ``ordered`` that shares a place with ``start … end``; nested ones lie
    close together, so that a few are looked at."""
    last = bisect_left(ordered, end, key=lambda one: one.start)
    first = max(0, bisect_left(ordered, start, key=lambda one: one.start) - _NESTED)
    return [one for one in ordered[first:last] if start < one.end][:1]


def _open_to_open(before: _Stand, after: _Stand, covered: Covered) -> list[Change]:
    """Alternatives that came and went; nothing if none is the same as before."""
    known = {option.words for option in before.options}
    still = {option.words for option in after.options}
    if not known & still:
        return []
    changes: list[Change] = []
    for option in before.options:
        if option.words not in still:
            place = Place(0, option.start, option.end)
            changes.append(Change(ChangeKind.ALTERNATIVE_WITHDRAWN, place, None))
            covered.earlier.append((option.start, option.end))
    for option in after.options:
        if option.words not in known:
            place = Place(0, option.start, option.end)
            changes.append(Change(ChangeKind.ALTERNATIVE_ADDED, None, place))
            covered.later.append((option.start, option.end))
    covered.earlier.extend(_between(before))
    covered.later.extend(_between(after))
    return changes


def _between(stand: _Stand) -> list[tuple[int, int]]:
    """What joins the options: a slash, ``or``."""
    return [
        (one.end, other.start) for one, other in zip(stand.options, stand.options[1:], strict=False)
    ]


def _choose(before: _Stand, after: _Stand, later: Layers, covered: Covered) -> list[Change]:
    """The alternative whose words now stand alone, if one's do."""
    if not after.options:
        return []
    words = after.options[0].words
    chosen: _Option | None = None
    at = 0
    for option in before.options:
        position = _position(option.words, words)
        if position >= 0 and (chosen is None or len(option.words) > len(chosen.words)):
            chosen, at = option, position
    if chosen is None or _stands_beside(before, chosen, words, at):
        return []
    first = bisect_left(later.starts, after.start) + at
    place = Place(0, later.starts[first], later.ends[first + len(chosen.words) - 1])
    covered.earlier.append((before.start, before.end))
    covered.later.append((place.start, place.end))
    return [Change(ChangeKind.ALTERNATIVE_CHOSEN, Place(0, chosen.start, chosen.end), place)]


def _stands_beside(before: _Stand, chosen: _Option, words: tuple[str, ...], at: int) -> bool:
    """Whether another alternative stands there too: then none is chosen, all are lifted."""
    rest = (words[:at], words[at + len(chosen.words) :])
    return any(
        option is not chosen and _position(option.words, part) >= 0
        for option in before.options
        for part in rest
    )


def _position(words: tuple[str, ...], inside: tuple[str, ...]) -> int:
    """Where ``words`` stand in a row in ``inside``; -1 if they do not."""
    count = len(words)
    if not count:
        return -1
    return next(
        (at for at in range(len(inside) - count + 1) if inside[at : at + count] == words), -1
    )
