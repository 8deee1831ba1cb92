"""Words as HTML, by the engine's one rendering; what a page adds are marks of brackets that
go around whole provisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info

from bracketed import Overlay, Tree, html, parse_wording
from bracketed.markup import hue
from bracketed.model import ProblemKind
from tracker.queries.marks import Edge

_LOOSE = frozenset({ProblemKind.UNCLOSED, ProblemKind.UNOPENED})


def written(
    text: str | Tree, edges: Iterable[Edge] = (), layers: Iterable[Overlay] = ()
) -> SafeString:
    """The words as HTML, everything escaped. ``edges`` are single marks that pair with one in
    another provision."""
    tree = parse_wording(text) if isinstance(text, str) else text
    paired = {edge.at: edge.depth for edge in edges if edge.depth}
    kept = tuple(
        problem
        for problem in tree.problems
        if problem.kind not in _LOOSE or problem.start not in paired
    )
    marks = (Overlay(at, at + 1, f"mk {hue(depth)}") for at, depth in paired.items())
    # the engine escapes every word; its markup is its own
    return mark_safe(html(replace(tree, problems=kept), (*marks, *layers)))  # noqa: S308


def is_rtl(language: str) -> bool:
    """Whether a language is written from right to left; one that is not known is not."""
    try:
        return bool(get_language_info(language)["bidi"])
    except KeyError:
        return False
