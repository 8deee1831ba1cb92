"""Submissions, the proposals in them, and who stands where on a proposal."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models import Passage, Provision
from negotiation.models.calendar import Meeting, Process
from negotiation.models.people import Party


class Submission(models.Model):
    """What a party sent or tabled."""

    process = models.ForeignKey(Process, models.PROTECT, related_name="submissions")
    parties: models.ManyToManyField[Party, models.Model] = models.ManyToManyField(
        Party, related_name="submissions"
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    title = models.CharField(max_length=300)
    symbol = models.CharField(max_length=80, blank=True)
    received_on = models.DateField(null=True, blank=True)
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)
    ref = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.title


class Proposal(models.Model):
    """What a submission proposes on one provision; ``target`` is null for something new.
    Its words stand in ``text``, or as a provision of a draft in ``stands_as``.
    """

    class Does(models.TextChoices):
        REPLACE = "replace", _("replace")
        ADD = "add", _("add")
        DELETE = "delete", _("delete")

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="proposals")
    number = models.PositiveIntegerField()
    target = models.ForeignKey(
        Provision, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    does = models.CharField(max_length=10, choices=Does)
    stands_as = models.ForeignKey(
        Provision, models.PROTECT, null=True, blank=True, related_name="stands_for"
    )
    text = models.TextField(blank=True)
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="+")
    ref = models.CharField(max_length=120, unique=True, null=True, blank=True)

    class Meta:
        ordering = ["submission", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "number"], name="proposal_number_is_unique"
            ),
            models.CheckConstraint(
                condition=~models.Q(text="")
                | models.Q(stands_as__isnull=False)
                | models.Q(does="delete"),
                name="proposal_says_something",
            ),
        ]


class Position(models.Model):
    """Where a party stands on a submission. Append-only."""

    class Stance(models.TextChoices):
        PROPOSES = "proposes", _("proposes")
        SUPPORTS = "supports", _("supports")
        OPPOSES = "opposes", _("opposes")

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="positions")
    party = models.ForeignKey(Party, models.PROTECT, related_name="positions")
    stance = models.CharField(max_length=10, choices=Stance)
    taken_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["submission", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "party", "taken_on"], name="position_is_taken_once_a_day"
            )
        ]
