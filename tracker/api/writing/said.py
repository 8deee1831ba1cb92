"""What programs say when they write. Unknown names are refused with the nearest known one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.fields import empty

from bracketed.model import Kind, Role
from negotiation.codes import Code
from negotiation.models import Assignment, Decision, Party, Position, Proposal, Publication
from tracker.api.queries import Choice, check_words
from tracker.api.record.asked import EventId, PublicId, Words


class Written(serializers.Serializer[Any]):
    """A body in JSON, of which every name is known."""

    def to_internal_value(self, data: Any) -> Any:
        """:raises ValidationError: for a name that is not known."""
        if isinstance(data, Mapping):
            check_words(data, self.fields)
        return super().to_internal_value(data)


def _text(limit: int | None = None, **more: Any) -> serializers.RegexField:
    """Words that may be left out; white space at their ends is theirs."""
    said: dict[str, Any] = {"required": False, "allow_blank": True, "default": "", **more}
    return serializers.RegexField(r"\A[^\x00]+\Z", trim_whitespace=False, max_length=limit, **said)


def _day(help_text: Any = "") -> serializers.DateField:
    return serializers.DateField(required=False, allow_null=True, default=None, help_text=help_text)


class RollingWrite(Written):
    """A rolling text to be opened."""

    follows = PublicId(help_text=_("Id of the draft that it begins from."))
    meeting = serializers.SlugField(help_text=_("Slug of the meeting on whose table it lies."))
    title = Words(max_length=200)


class IssueWrite(Written):
    """How a rolling text is issued."""

    symbol = _text(80)
    issued_on = serializers.DateField()
    as_of = serializers.DateField(help_text=_("Status as of."))
    as_of_note = _text(40)


class PublicationWrite(Written):
    """Who may see a draft from now on."""

    visibility = Choice(choices=Publication.Visibility.choices)


class WordingWrite(Written):
    """The words of a provision (of a heading: the heading). With ``join`` they are joined with
    what others saved meanwhile, where the two do not touch."""

    text = _text(required=True, default=empty)
    label = _text(200, allow_null=True, default=None)  # type: ignore[assignment]
    reason = _text(2000, help_text=_("Why words that were agreed change."))
    editorial = serializers.BooleanField(
        default=False, help_text=_("A correction that leaves what was agreed as it was.")
    )
    join = serializers.BooleanField(default=False)


class InsertWrite(Written):
    """A new provision, directly under one (null: at the top), after another (null: first)."""

    under = PublicId(required=False, allow_null=True, default=None)
    after = PublicId(required=False, allow_null=True, default=None)
    kind = Choice(choices=[(kind.value, kind.value) for kind in Kind])
    role = Choice(choices=[(role.value, role.value) for role in Role], default=Role.TEXT.value)
    text = Words(trim_whitespace=False, max_length=100_000)
    label = _text(200)  # type: ignore[assignment]
    reason = _text(2000)


class DecisionWrite(Written):
    """A status of a provision, at a meeting or in a draft that belongs to none."""

    provision = PublicId()
    code = Choice(choices=Code.choices)
    meeting = serializers.SlugField(required=False, allow_null=True, default=None)
    draft = PublicId(required=False, allow_null=True, default=None)
    covers = serializers.BooleanField(
        default=False, help_text=_("It holds for what stands under the provision, too, save")
    )
    exceptions = serializers.ListField(child=PublicId(), default=list, max_length=500)
    condition = _text(2000)
    note = _text(2000)
    basis = Choice(choices=Decision.Basis.choices, default=Decision.Basis.GAVEL.value)
    taken_on = _day(_("The day it was decided; needed for what the record tells."))
    reopens = EventId(required=False, allow_null=True, default=None)
    corrects = EventId(required=False, allow_null=True, default=None)


class TakingBackWrite(Written):
    """Why a decision is taken back."""

    note = _text(2000)


class PartyWrite(Written):
    """A party, named as it is to be printed."""

    process = serializers.SlugField()
    name = Words(max_length=200)
    kind = Choice(choices=Party.Kind.choices, default=Party.Kind.UNKNOWN.value)


class SubmissionWrite(Written):
    """What parties sent or tabled. The same ``ref`` gives the first."""

    process = serializers.SlugField()
    title = Words(max_length=300)
    parties = serializers.ListField(
        child=Words(max_length=200), max_length=300, help_text=_("Their names.")
    )
    ref = serializers.RegexField(
        r"\A[^/?#\s][^/?#]{0,118}\Z",
        required=False,
        help_text=_("What the submission is called for ever; made up where it is left out."),
    )
    meeting = serializers.SlugField(required=False, allow_null=True, default=None)
    symbol = _text(80)
    received_on = _day()
    note = _text(2000)


class ProposalWrite(Written):
    """What a submission proposes on one provision; without ``target`` something new."""

    submission = Words(max_length=120, help_text=_("The ref of it."))
    number = serializers.IntegerField(
        required=False,
        allow_null=True,
        default=None,
        min_value=1,
        max_value=100_000,
        help_text=_("In the submission; the next one where it is left out."),
    )
    does = Choice(choices=Proposal.Does.choices)
    target = PublicId(required=False, allow_null=True, default=None)
    stands_as = PublicId(required=False, allow_null=True, default=None)
    text = _text(100_000)


class PositionWrite(Written):
    """Where a party stands on a submission."""

    submission = Words(max_length=120, help_text=_("The ref of it."))
    party = Words(max_length=200)
    stance = Choice(choices=Position.Stance.choices)
    taken_on = _day()


class AssignmentWrite(Written):
    """Work given out at a meeting."""

    meeting = serializers.SlugField()
    number = serializers.IntegerField(min_value=1, max_value=100_000)
    does = Choice(choices=Assignment.Does.choices)
    text = Words(max_length=10_000)
    provisions = serializers.ListField(child=PublicId(), min_length=1, max_length=500)
    result = PublicId(required=False, allow_null=True, default=None)
    holder = Words(max_length=200, required=False, allow_null=True, default=None)
    small_group = Words(max_length=120, required=False, allow_blank=True, default="")
    due_on = _day()


class ComparisonWrite(Written):
    """Two drafts to be compared."""

    earlier = PublicId()
    later = PublicId()
