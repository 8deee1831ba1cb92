"""A provision is an identity; a wording is what it says in one draft."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from bracketed.model import BracketKind as EngineBracketKind
from bracketed.model import Kind as EngineKind
from bracketed.model import ProblemKind as EngineProblemKind
from bracketed.model import Role as EngineRole
from documents.models.draft import Document, Draft
from documents.public_ids import new_public_id


class Provision(models.Model):
    """A chapter, section, chapeau, paragraph, … through all drafts: an identity and
    nothing else. Decided at import or by an edit, never by a comparison."""

    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="provisions")

    def __str__(self) -> str:
        return self.public_id


class Wording(models.Model):
    """What a provision says in one draft.

    *Printed*: ``start`` (place in the passages of the draft, one after another; null where
    nothing is printed) and ``source``; frozen when the draft is issued. *Read*: all the rest;
    correctable by a recorded re-reading. ``text`` (of a heading: ``heading``) is ``source``
    without its ``marks``."""

    class Kind(models.TextChoices):
        CHAPTER = EngineKind.CHAPTER.value, _("Chapter")
        PART = EngineKind.PART.value, _("Part")
        SECTION = EngineKind.SECTION.value, _("Section")
        CHAPEAU = EngineKind.CHAPEAU.value, _("Chapeau")
        PARAGRAPH = EngineKind.PARAGRAPH.value, _("Paragraph")
        SUB_PARAGRAPH = EngineKind.SUB_PARAGRAPH.value, _("Sub-paragraph")
        BULLET = EngineKind.BULLET.value, _("Bullet")
        ANNEX = EngineKind.ANNEX.value, _("Annex")

    class Role(models.TextChoices):
        TEXT = EngineRole.TEXT.value, _("text")
        ALTERNATIVE = EngineRole.ALTERNATIVE.value, _("alternative")
        ADDITION = EngineRole.ADDITION.value, _("addition")

    class Coverage(models.TextChoices):
        """How much of the provision's text (with its children) this draft holds."""

        WHOLE = "whole"
        EXCERPT = "excerpt"
        NONE = "none", _("text not held")

    class Disposition(models.TextChoices):
        LIVE = "live", _("live")
        ALTERNATIVE = "alternative", _("alternative")
        WITHDRAWN = "withdrawn", _("withdrawn")
        DELETED = "deleted", _("deleted")
        MOVED = "moved", _("moved")
        MERGED_INTO = "merged_into", _("merged into")
        SPLIT_INTO = "split_into", _("split into")
        REPLACED_BY = "replaced_by", _("replaced by")
        PARKED = "parked", _("parked")
        ANNEXED = "annexed", _("annexed")

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="wordings")
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="wordings")
    start = models.PositiveIntegerField(null=True, blank=True)
    source = models.TextField(blank=True)

    kind = models.CharField(max_length=20, choices=Kind)
    role = models.CharField(max_length=20, choices=Role, default=Role.TEXT)
    parent = models.ForeignKey(
        Provision, models.PROTECT, null=True, blank=True, related_name="child_wordings"
    )
    rank = models.CharField(
        max_length=40, help_text="Order among siblings: digits, compared as text."
    )
    label = models.CharField(max_length=200, blank=True, help_text="As printed.")
    number = models.CharField(
        max_length=40, blank=True, help_text="Reading-order number where printing lost it."
    )
    code = models.CharField(max_length=20, blank=True, help_text="Latin action-line code: C5.")
    heading = models.TextField(blank=True)
    symbol = models.CharField(
        max_length=80, blank=True, help_text="Chapters are issued under symbols of their own."
    )
    coverage = models.CharField(max_length=10, choices=Coverage, default=Coverage.WHOLE)
    disposition = models.CharField(max_length=12, choices=Disposition, default=Disposition.LIVE)
    marks = models.JSONField(default=list, help_text="[[kind, start, end], …] in source.")
    text = models.TextField(blank=True)
    text_hash = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["draft", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "provision"], name="provision_has_one_wording_in_a_draft"
            ),
            models.UniqueConstraint(fields=["draft", "start"], name="wording_claims_its_place"),
            models.CheckConstraint(
                condition=models.Q(role="text") | models.Q(parent__isnull=False),
                name="alternative_has_a_slot",
            ),
            models.CheckConstraint(
                condition=models.Q(start__isnull=False) | models.Q(source=""),
                name="unprinted_wording_has_no_source",
            ),
        ]
        indexes = [
            models.Index(fields=["text_hash"], name="wording_by_its_text"),
            models.Index(fields=["draft", "parent", "rank"], name="wording_by_its_place"),
        ]

    def __str__(self) -> str:
        return self.label or self.number or self.heading or self.kind

    @property
    def is_live(self) -> bool:
        """Say whether it is part of the text: not withdrawn, merged into another, or parked."""
        return self.disposition in LIVE

    @property
    def words(self) -> str:
        """The text, or of a heading its heading: what brackets and problems count in."""
        return self.text or self.heading


#: Dispositions of what is part of the text.
LIVE = frozenset({Wording.Disposition.LIVE, Wording.Disposition.ALTERNATIVE})


class Bracket(models.Model):
    """Derived. A bracket in the words of a wording; with ``end_wording`` set, one around
    whole provisions, or with ``end`` null one that is never closed there."""

    class Kind(models.TextChoices):
        TEXT = EngineBracketKind.TEXT.value
        STATUS = EngineBracketKind.STATUS.value
        ATTRIBUTION = EngineBracketKind.ATTRIBUTION.value
        PLACEHOLDER = EngineBracketKind.PLACEHOLDER.value
        OLD_NUMBER = EngineBracketKind.OLD_NUMBER.value
        FOOTNOTE = EngineBracketKind.FOOTNOTE.value
        NOTE = EngineBracketKind.NOTE.value
        REMNANT = EngineBracketKind.REMNANT.value

    wording = models.ForeignKey(Wording, models.CASCADE, related_name="brackets")
    start = models.PositiveIntegerField()
    end_wording = models.ForeignKey(
        Wording, models.CASCADE, null=True, blank=True, related_name="closed_brackets"
    )
    end = models.PositiveIntegerField(null=True, blank=True)
    depth = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)

    class Meta:
        ordering = ["wording", "start"]
        indexes = [
            # few go around whole provisions, and all of these are asked for at once
            models.Index(
                fields=["wording"],
                condition=models.Q(end_wording__isnull=False),
                name="bracket_around_provisions",
            ),
        ]


class Problem(models.Model):
    """Derived. What a careful reader would point out in a draft, with its place."""

    class Kind(models.TextChoices):
        UNCLOSED = EngineProblemKind.UNCLOSED.value
        UNOPENED = EngineProblemKind.UNOPENED.value
        EMPTY = EngineProblemKind.EMPTY.value
        LOST_REDLINE = EngineProblemKind.LOST_REDLINE.value
        LABEL_CONTRADICTION = EngineProblemKind.LABEL_CONTRADICTION.value

    wording = models.ForeignKey(Wording, models.CASCADE, related_name="problems")
    kind = models.CharField(max_length=30, choices=Kind)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    detail = models.TextField(blank=True)

    class Meta:
        ordering = ["wording", "start"]
