"""A document and its drafts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models.source import Passage, Source
from documents.public_ids import new_public_id


class Document(models.Model):
    """What is negotiated; issued again and again as a draft."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=300)
    short_title = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.title


class Draft(models.Model):
    """One issue of a document. What is printed (passages, printed side of the wordings,
    symbol, dates) is frozen when the draft is issued; what was read from it may be
    corrected by a re-reading, which raises ``reading``."""

    class State(models.TextChoices):
        """``imported`` is read from a file and not yet confirmed; ``rolling`` is being written."""

        IMPORTED = "imported", _("imported, not yet issued")
        ROLLING = "rolling", _("rolling")
        ISSUED = "issued", _("issued")

    class Extent(models.TextChoices):
        """How much of the issue is held here: ``outline`` knows symbols and headings only."""

        WHOLE = "whole", _("whole")
        EXCERPT = "excerpt", _("excerpt")
        OUTLINE = "outline", _("outline")

    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="drafts")
    number = models.PositiveIntegerField(help_text="Order of issue within the document.")
    language = models.CharField(max_length=12, default="en")
    translation_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="translations"
    )
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    title = models.CharField(max_length=200, help_text="As people call it: “Annex Two”.")
    symbol = models.CharField(max_length=80, blank=True)
    received = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The file that the text it prints was read from, where that is another.",
    )
    issued_on = models.DateField(null=True, blank=True)
    issued_as = models.CharField(
        max_length=40, blank=True, help_text="The date as printed where no day is known: “2005”."
    )
    as_of = models.DateField(null=True, blank=True, help_text="Status as of.")
    as_of_note = models.CharField(max_length=40, blank=True, help_text="“COB”.")
    state = models.CharField(max_length=10, choices=State, default=State.IMPORTED)
    extent = models.CharField(max_length=10, choices=Extent, default=Extent.WHOLE)
    content_hash = models.CharField(max_length=64, blank=True)
    reading = models.PositiveIntegerField(default=1)
    head_edit = models.PositiveIntegerField(default=0, help_text="Number of its last edit.")
    record = models.CharField(
        max_length=100,
        blank=True,
        help_text="Head of the record when it was issued: place and hash.",
    )
    engine = models.CharField(max_length=20, blank=True, help_text="Engine that read it last.")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField(null=True, blank=True, help_text="When it was recorded.")
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    frozen_at = models.DateTimeField(null=True, blank=True, help_text="When it was issued here.")
    passages: models.ManyToManyField[Passage, DraftPassage] = models.ManyToManyField(
        Passage, through="DraftPassage", related_name="drafts"
    )

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "language", "number"], name="draft_number_is_unique"
            ),
            models.UniqueConstraint(
                fields=["document", "language"],
                condition=models.Q(state="rolling"),
                name="document_has_one_rolling_draft",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="issued") | ~models.Q(content_hash=""),
                name="issued_draft_has_a_hash",
            ),
        ]

    def __str__(self) -> str:
        return self.symbol or self.title


class DraftPassage(models.Model):
    """A draft prints an ordered list of passages. Frozen when the draft is issued."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="prints")
    order = models.PositiveIntegerField()
    passage = models.ForeignKey(Passage, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["draft", "order"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "order"], name="draft_prints_in_order")
        ]
