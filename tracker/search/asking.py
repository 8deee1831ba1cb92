"""What somebody looks for, read from what they typed and chose."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from tracker.search.tokens import tokens

#: What ``?kind=`` and ``?sort=`` may say; the first is what holds without them.
KINDS: Final = ("", "text", "proposal", "decision")
SORTS: Final = ("best", "newest")
#: So many of the words typed are looked for, so many characters of them kept.
MOST_WORDS: Final = 32
MOST_CHARACTERS: Final = 500

_PIECE = re.compile(
    r'"([^"]*)"|“([^“”]*)”|„([^„“”]*)[“”]|«([^«»]*)»|「([^「」]*)」|([^\s"“”„«»「」]+)'
)
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Words and filters: ``document`` and ``meeting`` are slugs, ``line`` the code of an action
    line, ``status`` as in the filters of the matrix; ``inside`` looks only at words in brackets."""

    q: str = ""
    inside: bool = False
    kind: str = ""
    document: str = ""
    meeting: str = ""
    line: str = ""
    status: str = ""
    sort: str = SORTS[0]
    page: int = 1

    @property
    def is_narrow(self) -> bool:
        """Whether anything but the words is chosen."""
        return self != Asked(q=self.q, sort=self.sort, page=self.page)

    @property
    def is_filtered(self) -> bool:
        """Whether one of the choices of the form is made."""
        return bool(self.document or self.meeting or self.line or self.status)

    def address(self, **changes: Any) -> str:
        """The query of the same search with some of it asked otherwise, from its first page."""
        other = replace(self, **({"page": 1} | changes))
        said = {
            name: int(value) if isinstance(value, bool) else value
            for name in Asked.__slots__
            if (value := getattr(other, name)) != getattr(_PLAIN, name)
        }
        return f"?{urlencode(said)}"


_PLAIN: Final = Asked()


@dataclass(frozen=True, slots=True)
class Sought:
    """The phrases of a query, each one word or several that follow each other; ``is_cut`` says
    that it held more words than are looked for."""

    phrases: tuple[Phrase, ...]
    is_cut: bool


def shorten(q: str) -> str:
    """What was typed, white space collapsed and no longer than anybody reads."""
    return " ".join(q.replace("\x00", " ").split())[:MOST_CHARACTERS]


def read_query(q: str) -> Sought:
    """The phrases to look for: what stands in quotation marks, and every other word by itself.
    What the engine reads as several words is a phrase, too: ``multi-stakeholder``, 人权."""
    phrases: dict[Phrase, None] = {}
    left = MOST_WORDS
    is_cut = len(q) >= MOST_CHARACTERS
    for piece in _PIECE.finditer(q):
        found = tuple(tokens(piece[piece.lastindex or 0]))
        if not found or found in phrases:
            continue
        if len(found) > left:
            is_cut = True
            break
        phrases[found] = None
        left -= len(found)
    return Sought(tuple(phrases), is_cut)
