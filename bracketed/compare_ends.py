"""What two wordings with brackets begin and end with, left out of the close reading.

Reading brackets in full takes longer than comparing; most of a long wording has not changed.
A cut is made only where no bracket is open, and far enough from what differs that its kind
and its group of alternatives are read from the same words as before."""

from __future__ import annotations

import re

from rapidfuzz.distance import Postfix, Prefix

from bracketed.compare_model import Hunk, HunkKind, Layer, make_hunk
from bracketed.matching import match_brackets

#: Characters left beside what differs; kinds of brackets are read from 40 around.
_MARGIN = 80
#: Alternatives that are paragraphs may begin anywhere before.
_BLOCK = re.compile(r"\b(?:alt|option)\b", re.IGNORECASE)
#: So many places are tried on each side: in one long bracket there is none.
_TRIES = 8


def common_ends(earlier: str, later: str) -> tuple[int, int]:
    """How many characters at the beginning and at the end need no reading."""
    if _may_hold_blocks(earlier) or _may_hold_blocks(later):
        return 0, 0
    shared = Prefix.similarity(earlier, later)
    head = _cut_before(earlier, shared - _MARGIN)
    limit = min(len(earlier), len(later)) - shared
    tail = min(Postfix.similarity(earlier, later), limit)
    return head, _cut_after(earlier, len(earlier) - tail + _MARGIN)


def _may_hold_blocks(text: str) -> bool:
    lowered = text.lower()
    return ("alt" in lowered or "option" in lowered) and _BLOCK.search(text) is not None


def _cut_before(text: str, at: int) -> int:
    for _ in range(_TRIES):
        at = text.rfind(" ", 0, max(at, 0))
        if at <= 0:
            return 0
        if _is_quiet(text, at) and _is_whole(text[:at]):
            return at
    return 0


def _cut_after(text: str, at: int) -> int:
    for _ in range(_TRIES):
        at = text.find(" ", at)
        if at < 0:
            return 0
        if _is_quiet(text, at) and _is_whole(text[at:]):
            return len(text) - at
        at += 1
    return 0


def _is_quiet(text: str, at: int) -> bool:
    """Whether letters stand around the space ``at``: not between two alternatives."""
    return text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()


def _is_whole(text: str) -> bool:
    matching = match_brackets(text)
    return not matching.unclosed and not matching.unopened


def with_ends(hunks: list[Hunk], head: int, tail: int) -> list[Hunk]:
    """The hunks of the stretch between, placed, with the ends around them."""
    placed = [
        make_hunk((kind, layer, a + head, b + head, c + head, d + head))
        for kind, layer, a, b, c, d in hunks
    ]
    if head:
        first = placed[0]
        if first.kind is HunkKind.EQUAL:
            placed[0] = first._replace(earlier_start=0, later_start=0)
        else:
            placed.insert(0, Hunk(HunkKind.EQUAL, Layer.WORDS, 0, head, 0, head))
    if tail:
        last = placed[-1]
        end, later_end = last.earlier_end + tail, last.later_end + tail
        if last.kind is HunkKind.EQUAL:
            placed[-1] = last._replace(earlier_end=end, later_end=later_end)
        else:
            placed.append(
                Hunk(HunkKind.EQUAL, Layer.WORDS, end - tail, end, later_end - tail, later_end)
            )
    return placed
