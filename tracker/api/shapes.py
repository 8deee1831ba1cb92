"""From what the rooms say to what the serializers of API v1 show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bracketed import parse_wording
from bracketed.render import agreed_only, clean
from documents.models import Draft
from documents.queries import DraftView, Place, ProblemView, ProvisionView, SpanView
from negotiation.queries import Matrix, Standing, meeting_of, standings
from tracker.queries.moment import Moment, Reader

Shape = dict[str, Any]


def draft_reference(draft: Draft) -> Shape:
    """A draft as others refer to it."""
    meeting = meeting_of(draft)
    return {
        "id": draft.public_id,
        "title": draft.title,
        "symbol": draft.symbol,
        "issued_on": draft.issued_on,
        "meeting": meeting.slug if meeting else None,
    }


def text_shape(moment: Moment, view: DraftView, form: str, user: Reader) -> Shape:
    """The consolidated text of a moment in one of the four forms."""
    found = standings(view, moment.meeting, user)
    in_brackets = form == "bracketed"
    return {
        "document": moment.document.slug,
        "draft": draft_reference(moment.draft),
        "meeting": moment.meeting.slug if moment.meeting else None,
        "form": form,
        "provisions": [provision_shape(one, form, found.get(one.id)) for one in view.provisions],
        "spans": [_span(span) for span in view.spans] if in_brackets else [],
        "problems": [_problem(problem) for problem in view.problems] if in_brackets else [],
    }


def provision_shape(provision: ProvisionView, form: str, standing: Standing | None) -> Shape:
    """A provision as it stands in a text."""
    text = in_form(provision.text, provision.source, form)
    brackets = provision.brackets if form == "bracketed" else parse_wording(text).brackets
    return {
        "id": provision.id,
        "kind": provision.kind,
        "role": provision.role,
        "label": provision.label,
        "number": provision.number,
        "code": provision.code,
        "heading": provision.heading,
        "text": text,
        "parent": provision.parent,
        "depth": provision.depth,
        "symbol": provision.symbol,
        "coverage": provision.coverage,
        "disposition": provision.disposition,
        "tags": provision.tags,
        "attribution": provision.attribution,
        "apparatus": provision.apparatus,
        "status": {
            "shown": standing.shown if standing else None,
            "code": standing.code if standing else None,
        },
        "brackets": [
            {"start": one.start, "end": one.end, "depth": one.depth, "kind": one.kind}
            for one in brackets
            if one.end is not None and provision.text
        ]
        if form in ("bracketed", "source")
        else [],
    }


def in_form(text: str, source: str, form: str) -> str:
    """The words of a wording in one of the four forms."""
    match form:
        case "source":
            return source
        case "clean":
            return clean(text)
        case "agreed":
            return agreed_only(text)
        case _:
            return text


def _place(place: Place | None) -> Shape | None:
    return {"provision": place.provision, "at": place.at} if place else None


def _span(span: SpanView) -> Shape:
    return {
        "kind": span.kind,
        "depth": span.depth,
        "opens": _place(span.opens),
        "closes": _place(span.closes),
    }


def _problem(problem: ProblemView) -> Shape:
    return {
        "kind": problem.kind,
        "provision": problem.provision,
        "start": problem.start,
        "end": problem.end,
        "message": problem.message,
    }


def statuses_shape(matrix: Matrix) -> Shape:
    """Provisions × meetings, what is recorded apart from what is carried on."""
    slugs = [meeting.slug for meeting in matrix.meetings]
    return {
        "document": matrix.document.slug,
        "meetings": [meeting_reference(meeting) for meeting in matrix.meetings],
        "provisions": [
            {
                "id": row.id,
                "kind": row.kind,
                "role": row.role,
                "label": row.label,
                "number": row.number,
                "heading": row.heading,
                "parent": row.parent,
                "in_text": row.in_text,
                "statuses": {
                    slug: _recorded(cell)
                    for slug in slugs
                    if (cell := matrix.cell(row.id, slug)) and not cell.carried_from
                },
                "carried": {
                    slug: _recorded(cell) | {"carried_from": cell.carried_from}
                    for slug in slugs
                    if (cell := matrix.cell(row.id, slug)) and cell.carried_from
                },
            }
            for row in matrix.rows
        ],
    }


def _recorded(cell: Standing) -> Shape:
    return {
        "shown": cell.shown,
        "code": cell.code,
        "condition": cell.condition,
        "note": cell.note,
        "origin": cell.origin,
        "beside": list(cell.beside),
        "contradictions": list(cell.contradictions),
    }
