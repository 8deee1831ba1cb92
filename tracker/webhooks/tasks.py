"""The doors for Celery. A message only says "look now": what is to be sent stands in the
database, with the time of its next attempt."""

from __future__ import annotations

from celery import shared_task


@shared_task  # type: ignore[untyped-decorator]
def deliver(webhook_id: int) -> None:
    """Send what is due to one address."""
    from tracker.webhooks.delivering import deliver_due

    if deliver_due(webhook_id):
        from tracker.webhooks.follower import wake

        wake(webhook_id)


@shared_task  # type: ignore[untyped-decorator]
def sweep(*, alone: bool = False) -> None:
    """Send whatever is due; what a worker held that ended, too."""
    from tracker.webhooks import delivering
    from tracker.webhooks.follower import wake

    for webhook_id in delivering.find_due(alone=alone):
        wake(webhook_id)
