"""What was agreed and is negotiated again."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F
from django.db.models.functions import Coalesce

from documents.models import Document
from negotiation.queries import visible_decisions
from tracker.queries.moment import Reader


@dataclass(frozen=True, slots=True)
class Reopened:
    """The rows that were reopened, and at which meetings (by slug)."""

    rows: frozenset[str]
    pairs: frozenset[tuple[str, str | None]]

    def at(self, row: str, meeting: str) -> bool:
        """Whether it was reopened at that meeting."""
        return (row, meeting) in self.pairs


def reopened_in(document: Document, user: Reader) -> Reopened:
    """The reopenings on record of which a reader may know. One query."""
    rows = (
        visible_decisions(user)
        .filter(provision__document=document, reopens__isnull=False, corrected_by=None)
        .annotate(held_at=Coalesce(F("meeting__slug"), F("draft__tablings__meeting__slug")))
        .values_list("provision__public_id", "held_at")
    )
    pairs = frozenset((row, meeting) for row, meeting in rows)
    return Reopened(frozenset(row for row, _ in pairs), pairs)
