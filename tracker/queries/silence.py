"""How much of two documents was not found again: across documents nothing is new or gone."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from bracketed.model import HEADINGS
from documents.models import Wording
from documents.queries import ComparisonView


@dataclass(frozen=True, slots=True)
class Silence:
    """Of the paragraphs of each draft how many were found in the other, and of how many."""

    earlier_found: int
    earlier_total: int
    later_found: int
    later_total: int


def silence_of(view: ComparisonView) -> Silence | None:
    """None between drafts of one document, of which new and gone are said one by one. One
    query."""
    comparison = view.comparison
    if comparison.earlier.document_id == comparison.later.document_id:
        return None
    held = Q(text__gt="") & ~Q(kind__in=[kind.value for kind in HEADINGS])
    totals = dict(
        Wording.objects.filter(held, draft__in=(comparison.earlier_id, comparison.later_id))
        .values_list("draft")
        .annotate(number=Count("pk"))
    )
    both = [
        (change.earlier, change.later)
        for change in view.changes
        if any(side.text for side in change.earlier) and any(side.text for side in change.later)
    ]
    earlier = {side.id for ones, _ in both for side in ones if side.text}
    later = {side.id for _, others in both for side in others if side.text}
    return Silence(
        earlier_found=len(earlier),
        earlier_total=totals.get(comparison.earlier_id, 0),
        later_found=len(later),
        later_total=totals.get(comparison.later_id, 0),
    )
