"""What became of wordings that compete: chosen, added, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bracketed.compare_layers import Layers
from bracketed.compare_model import Change, ChangeKind, Place
from bracketed.model import Group

if TYPE_CHECKING:
    from bracketed.changes_brackets import Mapping


@dataclass(frozen=True, slots=True)
class Covered:
    """Stretches of both wordings whose words a change already explains."""

    earlier: list[tuple[int, int]]
    later: list[tuple[int, int]]


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
    changes: list[Change] = []
    for group in earlier.groups:
        before = _of_group(earlier, group)
        after = _stand_at(later, *_opposite(earlier, later, mapping, group))
        if after.is_open:
            changes += _open_to_open(before, after, covered)
        else:
            changes += _choose(before, after, later, covered)
    turned = mapping.turned()
    for group in later.groups:
        before = _stand_at(earlier, *_opposite(later, earlier, turned, group))
        if len(before.options) < 2:
            changes += _open_to_open(before, _of_group(later, group), covered)
    return changes


def _of_group(layers: Layers, group: Group) -> _Stand:
    options: list[_Option] = []
    for alternative in group.alternatives:
        start, end = alternative.start, alternative.end
        if layers.text[start - 1 : start] == "[" and layers.partners.get(start - 1) == end:
            start, end = start - 1, end + 1
        options.append(_Option(layers.words_between(start, end), start, end))
    start, end = group.start, group.end
    if layers.text[start - 1 : start] == "[" and layers.partners.get(start - 1) == end:
        start, end = start - 1, end + 1
    return _Stand(options, is_open=True, start=start, end=end)


def _opposite(own: Layers, other: Layers, mapping: Mapping, group: Group) -> tuple[int, int]:
    """Where on the other side that stands which is between the neighbours of ``group``."""
    low, high = mapping.gap(own.letters_before(group.start), own.letters_before(group.end))
    inside = [
        index
        for index, place in enumerate(other.places[:-1])
        if low <= place and other.places[index + 1] <= high
    ]
    if not inside:
        return (0, 0)
    return other.starts[inside[0]], other.ends[inside[-1]]


def _stand_at(layers: Layers, start: int, end: int) -> _Stand:
    for group in layers.groups:
        if group.start < end and start < group.end:
            return _of_group(layers, group)
    for bracket in layers.disputed:
        if bracket.depth == 1 and bracket.start < end and start < bracket.end:
            words = layers.words_between(bracket.start, bracket.end)
            option = _Option(words, bracket.start, bracket.end)
            return _Stand([option], is_open=True, start=bracket.start, end=bracket.end)
    option = _Option(layers.words_between(start, end), start, end)
    return _Stand([option] if option.words else [], is_open=False, start=start, end=end)


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
    inside = [
        index for index, start in enumerate(later.starts) if after.start <= start < after.end
    ][at : at + len(chosen.words)]
    place = Place(0, later.starts[inside[0]], later.ends[inside[-1]])
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
