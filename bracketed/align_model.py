"""The values of the alignment. Links are named tuples: there are ten thousand of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import NamedTuple, cast


class LinkKind(StrEnum):
    """What became of a provision. ``kept`` speaks of words: its brackets may have changed.
    A provision that moved and was reworded is ``moved``."""

    KEPT = "kept"
    REWORDED = "reworded"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    GONE = "gone"


class FoundBy(StrEnum):
    """What says that two wordings are one provision, most trusted first. What is found
    nowhere (new, gone) is so by ``likeness`` unless it is stated."""

    STATED = "stated"
    ID = "id"
    EXACT = "exact"
    LIKENESS = "likeness"


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement of the record or of a person: these provisions (indexes) became those.
    Without ``later`` they are gone, without ``earlier`` new."""

    earlier: tuple[int, ...]
    later: tuple[int, ...]


class Link(NamedTuple):
    """Which provisions of the later text (indexes) are which of the earlier.

    ``earlier`` is empty for a new one, ``later`` for one that is gone. ``certainty`` goes
    from 0 to 1: 1 for what is stated, has the same id or the same words; else how alike
    the words are. For new and gone it says how unlike the nearest candidate is."""

    earlier: tuple[int, ...]
    later: tuple[int, ...]
    kind: LinkKind
    found_by: FoundBy
    certainty: float


#: Makes a link of the tuple of its fields: what ``_make`` does, without its check.
make_link = cast(
    "Callable[[tuple[tuple[int, ...], tuple[int, ...], LinkKind, FoundBy, float]], Link]",
    partial(tuple.__new__, Link),
)
