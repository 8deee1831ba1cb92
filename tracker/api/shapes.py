"""From what the rooms say to what the serializers of API v1 show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from documents.models import Document, Draft
from negotiation.codes import Shown
from negotiation.models import Meeting
from negotiation.queries import (
    Matrix,
    Standing,
    latest_drafts,
    meetings_by_draft,
    visible_drafts,
)
from tracker.queries.moment import Reader

Shape = dict[str, Any]


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


def _status(standing: Standing) -> Shape:
    """How it is shown and by which code. What is only rolled up was not itself agreed: its code
    is null then, and ``rollup`` says what is lowest under it."""
    is_rollup = standing.origin == "rollup"
    is_agreed_below = is_rollup and standing.shown is Shown.AGREED
    return {
        "shown": standing.shown,
        "code": None if is_agreed_below else standing.code,
        "rollup": standing.code if is_rollup else None,
    }


def _recorded(cell: Standing) -> Shape:
    return {
        **_status(cell),
        "condition": cell.condition,
        "note": cell.note,
        "origin": cell.origin,
        "beside": list(cell.beside),
        "contradictions": list(cell.contradictions),
    }


def meeting_reference(meeting: Meeting) -> Shape:
    """A meeting as others refer to it."""
    return {
        "slug": meeting.slug,
        "title": meeting.title,
        "starts_on": meeting.starts_on,
        "ends_on": meeting.ends_on,
    }


def meeting_shape(meeting: Meeting) -> Shape:
    """A meeting with its process, phase and body."""
    return meeting_reference(meeting) | {
        "process": meeting.process.slug,
        "phase": meeting.phase.number if meeting.phase else None,
        "body": meeting.body.name,
        "place": meeting.place,
        "state": meeting.state,
        "note": meeting.note,
    }


def document_shapes(documents: Sequence[Document], user: Reader) -> list[Shape]:
    """Documents with their latest texts, in a constant number of queries."""
    latest = latest_drafts(documents, user)
    meetings = meetings_by_draft(latest.values())
    return [
        {
            "slug": document.slug,
            "title": document.title,
            "process": document.mandate.process.slug if hasattr(document, "mandate") else None,
            "latest_draft": reference(latest[document.pk], meetings)
            if document.pk in latest
            else None,
        }
        for document in documents
    ]


def draft_shapes(drafts: Sequence[Draft], user: Reader) -> list[Shape]:
    """Drafts with their meetings, in a constant number of queries."""
    meetings = meetings_by_draft(drafts)
    seen = set(visible_drafts(user).filter(followed_by__in=drafts).values_list("pk", flat=True))
    return [
        reference(draft, meetings)
        | {
            "document": draft.document.slug,
            "number": draft.number,
            "language": draft.language,
            "issued_as": draft.issued_as,
            "as_of": draft.as_of,
            "as_of_note": draft.as_of_note,
            "state": draft.state,
            "extent": draft.extent,
            "follows": draft.follows.public_id
            if draft.follows and draft.follows.pk in seen
            else None,
            "content_hash": draft.content_hash,
        }
        for draft in drafts
    ]


def reference(draft: Draft, meetings: Mapping[int, Meeting]) -> Shape:
    """A draft as others refer to it, its meeting looked up in ``meetings``."""
    meeting = meetings.get(draft.pk)
    return {
        "id": draft.public_id,
        "title": draft.title,
        "symbol": draft.symbol,
        "issued_on": draft.issued_on,
        "meeting": meeting.slug if meeting else None,
    }
