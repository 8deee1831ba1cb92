"""Parties to a process, its officers and its members."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from negotiation.models.calendar import Process


class Party(models.Model):
    """A government, organization or group that negotiates; named as printed."""

    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("government")
        INTERNATIONAL = "international", _("international organization")
        PRIVATE_SECTOR = "private_sector", _("private sector")
        CIVIL_SOCIETY = "civil_society", _("civil society")
        GROUP = "group", _("group")
        UNKNOWN = "unknown", _("not said")

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.UNKNOWN)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "parties"

    def __str__(self) -> str:
        return self.name


class Officer(models.Model):
    """Chair or vice-chair of a process."""

    class Office(models.TextChoices):
        CHAIR = "chair", _("Chair")
        VICE_CHAIR = "vice_chair", _("Vice-Chair")
        CO_FACILITATOR = "co_facilitator", _("Co-facilitator")

    process = models.ForeignKey(Process, models.PROTECT, related_name="officers")
    office = models.CharField(max_length=20, choices=Office)
    name = models.CharField(max_length=120)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="officers")

    class Meta:
        ordering = ["process", "office", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["process", "office", "name"], name="officer_is_named_once"
            )
        ]


class Member(models.Model):
    """What a user may do in a process: one row per role."""

    class Role(models.TextChoices):
        SECRETARIAT = "secretariat", _("secretariat")
        CHAIR = "chair", _("chair")
        DELEGATE = "delegate", _("delegate")
        OBSERVER = "observer", _("observer")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    process = models.ForeignKey(Process, models.PROTECT, related_name="members")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="members")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "process", "role"], name="member_has_a_role_once"
            )
        ]
