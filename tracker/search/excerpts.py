"""What is shown of a match: its words with the brackets around them, no word cut."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bracketed import match_brackets
from bracketed.words import ATOM, cut_atoms, normal_word
from tracker.search.asking import Phrase
from tracker.search.parts import Part
from tracker.search.tokens import token_of

_WHOLE: Final = 480
_LENGTH: Final = 400
_BEFORE: Final = 120


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words to show, and where in them the hits stand. A bracket that begins before, or ends
    after, is opened and closed here, with an ellipsis for what was left out."""

    text: str
    hits: tuple[tuple[int, int], ...]


def excerpt(parts: Sequence[Part], phrases: Sequence[Phrase], *, inside: bool) -> Excerpt:
    """The first part with a hit, shortened around it."""
    for part in parts:
        if hits := _hits(part, phrases, inside):
            return _shortened(part.text, hits)
    return _shortened(parts[-1].text, []) if parts else Excerpt("", ())


def placed_tokens(
    text: str, start: int = 0, end: int | None = None
) -> Iterator[tuple[str, int, int]]:
    """The words of ``text`` as :func:`tracker.search.tokens.tokens` gives them, each with where
    the word that it is part of begins and ends."""
    piece = text[start:end]
    is_split = "-" in piece or "‑" in piece
    for found in ATOM.finditer(piece):
        if not found.lastgroup:
            continue
        word = normal_word(found[0])
        for part in word.split("-") if is_split else [word]:
            if token := token_of(part):
                yield token, start + found.start(), start + found.end()


def _hits(part: Part, phrases: Iterable[Phrase], inside: bool) -> list[tuple[int, int]]:
    stretches = part.disputed if inside else ((0, len(part.text)),)
    hits: set[tuple[int, int]] = set()
    for start, end in stretches:
        placed = list(placed_tokens(part.text, start, end))
        words = [token for token, _, _ in placed]
        for phrase in phrases:
            for at in _starts(words, phrase):
                hits.add((placed[at][1], placed[at + len(phrase) - 1][2]))
    return _apart(hits)


def _starts(words: Sequence[str], phrase: Phrase) -> Iterator[int]:
    for at, word in enumerate(words):
        if word == phrase[0] and tuple(words[at : at + len(phrase)]) == phrase:
            yield at


def _apart(hits: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Hits in order, none over another."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(hits):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _shortened(text: str, hits: Sequence[tuple[int, int]]) -> Excerpt:
    start, end = _window(text, hits[0] if hits else (0, 0))
    pairs = match_brackets(text).pairs
    before = "[" * sum(first < start < last for first, last in pairs) + ("… " if start else "")
    after = (" …" if end < len(text) else "") + "]" * sum(
        first < end < last for first, last in pairs
    )
    shift = len(before) - start
    shown = tuple((a + shift, b + shift) for a, b in hits if start <= a and b <= end)
    return Excerpt(before + text[start:end] + after, shown)


def _window(text: str, hit: tuple[int, int]) -> tuple[int, int]:
    """From a word to a word, around the hit."""
    if len(text) <= _WHOLE:
        return 0, len(text)
    _, starts, ends = cut_atoms(text, 0, len(text))
    start = 0
    if hit[0] > _BEFORE:
        start = min(starts[bisect_left(starts, hit[0] - _BEFORE)], hit[0])
    last = bisect_right(ends, start + _LENGTH) - 1
    end = max(ends[last] if last >= 0 else 0, hit[1], start)
    return start, len(text) if not text[end:].strip() else end
