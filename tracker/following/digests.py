"""Mails as rows: what goes into one is settled before it is sent, and it is sent once.

A row is made with its notifications in one transaction; there is one for a person and a window.
Whoever sends it claims it first. Where it is known that nothing went out it is tried again; where
that is not known (the worker ended, the line was cut) it is left, and the next mail says so."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Final

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone, translation

from tracker.following.mailing import write_mail
from tracker.following.telling import notifications_of
from tracker.models import Following, MailDigest, Notification

State = MailDigest.State
Mail = Following.Mail

#: Longer than sending takes: who holds a mail beyond it has ended.
LEASE: Final = timedelta(minutes=5)
#: Attempts for one mail: the last about a day after the first.
ATTEMPTS: Final = 9
FIRST_WAIT: Final = timedelta(minutes=5)

#: What a server answers that took nothing.
_REFUSED: Final = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError)
logger = logging.getLogger(__name__)


def choose_mail(following: Following, mail: Following.Mail) -> None:
    """Mail from now on in this way. What was told before stays in the product alone."""
    if following.mail == Mail.NEVER:
        following.mail_since = timezone.now()
    following.mail = mail
    following.save(update_fields=["mail", "mail_since"])


def people_to_mail() -> list[int]:
    """Whoever has something that is not in a mail yet (primary keys). One query."""
    waiting = Notification.objects.filter(digest=None, read_at=None)
    wanted = waiting.filter(
        person__following__in=Following.objects.exclude(mail=Mail.NEVER),
        at__gte=F("person__following__mail_since"),
    )
    return list(wanted.values_list("person", flat=True).order_by("person").distinct())


@transaction.atomic
def make_digest(person_id: int, now: datetime) -> MailDigest | None:
    """The mail that is due to a person, with what goes into it; None where none is. Of those who
    ask at once one makes it."""
    following = Following.objects.select_for_update().filter(person=person_id).first()
    if following is None or following.mail == Mail.NEVER:
        return None
    since = following.mail_since or now
    rows = Notification.objects.filter(person=person_id, digest=None, at__gte=since, read_at=None)
    rows, window = _window(following, rows, now)
    if not rows.exists():
        return None
    digest, is_new = MailDigest.objects.get_or_create(
        person_id=person_id, window=window, defaults={"next_at": now}
    )
    if not is_new:
        return None
    rows.update(digest=digest)
    return digest


def _window(
    following: Following, rows: QuerySet[Notification], now: datetime
) -> tuple[QuerySet[Notification], str]:
    """What belongs together, and what it is called."""
    local = timezone.localtime(now)
    match following.mail:
        case Mail.HOURLY:
            end = local.replace(minute=0, second=0, microsecond=0)
        case Mail.DAILY:
            end = local.replace(hour=0, minute=0, second=0, microsecond=0)
        case _:
            last = rows.order_by("-pk").values_list("pk", flat=True).first() or 0
            return rows.filter(pk__lte=last), f"now:{last}"
    return rows.filter(at__lt=end), f"{following.mail}:{end.isoformat()}"


def find_due(now: datetime, *, alone: bool = False) -> list[int]:
    """The mails (primary keys) to be sent. Claims whose worker did not come back are marked.

    :param alone: nobody else works on this database, and this worker has only begun: whatever
        is claimed was left by one that ended.
    """
    left = MailDigest.objects.filter(state=State.SENDING)
    if not alone:
        left = left.filter(claimed_until__lt=now)
    left.update(state=State.UNSURE, claimed_until=None)
    due = MailDigest.objects.filter(state=State.WAITING, next_at__lte=now)
    return list(due.order_by("next_at").values_list("pk", flat=True))


def send_digest(digest_id: int) -> None:
    """Send a mail, unless somebody else does or did."""
    now = timezone.now()
    waiting = MailDigest.objects.filter(pk=digest_id, state=State.WAITING, next_at__lte=now)
    if not waiting.update(
        state=State.SENDING, claimed_until=now + LEASE, attempts=F("attempts") + 1
    ):
        return
    digest = MailDigest.objects.select_related("person__following").get(pk=digest_id)
    rows = list(notifications_of(digest.person).filter(digest=digest, read_at=None))
    person = digest.person
    is_wanted = person.is_active and person.email and person.following.mail != Mail.NEVER
    if not rows or not is_wanted:
        _finish(digest, State.EMPTY)
        return
    with translation.override(person.following.language):
        message = write_mail(digest, [row.event for row in rows])
    message.connection = get_connection()
    try:
        message.connection.open()
    except Exception:
        logger.exception("No mail goes out just now; it is tried again.")
        _put_off(digest)
        return
    _hand_over(digest, message)


def _hand_over(digest: MailDigest, message: EmailMessage) -> None:
    try:
        message.send()
    except _REFUSED:
        logger.exception("The mail %s was refused; it is tried again.", digest.public_id)
        _put_off(digest)
    except Exception:
        logger.exception("Whether the mail %s went out is not known.", digest.public_id)
        _finish(digest, State.UNSURE)
    else:
        _finish(digest, State.SENT)
    finally:
        if message.connection is not None:
            message.connection.close()


def _finish(digest: MailDigest, state: MailDigest.State) -> None:
    sent_at = timezone.now() if state == State.SENT else None
    MailDigest.objects.filter(pk=digest.pk).update(state=state, claimed_until=None, sent_at=sent_at)


def _put_off(digest: MailDigest) -> None:
    if digest.attempts >= ATTEMPTS:
        _finish(digest, State.FAILED)
        return
    wait = FIRST_WAIT * 2 ** (digest.attempts - 1)
    MailDigest.objects.filter(pk=digest.pk).update(
        state=State.WAITING, claimed_until=None, next_at=timezone.now() + wait
    )
