"""What to call a provision: reading order where printing lost it, Latin codes, and no label
twice."""

from __future__ import annotations

from typing import Final

#: A label longer than this is a word, and may be the heading itself.
_SHORT: Final = 4
#: Stands for a Latin C in some printed labels.
CYRILLIC: Final = "\N{CYRILLIC CAPITAL LETTER ES}"


def shown_label(*, code: str, number: str, label: str, heading: str, text: str = "") -> str:
    """The label a reader looks for; of a heading "Chapter B:" its letter, and none where the
    heading, or the text, begins with the same word."""
    found = code or number or bare(label)
    if len(found) <= _SHORT:
        return found
    if (heading or text).casefold().startswith(found.casefold()):
        return ""
    return found.split()[-1] if heading else found


def bare(label: str) -> str:
    """A printed label without its brackets and points."""
    return label.strip("[]").rstrip(".:)")


def latin(code: str) -> str:
    """A code as it is typed, with the Latin C that a printed Cyrillic one stands for."""
    return code.replace(CYRILLIC, "C").replace(CYRILLIC.lower(), "c")


def is_cyrillic(label: str) -> bool:
    """Whether a printed label only looks like its Latin code."""
    return CYRILLIC in label
