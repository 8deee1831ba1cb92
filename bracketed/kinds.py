"""What a pair of brackets is for."""

from __future__ import annotations

from bracketed.model import BracketKind


def classify(text: str, start: int, end: int) -> BracketKind:
    """The kind of the pair ``text[start:end]``, read from its words and what stands around."""
    return BracketKind.TEXT
