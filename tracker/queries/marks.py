"""Single marks in the words of a provision: ends of brackets around whole provisions, and
marks that pair with nothing."""

from __future__ import annotations

from dataclasses import dataclass

from bracketed.model import ProblemKind
from documents.queries import DraftView


@dataclass(frozen=True, slots=True)
class Edge:
    """A mark at a character of the words; ``depth`` is 0 where it pairs with nothing."""

    at: int
    depth: int


def edges_of(view: DraftView) -> dict[str, tuple[Edge, ...]]:
    """The single marks of each provision of a draft, by public id, in order of place."""
    found: dict[str, dict[int, Edge]] = {}
    for span in view.spans:
        depth = span.depth if span.closes else 0
        found.setdefault(span.opens.provision, {})[span.opens.at] = Edge(span.opens.at, depth)
        if span.closes:
            # the place where it closes is exclusive, as all ends are
            at = span.closes.at - 1
            found.setdefault(span.closes.provision, {})[at] = Edge(at, depth)
    for problem in view.problems:
        if problem.kind in {ProblemKind.UNCLOSED, ProblemKind.UNOPENED}:
            found.setdefault(problem.provision, {})[problem.start] = Edge(problem.start, 0)
    return {
        provision: tuple(edges[at] for at in sorted(edges)) for provision, edges in found.items()
    }
