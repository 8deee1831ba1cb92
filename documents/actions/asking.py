"""Comparisons asked for, given up and started over: rows that say what is to be done."""

from __future__ import annotations

from datetime import datetime

from celery import Task
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from bracketed import ENGINE
from documents.coverage import require_words
from documents.models import Change, Comparison, Draft, Lineage
from documents.refusals import NotComparable
from documents.tasks import align_drafts

_STATE = Comparison.State


@transaction.atomic
def ask_comparison(
    earlier: Draft, later: Draft, *, at: datetime, by: User | None = None
) -> Comparison:
    """The comparison of two drafts under the engine and the readings of today, of a rolling one
    as its last edit left it; made, or taken up again after it failed or was cancelled, and
    queued on commit when it is still to do.

    :param by: who asks, if known: may cancel what would not be done without the question.

    :raises NotComparable: when both are the same draft, or the text of one is not held.
    """
    if earlier == later:
        raise NotComparable(_("A draft is not compared with itself."))
    require_words(earlier, later)
    heads = heads_of(earlier.id, later.id)
    comparison, _is_new = Comparison.objects.get_or_create(
        earlier=earlier,
        earlier_reading=earlier.reading,
        earlier_edit=heads[earlier.id],
        later=later,
        later_reading=later.reading,
        later_edit=heads[later.id],
        engine=ENGINE,
        defaults={"asked_at": at, "asked_by": by},
    )
    if comparison.state in (_STATE.FAILED, _STATE.CANCELLED):
        Comparison.objects.filter(id=comparison.id).update(asked_at=at, asked_by=by)
        _start_over(comparison)
    elif comparison.state == _STATE.WAITING:
        queue(align_drafts, comparison.id)
    return comparison


@transaction.atomic
def cancel_comparison(comparison: Comparison) -> bool:
    """Give up a comparison that is not done; tell whether there was anything to give up."""
    cancelled = Comparison.objects.filter(
        id=comparison.id, state__in=(_STATE.WAITING, _STATE.RUNNING)
    ).update(state=_STATE.CANCELLED, claimed_until=None)
    if cancelled:
        Change.objects.filter(comparison=comparison).delete()
    return bool(cancelled)


def restart_comparisons(edge: Lineage) -> None:
    """Compute those comparisons again in which both ends of the edge take part. What an older
    engine or reading computed stays as it is: the sweep asks for it anew."""
    seen = Comparison.objects.filter(
        engine=ENGINE,
        earlier_reading=F("earlier__reading"),
        earlier_edit=F("earlier__head_edit"),
        later_reading=F("later__reading"),
        later_edit=F("later__head_edit"),
        earlier__wordings__provision=edge.earlier,
        later__wordings__provision=edge.later,
    )
    for comparison in seen.exclude(state=_STATE.CANCELLED):
        _start_over(comparison)


def _start_over(comparison: Comparison) -> None:
    Change.objects.filter(comparison=comparison).delete()
    comparison.state, comparison.claimed_until = _STATE.WAITING, None
    comparison.error, comparison.done_at = "", None
    comparison.save(update_fields=["state", "claimed_until", "error", "done_at"])
    queue(align_drafts, comparison.id)


def heads_of(*draft_ids: int) -> dict[int, int]:
    """The number of the last edit of each draft, as the database knows it now."""
    return dict(Draft.objects.filter(id__in=draft_ids).values_list("id", "head_edit"))


def queue(task: Task, *ids: int) -> None:
    """Send for a task on commit. A broker that cannot be reached is no failure of the write:
    the sweep finds the row."""

    # no partial: Django asks what failed for its name
    def send() -> None:
        task.delay(*ids)

    transaction.on_commit(send, robust=True)
