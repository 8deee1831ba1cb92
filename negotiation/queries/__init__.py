"""Reads that pages, programming interface and exports share; each asks as a user."""

from negotiation.queries.audience import Audience, audience_of
from negotiation.queries.counts import counts_by_draft
from negotiation.queries.course import course_of
from negotiation.queries.edits import readings_of, visible_edits
from negotiation.queries.events import events_after, visible_events
from negotiation.queries.matrix import Matrix, MatrixRow, matrices, matrix
from negotiation.queries.outline import Outline, OutlineRow, outline
from negotiation.queries.record import Finding, check_record
from negotiation.queries.rollup import Counts, roll_up
from negotiation.queries.standing import Standing
from negotiation.queries.standings import standing_of, standings
from negotiation.queries.texts import (
    draft_at,
    later_draft_known,
    latest_draft,
    latest_drafts,
    meeting_of,
    meetings_by_draft,
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
from negotiation.tags import UnknownTag, unknown_tags

__all__ = [
    "Audience",
    "Counts",
    "Finding",
    "Matrix",
    "MatrixRow",
    "Outline",
    "OutlineRow",
    "Standing",
    "UnknownTag",
    "audience_of",
    "check_record",
    "counts_by_draft",
    "course_of",
    "draft_at",
    "events_after",
    "later_draft_known",
    "latest_draft",
    "latest_drafts",
    "matrices",
    "matrix",
    "meeting_of",
    "meetings_by_draft",
    "meetings_of",
    "outline",
    "readings_of",
    "roll_up",
    "standing_of",
    "standings",
    "unknown_tags",
    "visible_comparisons",
    "visible_decisions",
    "visible_documents",
    "visible_drafts",
    "visible_edits",
    "visible_events",
    "visible_meetings",
    "visible_proposals",
    "visible_provisions",
]
