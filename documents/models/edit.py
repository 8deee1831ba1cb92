"""Every change of a rolling text, with the whole state before and after. Never pruned."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models.draft import Draft
from documents.models.provision import Provision


class Edit(models.Model):
    """One act on a rolling draft: what was done, by whom, when and why. Append-only.

    ``number`` counts within the draft from 1; ``content_hash`` is over the canonical text of
    the act and of its items, so that a later change of either shows."""

    class Operation(models.TextChoices):
        REWORD = "reword", _("reworded")
        MERGE_EDITS = "merge_edits", _("two edits joined")
        PUT_IN_BRACKETS = "put_in_brackets", _("put in brackets")
        LIFT = "lift", _("bracket lifted")
        DELETE_WITH_WORDS = "delete_with_words", _("bracket deleted with its words")
        CHOOSE = "choose", _("alternative chosen")
        ADD_ALTERNATIVE = "add_alternative", _("alternative added")
        ATTRIBUTE = "attribute", _("attributed to a party")
        INSERT = "insert", _("inserted")
        SPLIT = "split", _("split")
        MERGE = "merge", _("merged")
        MOVE = "move", _("moved")
        TURN_INTO_ALTERNATIVE = "turn_into_alternative", _("made an alternative")
        WITHDRAW = "withdraw", _("withdrawn")
        RESTORE = "restore", _("restored")
        RELABEL = "relabel", _("renumbered")
        UNDO = "undo", _("undone")

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="edits")
    number = models.PositiveIntegerField()
    operation = models.CharField(max_length=24, choices=Operation)
    reason = models.TextField(blank=True)
    editorial = models.BooleanField(default=False)
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    content_hash = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["draft", "number"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="edit_number_is_unique")
        ]


class EditItem(models.Model):
    """What an edit did to one provision: its whole state before and after as canonical JSON
    text; empty where it had no wording. ``version`` is that of its wording afterwards.
    Append-only."""

    edit = models.ForeignKey(Edit, models.PROTECT, related_name="items")
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="edit_items")
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    version = models.PositiveIntegerField()

    class Meta:
        ordering = ["edit", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edit", "provision"], name="edit_has_one_item_for_a_provision"
            )
        ]
