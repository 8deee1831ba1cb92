"""What is asked on the page of webhooks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from negotiation.models import Event
from tracker.webhooks.addresses import BadAddress, check_address

Kind = Event.Kind

#: What a webhook may be told of, in the order of the page.
KINDS = (
    (Kind.EDITED, gettext_lazy("a text changed")),
    (Kind.DECIDED, gettext_lazy("a decision was recorded")),
    (Kind.PROPOSED, gettext_lazy("a proposal was made")),
    (Kind.DRAFT_OPENED, gettext_lazy("a rolling text was opened")),
    (Kind.DRAFT_ISSUED, gettext_lazy("a draft was issued")),
    (Kind.DRAFT_PUBLISHED, gettext_lazy("others may see a draft")),
    (Kind.DRAFT_IMPORTED, gettext_lazy("a draft was brought in")),
    (Kind.LINEAGE, gettext_lazy("where words come from was stated")),
    (Kind.ASSIGNED, gettext_lazy("work was given out")),
    (Kind.SUBMITTED, gettext_lazy("a submission came in")),
    (Kind.POSITION, gettext_lazy("a position was taken")),
    (Kind.MEETING_OPENED, gettext_lazy("a meeting opened")),
    (Kind.MEETING_CLOSED, gettext_lazy("a meeting closed")),
    (Kind.OUTCOME, gettext_lazy("an outcome was recorded")),
    (Kind.CALENDAR, gettext_lazy("the calendar changed")),
    (Kind.PEOPLE, gettext_lazy("people and their roles changed")),
    (Kind.SCREEN, gettext_lazy("the screen was turned")),
)
#: What is chosen before anybody chose.
_USUAL = (Kind.EDITED, Kind.DECIDED, Kind.DRAFT_ISSUED, Kind.DRAFT_PUBLISHED)


class WebhookForm(forms.Form):
    """Where to, of what, and of which kinds."""

    address = forms.CharField(
        max_length=500, error_messages={"required": gettext_lazy("Say where to send it.")}
    )
    subject = forms.ChoiceField(
        error_messages={"required": gettext_lazy("Choose what it is about.")}
    )
    kinds = forms.MultipleChoiceField(
        choices=KINDS,
        initial=_USUAL,
        error_messages={"required": gettext_lazy("Choose what it is told of.")},
    )

    def clean_address(self) -> str:
        """:raises ValidationError: with the reason why nothing is sent there."""
        address = str(self.cleaned_data["address"])
        try:
            check_address(address)
        except BadAddress as bad:
            raise forms.ValidationError(str(bad)) from bad
        return address


class SinceForm(forms.Form):
    """The moment from which on everything is sent once more, in UTC."""

    since = forms.DateTimeField(
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d"],
        error_messages={
            "required": gettext_lazy("Say since when."),
            "invalid": gettext_lazy("Write the moment as 2014-06-09T14:30."),
        },
    )
