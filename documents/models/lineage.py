"""Where words went and where they came from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models.draft import Draft
from documents.models.provision import Provision
from documents.models.source import Passage


class Lineage(models.Model):
    """An edge from an earlier provision to a later one. Append-only: a mistake is
    retracted by a further row."""

    class Kind(models.TextChoices):
        MERGED_INTO = "merged_into", _("merged into")
        SPLIT_INTO = "split_into", _("split into")
        MOVED_TO = "moved_to", _("moved to")
        REPLACED_BY = "replaced_by", _("replaced by")
        TAKEN_FROM = "taken_from", _("words taken into")
        CONSIDERS = "considers", _("considered in")
        SAME_TEXT = "same_text", _("same text as")
        SAME = "same", _("the same provision as")
        DIFFERENT = "different", _("not the same provision as")

    class Basis(models.TextChoices):
        STATED = "stated", _("stated in the record")
        INFERRED = "inferred", _("inferred")
        ALIGNED = "aligned", _("found by comparison")
        PERSON = "person", _("said by a person")

    earlier = models.ForeignKey(Provision, models.PROTECT, related_name="went_to")
    later = models.ForeignKey(Provision, models.PROTECT, related_name="came_from")
    kind = models.CharField(max_length=12, choices=Kind)
    basis = models.CharField(max_length=10, choices=Basis)
    certainty = models.FloatField(null=True, blank=True, help_text="0 to 1; null where stated.")
    in_draft = models.ForeignKey(
        Draft, models.PROTECT, null=True, blank=True, related_name="lineage"
    )
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)
    retracts = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="retracted_by"
    )
    ref = models.CharField(max_length=120, unique=True, null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(earlier=models.F("later")), name="lineage_joins_two_provisions"
            )
        ]
