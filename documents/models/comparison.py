"""What changed between two drafts: derived, stored, rebuilt at will."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models.draft import Draft
from documents.models.provision import Wording
from documents.public_ids import new_public_id


class Comparison(models.Model):
    """Two drafts under one engine, one reading of each, and, while one is rolling, as its
    last edit left it. The row is the job: whoever
    finds it waiting, or claimed by somebody who did not come back, carries on."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    earlier = models.ForeignKey(Draft, models.CASCADE, related_name="compared_with_later")
    earlier_reading = models.PositiveIntegerField()
    earlier_edit = models.PositiveIntegerField(default=0)
    later = models.ForeignKey(Draft, models.CASCADE, related_name="compared_with_earlier")
    later_reading = models.PositiveIntegerField()
    later_edit = models.PositiveIntegerField(default=0)
    engine = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    claimed_until = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "earlier",
                    "earlier_reading",
                    "earlier_edit",
                    "later",
                    "later_reading",
                    "later_edit",
                    "engine",
                ],
                name="comparison_is_made_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(earlier=models.F("later")), name="comparison_joins_two_drafts"
            ),
        ]


class Change(models.Model):
    """What happened to one provision (or to those that merged or split together).

    ``link`` is the engine's link kind (kept, reworded, moved, split, merged, new, gone),
    ``kinds`` the changes in the field's words, each ``{"kind", "earlier": [side, start, end]
    or null, "later": … or null}``, ``hunks`` the word differences as positions. Both are
    empty until ``compared_at`` says when they were computed."""

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="changes")
    order = models.PositiveIntegerField()
    link = models.CharField(max_length=10)
    found_by = models.CharField(max_length=10)
    certainty = models.FloatField()
    kinds = models.JSONField(default=list)
    hunks = models.JSONField(default=list)
    compared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["comparison", "order"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "order"], name="change_has_its_order")
        ]


class ChangeSide(models.Model):
    """A wording that takes part in a change, on the earlier or the later side."""

    class Side(models.TextChoices):
        EARLIER = "earlier"
        LATER = "later"

    change = models.ForeignKey(Change, models.CASCADE, related_name="sides")
    side = models.CharField(max_length=7, choices=Side)
    order = models.PositiveIntegerField()
    wording = models.ForeignKey(Wording, models.CASCADE, related_name="changes")

    class Meta:
        ordering = ["change", "side", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "side", "order"], name="change_side_has_its_order"
            )
        ]
