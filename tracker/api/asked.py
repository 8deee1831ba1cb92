"""What can be asked of API v1; a malformed parameter is named in the refusal."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

FORMS = ("bracketed", "clean", "agreed", "source")


class TextQuery(serializers.Serializer[Any]):
    """Which text, at which moment, in which form."""

    form = serializers.ChoiceField(
        choices=FORMS,
        default="bracketed",
        error_messages={"invalid_choice": f"“{{input}}” is none of {', '.join(FORMS)}."},
    )
    draft = serializers.RegexField(
        r"\A[a-z]{10}\Z",
        required=False,
        help_text="Id of a draft.",
        error_messages={"invalid": "The id of a draft has ten letters from a to z."},
    )
    meeting = serializers.SlugField(required=False, help_text="Slug of a meeting.")


class DraftsQuery(serializers.Serializer[Any]):
    """Which drafts."""

    outline = serializers.BooleanField(
        default=False, help_text="Also drafts of which only symbols and headings are known."
    )


class ComparisonsQuery(serializers.Serializer[Any]):
    """Comparisons of which document."""

    document = serializers.SlugField(required=False)
