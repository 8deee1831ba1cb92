"""Words as they are compared and searched: normal forms, never stored.

Two cuts of one text: :func:`words` for search and likeness, and the atoms of the comparison
(:data:`ATOM`), which cover every character that is not white space. Chinese and Japanese
are cut by character, everything else by word; Arabic and Indic signs stay with their word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from operator import sub

#: Scripts without spaces between words: every character is a word of its own.
_BY_CHARACTER = (
    "\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
#: Found in text that is written without spaces.
UNSPACED = re.compile(f"[{_BY_CHARACTER}]")
#: Signs that Python's ``\\w`` leaves out although they are written inside words.
_JOINING = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a"
    "\u0900-\u0963\u0970-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0f71-\u0f84"
    "\u102b-\u103e\u17b4-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20f0\ufe00-\ufe0f"
    "\ufe20-\ufe2f\u00ad"
)
_LETTER = rf"(?:[^\W{_BY_CHARACTER}]|[{_JOINING}])"
_RUN = rf"(?:[^\W{_BY_CHARACTER}]|[{_JOINING}])+"
#: One word, brackets apart; a pattern to build others on.
WORD = rf"{_RUN}(?:['’‑-]{_RUN}|(?<=\d)[.,](?=\d){_RUN})*"
#: A few letters in brackets inside a word: ``people[s]``, ``[re]affirm``.
_ENDING = rf"(?:\[{_LETTER}{{1,4}}\](?!\[)(?:{_RUN})?)"
_BEGINNING = rf"\[{_LETTER}{{1,4}}\](?={_LETTER})"

#: One word or sign: ``word``, or another single character that is not white space.
ATOM = re.compile(
    rf"(?P<word>{WORD}{_ENDING}*|{_BEGINNING}{WORD}{_ENDING}*|[{_BY_CHARACTER}][{_JOINING}]*)|\S",
    re.DOTALL,
)

#: The same cut, each atom with the white space before it; words of plain letters, which are
#: nearly all, are read without a look at the scripts of the world.
_SPACED_ATOM = re.compile(
    rf"\s*(?:[A-Za-z]+(?=[\s,.;:()\]/]|\Z)|{WORD}{_ENDING}*|{_BEGINNING}{WORD}{_ENDING}*"
    rf"|[{_BY_CHARACTER}][{_JOINING}]*|\S)",
    re.DOTALL,
)

_AS_TYPED = str.maketrans("’‘‛“”„‑", "'''\"\"\"-", "\u00ad")
_NO_MARKS = str.maketrans({"[": None, "]": None})
_LOOKS_LATIN = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")
_CODE = re.compile(r"[АВЕКМНОРСТХA-Z]{1,3}\d{1,2}(?:\.\d{1,2})*\Z")


@lru_cache(maxsize=1 << 16)
def normal_atom(atom: str) -> str:
    """The form in which an atom is compared: NFKC, brackets and soft hyphens out, quotation
    marks as they are typed. Capital letters count: Internet is not internet."""
    if atom.isascii():
        return atom.translate(_NO_MARKS) if "[" in atom and len(atom) > 1 else atom
    folded = unicodedata.normalize("NFKC", atom).translate(_AS_TYPED)
    return folded.translate(_NO_MARKS) if len(atom) > 1 else folded


def cut_atoms(text: str, start: int, end: int) -> tuple[list[str], list[int], list[int]]:
    """The atoms (:data:`ATOM`) of ``text`` in ``start … end``, where each begins and ends.
    One search for all of them: there is no value for each."""
    spaced = _SPACED_ATOM.findall(text, start, end)
    atoms = [*map(str.lstrip, spaced)]
    ends = [*accumulate(map(len, spaced), initial=start)][1:]
    return atoms, [*map(sub, ends, map(len, atoms))], ends


@lru_cache(maxsize=1 << 16)
def normal_word(word: str) -> str:
    """The form in which a word is searched: :func:`normal_atom`, without regard to case; a
    Cyrillic С in an action-line code is Latin."""
    normal = normal_atom(word)
    if not normal.isascii() and _CODE.match(normal):
        normal = normal.translate(_LOOKS_LATIN)
    return normal.casefold()


def words(text: str) -> tuple[str, ...]:
    """The normal words of ``text`` in order, for search and likeness.

    Brackets, punctuation and case are out; the words in brackets stay. ``people[s]`` is
    ``peoples``; ``[2020/2025]`` is ``2020``, ``2025``; the parts of ``multi-stakeholder`` are
    words. Chinese and Japanese come by character."""
    normal = [normal_word(found[0]) for found in ATOM.finditer(text) if found.lastgroup]
    if "-" in text or "‑" in text:
        return tuple([part for word in normal for part in word.split("-") if part])
    return tuple(normal)
