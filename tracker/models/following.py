"""What a person follows, what they were told of it, and how they want to be told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from actionlines.models import ActionLine
from documents.models import Document, Provision
from documents.public_ids import new_public_id
from negotiation.models import Event


class Visit(models.Model):
    """When a person last had a document open, and when they last had it open before this
    sitting: reloading a page does not make it a new one."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="visits")
    document = models.ForeignKey(Document, models.CASCADE, related_name="visits")
    at = models.DateTimeField()
    before = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "document"], name="visits_of_a_document_are_one_row"
            )
        ]


class Watch(models.Model):
    """A person wants to know what happens to a document, to a provision and all under it, to
    an action line, or to any provision in which a word stands. ``target`` says which, in one
    text, so that nobody watches a thing twice."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="watched_by")
    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    target = models.CharField(max_length=140)
    document = models.ForeignKey(
        Document, models.CASCADE, null=True, blank=True, related_name="watched_by"
    )
    provision = models.ForeignKey(
        Provision, models.CASCADE, null=True, blank=True, related_name="watched_by"
    )
    line = models.ForeignKey(
        ActionLine, models.CASCADE, null=True, blank=True, related_name="watched_by"
    )
    word = models.CharField(max_length=100, blank=True, help_text="As the person wrote it.")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "target"], name="person_watches_a_thing_once")
        ]


def language_now() -> str:
    """That of the page on which somebody first says how to be told."""
    return get_language() or settings.LANGUAGE_CODE


class Following(models.Model):
    """How a person is told: when mails go out (and since when) and in which language, the name
    that stands in their links to unsubscribe (``public_id``), and the hash of the secret of their
    feed."""

    class Mail(models.TextChoices):
        NEVER = "never", _("never")
        IMMEDIATELY = "immediately", _("immediately")
        HOURLY = "hourly", _("every hour")
        DAILY = "daily", _("every day")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="following"
    )
    mail = models.CharField(max_length=12, choices=Mail, default=Mail.NEVER)
    mail_since = models.DateTimeField(
        null=True, blank=True, help_text="What was told before is not mailed."
    )
    language = models.CharField(max_length=7, default=language_now)
    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    address_asked_at = models.DateTimeField(
        null=True, blank=True, help_text="When the last mail went out that asks to confirm one."
    )
    feed_hash = models.CharField(max_length=64, blank=True, db_index=True)


class MailDigest(models.Model):
    """One mail to one person: recorded before it is sent, claimed by whoever sends it, sent
    once. A claim whose worker did not come back is never sent again (``unsure``): nobody can
    know whether it went out."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        SENDING = "sending", _("is being sent")
        SENT = "sent", _("sent")
        EMPTY = "empty", _("nothing that the person may see was left to say")
        UNSURE = "unsure", _("its worker ended while sending")
        FAILED = "failed", _("given up")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests")
    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    window = models.CharField(max_length=40, help_text="What it collects: no two of one window.")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "window"], name="digest_of_a_window_is_one")
        ]
        indexes = [models.Index(fields=["state", "next_at"], name="digests_due")]


class Notification(models.Model):
    """A person is told of an event, once, however many watches it concerns; whether they may
    know of it is judged each time it is shown or mailed."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications"
    )
    event = models.ForeignKey(Event, models.CASCADE, related_name="notifications")
    watch = models.ForeignKey(
        Watch, models.SET_NULL, null=True, blank=True, related_name="notifications"
    )
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    digest = models.ForeignKey(
        MailDigest, models.SET_NULL, null=True, blank=True, related_name="notifications"
    )

    class Meta:
        ordering = ["-event__at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "event"], name="person_is_told_once")
        ]
        indexes = [
            models.Index(
                fields=["person"], name="notifications_unread", condition=models.Q(read_at=None)
            ),
            models.Index(
                fields=["person"], name="notifications_to_mail", condition=models.Q(digest=None)
            ),
        ]
