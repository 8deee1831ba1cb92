"""Comparisons: rows that say what is to be done, and the work on them.

A row waits until somebody claims it, aligns the drafts and writes one change per link; then
the changes are compared in chunks. Each step looks at the rows first, so a message that comes
twice does nothing, and one that never comes is sent again by the sweep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db import OperationalError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from bracketed import LinkKind
from documents.actions.asking import cancel_comparison, heads_of, queue
from documents.alignment import link_drafts
from documents.differences import differ, kinds_on_record
from documents.models import Change, ChangeSide, Comparison
from documents.queries import draft_view, lineage_between
from documents.tasks import compare_changes

#: How long a worker may be silent before the sweep takes its work up.
LEASE = timedelta(minutes=5)
#: How many changes go into one message.
CHUNK = 64

_STATE = Comparison.State


def run_comparison(comparison_id: int) -> None:
    """Align the drafts and write the changes, words still to come; then send for those.
    Returns at once when the work is done, given up, or in other hands."""
    comparison = _claim(comparison_id)
    if comparison is None:
        return
    try:
        if not comparison.changes.exists() and not _write_changes(comparison):
            return
    except Exception as error:
        _fail(_mine(comparison), error)
        raise
    for first, last in _chunks_to_do(comparison):
        queue(compare_changes, comparison.id, first, last)
    _close(comparison.id)


def compare_chunk(comparison_id: int, first: int, last: int) -> None:
    """Compare the words of the changes ``first`` to ``last`` (exclusive) where it is not done,
    and close the comparison if these were the last."""
    running = Comparison.objects.filter(id=comparison_id, state=_STATE.RUNNING)
    if not running.exists():
        return
    changes = Change.objects.filter(
        comparison=comparison_id, order__gte=first, order__lt=last, compared_at__isnull=True
    ).prefetch_related("sides__wording")
    try:
        compared = _compare(running.get(), changes)
    except Comparison.DoesNotExist:
        return
    except Exception as error:
        _fail(running, error)
        raise
    # Nothing is left of them when the comparison was started over meanwhile.
    if compared:
        running.update(claimed_until=timezone.now() + LEASE)
    _close(comparison_id)


@transaction.atomic
def _compare(comparison: Comparison, changes: Iterable[Change]) -> int:
    """Write what happened to the words of these changes; tell how many were still there."""
    written = 0
    changes = list(changes)
    if _is_overtaken(comparison):
        cancel_comparison(comparison)
        return 0
    for change in changes:
        sides = list(change.sides.all())
        earlier = [s.wording for s in sides if s.side == ChangeSide.Side.EARLIER]
        later = [s.wording for s in sides if s.side == ChangeSide.Side.LATER]
        difference = differ(LinkKind(change.link), earlier, later)
        # One statement each: bulk_update builds CASE expressions, five times as slow.
        written += Change.objects.filter(id=change.id, compared_at__isnull=True).update(
            kinds=difference.kinds, hunks=difference.hunks, compared_at=timezone.now()
        )
    return written


def _is_overtaken(comparison: Comparison) -> bool:
    """Whether a rolling draft was edited since the question; asked after its words were read,
    so that those of one moment are compared or none. Whoever looks at it asks anew."""
    heads = heads_of(comparison.earlier_id, comparison.later_id)
    return (heads[comparison.earlier_id], heads[comparison.later_id]) != (
        comparison.earlier_edit,
        comparison.later_edit,
    )


def _claim(comparison_id: int) -> Comparison | None:
    """The row, if it was free and is now ours; ``claimed_until`` is the token."""
    now = timezone.now()
    free = Q(state=_STATE.WAITING) | Q(state=_STATE.RUNNING, claimed_until__lt=now)
    mine = Comparison.objects.filter(free, id=comparison_id).update(
        state=_STATE.RUNNING, claimed_until=now + LEASE
    )
    if not mine:
        return None
    return Comparison.objects.select_related("earlier", "later").get(id=comparison_id)


def _write_changes(comparison: Comparison) -> bool:
    """Align the drafts and write one change per link, unless the claim was lost meanwhile;
    tell whether they were written."""
    links = link_drafts(
        draft_view(comparison.earlier),
        draft_view(comparison.later),
        lineage_between(comparison.earlier, comparison.later),
    )
    if _is_overtaken(comparison):
        cancel_comparison(comparison)
        return False
    with transaction.atomic():
        if _mine(comparison).select_for_update().first() is None:
            return False
        changes = [
            Change(
                comparison=comparison,
                order=order,
                link=link.link,
                found_by=link.found_by,
                certainty=link.certainty,
                kinds=[] if link.has_words else kinds_on_record(link.link),
                compared_at=None if link.has_words else timezone.now(),
            )
            for order, link in enumerate(links)
        ]
        Change.objects.bulk_create(changes, batch_size=1000)
        ChangeSide.objects.bulk_create(
            [
                ChangeSide(change=change, side=side, order=order, wording_id=view.wording_id)
                for change, link in zip(changes, links, strict=True)
                for side, views in (
                    (ChangeSide.Side.EARLIER, link.earlier),
                    (ChangeSide.Side.LATER, link.later),
                )
                for order, view in enumerate(views)
            ],
            batch_size=1000,
        )
        if not links:
            _finish(comparison.id)
    return True


def _chunks_to_do(comparison: Comparison) -> Iterator[tuple[int, int]]:
    """The stretches of order in which something is not compared yet."""
    orders = comparison.changes.filter(compared_at__isnull=True).values_list("order", flat=True)
    for chunk in sorted({order // CHUNK for order in orders}):
        yield chunk * CHUNK, (chunk + 1) * CHUNK


def _close(comparison_id: int) -> None:
    """Mark the comparison done if every change is compared."""
    changes = Change.objects.filter(comparison=comparison_id)
    if changes.exists() and not changes.filter(compared_at__isnull=True).exists():
        _finish(comparison_id)


def _finish(comparison_id: int) -> None:
    Comparison.objects.filter(id=comparison_id, state=_STATE.RUNNING).update(
        state=_STATE.DONE, claimed_until=None, done_at=timezone.now()
    )


def _mine(comparison: Comparison) -> QuerySet[Comparison]:
    """The row, as long as nobody else has claimed it or started it over."""
    return Comparison.objects.filter(
        id=comparison.id, state=_STATE.RUNNING, claimed_until=comparison.claimed_until
    )


def _fail(rows: QuerySet[Comparison], error: Exception) -> None:
    # Where the database was busy or away the work is not at fault: the sweep takes it up again.
    if not isinstance(error, OperationalError):
        said = f"{type(error).__name__}: {error}"
        rows.update(state=_STATE.FAILED, claimed_until=None, error=said)
