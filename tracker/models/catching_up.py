"""How far those who follow what happens have come."""

from __future__ import annotations

from django.db import models

from negotiation.models import Process


class Cursor(models.Model):
    """A follower has taken every event of the process up to this place, and none after it."""

    follower = models.CharField(max_length=40)
    process = models.ForeignKey(Process, models.CASCADE, related_name="cursors")
    seq = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["follower", "process"], name="follower_has_one_place_in_a_process"
            )
        ]
