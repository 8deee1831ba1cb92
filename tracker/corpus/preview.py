"""What the program understood of a text, and what it doubts: for a person, and as JSON."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from bracketed import parse_wording
from bracketed.model import Outline, OutlineProvision, Problem, ProblemKind, Role
from documents.sentences import say_doubt

#: A provision by its place, and what is doubtful about it.
Doubtful = tuple[int, str]
_SHORT = 60

_MESSAGES = {
    ProblemKind.UNCLOSED: "opened and never closed",
    ProblemKind.UNOPENED: "closed and never opened",
    ProblemKind.EMPTY: "nothing between the brackets",
    ProblemKind.LOST_REDLINE: "a deletion and an insertion seem to have run together",
    ProblemKind.LABEL_CONTRADICTION: "called by another label elsewhere",
}


def doubts_of(outline: Outline) -> list[Doubtful]:
    """What the outline itself leaves in doubt."""
    return [(doubt.provision, say_doubt(doubt)) for doubt in outline.doubts]


def preview_lines(outline: Outline, doubts: Iterable[Doubtful]) -> Iterator[str]:
    """The outline, what is in it, and everything a person should look at, line by line."""
    depths = _depths(outline.provisions)
    for index, provision in enumerate(outline.provisions):
        yield "  " * depths[index] + _title(provision)
    yield ""
    yield f"Provisions: {_counted(p.kind.value for p in outline.provisions)}"
    roles = [p.role.value for p in outline.provisions if p.role is not Role.TEXT]
    if roles:
        yield f"Of these: {_counted(roles)}"
    brackets = [b.kind.value for p in outline.provisions for b in parse_wording(_words(p)).brackets]
    yield f"Brackets inside provisions: {_counted(brackets)}"
    yield f"Brackets around provisions: {sum(1 for s in outline.spans if s.opens and s.closes)}"
    if outline.cells:
        yield f"Cells beside the text: {_counted(_shortened(c.column) for c in outline.cells)}"
    yield from _section(
        "Doubts",
        (f"{_title(outline.provisions[place])}: {sentence}" for place, sentence in doubts),
    )
    yield from _section("Problems", _problem_lines(outline))


def preview_json(outline: Outline, doubts: Iterable[Doubtful]) -> dict[str, Any]:
    """The same as values for JSON. A provision is named by its place in the list; positions in
    ``brackets`` count in its words, those of ``problems`` in the whole file."""
    depths = _depths(outline.provisions)
    return {
        "provisions": [
            _provision_json(index, provision, depths[index])
            for index, provision in enumerate(outline.provisions)
        ],
        "spans": [
            {
                "kind": span.kind.value,
                "depth": span.depth,
                "opens": _place_json(span.opens),
                "closes": _place_json(span.closes),
            }
            for span in outline.spans
        ],
        "problems": [
            {
                "kind": problem.kind.value,
                "provision": _provision_at(outline, problem.start),
                "start": problem.start,
                "end": problem.end,
                "message": _message(problem),
            }
            for problem in outline.problems
        ],
        "doubts": [{"provision": place, "message": sentence} for place, sentence in doubts],
        "cells": [
            {"column": c.column, "row": c.row, "provision": c.target, "text": c.text}
            for c in outline.cells
        ],
    }


def _provision_json(index: int, provision: OutlineProvision, depth: int) -> dict[str, Any]:
    return {
        "place": index,
        "kind": provision.kind.value,
        "role": provision.role.value,
        "label": provision.label,
        "number": provision.number,
        "code": provision.code,
        "heading": provision.heading,
        "text": provision.text,
        "parent": provision.parent,
        "depth": depth,
        "tags": list(provision.tags),
        "attribution": provision.attribution,
        "brackets": [
            {"start": b.start, "end": b.end, "depth": b.depth, "kind": b.kind.value}
            for b in parse_wording(_words(provision)).brackets
        ],
    }


def _place_json(place: tuple[int, int] | None) -> dict[str, int] | None:
    return {"provision": place[0], "at": place[1]} if place else None


def _problem_lines(outline: Outline) -> Iterator[str]:
    breaks = [at for at, letter in enumerate(outline.source) if letter == "\n"]
    for problem in outline.problems:
        line = bisect_right(breaks, problem.start) + 1
        around = outline.source[max(0, problem.start - 20) : problem.end + 20]
        yield f"line {line}: {_message(problem)}: “…{_shortened(around)}…”"


def _message(problem: Problem) -> str:
    message = _MESSAGES[problem.kind]
    return f"{message} ({problem.detail})" if problem.detail else message


def _provision_at(outline: Outline, place: int) -> int | None:
    for index, provision in enumerate(outline.provisions):
        if provision.start <= place < provision.end:
            return index
    return None


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    yield ""
    yield f"{title}: {len(found) or 'none'}"
    yield from (f"  {line}" for line in found)


def _title(provision: OutlineProvision) -> str:
    role = "" if provision.role is Role.TEXT else f", {provision.role.value}"
    kind = provision.kind.value.replace("_", "-")
    tags = "".join(f" [{tag}]" for tag in provision.tags)
    by = f" ({provision.attribution})" if provision.attribution else ""
    return f"{_name(provision)} · {kind}{role}{by}: {_shortened(_words(provision))}{tags}"


def _name(provision: OutlineProvision) -> str:
    """What to call it: the printed label, and the number or code where that says more."""
    label, number = provision.label, provision.code or provision.number
    if label and number and number not in label:
        return f"{label} ({number})"
    return label or number or _shortened(provision.heading) or "–"


def _words(provision: OutlineProvision) -> str:
    return provision.text or provision.heading


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHORT else words[: _SHORT - 1].rstrip() + "…"


def _counted(names: Iterable[str]) -> str:
    counts = Counter(names)
    return ", ".join(f"{number} {name}" for name, number in counts.most_common()) or "none"


def _depths(provisions: tuple[OutlineProvision, ...]) -> list[int]:
    depths: list[int] = []
    for provision in provisions:
        depths.append(0 if provision.parent is None else depths[provision.parent] + 1)
    return depths
