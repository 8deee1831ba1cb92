"""What nobody asked for and must be done: work left over, and what an older engine read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from bracketed import ENGINE
from documents.actions.asking import ask_comparison, queue
from documents.actions.comparisons import LEASE
from documents.actions.readings import derive
from documents.models import Comparison, Draft
from documents.tasks import align_drafts

#: How many drafts one sweep reads anew, so that it leaves room for questions.
AT_ONCE = 20


def sweep(*, alone: bool = False) -> None:
    """Read drafts again whose brackets an older engine found; then take up comparisons.

    :param alone: nobody else works on this database, and this worker has only begun.
    """
    outdated = Draft.objects.exclude(engine=ENGINE).order_by("id")
    for draft_id in outdated.values_list("id", flat=True)[:AT_ONCE]:
        _refresh(draft_id)
    sweep_comparisons(alone=alone)


@transaction.atomic
def _refresh(draft_id: int) -> None:
    draft = Draft.objects.select_for_update().exclude(engine=ENGINE).filter(id=draft_id).first()
    if draft is not None:
        derive(draft)


def sweep_comparisons(*, alone: bool = False) -> None:
    """Queue again what nobody works on, and ask anew for what an older engine computed.

    :param alone: nobody else works on this database, and this worker has only begun: whatever
        is claimed was left by one that ended.
    """
    now = timezone.now()
    if alone:
        Comparison.objects.filter(claimed_until__gte=now).update(
            claimed_until=now - timedelta(seconds=1)
        )
    left = Comparison.objects.filter(
        Q(claimed_until__isnull=True) | Q(claimed_until__lt=now),
        state__in=(Comparison.State.WAITING, Comparison.State.RUNNING),
    )
    for comparison in left.order_by("asked_at"):
        if comparison.state == Comparison.State.WAITING:
            # So that the next sweep does not queue what stands in the queue.
            left.filter(id=comparison.id).update(claimed_until=now + LEASE)
        queue(align_drafts, comparison.id)
    for comparison in _outdated():
        ask_comparison(comparison.earlier, comparison.later, at=now)


def _outdated() -> Iterable[Comparison]:
    """Finished comparisons of an older engine or reading, as long as no newer one was asked
    for."""
    finished = Comparison.objects.filter(state=Comparison.State.DONE).select_related(
        "earlier", "later"
    )
    current = finished.filter(
        engine=ENGINE, earlier_reading=F("earlier__reading"), later_reading=F("later__reading")
    )
    asked = {
        (row.earlier_id, row.later_id, row.earlier_reading, row.later_reading)
        for row in Comparison.objects.filter(engine=ENGINE)
    }
    for comparison in finished.exclude(id__in=current.values("id")).order_by("id"):
        earlier, later = comparison.earlier, comparison.later
        if (earlier.id, later.id, earlier.reading, later.reading) not in asked:
            yield comparison
