"""What can be asked of API v1; a malformed parameter is named in the refusal."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from tracker.exports.forms import FORMS as _FORMS

FORMS = tuple(_FORMS)


@extend_schema_field(
    {"oneOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}
)
class MomentField(serializers.Field[date | datetime, str, str, Any]):
    """A day (2014-04-17) or a time (2014-04-17T18:00Z; without a zone that of the server)."""

    def to_internal_value(self, data: Any) -> date | datetime:
        """:raises ValidationError: for anything else."""
        written = str(data).strip()
        try:
            found = parse_date(written) or _time(written.replace(" ", "+"))
        except (ValueError, OverflowError):
            found = None
        if found is None:
            raise serializers.ValidationError(
                _("“%(at)s” is no day like 2014-04-17 and no time like 2014-04-17T18:00Z.")
                % {"at": written}
            )
        return found


def _time(written: str) -> datetime | None:
    """:raises OverflowError: for one that there is not in every zone, like the first there is."""
    found = parse_datetime(written)
    if found is None:
        return None
    found = timezone.make_aware(found) if timezone.is_naive(found) else found
    timezone.localtime(found.astimezone(UTC))
    return found


class TextQuery(serializers.Serializer[Any]):
    """Which text, at which moment, in which form."""

    form = serializers.ChoiceField(
        choices=FORMS,
        default="bracketed",
        error_messages={
            "invalid_choice": format_lazy(
                _("“{input}” is none of {names}."), input="{input}", names=", ".join(FORMS)
            )
        },
    )
    draft = serializers.RegexField(
        r"\A[a-z]{10}\Z",
        required=False,
        help_text="Id of a draft.",
        error_messages={"invalid": _("The id of a draft has ten letters from a to z.")},
    )
    meeting = serializers.SlugField(required=False, help_text="Slug of a meeting.")
    at = MomentField(
        required=False,
        help_text="A day (2014-04-17) or a time: the text that stood then. Not with draft or "
        "meeting.",
    )
    provision = serializers.RegexField(
        r"\A[a-z]{10}\Z",
        required=False,
        help_text="Id of a provision: only that, and what stands under it.",
        error_messages={"invalid": _("The id of a provision has ten letters from a to z.")},
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """:raises ValidationError: where two moments are asked for."""
        if "at" in attrs and ("draft" in attrs or "meeting" in attrs):
            raise serializers.ValidationError(
                {"at": [_("A day is asked for instead of a draft or a meeting.")]}
            )
        return attrs


class DraftsQuery(serializers.Serializer[Any]):
    """Which drafts."""

    outline = serializers.BooleanField(
        default=False, help_text="Also drafts of which only symbols and headings are known."
    )


class ComparisonsQuery(serializers.Serializer[Any]):
    """Comparisons of which document."""

    document = serializers.SlugField(required=False)
