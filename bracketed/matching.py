"""Which bracket closes which, by a plain stack and nothing else.

This is the structure alone: no kinds, no paragraphs. :func:`bracketed.parse_wording` and
:func:`bracketed.parse` build on it.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Matching(NamedTuple):
    """The pairs and the marks left over.

    ``pairs`` are ``(start, end)`` in the order of their closing, ``end`` exclusive;
    ``unclosed`` and ``unopened`` are places in rising order.
    """

    pairs: list[tuple[int, int]]
    unclosed: list[int]
    unopened: list[int]


_MARK = re.compile(r"[\[\]]")


def mark_places(text: str, start: int, end: int) -> list[int]:
    """Where bracket marks stand in ``start … end``, in order."""
    if text.find("[", start, end) < 0 and text.find("]", start, end) < 0:
        return []
    return [found.start() for found in _MARK.finditer(text, start, end)]


def match_brackets(text: str, start: int = 0, end: int | None = None) -> Matching:
    """Pair ``[`` and ``]`` between ``start`` and ``end``, innermost first.

    Positions count in the whole ``text``. Linear in its length, without recursion: the
    search for the next mark is left to ``str.find``, which skips words at memory speed.
    """
    stop = len(text) if end is None else end
    find = text.find
    pairs: list[tuple[int, int]] = []
    unopened: list[int] = []
    waiting: list[int] = []
    opening = find("[", start, stop)
    closing = find("]", start, stop)
    while closing >= 0:
        while 0 <= opening < closing:
            waiting.append(opening)
            opening = find("[", opening + 1, stop)
        if waiting:
            pairs.append((waiting.pop(), closing + 1))
        else:
            unopened.append(closing)
        closing = find("]", closing + 1, stop)
    while opening >= 0:
        waiting.append(opening)
        opening = find("[", opening + 1, stop)
    return Matching(pairs, waiting, unopened)
