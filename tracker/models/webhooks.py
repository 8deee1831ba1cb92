"""Addresses that persons have told what happens, and what is to be sent to them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models import Document
from documents.public_ids import new_public_id
from negotiation.models import Event, Process


def new_delivery_id() -> str:
    """Twenty letters that tell no order."""
    return new_public_id() + new_public_id()


class Webhook(models.Model):
    """An address that is told, in the name of one person, of events of these ``kinds`` in a
    process, or only of those of a ``document``. It is told nothing that the person may not know.

    The secret itself is not kept: it is made of ``salt`` and the key of the installation, and
    ``secret_hash`` shows whether that key is still the one it was made with. ``after_seq``: the
    last event before it was made. ``failures`` in a row; after one it rests ``rests_until``."""

    class Why(models.TextChoices):
        FAILURES = "failures", _("it failed too often in a row")
        PERSON = "person", _("you switched it off")
        SECRET = "secret", _("its secret went with the key of the installation; make a new one")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="webhooks")
    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    address = models.CharField(max_length=500)
    process = models.ForeignKey(Process, models.CASCADE, related_name="webhooks")
    document = models.ForeignKey(
        Document, models.CASCADE, null=True, blank=True, related_name="webhooks"
    )
    kinds: models.JSONField[Any, Any] = models.JSONField(default=list)
    salt = models.CharField(max_length=64)
    secret_hash = models.CharField(max_length=64)
    after_seq = models.PositiveBigIntegerField()
    made_at = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)
    rests_until = models.DateTimeField(null=True, blank=True)
    disabled_at = models.DateTimeField(null=True, blank=True)
    disabled_why = models.CharField(max_length=10, choices=Why, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.address


class Delivery(models.Model):
    """One event for one address, once; sent as often as it takes. The rows are the queue: due is
    what waits, from ``next_at`` on, unless somebody holds it until ``claimed_until``."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        SENT = "sent", _("arrived")
        WITHHELD = "withheld", _("not for this person when it was to be sent")
        FAILED = "failed", _("given up")

    class Trouble(models.TextChoices):
        ADDRESS = "address", _("the address is not allowed")
        NAME = "name", _("the name of the host is not known")
        CONNECTION = "connection", _("no connection")
        TLS = "tls", _("the certificate or encryption is not good")
        TIME = "time", _("no answer in time")
        REDIRECT = "redirect", _("it sends on elsewhere, which is not followed")
        ANSWER = "answer", _("it did not accept it")

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(Event, models.CASCADE, related_name="deliveries")
    public_id = models.CharField(
        max_length=20, unique=True, default=new_delivery_id, editable=False
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    answer = models.PositiveSmallIntegerField(null=True, blank=True)
    trouble = models.CharField(max_length=10, choices=Trouble, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "event"], name="webhook_is_told_an_event_in_one_row"
            )
        ]
        indexes = [models.Index(fields=["state", "next_at"], name="deliveries_due")]
