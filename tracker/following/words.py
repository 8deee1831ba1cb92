"""Whether words that somebody watches stand in a text."""

from __future__ import annotations

from bracketed import words


def normal(phrase: str) -> str:
    """The form in which watched words are compared and told apart: those of the search, so
    that brackets, punctuation and case do not count. Empty where nothing is left."""
    return " ".join(words(phrase))


def stands_in(phrase: str, text: str) -> bool:
    """Whether the words of a phrase in its normal form follow one another in a text."""
    return f" {phrase} " in f" {normal(text)} "
