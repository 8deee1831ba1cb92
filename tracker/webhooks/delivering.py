"""Sends what is due, judges for whom it is, and keeps what came of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from negotiation.models import Event
from negotiation.queries import audience_of
from tracker.models import Delivery, Webhook
from tracker.webhooks.failing import disable, note_failure
from tracker.webhooks.sending import post
from tracker.webhooks.signing import SecretLost, signed_headers

State = Delivery.State

#: Longer than any attempt lasts: who holds a row beyond it has ended.
LEASE: Final = timedelta(minutes=5)
#: How many are sent for one message, so that the workers get to others.
AT_ONCE: Final = 20


def find_due(*, alone: bool = False) -> list[int]:
    """The webhooks (primary keys) for which something is due. One query.

    :param alone: nobody else works on this database, and this worker has only begun: whatever
        is held was left by one that ended.
    """
    now = timezone.now()
    if alone:
        Delivery.objects.filter(claimed_until__gte=now).update(claimed_until=None)
    return list(_due(now).order_by("webhook").values_list("webhook", flat=True).distinct())


def deliver_due(webhook_id: int) -> bool:
    """Send what is due to one address, as long as it accepts it; whether there is more."""
    for _number in range(AT_ONCE):
        delivery = _claim_next(webhook_id)
        if delivery is None:
            return False
        _deliver(delivery)
    return _due(timezone.now()).filter(webhook=webhook_id).exists()


def _due(now: datetime) -> QuerySet[Delivery]:
    is_awake = Q(webhook__rests_until=None) | Q(webhook__rests_until__lte=now)
    is_free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    waiting = Delivery.objects.filter(state=State.WAITING, next_at__lte=now)
    return waiting.filter(is_awake, is_free, webhook__disabled_at=None)


def _claim_next(webhook_id: int) -> Delivery | None:
    """The next row that is due, held for this worker alone."""
    while True:
        now = timezone.now()
        due = _due(now).filter(webhook=webhook_id)
        subjects = ("webhook__person", "event__process", "event__document", "event__draft")
        more = ("event__provision", "event__meeting")
        found = due.select_related(*subjects, *more).order_by("next_at", "event__seq").first()
        if found is None:
            return None
        # who else saw it due finds it held: only one of them changes this row
        mine = Delivery.objects.filter(
            Q(claimed_until=None) | Q(claimed_until__lt=now), pk=found.pk, state=State.WAITING
        )
        if mine.update(claimed_until=now + LEASE, attempts=F("attempts") + 1, tried_at=now):
            found.attempts += 1
            return found


def _deliver(delivery: Delivery) -> None:
    webhook = delivery.webhook
    if not may_know(webhook, [delivery.event])[delivery.event.pk]:
        _finish(delivery, State.WITHHELD)
        return
    body = json.dumps(body_of(delivery.event)).encode()
    try:
        signed = signed_headers(webhook, delivery.public_id, timezone.now(), body)
    except SecretLost:
        disable(webhook, Webhook.Why.SECRET)
        Delivery.objects.filter(pk=delivery.pk).update(claimed_until=None)
        return
    headers = {"Content-Type": "application/json", "User-Agent": "bracketed-texts-webhook/1"}
    outcome = post(webhook.address, body, headers | signed)
    if outcome.trouble is not None:
        note_failure(delivery, outcome)
        return
    with transaction.atomic():
        Webhook.objects.filter(pk=webhook.pk).update(failures=0, rests_until=None)
        _finish(delivery, State.SENT, outcome.answer)


def may_know(webhook: Webhook, events: Iterable[Event]) -> dict[int, bool]:
    """Whether the person of a webhook may know of each event, as things are now."""
    audiences = audience_of(events)
    person = webhook.person
    return {pk: person.is_active and known.has(person.pk) for pk, known in audiences.items()}


def body_of(event: Event) -> dict[str, str | None]:
    """An event as it is sent, which is as the feed of changes has it: ids, no words."""
    from tracker.api.record.told import event_shape

    shape = event_shape(event)
    return shape | {"at": shape["at"].isoformat()}


def _finish(delivery: Delivery, state: Delivery.State, answer: int | None = None) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(
        state=state, answer=answer, trouble="", claimed_until=None
    )
