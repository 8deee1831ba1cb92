"""The doors for Celery. A message only says "look now": what is to be mailed stands in the
database."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone


@shared_task  # type: ignore[untyped-decorator]
def mail_person(person_id: int) -> None:
    """Make and send what is due to one person."""
    from tracker.following.digests import make_digest, send_digest

    digest = make_digest(person_id, timezone.now())
    if digest is not None:
        send_digest(digest.pk)


@shared_task  # type: ignore[untyped-decorator]
def send(digest_id: int) -> None:
    """Send one mail."""
    from tracker.following.digests import send_digest

    send_digest(digest_id)


@shared_task  # type: ignore[untyped-decorator]
def sweep(*, alone: bool = False) -> None:
    """Make the mails whose window is over, and send whatever is due."""
    from tracker.following.digests import find_due, make_digest, people_to_mail

    now = timezone.now()
    for person_id in people_to_mail():
        make_digest(person_id, now)
    for digest_id in find_due(now, alone=alone):
        send.delay(digest_id)
