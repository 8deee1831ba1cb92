"""Action lines C1–C11 and the proposed C12: a thematic index over the texts."""

from __future__ import annotations

from django.db import models

from documents.models import Passage, Provision
from negotiation.models import Party, Process


class ActionLine(models.Model):
    """An action line of the Geneva Plan of Action, or one of the eight lines of C7."""

    process = models.ForeignKey(Process, models.PROTECT, related_name="action_lines")
    code = models.CharField(max_length=20, help_text="Latin: C5, C7-e-health.")
    title = models.CharField(max_length=200)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="lines")
    order = models.PositiveIntegerField()
    proposed = models.BooleanField(default=False)

    class Meta:
        ordering = ["process", "order"]
        constraints = [
            models.UniqueConstraint(fields=["process", "code"], name="action_line_code_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class LineSection(models.Model):
    """The provision (a section) under whose heading an action line is negotiated."""

    line = models.ForeignKey(ActionLine, models.CASCADE, related_name="sections")
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="line_sections")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line", "provision"], name="section_belongs_to_a_line_once"
            )
        ]


class Facilitation(models.Model):
    """Who facilitates a line, according to a source: the lists of 2005 disagree."""

    line = models.ForeignKey(ActionLine, models.CASCADE, related_name="facilitations")
    party = models.ForeignKey(Party, models.PROTECT, related_name="facilitations")
    according_to = models.CharField(max_length=120)
    printed = models.CharField(max_length=200, help_text="The cell as printed.")
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="+")
    inferred = models.BooleanField(default=False)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["line", "according_to", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "party", "according_to"], name="facilitation_is_listed_once"
            )
        ]
