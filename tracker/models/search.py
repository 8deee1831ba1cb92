"""What can be found: the words of texts, proposals and decisions in their normal form."""

from __future__ import annotations

from django.db import models

from documents.models import Document, Draft, Provision, Wording
from negotiation.models import Decision, Proposal


class SearchEntry(models.Model):
    """The words of one wording, proposal or decision. Derived, rebuilt at will; who may see it
    is asked of what it stands for, never of this row.

    ``words`` are the normal words, each with a space before and after it, ``disputed`` those in
    brackets. Beside them the database keeps an index of its own (the migration makes it).
    Entries of one ``family`` are found as one: the wordings of a provision, through all drafts.
    ``place`` compares as the reading order within a draft, ``on`` is the day it dates from."""

    class Kind(models.TextChoices):
        TEXT = "text"
        PROPOSAL = "proposal"
        DECISION = "decision"

    kind = models.CharField(max_length=8, choices=Kind)
    family = models.CharField(max_length=24)
    wording = models.OneToOneField(Wording, models.CASCADE, null=True, related_name="+")
    proposal = models.OneToOneField(Proposal, models.CASCADE, null=True, related_name="+")
    decision = models.OneToOneField(Decision, models.CASCADE, null=True, related_name="+")
    document = models.ForeignKey(Document, models.CASCADE, null=True, related_name="+")
    draft = models.ForeignKey(Draft, models.CASCADE, null=True, related_name="+")
    provision = models.ForeignKey(Provision, models.CASCADE, null=True, related_name="+")
    on = models.DateField(null=True)
    place = models.TextField(blank=True)
    words = models.TextField()
    disputed = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(kind="text", wording__isnull=False, draft__isnull=False)
                    | models.Q(kind="proposal", proposal__isnull=False)
                    | models.Q(kind="decision", decision__isnull=False)
                ),
                name="search_entry_stands_for_something",
            )
        ]
