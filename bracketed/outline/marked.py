"""The brackets of a text that was read into provisions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bracketed.contradictions import find_contradictions
from bracketed.inline import parse_wording
from bracketed.model import (
    Alternative,
    Bracket,
    Group,
    GroupKind,
    MarkKind,
    OutlineProvision,
    Problem,
    ProblemKind,
    Role,
    Span,
)
from bracketed.outline.reading import Reading
from bracketed.spans import find_loose_ends, pair_spans

_LOOSE = frozenset({ProblemKind.UNCLOSED, ProblemKind.UNOPENED})


@dataclass(frozen=True, slots=True)
class Marked:
    """Everything about brackets in a whole text; positions count in its source, those of
    ``spans`` in the words of the provisions. ``around`` are the pairs among the spans."""

    brackets: tuple[Bracket, ...]
    around: tuple[Bracket, ...]
    spans: tuple[Span, ...]
    groups: tuple[Group, ...]
    problems: tuple[Problem, ...]


def words_of(provision: OutlineProvision) -> str:
    """The words of a provision: its text, or its heading."""
    return provision.text or provision.heading


def mark_whole(source: str, reading: Reading) -> Marked:
    """Pair the brackets of ``source`` inside its paragraphs, then around whole provisions."""
    provisions = reading.provisions
    spans = pair_spans([find_loose_ends(words_of(p), p.parent) for p in provisions])
    places = _Places(provisions)
    around = tuple(
        Bracket(places.find(span.opens), places.find(span.closes) + 1, span.depth, span.kind)
        for span in spans
        if span.opens is not None and span.closes is not None
    )
    stretches = [(p.start, p.end) for p in provisions]
    stretches += [(cell.start, cell.end) for cell in reading.cells]
    # What is not text has brackets too, but no words that anybody negotiates.
    stretches += [
        (start, end)
        for start, end in reading.apparatus
        if source.find("[", start, end) >= 0 or source.find("]", start, end) >= 0
    ]
    brackets, groups, problems = _mark_stretches(source, stretches)
    paired = {at for bracket in around for at in (bracket.start, bracket.end - 1)}
    problems = [p for p in problems if p.kind not in _LOOSE or p.start not in paired]
    problems += _contradictions(provisions)
    groups += _blocks(provisions, places)
    return Marked(
        tuple(sorted([*brackets, *around], key=lambda b: (b.start, -b.end))),
        around,
        spans,
        tuple(sorted(groups, key=lambda group: (group.start, -group.end))),
        tuple(sorted(problems, key=lambda problem: (problem.start, problem.end))),
    )


def _mark_stretches(
    source: str, stretches: Iterable[tuple[int, int]]
) -> tuple[list[Bracket], list[Group], list[Problem]]:
    brackets: list[Bracket] = []
    groups: list[Group] = []
    problems: list[Problem] = []
    for start, end in stretches:
        tree = parse_wording(source[start:end])
        for b in tree.brackets:
            brackets.append(Bracket(b.start + start, b.end + start, b.depth, b.kind))
        for problem in tree.problems:
            place = problem.start + start, problem.end + start
            problems.append(Problem(problem.kind, *place, problem.detail))
        for group in tree.groups:
            groups.append(_shift(group, start))
    return brackets, groups, problems


def _shift(group: Group, by: int) -> Group:
    words = tuple(Alternative(a.start + by, a.end + by) for a in group.alternatives)
    return Group(group.kind, group.start + by, group.end + by, words)


class _Places:
    """Where a character of a provision's words stands in the source."""

    def __init__(self, provisions: Sequence[OutlineProvision]) -> None:
        self._provisions = provisions
        self._shifts: dict[int, tuple[list[int], list[int]]] = {}

    def find(self, place: tuple[int, int]) -> int:
        index, at = place
        if index not in self._shifts:
            self._shifts[index] = self._read_shifts(self._provisions[index])
        starts, shifts = self._shifts[index]
        return self._provisions[index].start + at + shifts[bisect_right(starts, at) - 1]

    @staticmethod
    def _read_shifts(provision: OutlineProvision) -> tuple[list[int], list[int]]:
        """From which place in the words on, so many characters of marks stand before."""
        starts, shifts = [0], [0]
        taken = 0
        for mark in provision.marks:
            printed = 1 if mark.kind is MarkKind.BREAK else 0
            starts.append(mark.start - taken + printed)
            taken += mark.end - mark.start - printed
            shifts.append(taken)
        return starts, shifts


def _blocks(provisions: Sequence[OutlineProvision], places: _Places) -> list[Group]:
    """The paragraphs that compete: a slot, if it has words, and its alternatives."""
    rivals: dict[int, list[int]] = {}
    for index, provision in enumerate(provisions):
        if provision.role is Role.ALTERNATIVE and provision.parent is not None:
            rivals.setdefault(provision.parent, []).append(index)
    groups = []
    for slot, alternatives in rivals.items():
        members = [i for i in (slot, *alternatives) if provisions[i].text]
        words = tuple(
            Alternative(places.find((i, 0)), places.find((i, len(provisions[i].text) - 1)) + 1)
            for i in members
        )
        end = provisions[alternatives[-1]].end
        groups.append(Group(GroupKind.BLOCKS, provisions[slot].start, end, words))
    return groups


def _contradictions(provisions: Sequence[OutlineProvision]) -> list[Problem]:
    found = find_contradictions(
        [p.label for p in provisions],
        [p.number for p in provisions],
        [p.parent for p in provisions],
    )
    return [
        Problem(
            ProblemKind.LABEL_CONTRADICTION,
            provisions[index].start,
            provisions[index].end,
            numbers,
        )
        for index, numbers in found
    ]
