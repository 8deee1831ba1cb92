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
from bracketed.outline import apply_marks, read_outline
from bracketed.spans import LooseEnds, find_loose_ends, pair_spans
from bracketed.whole import parse
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
    "LooseEnds",
    "Merged",
    "Place",
    "Stated",
    "align",
    "apply_marks",
    "compare",
    "compare_pair",
    "compare_texts",
    "find_loose_ends",
    "match_brackets",
    "merge",
    "pair_spans",
    "parse",
    "parse_wording",
    "read_outline",
    "to_source",
    "words",
]
