"""What a person does with their webhooks: make, renew, change, switch off and on, replay,
remove."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.models import Document
from negotiation.models import Event, Process
from negotiation.queries import visible_events
from tracker.models import Delivery, Webhook
from tracker.webhooks.addresses import BadAddress, check_address
from tracker.webhooks.follower import wake
from tracker.webhooks.signing import renew_secret

#: How many a person may have: each of them multiplies every event.
AT_MOST: Final = 20


def make_webhook(
    person: User,
    *,
    address: str,
    process: Process,
    document: Document | None,
    kinds: Iterable[str],
) -> tuple[Webhook, str]:
    """A new webhook, told of what happens from now on, and its secret, told this once.

    :raises BadAddress: when nothing is sent to that address, or the person has too many.
    """
    check_address(address)
    if Webhook.objects.filter(person=person).count() >= AT_MOST:
        raise BadAddress(
            _("That is the most webhooks you can have (%(number)d); remove one first.")
            % {"number": AT_MOST}
        )
    head = Process.objects.values_list("head_seq", flat=True).get(pk=process.pk)
    webhook = Webhook(
        person=person,
        address=address,
        process=process,
        document=document,
        kinds=_sorted(kinds),
        after_seq=head,
        made_at=timezone.now(),
    )
    secret = renew_secret(webhook)
    webhook.save()
    return webhook, secret


def webhooks_of(person: User) -> QuerySet[Webhook]:
    """The webhooks of a person, the newest first, with what they are for."""
    return Webhook.objects.filter(person=person).select_related("process", "document", "person")


def deliveries_of(webhook: Webhook) -> QuerySet[Delivery]:
    """What was or is to be sent, the newest first; of what the person may not know now, nothing,
    not even that there is a row."""
    rows = Delivery.objects.filter(webhook=webhook).exclude(state=Delivery.State.WITHHELD)
    seen = visible_events(webhook.person).values("pk")
    return rows.filter(event__in=seen).select_related("event").order_by("-event__seq")


@transaction.atomic
def change_secret(webhook: Webhook) -> str:
    """Sign with a new secret from now on, which is told this once."""
    secret = renew_secret(webhook)
    webhook.save(update_fields=["salt", "secret_hash"])
    return secret


@transaction.atomic
def enable(webhook: Webhook) -> None:
    """Send again, what still waited first. What happened meanwhile takes a replay."""
    Webhook.objects.filter(pk=webhook.pk).update(
        disabled_at=None, disabled_why="", failures=0, rests_until=None
    )
    waiting = Delivery.objects.filter(webhook=webhook, state=Delivery.State.WAITING)
    waiting.update(next_at=timezone.now(), attempts=0)
    transaction.on_commit(partial(wake, webhook.pk))


def switch_off(webhook: Webhook) -> None:
    """Send nothing until it is switched on again; what waits goes on waiting."""
    on = Webhook.objects.filter(pk=webhook.pk, disabled_at=None)
    on.update(disabled_at=timezone.now(), disabled_why=Webhook.Why.PERSON)


def change_kinds(webhook: Webhook, kinds: Iterable[str]) -> None:
    """Tell it of events of these kinds from now on."""
    Webhook.objects.filter(pk=webhook.pk).update(kinds=_sorted(kinds))


@transaction.atomic
def remove(webhook: Webhook) -> None:
    """Send nothing any more, and forget what was sent."""
    # the webhook before its rows, as everywhere: the rows are what a cascade deletes first
    Webhook.objects.select_for_update().filter(pk=webhook.pk).first()
    webhook.delete()


@transaction.atomic
def replay(webhook: Webhook, deliveries: QuerySet[Delivery]) -> int:
    """Send these of a webhook once more, under the ids that they have; tell how many. Those that
    wait are due at once; one that a worker holds just now is left to it."""
    now = timezone.now()
    is_free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    again = Delivery.objects.filter(is_free, webhook=webhook, pk__in=deliveries.values("pk"))
    # the webhook before its rows, as everywhere, so that no two wait for each other
    Webhook.objects.filter(pk=webhook.pk).update(rests_until=None)
    number = again.update(state=Delivery.State.WAITING, attempts=0, next_at=now)
    transaction.on_commit(partial(wake, webhook.pk))
    return number


@transaction.atomic
def replay_since(webhook: Webhook, moment: datetime) -> int:
    """Send everything since a moment that the webhook is for and its person may know now, also
    what happened before it was made or while it was switched off; tell how many."""
    asked = Q(process=webhook.process_id, kind__in=webhook.kinds, at__gte=moment)
    if webhook.document_id is not None:
        names_something = Q(draft__isnull=False) | Q(provision__isnull=False)
        asked &= Q(document=webhook.document_id) & names_something
    events = visible_events(webhook.person).filter(asked)
    lacking = events.exclude(deliveries__webhook=webhook).order_by("seq")
    now = timezone.now()
    rows = [
        Delivery(webhook=webhook, event_id=pk, next_at=now)
        for pk in lacking.values_list("pk", flat=True)
    ]
    Delivery.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return replay(webhook, Delivery.objects.filter(event__in=events.values("pk")))


def _sorted(kinds: Iterable[str]) -> list[str]:
    return sorted({Event.Kind(kind).value for kind in kinds})
