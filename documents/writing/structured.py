"""A text as JSON: the shape that clients of API v1 rely on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bracketed import parse_wording
from documents.queries import Place, ProblemView, SpanView
from documents.writing.model import Consolidated, Head, Row, Status

_NO_STATUS = {"shown": None, "code": None, "rollup": None}


def write_structure(text: Consolidated) -> Iterator[str]:
    """A provision at a time; positions count code points of the text beside them."""
    opening = _json(_head(text.head))
    yield opening.removesuffix("}")
    form = text.head.form
    yield from _list("provisions", (_provision(row, form) for row in text.rows))
    yield from _list("spans", (_span(span) for span in text.spans))
    yield from _list("problems", (_problem(problem) for problem in text.problems))
    yield "}"


def _list(name: str, values: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield f',"{name}":['
    for index, value in enumerate(values):
        yield ("," if index else "") + _json(value)
    yield "]"


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _head(head: Head) -> dict[str, Any]:
    return {
        "document": head.slug,
        "draft": {
            "id": head.draft,
            "title": head.draft_title,
            "symbol": head.symbol,
            "issued_on": head.issued_on,
            "meeting": head.draft_meeting,
        },
        "meeting": head.meeting,
        "form": head.form,
        "as_of": head.as_of_day,
        "edit": head.edit,
        "later_draft": head.later,
        "language": head.language,
        "record": head.record,
    }


def _provision(row: Row, form: str) -> dict[str, Any]:
    one = row.provision
    shape: dict[str, Any] = {
        "id": one.id,
        "kind": one.kind,
        "role": one.role,
        "label": one.label,
        "number": one.number,
        "code": one.code,
        "heading": one.heading,
        "text": row.text,
        "parent": one.parent,
        "depth": one.depth,
        "symbol": one.symbol,
        "coverage": one.coverage,
        "disposition": one.disposition,
        "tags": one.tags,
        "attribution": one.attribution,
        "apparatus": one.apparatus,
        "status": _status(row.status) if row.status else _NO_STATUS,
        "brackets": _brackets(row, form),
    }
    if form == "alternatives":
        shape["alternatives"] = [rival.provision.id for rival in row.rivals]
    return shape


def _status(status: Status) -> dict[str, str | None]:
    return {"shown": status.shown, "code": status.code, "rollup": status.rollup}


def _brackets(row: Row, form: str) -> list[dict[str, Any]]:
    """Pairs of the text in the form asked for; those of a heading are not in its text."""
    found: Sequence[Any] = ()
    if form in ("bracketed", "alternatives") and row.text:
        found = row.provision.brackets
    elif form == "source":
        found = parse_wording(row.text).brackets
    return [
        {"start": one.start, "end": one.end, "depth": one.depth, "kind": one.kind} for one in found
    ]


def _place(place: Place | None) -> dict[str, Any] | None:
    return {"provision": place.provision, "at": place.at} if place else None


def _span(span: SpanView) -> dict[str, Any]:
    return {
        "kind": span.kind,
        "depth": span.depth,
        "opens": _place(span.opens),
        "closes": _place(span.closes),
    }


def _problem(problem: ProblemView) -> dict[str, Any]:
    return {
        "kind": problem.kind,
        "provision": problem.provision,
        "start": problem.start,
        "end": problem.end,
        "message": problem.message,
    }
