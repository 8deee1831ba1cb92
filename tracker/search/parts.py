"""What is searched of a wording: its words, and which of them stand in brackets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from bracketed import parse_wording
from documents.models import Bracket, Wording
from documents.queries import OPEN_KINDS

#: In a wording: from here, or up to here, it is in a bracket that goes on in another.
Run = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Part:
    """A text, and the stretches of it that are disputed, in order."""

    text: str
    disputed: tuple[tuple[int, int], ...]


def parts_of(wording: Wording, runs: Iterable[Run] = ()) -> tuple[Part, ...]:
    """Heading and text of a wording. ``runs`` (:func:`runs_of`) are of what brackets and problems
    count in: the text, or of a heading the heading."""
    found = [_part(text) for text in (wording.heading, wording.text) if text]
    if found and (runs := tuple(runs)):
        found[-1] = _part(found[-1].text, runs)
    return tuple(found)


def part_of(text: str) -> tuple[Part, ...]:
    """A text that is no wording."""
    return (_part(text),) if text else ()


def _part(text: str, runs: Iterable[Run] = ()) -> Part:
    pairs = [
        (pair.start, pair.end)
        for pair in parse_wording(text).brackets
        if pair.depth == 1 and pair.kind in OPEN_KINDS
    ]
    pairs += [(start or 0, len(text) if end is None else end) for start, end in runs]
    return Part(text, tuple(_joined(pairs)))


def _joined(pairs: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """The stretches in order, those that overlap as one."""
    last: tuple[int, int] | None = None
    for start, end in sorted(pairs):
        if last is not None and start <= last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last


def runs_of(wordings: Collection[int]) -> Mapping[int, list[Run]]:
    """Of these wordings, by primary key: where a bracket opens in one that closes in
    another, or never, and where one closes that was opened in another. One query. What stands
    wholly between the two is not disputed by them: they say nothing of its words."""
    rows = Bracket.objects.filter(
        Q(end_wording__isnull=False) | Q(end__isnull=True),
        Q(wording__in=wordings) | Q(end_wording__in=wordings),
        kind__in=[kind.value for kind in OPEN_KINDS],
    )
    found: dict[int, list[Run]] = {}
    for opens, start, closes, end in rows.values_list("wording", "start", "end_wording", "end"):
        if opens == closes:
            found.setdefault(opens, []).append((start, end))
            continue
        found.setdefault(opens, []).append((start, None))
        if closes is not None:
            found.setdefault(closes, []).append((None, end))
    return found
