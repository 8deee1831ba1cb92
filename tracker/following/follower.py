"""What happens becomes notifications: one for each person and event."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial

from django.db import transaction
from django.utils import timezone

from negotiation.models import Event, Process
from tracker.catching_up import follower
from tracker.following.matching import concerned
from tracker.following.tasks import mail_person
from tracker.models import Following, Notification

logger = logging.getLogger(__name__)


@follower("following")
def notify(process: Process, events: Sequence[Event]) -> None:
    """Note for each person what they are to be told. The rows are written in one transaction
    with the follower's place, and there is one for a person and an event: whatever is killed
    meanwhile, everybody is told once."""
    now = timezone.now()
    rows: dict[tuple[int, int], Notification] = {}
    for event, watch in concerned(process, events):
        row = Notification(person=watch.person, event=event, watch=watch, at=now)
        rows.setdefault((watch.person_id, event.pk), row)
    Notification.objects.bulk_create(rows.values(), batch_size=500, ignore_conflicts=True)
    told = {person for person, _event in rows}
    at_once = Following.objects.filter(person__in=told, mail=Following.Mail.IMMEDIATELY)
    for person in at_once.values_list("person", flat=True):
        transaction.on_commit(partial(wake, person))


def wake(person_id: int) -> None:
    """Send for the mail of a person now. Without a broker the sweep does it within a minute."""
    try:
        mail_person.delay(person_id)
    except Exception:
        logger.exception("No mail was sent for; the sweep finds it.")
