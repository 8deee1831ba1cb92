"""Processes, their phases and meetings, and what is tabled at them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.models import Document, Draft, Passage


class Process(models.Model):
    """The WSIS+10 review, say: it runs in phases and negotiates documents."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    colours = models.JSONField(
        default=dict, blank=True, help_text="Shape → its colour on light and on dark paper."
    )
    words = models.JSONField(default=dict, blank=True, help_text="Language → code → its word.")
    head_seq = models.PositiveBigIntegerField(default=0, help_text="Place of its last event.")
    head_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name_plural = "processes"

    def __str__(self) -> str:
        return self.title


class Mandate(models.Model):
    """Which process negotiates a document."""

    process = models.ForeignKey(Process, models.PROTECT, related_name="mandates")
    document = models.OneToOneField(Document, models.PROTECT, related_name="mandate")
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["process", "order"]


class Phase(models.Model):
    """A phase of a process."""

    process = models.ForeignKey(Process, models.PROTECT, related_name="phases")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    dates_as = models.CharField(max_length=60, help_text="As printed: “July 2013”.")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["process", "number"]
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="phase_number_is_unique")
        ]

    def __str__(self) -> str:
        return self.name


class Body(models.Model):
    """As what a meeting sits: plenary, working group, co-facilitators, …; a lower ``rank``
    never silently overrides a higher one.
    """

    process = models.ForeignKey(Process, models.PROTECT, related_name="bodies")
    slug = models.SlugField()
    name = models.CharField(max_length=120)
    rank = models.PositiveIntegerField()

    class Meta:
        ordering = ["process", "-rank"]
        verbose_name_plural = "bodies"
        constraints = [
            models.UniqueConstraint(fields=["process", "slug"], name="body_slug_is_unique")
        ]

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """A meeting of a process. Slugs are unique: they stand in addresses."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        OPEN = "open", pgettext_lazy("a meeting", "open")
        CLOSED = "closed", _("closed")

    process = models.ForeignKey(Process, models.PROTECT, related_name="meetings")
    phase = models.ForeignKey(Phase, models.PROTECT, null=True, blank=True, related_name="meetings")
    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    short_title = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    closed_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="“No report held.”")

    class Meta:
        ordering = ["starts_on", "ends_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="meeting_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="closed") | models.Q(closed_at__isnull=False),
                name="closed_meeting_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Outcome(models.Model):
    """What a meeting settled that is no status of a provision: a principle, a deadline,
    a note.
    """

    class Kind(models.TextChoices):
        PRINCIPLE = "principle", _("principle")
        DEADLINE = "deadline", _("deadline")
        NOTE = "note", _("note")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="outcomes")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    cutting_on = models.DateField(
        null=True, blank=True, help_text="After this day nothing is accepted."
    )
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="outcome_number_is_unique")
        ]


class Tabling(models.Model):
    """A draft at a meeting: brought to it, come out of it, or proposed there by a party."""

    class AsA(models.TextChoices):
        TABLED = "tabled", _("tabled")
        RESULT = "result", _("result")
        PROPOSAL = "proposal", _("proposal")

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="tablings")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="tablings")
    as_a = models.CharField(max_length=10, choices=AsA)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "meeting", "as_a"], name="draft_is_tabled_once_at_a_meeting"
            ),
            models.UniqueConstraint(
                fields=["draft"],
                condition=models.Q(as_a="result"),
                name="draft_is_the_result_of_one_meeting",
            ),
        ]
