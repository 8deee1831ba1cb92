"""The address of a person for mails: used only after somebody who reads mail there said yes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.contrib.auth.models import User
from django.core import signing
from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.following.mailing import absolute
from tracker.models import Following

_SALT: Final = "tracker.following.address"
#: How long a link is good.
GOOD_FOR: Final = timedelta(days=2)
#: So that nobody fills the mailbox of somebody else.
BETWEEN: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """An address that a person wants to be mailed at. It ``is_used`` already, or ``is_late``:
    another one was chosen, or asked for, since the link was sent."""

    person: User
    email: str
    is_used: bool
    is_late: bool


def ask_address(person: User, email: str) -> bool:
    """Send a mail there with the link that confirms it; False when the last one was sent less
    than :data:`BETWEEN` ago.

    :raises OSError: when the mail server cannot be reached, or refuses."""
    now = timezone.now()
    Following.objects.get_or_create(person=person)
    free = Following.objects.filter(person=person).filter(
        Q(address_asked_at=None) | Q(address_asked_at__lte=now - BETWEEN)
    )
    if not free.update(address_asked_at=now):
        return False
    said = {
        "person": person.pk,
        "email": email,
        "before": person.email,
        "at": now.isoformat(),
    }
    link = absolute(f"/following/address/{signing.dumps(said, salt=_SALT)}/")
    words = _(
        "%(person)s asks for mails about negotiated texts at this address.\n\n"
        "If that is you, open this link within two days and say yes:\n%(link)s\n\n"
        "If it is not, do nothing: no further mail is sent."
    )
    EmailMessage(
        subject=_("Is this your address?"),
        body=words % {"person": person.get_username(), "link": link} + "\n",
        to=[email],
        headers={"Auto-Submitted": "auto-generated"},
    ).send()
    return True


def asked_address(signed: str) -> Asked | None:
    """What a link confirms; None where it is none of ours, or too old."""
    try:
        said = signing.loads(signed, salt=_SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    person = User.objects.filter(pk=said["person"], is_active=True).first()
    if person is None:
        return None
    is_used = person.email == said["email"]
    last = Following.objects.filter(person=person).values_list("address_asked_at", flat=True)
    is_last = any(at is not None and at.isoformat() == said["at"] for at in last)
    is_late = not is_used and (person.email != said["before"] or not is_last)
    return Asked(person, said["email"], is_used, is_late)


def use_address(asked: Asked) -> None:
    """Mail the person there from now on. The link is spent: who lets go of the address later is
    not mailed there by it again."""
    Following.objects.filter(person=asked.person).update(address_asked_at=None)
    User.objects.filter(pk=asked.person.pk).update(email=asked.email)


def forget_address(person: User) -> None:
    """Mail the person nowhere."""
    User.objects.filter(pk=person.pk).update(email="")
