"""What follows when an address does not accept: rest, another attempt, in the end silence."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.models import Delivery, Webhook
from tracker.webhooks.sending import Outcome

#: Attempts for one event, and failures in a row after which a webhook is disabled: about a day
#: and a half, each wait twice as long as the one before, up to six hours.
ATTEMPTS: Final = 15
FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(hours=6)

logger = logging.getLogger(__name__)


def wait_after(failures: int) -> timedelta:
    """How long to wait after so many failures, from one on."""
    wait = FIRST_WAIT * (1 << min(failures - 1, 20))
    return min(wait, LONGEST_WAIT)


@transaction.atomic
def note_failure(delivery: Delivery, outcome: Outcome) -> None:
    """Put a delivery off, or give it up. The whole webhook rests, too, so that an address that
    is down is asked once in a while and not once for each event that waits."""
    webhook = Webhook.objects.select_for_update().filter(pk=delivery.webhook_id).first()
    if webhook is None:  # removed while the answer was awaited
        return
    now = timezone.now()
    is_last = delivery.attempts >= ATTEMPTS
    Delivery.objects.filter(pk=delivery.pk).update(
        state=Delivery.State.FAILED if is_last else Delivery.State.WAITING,
        next_at=now + wait_after(delivery.attempts),
        answer=outcome.answer,
        trouble=outcome.trouble or "",
        claimed_until=None,
    )
    webhook.failures += 1
    webhook.rests_until = now + wait_after(webhook.failures)
    webhook.save(update_fields=["failures", "rests_until"])
    if webhook.failures >= ATTEMPTS:
        disable(webhook, Webhook.Why.FAILURES)


def disable(webhook: Webhook, why: Webhook.Why) -> None:
    """Send nothing more there, and tell its person, once."""
    on = Webhook.objects.filter(pk=webhook.pk, disabled_at=None)
    if on.update(disabled_at=timezone.now(), disabled_why=why):
        transaction.on_commit(lambda: _tell(webhook, why))


def _tell(webhook: Webhook, why: Webhook.Why) -> None:
    if not (webhook.person.email and webhook.person.is_active):
        return
    page = f"{settings.PUBLIC_URL.rstrip('/')}/account/webhooks/{webhook.public_id}/"
    subject = _("A webhook was switched off")
    words = _(
        "Nothing is sent to %(address)s any longer: %(why)s.\n\n"
        "Switch it on again, and have sent what it missed, at\n%(page)s"
    ) % {"address": webhook.address, "why": why.label, "page": page}
    try:
        send_mail(subject, words, None, [webhook.person.email])
    except Exception:
        logger.exception("%s was not told that a webhook was switched off.", webhook.person)
