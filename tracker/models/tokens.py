"""Keys with which a person's programs ask in the person's name."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.public_ids import new_public_id


class Token(models.Model):
    """A key of one person, good for its ``scopes`` until ``expires_at``. It opens nothing that the
    person may not do. Only the hash of the secret is kept: 256 random bits need no slow hash."""

    class Scope(models.TextChoices):
        READ = "read", _("Read what you may read")
        WRITE = "write", _("Change rolling texts, record submissions, proposals and positions")
        DECIDE = "decide", _("Record decisions")
        PUBLISH = "publish", _("Issue drafts and publish them")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens", verbose_name=_("person")
    )
    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    name = models.CharField(max_length=80, help_text=_("What it is for."))
    secret_hash = models.CharField(max_length=64, unique=True)
    scopes: models.JSONField[Any, Any] = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_expired(self) -> bool:
        """Whether its time is over."""
        return self.expires_at <= timezone.now()

    @property
    def is_good(self) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None and not self.is_expired and bool(self.person.is_active)


class IdempotencyKey(models.Model):
    """A POST that a person's program may send again: the first answer is kept and given again.

    Without ``answered_at`` it is being answered, until ``claimed_until``: whoever holds ``claim``
    may write the answer."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    request_hash = models.CharField(max_length=64)
    claim = models.CharField(max_length=32)
    claimed_until = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    headers: models.JSONField[Any, Any] = models.JSONField(default=dict)
    body = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="person_uses_a_key_once")
        ]
        indexes = [models.Index(fields=["answered_at"], name="answers_by_age")]
