"""The number that a label says."""

from __future__ import annotations

import re

from bracketed.outline.labels import read_label

_WORDS = re.compile(r"\w(?:.*\w)?")
_LONGEST = 40


def number_of(label: str) -> str:
    """The number that a label alone says: ``21 bis`` of ``21 bis.``; empty for a bullet."""
    printed = f"{label} "
    found = read_label(printed, 0, len(printed))
    if found is not None and found.number:
        return found.number[:_LONGEST]
    words = _WORDS.search(label)
    return words.group()[:_LONGEST] if words else ""
