"""The text engine: bracketed texts read, compared and rendered. Pure; no Django, no I/O."""

from bracketed.align import align
from bracketed.align_model import FoundBy, Link, LinkKind, Stated
from bracketed.compare import compare, compare_pair, compare_texts
from bracketed.compare_model import (
    Change,
    ChangeKind,
    Compared,
    Difference,
    Hunk,
    HunkKind,
    Layer,
    Place,
)
from bracketed.inline import match_brackets, parse_wording, to_source
from bracketed.merge import Conflict, ConflictReason, Merged, merge
from bracketed.model import ENGINE
from bracketed.words import words

__all__ = [
    "ENGINE",
    "Change",
    "ChangeKind",
    "Compared",
    "Conflict",
    "ConflictReason",
    "Difference",
    "FoundBy",
    "Hunk",
    "HunkKind",
    "Layer",
    "Link",
    "LinkKind",
    "Merged",
    "Place",
    "Stated",
    "align",
    "compare",
    "compare_pair",
    "compare_texts",
    "match_brackets",
    "merge",
    "parse_wording",
    "to_source",
    "words",
]
