"""The doors for Celery: ids come in, one action is called. A message only says "look now":
what there is to do stands in the database."""

from __future__ import annotations

from celery import shared_task


@shared_task  # type: ignore[untyped-decorator]
def align_drafts(comparison_id: int) -> None:
    """Find which provision is which, unless somebody did or does."""
    from documents.actions import run_comparison

    run_comparison(comparison_id)


@shared_task  # type: ignore[untyped-decorator]
def compare_changes(comparison_id: int, first: int, last: int) -> None:
    """Compare the words of the changes ``first`` to ``last`` (exclusive) that still lack it."""
    from documents.actions import compare_chunk

    compare_chunk(comparison_id, first, last)


@shared_task  # type: ignore[untyped-decorator]
def sweep(*, alone: bool = False) -> None:
    """Take up what nobody works on; all that is unfinished, when this worker is the only one."""
    from documents import actions

    actions.sweep(alone=alone)
