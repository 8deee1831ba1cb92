"""Decisions: the status of a provision at a meeting or in a draft, and follow-ups."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models import Draft, Passage, Provision
from negotiation.breaches import say_all
from negotiation.codes import Code
from negotiation.models.calendar import Body, Meeting
from negotiation.models.people import Party


class Decision(models.Model):
    """A status recorded for a provision, by whom and when. Append-only: a correction is a
    further row that ``corrects``. One whose basis is *taken back* says no more than that: neither
    it nor what it corrects holds.

    With ``covers`` it holds for the provisions under it, too, save the ``exceptions``.
    ``wording_hash`` is the text it was taken on, so that a later change shows.
    """

    class Basis(models.TextChoices):
        STATED = "stated", _("stated in the record")
        TAG = "tag", _("tag in the text")
        GAVEL = "gavel", _("decided on the spot")
        EDITORIAL = "editorial", _("editorial correction")
        LATE_RECORD = "late_record", _("recorded after the meeting closed")
        TAKEN_BACK = "taken_back", _("taken back")

    provision = models.ForeignKey(Provision, models.PROTECT, related_name="decisions")
    code = models.CharField(max_length=24, choices=Code)
    covers = models.BooleanField(default=False)
    exceptions: models.ManyToManyField[Provision, models.Model] = models.ManyToManyField(
        Provision, related_name="excepted_from", blank=True
    )
    excepts = models.PositiveIntegerField(
        default=0, help_text="How many exceptions it was taken with; the database takes no more."
    )
    condition = models.TextField(blank=True, help_text="As printed: “besides the Annex”.")
    note = models.TextField(blank=True)
    contradiction = models.TextField(
        blank=True, help_text="What in the record itself contradicts this decision."
    )
    breaks = models.JSONField(
        default=list,
        blank=True,
        help_text="The rules that it breaks as the record states it (negotiation.breaches).",
    )
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="decisions")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    draft = models.ForeignKey(
        Draft, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    wording_hash = models.CharField(max_length=64, blank=True)
    taken_on = models.DateField(help_text="The day it was decided, not the day it was recorded.")
    basis = models.CharField(max_length=12, choices=Basis)
    reopens = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="reopened_by"
    )
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="+")
    ref = models.CharField(max_length=120, unique=True, null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["taken_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(meeting__isnull=False) | models.Q(draft__isnull=False),
                name="decision_belongs_to_a_meeting_or_a_draft",
            )
        ]

    @property
    def contradicted(self) -> str:
        """What contradicts it: what the record says of that, else the rules that it breaks."""
        return self.contradiction or say_all(self.breaks)


class Assignment(models.Model):
    """Work given out at a meeting: combine, replace, redraft, provide alternative text."""

    class Does(models.TextChoices):
        COMBINE = "combine", _("combine")
        REPLACE = "replace", _("replace and combine")
        ALTERNATE = "alternate", _("provide alternative text")
        REFORMULATE = "reformulate", _("reformulate")
        REDRAFT = "redraft", _("redraft")
        CONSULT = "consult", _("lead consultations")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="assignments")
    number = models.PositiveIntegerField()
    does = models.CharField(max_length=12, choices=Does)
    text = models.TextField(help_text="As printed.")
    provisions: models.ManyToManyField[Provision, models.Model] = models.ManyToManyField(
        Provision, related_name="assignments"
    )
    result = models.ForeignKey(
        Provision, models.PROTECT, null=True, blank=True, related_name="resulted_from"
    )
    holder = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    holder_inferred = models.BooleanField(default=False)
    small_group = models.CharField(
        max_length=120, blank=True, help_text="In which it is worked on, as the room calls it."
    )
    due_on = models.DateField(null=True, blank=True)
    contradiction = models.TextField(blank=True)
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="+")
    ref = models.CharField(max_length=120, unique=True, null=True, blank=True)

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="assignment_number_is_unique"
            )
        ]
