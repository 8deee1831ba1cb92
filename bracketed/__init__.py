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
from bracketed.markup import Overlay, Segment, SegmentKind, html, segments
from bracketed.merge import Conflict, ConflictReason, Merged, merge
from bracketed.model import (
    ENGINE,
    Alternative,
    Bracket,
    BracketKind,
    Group,
    GroupKind,
    NotThere,
    Outline,
    Problem,
    ProblemKind,
    Tree,
)
from bracketed.operations import (
    add_alternative,
    attribute,
    choose,
    delete_with_words,
    lift,
    put_in_brackets,
)
from bracketed.outline import apply_marks, read_outline
from bracketed.render import (
    Clean,
    Taken,
    agreed_only,
    clean,
    print_outline,
    read_clean,
    with_brackets,
)
from bracketed.spans import LooseEnds, find_loose_ends, pair_spans
from bracketed.whole import parse
from bracketed.words import words

__all__ = [
    "ENGINE",
    "Alternative",
    "Bracket",
    "BracketKind",
    "Change",
    "ChangeKind",
    "Clean",
    "Compared",
    "Conflict",
    "ConflictReason",
    "Difference",
    "FoundBy",
    "Group",
    "GroupKind",
    "Hunk",
    "HunkKind",
    "Layer",
    "Link",
    "LinkKind",
    "LooseEnds",
    "Merged",
    "NotThere",
    "Outline",
    "Overlay",
    "Place",
    "Problem",
    "ProblemKind",
    "Segment",
    "SegmentKind",
    "Stated",
    "Taken",
    "Tree",
    "add_alternative",
    "agreed_only",
    "align",
    "apply_marks",
    "attribute",
    "choose",
    "clean",
    "compare",
    "compare_pair",
    "compare_texts",
    "delete_with_words",
    "find_loose_ends",
    "html",
    "lift",
    "match_brackets",
    "merge",
    "pair_spans",
    "parse",
    "parse_wording",
    "print_outline",
    "put_in_brackets",
    "read_clean",
    "read_outline",
    "segments",
    "to_source",
    "with_brackets",
    "words",
]
