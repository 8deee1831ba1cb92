"""Passages as a manifest quotes them: by their words, never by line numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice
from typing import assert_never

from tracker.corpus.refusals import BadManifest


class Stretch(Enum):
    """How far a quoted passage goes."""

    WHOLE = auto()  # the whole file
    REST = auto()  # from the words to the end of the file
    LINE = auto()  # the line that begins with the words
    WORDS = auto()  # the words themselves
    FROM_TO = auto()  # from the words to the first of others


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of a file. ``where`` is the entry that quotes it."""

    where: str
    file: str
    stretch: Stretch
    begins: str = ""
    ends: str = ""
    after: str = ""


def locate(text: str, quote: Quote) -> tuple[int, int]:
    """Where the passage stands in ``text``: start, and end (exclusive). White space at the
    end of a line does not belong to it.

    :raises BadManifest: when its beginning does not occur, or more than once.
    """
    if quote.stretch is Stretch.WHOLE:
        return 0, len(text)
    earliest = _once(text, quote.after, "", 0, quote).end() if quote.after else 0
    indent = r"^[^\S\n]*" if quote.stretch is Stretch.LINE else ""
    start, end = _once(text, quote.begins, indent, earliest, quote).span("words")
    match quote.stretch:
        case Stretch.WORDS:
            return start, end
        case Stretch.REST:
            return start, len(text)
        case Stretch.LINE:
            line_end = text.find("\n", end)
            return start, start + len(text[start : line_end if line_end >= 0 else None].rstrip())
        case Stretch.FROM_TO:
            last = re.compile(_words(quote.ends)).search(text, start)
            if last is None:
                raise BadManifest(f"{quote.where}: “{quote.ends}” does not follow the beginning.")
            return start, last.end()
        case _:
            assert_never(quote.stretch)


def to_line_end(text: str, end: int) -> int:
    """The same place, or past the line break where only white space is left on the line."""
    rest = re.compile(r"[^\S\n]*\n").match(text, end)
    return rest.end() if rest else end


def begins_with(text: str, words: str) -> bool:
    """Whether a text begins with the words; white space counts as one space."""
    return re.match(_words(words), text.lstrip()) is not None


def _words(words: str) -> str:
    """A pattern for the words in which white space counts as one space."""
    return r"\s+".join(re.escape(word) for word in words.split())


def _once(text: str, words: str, before: str, earliest: int, quote: Quote) -> re.Match[str]:
    """The one place of the words, where the pattern ``before`` stands before them."""
    pattern = re.compile(f"{before}(?P<words>{_words(words)})", re.MULTILINE)
    found = list(islice(pattern.finditer(text, earliest), 2))
    if len(found) == 1:
        return found[0]
    how = "occurs more than once" if found else "does not occur"
    raise BadManifest(f"{quote.where}: “{words}” {how} in the file “{quote.file}”.")
