"""A mail in words, with the one link that ends all of them."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import parseaddr
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from negotiation.models import Event
from tracker.following.telling import tell
from tracker.models import Following, MailDigest

_SIGNER: Final = Signer(sep=".", salt="tracker.following.unsubscribe")
#: How many are written out in one mail.
AT_MOST: Final = 100


def write_mail(digest: MailDigest, events: Sequence[Event]) -> EmailMessage:
    """What happened, newest first, for a person who may know of all of these events."""
    told = tell(events[:AT_MOST], digest.person)
    ending = ending_address(digest.person.following)
    number = len(events)
    subject = ngettext(
        "%(number)d change in what you follow", "%(number)d changes in what you follow", number
    ) % {"number": number}  # fmt: skip
    lines = [f"{one.document}: {one.words}\n{absolute(one.url)}\n" for one in told.values()]
    if number > AT_MOST:
        more = ngettext(
            "%(number)d more stands on the page.",
            "%(number)d more stand on the page.",
            number - AT_MOST,
        )
        lines.append(f"{more % {'number': number - AT_MOST}}\n")
    if _is_one_missing(digest):
        missing = _("An earlier mail may not have reached you; all of it stands on the page.")
        lines.append(f"{missing}\n")
    lines.append(_("All that you follow: %(address)s") % {"address": absolute("/following/")})
    lines.append(_("No more mails: %(address)s") % {"address": ending})
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return EmailMessage(
        subject=subject,
        body="\n".join(lines) + "\n",
        to=[digest.person.email],
        headers={
            "Message-ID": f"<digest-{digest.public_id}@{domain}>",
            "List-Unsubscribe": f"<{ending}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )


def absolute(address: str) -> str:
    """An address of this installation as it stands in a mail."""
    return settings.PUBLIC_URL.rstrip("/") + address


def ending_address(following: Following) -> str:
    """Where mails are ended without signing in."""
    return absolute(f"/following/mail/{_SIGNER.sign(following.public_id)}/")


def following_of(signed: str) -> Following | None:
    """Whose mails a link ends; None where it is none of ours."""
    try:
        name = _SIGNER.unsign(signed)
    except BadSignature:
        return None
    return Following.objects.filter(public_id=name).first()


def _is_one_missing(digest: MailDigest) -> bool:
    before = MailDigest.objects.filter(person=digest.person, pk__lt=digest.pk).order_by("-pk")
    last = before.values_list("state", flat=True).first()
    return last in {MailDigest.State.UNSURE, MailDigest.State.FAILED}
