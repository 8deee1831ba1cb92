"""What can be asked of the record."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from bracketed.model import Role
from documents.models import Bracket, Lineage, Wording
from negotiation.codes import Code
from negotiation.models import Decision, Meeting, Party, Position, Proposal
from tracker.api.queries import Choice


class PublicId(serializers.RegexField):
    """The ten letters of a draft, a provision or a comparison."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {})["invalid"] = _("An id has ten letters from a to z.")
        super().__init__(r"\A[a-z]{10}\Z", **kwargs)


class EventId(serializers.RegexField):
    """The twenty letters of an event, or of the decision that it tells of."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {})["invalid"] = _(
            "This id has twenty letters from a to z."
        )
        super().__init__(r"\A[a-z]{20}\Z", **kwargs)


class Words(serializers.RegexField):
    """Words with something in them; white space at their ends is not theirs."""

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {})["invalid"] = _("Here some words are missing.")
        super().__init__(r"\A[^\x00]*[^\s\x00][^\x00]*\Z", max_length=max_length, **kwargs)


def _slug(help_text: str) -> serializers.SlugField:
    return serializers.SlugField(required=False, help_text=help_text)


def _choice(choices: Any) -> Choice:
    return Choice(choices=choices, required=False)


class MeetingsQuery(serializers.Serializer[Any]):
    """Which meetings."""

    process = _slug("Slug of a process.")
    state = _choice(Meeting.State.choices)


class DecisionsQuery(serializers.Serializer[Any]):
    """Which decisions."""

    document = _slug("Slug of a document.")
    meeting = _slug("Slug of a meeting.")
    draft = PublicId(required=False, help_text="Id of a draft.")
    provision = PublicId(required=False, help_text="Id of a provision.")
    code = _choice(Code.choices)
    basis = _choice(Decision.Basis.choices)


class BracketsQuery(serializers.Serializer[Any]):
    """Which brackets: of the latest texts, unless a draft is named."""

    document = _slug("Slug of a document.")
    draft = PublicId(required=False, help_text="Id of a draft.")
    provision = PublicId(required=False, help_text="Id of a provision.")
    kind = _choice(Bracket.Kind.choices)
    open = serializers.BooleanField(
        required=False,
        allow_null=True,
        default=None,
        help_text="Only those around words that are not agreed; `false`: only the others.",
    )


class ProvisionsQuery(serializers.Serializer[Any]):
    """Which provisions."""

    document = _slug("Slug of a document.")
    draft = PublicId(required=False, help_text="Id of a draft that they stand in.")
    kind = _choice(Wording.Kind.choices)
    role = _choice([(role.value, role.value) for role in Role])
    code = Words(required=False, max_length=20, help_text="Of an action line: C5.")


class LineageQuery(serializers.Serializer[Any]):
    """Which edges."""

    document = _slug("Slug of a document at one of the ends.")
    provision = PublicId(required=False, help_text="Id of a provision at one of the ends.")
    kind = _choice(Lineage.Kind.choices)
    basis = _choice(Lineage.Basis.choices)


class SubmissionsQuery(serializers.Serializer[Any]):
    """Which submissions."""

    process = _slug("Slug of a process.")
    meeting = _slug("Slug of a meeting.")
    party = Words(required=False, max_length=200, help_text="Name of a party.")
    ref = Words(required=False, max_length=120)


class ProposalsQuery(SubmissionsQuery):
    """Which proposals."""

    document = _slug("Slug of a document.")
    provision = PublicId(required=False, help_text="Id of the provision that they are on.")
    does = _choice(Proposal.Does.choices)


class PositionsQuery(SubmissionsQuery):
    """Which positions; ``party`` is whose."""

    stance = _choice(Position.Stance.choices)


class AssignmentsQuery(serializers.Serializer[Any]):
    """Which work."""

    meeting = _slug("Slug of a meeting.")
    document = _slug("Slug of a document.")
    provision = PublicId(required=False, help_text="Id of a provision.")


class PartiesQuery(serializers.Serializer[Any]):
    """Which parties."""

    kind = _choice(Party.Kind.choices)
    name = Words(required=False, max_length=200, help_text="Just that name.")
