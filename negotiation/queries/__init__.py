"""Reads that pages, programming interface and exports share; each asks as a user."""

from negotiation.queries.texts import (
    draft_at,
    later_draft_known,
    latest_draft,
    meeting_of,
    meetings_of,
)
from negotiation.queries.visible import (
    visible_comparisons,
    visible_decisions,
    visible_documents,
    visible_drafts,
    visible_meetings,
    visible_proposals,
    visible_provisions,
)

__all__ = [
    "draft_at",
    "later_draft_known",
    "latest_draft",
    "meeting_of",
    "meetings_of",
    "visible_comparisons",
    "visible_decisions",
    "visible_documents",
    "visible_drafts",
    "visible_meetings",
    "visible_proposals",
    "visible_provisions",
]
