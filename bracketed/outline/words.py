"""What the words of a line look like."""

from __future__ import annotations

import re

_SENTENCE_ENDS = ".;:,?!…"
_CLOSERS = "\"'”’»)]* \t"
_MARK_UP = "[]*# \t"
_NEW_SENTENCE = re.compile(r"[a-z\])]{2}[.;]\s+[A-Z]")


def looks_like_heading(words: str, limit: int) -> bool:
    """Whether ``words`` could be a heading: short (at most ``limit`` words), capitalised and
    without the end of a sentence."""
    bare = words.strip(_MARK_UP)
    if not bare or len(bare) > 240 or bare[-1] in _SENTENCE_ENDS:
        return False
    first = next((letter for letter in bare if letter.isalnum()), "")
    if not (first.isupper() or first.isdigit()):
        return False
    return len(bare.split()) <= limit and _NEW_SENTENCE.search(bare) is None


def ends_sentence(source: str, start: int, end: int) -> bool:
    """Whether the words before ``end`` end a sentence (closing marks and quotes aside)."""
    at = end
    floor = max(start, end - 40)
    while at > floor and source[at - 1] in _CLOSERS:
        at -= 1
    return at <= floor or source[at - 1] in ".;:!?…"


def is_wholly_bracketed(words: str) -> bool:
    """Whether a line is nothing but bracketed words (or begins with a bracket never closed)."""
    if not words.startswith("["):
        return False
    return words.rstrip(" .;,").endswith("]") or "]" not in words
