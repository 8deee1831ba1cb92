"""What happened in a process, in one order for ever; and what is happening just now."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models import Document, Draft, Edit, Provision
from negotiation.models.calendar import Meeting, Process
from negotiation.models.decision import Decision


class Event(models.Model):
    """One act in a process, chained by hash to the one before. Append-only.

    It holds ids, not words: who may know of it is judged when it is delivered, by its
    ``draft`` (or ``provision``). ``canonical`` is the text that was hashed, as it was hashed;
    ``seq`` counts within the process without gaps and never leaves the installation."""

    class Kind(models.TextChoices):
        CALENDAR = "calendar", _("calendar changed")
        MEETING_OPENED = "meeting_opened", _("meeting opened")
        MEETING_CLOSED = "meeting_closed", _("meeting closed")
        OUTCOME = "outcome", _("outcome recorded")
        PEOPLE = "people", _("people changed")
        DRAFT_IMPORTED = "draft_imported", _("draft brought in")
        DRAFT_OPENED = "draft_opened", _("rolling draft opened")
        DRAFT_ISSUED = "draft_issued", _("draft issued")
        DRAFT_PUBLISHED = "draft_published", _("visibility changed")
        EDITED = "edited", _("text changed")
        DECIDED = "decided", _("decision recorded")
        LINEAGE = "lineage", _("lineage stated")
        ASSIGNED = "assigned", _("work given out")
        SUBMITTED = "submitted", _("submission received")
        PROPOSED = "proposed", _("proposal made")
        POSITION = "position", _("position taken")
        SCREEN = "screen", _("screen turned")

    process = models.ForeignKey(Process, models.PROTECT, related_name="events")
    seq = models.PositiveBigIntegerField()
    public_id = models.CharField(max_length=20, unique=True, help_text="Tells no order.")
    kind = models.CharField(max_length=20, choices=Kind)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="events"
    )
    draft = models.ForeignKey(Draft, models.PROTECT, null=True, blank=True, related_name="events")
    provision = models.ForeignKey(
        Provision, models.PROTECT, null=True, blank=True, related_name="events"
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="events"
    )
    edit = models.OneToOneField(Edit, models.PROTECT, null=True, blank=True, related_name="event")
    decision = models.OneToOneField(
        Decision, models.PROTECT, null=True, blank=True, related_name="event"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    canonical = models.TextField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["process", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["process", "seq"], name="event_has_its_place")
        ]


class Lease(models.Model):
    """Somebody has this provision open at the desk until then. It tells, and never blocks."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="leases")
    provision = models.ForeignKey(Provision, models.CASCADE, related_name="leases")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "by"], name="person_is_at_one_provision")
        ]


class Screen(models.Model):
    """What the plenary screen of a meeting shows: a run of provisions of a draft, from
    ``first`` on, in one of five views. It follows the desk unless it is held."""

    class View(models.TextChoices):
        STANDS = "stands", _("as it stands")
        CHANGES = "changes", _("with changes")
        ALTERNATIVES = "alternatives", _("alternatives side by side")
        AGREED = "agreed", _("agreed only")
        CLEAN = "clean", _("clean")

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="screen")
    draft = models.ForeignKey(Draft, models.PROTECT, null=True, blank=True, related_name="+")
    first = models.ForeignKey(Provision, models.PROTECT, null=True, blank=True, related_name="+")
    run = models.PositiveSmallIntegerField(default=1, help_text="How many provisions.")
    view = models.CharField(max_length=12, choices=View, default=View.CHANGES)
    is_held = models.BooleanField(default=False)
    since_edit = models.PositiveIntegerField(
        default=0, help_text="The edit of the draft after which changes are tracked."
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
