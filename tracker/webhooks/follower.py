"""What happens becomes rows to be sent: one for each webhook and event."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial

from django.db import transaction
from django.utils import timezone

from negotiation.models import Event, Process
from tracker.catching_up import follower
from tracker.models import Delivery, Webhook
from tracker.webhooks.tasks import deliver

logger = logging.getLogger(__name__)


@follower("webhooks")
def queue_deliveries(process: Process, events: Sequence[Event]) -> None:
    """Queue what the webhooks of a process asked for. Whether their persons may know of it is
    judged when it is sent; one that is disabled is told later only if its person asks."""
    webhooks = Webhook.objects.filter(process=process, disabled_at=None)
    now = timezone.now()
    rows = [
        Delivery(webhook=webhook, event=event, next_at=now)
        for webhook in webhooks.order_by("id")
        for event in events
        if event.seq > webhook.after_seq and is_asked_for(event, webhook)
    ]
    Delivery.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    for webhook_id in dict.fromkeys(row.webhook_id for row in rows):
        transaction.on_commit(partial(wake, webhook_id))


def is_asked_for(event: Event, webhook: Webhook) -> bool:
    """Whether an event is of the kinds and the document that a webhook is for. An event of a
    document that names nothing in it, as when it was opened, does not tell of the document."""
    if event.kind not in webhook.kinds:
        return False
    names_something = event.draft_id is not None or event.provision_id is not None
    return webhook.document_id is None or (
        names_something and event.document_id == webhook.document_id
    )


def wake(webhook_id: int) -> None:
    """Send for a webhook now. Without a broker the sweep does it within a minute."""
    try:
        deliver.delay(webhook_id)
    except Exception:
        logger.exception("The webhook %s was not woken; the sweep sends for it.", webhook_id)
