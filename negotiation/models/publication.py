"""Who may see a draft."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models import Draft


class Publication(models.Model):
    """From ``at`` on a draft is visible so far; the latest row holds. Append-only."""

    class Visibility(models.TextChoices):
        SECRETARIAT = "secretariat", _("secretariat and chair")
        PARTIES = "parties", _("members of the process")
        PUBLIC = "public", _("public")

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="publications")
    visibility = models.CharField(max_length=12, choices=Visibility)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["draft", "id"]
