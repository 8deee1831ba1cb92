"""What readers write at the margin of a text."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from documents.models import Draft, Provision
from documents.public_ids import new_public_id
from negotiation.models import Party, Process


class Note(models.Model):
    """A note, or without ``text`` a highlight, of one person: for nobody else, or shared with the
    delegation of a ``party`` to the process.

    It holds on to the provision and to the words it was made on (``quote``, without their
    brackets; empty: all of it), which it read in ``draft``: so it stays where a number changes,
    and it shows where the words did."""

    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    provision = models.ForeignKey(Provision, models.CASCADE, related_name="+")
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="+")
    process = models.ForeignKey(Process, models.CASCADE, related_name="+")
    party = models.ForeignKey(Party, models.CASCADE, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    quote = models.TextField(blank=True)
    text = models.TextField(blank=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(quote="") | ~models.Q(text=""), name="note_says_something"
            )
        ]

    def __str__(self) -> str:
        return self.text or self.quote
