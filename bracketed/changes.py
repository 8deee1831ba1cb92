"""Changes in the words of the field, read from both layers of a pair of wordings."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from bracketed.changes_alternatives import Covered, Stretches, read_alternatives
from bracketed.changes_brackets import Mapping, read_brackets
from bracketed.compare_layers import Layers
from bracketed.compare_model import (
    Change,
    ChangeKind,
    Hunk,
    HunkKind,
    Layer,
    Place,
    make_change,
    make_place,
)
from bracketed.compare_runs import WordRun
from bracketed.model import Bracket
from bracketed.words import normal_atom


def plain_changes(hunks: list[Hunk], index: int = 0, later_index: int = 0) -> list[Change]:
    """The changes of two wordings without brackets: of their words and their labels. Places
    name the wordings by ``index`` and ``later_index``."""
    return [
        make_change(
            (
                ChangeKind.WORDING_CHANGED if layer is Layer.WORDS else ChangeKind.LABEL_CHANGED,
                make_place((index, start, end)),
                make_place((later_index, later_start, later_end)),
            )
        )
        for kind, layer, start, end, later_start, later_end in hunks
        if kind is not HunkKind.EQUAL and (layer is Layer.WORDS or layer is Layer.LABEL)
    ]


def layered_changes(
    earlier: Layers, later: Layers, runs: list[WordRun], hunks: list[Hunk]
) -> list[Change]:
    """The changes of two wordings with brackets, in reading order."""
    mapping = Mapping.of(earlier, later, runs)
    covered = Covered([], [])
    changes = read_alternatives(earlier, later, mapping, covered)
    changes += read_brackets(earlier, later, mapping, hunks, covered)
    changes += _read_names(earlier, later)
    changes += _read_wording(earlier, later, hunks, covered)
    return sorted(changes, key=_reading_order)


def _reading_order(change: Change) -> tuple[int, int, str]:
    place = change.earlier or change.later
    other = change.later or change.earlier
    return (place.start if place else 0, other.start if other else 0, change.kind)


def _read_names(earlier: Layers, later: Layers) -> list[Change]:
    """What is printed with the words: label, tags, names of parties."""
    changes: list[Change] = []
    if "".join(earlier.label.split()) != "".join(later.label.split()):
        changes.append(Change(ChangeKind.LABEL_CHANGED, _label(earlier), _label(later)))
    gone, come = _unmatched(earlier.tags, later.tags)
    for index in range(max(len(gone), len(come))):
        changes.append(
            Change(
                ChangeKind.TAG_CHANGED,
                _place(gone[index]) if index < len(gone) else None,
                _place(come[index]) if index < len(come) else None,
            )
        )
    gone, come = _unmatched(earlier.attributions, later.attributions)
    changes += [Change(ChangeKind.ATTRIBUTION_DROPPED, _place(one), None) for one in gone]
    changes += [Change(ChangeKind.ATTRIBUTION_ADDED, None, _place(one)) for one in come]
    return changes


def _label(layers: Layers) -> Place | None:
    if not layers.label:
        return None
    start = layers.text.index(layers.label)
    return Place(0, start, start + len(layers.label))


def _place(bracket: Bracket) -> Place:
    return Place(0, bracket.start, bracket.end)


def _unmatched(
    earlier: list[tuple[str, Bracket]], later: list[tuple[str, Bracket]]
) -> tuple[list[Bracket], list[Bracket]]:
    return _without(earlier, later), _without(later, earlier)


def _without(ones: list[tuple[str, Bracket]], others: list[tuple[str, Bracket]]) -> list[Bracket]:
    left = Counter(said for said, _ in others)
    remaining: list[Bracket] = []
    for said, bracket in ones:
        if left[said]:
            left[said] -= 1
        else:
            remaining.append(bracket)
    return remaining


def _read_wording(
    earlier: Layers, later: Layers, hunks: list[Hunk], covered: Covered
) -> list[Change]:
    """Hunks of words that neither a bracket nor an alternative explains."""
    changes: list[Change] = []
    explained, later_explained = Stretches(covered.earlier), Stretches(covered.later)
    for hunk in hunks:
        if hunk.layer is not Layer.WORDS or hunk.kind is HunkKind.EQUAL:
            continue
        gone = _uncovered(earlier, hunk.earlier_start, hunk.earlier_end, explained)
        come = _uncovered(later, hunk.later_start, hunk.later_end, later_explained)
        if gone == come:
            continue
        if "".join(gone) == "".join(come) and _has_mark_near(earlier, later, hunk):
            continue
        changes.append(
            Change(
                ChangeKind.WORDING_CHANGED,
                Place(0, hunk.earlier_start, hunk.earlier_end),
                Place(0, hunk.later_start, hunk.later_end),
            )
        )
    return changes


def _uncovered(layers: Layers, start: int, end: int, explained: Stretches) -> list[str]:
    left: list[str] = []
    words = slice(bisect_left(layers.starts, start), bisect_left(layers.starts, end))
    if words.start == words.stop:
        return left
    if not explained.touching(layers.starts[words.start], layers.ends[words.stop - 1]):
        return layers.normal[words]
    for word, first, last in zip(
        layers.normal[words], layers.starts[words], layers.ends[words], strict=True
    ):
        inside = explained.touching(first, last)
        if not inside:
            left.append(word)
        elif not any(s <= first and last <= e for s, e in inside):
            letters = [
                sign
                for at, sign in enumerate(layers.text[first:last], first)
                if sign not in "[]" and not any(s <= at < e for s, e in inside)
            ]
            left.append(normal_atom("".join(letters)))
    return left


def _has_mark_near(earlier: Layers, later: Layers, hunk: Hunk) -> bool:
    """Whether a mark glued to a word decides where the word ends: ``[and]then``."""
    around = earlier.text[max(0, hunk.earlier_start - 1) : hunk.earlier_end + 1]
    later_around = later.text[max(0, hunk.later_start - 1) : hunk.later_end + 1]
    return any(mark in around or mark in later_around for mark in "[]")
