"""The values of the comparison.

Hunks, changes and places are named tuples and not dataclasses: a comparison of a long
document makes tens of thousands of them, and they are made four times as fast.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import NamedTuple, cast

from bracketed.align_model import FoundBy, LinkKind


class HunkKind(StrEnum):
    """What happened to a stretch of text."""

    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"


class Layer(StrEnum):
    """What a hunk is about. Only hunks of ``words`` are changes of words."""

    WORDS = "words"
    BRACKETS = "brackets"  # bracket marks alone; the words between them stay
    TAGS = "tags"  # [agreed], [led by …], [1]: whole brackets that are not words
    LABEL = "label"
    FORM = "form"  # white space, or another normal form of the same words


class Hunk(NamedTuple):
    """A stretch of the earlier text and what stands in its place in the later one.

    Hunks of a comparison follow each other without gaps and cover both texts: replacing
    each stretch of the earlier text by the later one's gives the later text exactly."""

    kind: HunkKind
    layer: Layer
    earlier_start: int
    earlier_end: int
    later_start: int
    later_end: int


class ChangeKind(StrEnum):
    """What happened, in the words of the field."""

    BRACKET_LIFTED = "bracket_lifted"
    BRACKET_DELETED = "bracket_deleted"
    BRACKET_PUT = "bracket_put"
    BRACKET_WIDENED = "bracket_widened"
    BRACKET_NARROWED = "bracket_narrowed"
    ALTERNATIVE_CHOSEN = "alternative_chosen"
    ALTERNATIVE_ADDED = "alternative_added"
    ALTERNATIVE_WITHDRAWN = "alternative_withdrawn"
    WORDING_CHANGED = "wording_changed"
    ATTRIBUTION_ADDED = "attribution_added"
    ATTRIBUTION_DROPPED = "attribution_dropped"
    TAG_CHANGED = "tag_changed"
    LABEL_CHANGED = "label_changed"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    DELETED = "deleted"


class Place(NamedTuple):
    """Characters ``start … end`` of a wording, given by its index in its text."""

    wording: int
    start: int
    end: int


class Change(NamedTuple):
    """One thing that happened, with its place on the sides where it can be seen."""

    kind: ChangeKind
    earlier: Place | None
    later: Place | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What :func:`bracketed.compare_pair` found, in reading order."""

    changes: tuple[Change, ...]
    hunks: tuple[Hunk, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A link (see :class:`~bracketed.align_model.Link`) with what happened to its words.

    Places of ``changes`` count in each wording. Positions of ``hunks`` count in the
    wordings of each side joined by :data:`~bracketed.compare_model.SEAM`."""

    earlier: tuple[int, ...]
    later: tuple[int, ...]
    kind: LinkKind
    found_by: FoundBy
    certainty: float
    changes: tuple[Change, ...]
    hunks: tuple[Hunk, ...]


#: Makes a value of the tuple of its fields: what ``_make`` does, without its check, four times
#: as fast.
make_hunk = cast(
    "Callable[[tuple[HunkKind, Layer, int, int, int, int]], Hunk]", partial(tuple.__new__, Hunk)
)
make_place = cast("Callable[[tuple[int, int, int]], Place]", partial(tuple.__new__, Place))
make_change = cast(
    "Callable[[tuple[ChangeKind, Place | None, Place | None]], Change]",
    partial(tuple.__new__, Change),
)

#: What stands between two wordings that are compared as one.
SEAM = "\n"
