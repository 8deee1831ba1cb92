"""Brackets around whole provisions.

First each paragraph pairs its own brackets. What is left pairs across paragraphs only around
a run of whole sibling provisions: it opens at the start of one and closes at the end of the
same one with everything under it, or of a later sibling. All else was never closed, or never
opened. The rolling text keeps the loose ends of each wording, so that a save matches those
again and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bracketed.matching import match_brackets
from bracketed.model import BracketKind, Span

_BEFORE = re.compile(r"[\[\s]*")
_AFTER = "].,;: \t\r\n\xa0"


@dataclass(frozen=True, slots=True)
class LooseEnds:
    """What one wording leaves unpaired: places in its words, in order.

    ``parent`` is the index of its parent among the provisions in reading order; ``starts``
    are opening marks with nothing but marks before them, ``ends`` closing marks with nothing
    but marks and a full stop after them; ``opens`` and ``closes`` can pair with nothing."""

    parent: int | None
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()


def find_loose_ends(text: str, parent: int | None = None) -> LooseEnds:
    """The marks of one wording that its own words do not pair."""
    _, unclosed, unopened = match_brackets(text)
    if not unclosed and not unopened:
        return LooseEnds(parent)
    before = _BEFORE.match(text)
    first = before.end() if before else 0
    last = len(text.rstrip(_AFTER))
    return LooseEnds(
        parent,
        starts=tuple(at for at in unclosed if at < first),
        ends=tuple(at for at in unopened if at >= last),
        opens=tuple(at for at in unclosed if at >= first),
        closes=tuple(at for at in unopened if at < last),
    )


def pair_spans(items: Sequence[LooseEnds]) -> tuple[Span, ...]:
    """Pair the loose ends of provisions given in reading order, each after its parent.

    Every loose mark is in one span of the answer: in a pair, or alone with ``opens`` or
    ``closes`` None. Spans are in the order of their first mark. Linear, without recursion."""
    waiting: dict[int | None, list[tuple[int, int]]] = {}
    pairs: dict[tuple[int, int], tuple[int, int]] = {}
    whole = _last_descendants(items)
    for index, item in enumerate(items):
        if item.starts:
            waiting.setdefault(item.parent, []).extend((index, at) for at in item.starts)
        climb = index if whole[index] == index else None
        for at in item.ends:
            while climb is not None and not waiting.get(items[climb].parent):
                parent = items[climb].parent
                climb = parent if parent is not None and whole[parent] == index else None
            if climb is None:
                break
            pairs[waiting[items[climb].parent].pop()] = (index, at)
        _forget(waiting, items, whole, index)
    return _in_order(items, pairs)


def _last_descendants(items: Sequence[LooseEnds]) -> list[int]:
    """For each provision the last one that stands under it (itself, if none does)."""
    last = list(range(len(items)))
    for index in range(len(items) - 1, -1, -1):
        parent = items[index].parent
        if parent is not None and parent < index and last[parent] < last[index]:
            last[parent] = last[index]
    return last


def _forget(
    waiting: dict[int | None, list[tuple[int, int]]],
    items: Sequence[LooseEnds],
    whole: Sequence[int],
    index: int,
) -> None:
    """Nothing that opens under a provision closes after its end."""
    climb: int | None = index
    while climb is not None and whole[climb] == index:
        waiting.pop(climb, None)
        climb = items[climb].parent


def _in_order(
    items: Sequence[LooseEnds], pairs: dict[tuple[int, int], tuple[int, int]]
) -> tuple[Span, ...]:
    closed = set(pairs.values())
    spans: list[Span] = []
    depth = 1
    for index, item in enumerate(items):
        marks = [(at, True) for at in (*item.starts, *item.opens)]
        marks += [(at, False) for at in (*item.ends, *item.closes)]
        for at, opens in sorted(marks):
            place = (index, at)
            if opens:
                spans.append(Span(BracketKind.TEXT, depth, place, pairs.get(place)))
                depth += place in pairs
            elif place in closed:
                depth -= 1
            else:
                spans.append(Span(BracketKind.TEXT, depth, None, place))
    return tuple(spans)
