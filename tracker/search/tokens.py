"""Words as they are indexed: the same for SQLite and PostgreSQL, because they are made here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bracketed import words

#: A longer word is cut: PostgreSQL takes none above 2,046 bytes.
_LONGEST: Final = 100
#: What the index cannot hold in a word: white space, and all of ASCII but letters, digits and
#: the signs that stand inside words. Compatibility forms leave some behind: ⑴ is "(1)".
_ODD = re.compile(r"[\s\x00-&(-+\-/:-@\[-^`{-\x7f]")


def tokens(text: str) -> list[str]:
    """The words of ``text`` in order, in the form in which they are indexed and sought."""
    return [token for word in words(text) if (token := token_of(word))]


def token_of(normal: str) -> str:
    """A normal word as it is indexed; empty where nothing of it can be."""
    return _ODD.sub("", normal)[:_LONGEST]


def row_of(found: Iterable[str]) -> str:
    """Words in a row: a space before and a space after each, so that ``" to  the "`` stands in
    it just where these two words follow each other."""
    return "".join(f" {token} " for token in found)
