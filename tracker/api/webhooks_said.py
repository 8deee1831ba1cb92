"""What is said of webhooks, and what programs say to them."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from negotiation.models import Event
from tracker.api.queries import Choice
from tracker.api.record.asked import EventId, Words
from tracker.api.serializers import Shape
from tracker.api.writing.said import Written
from tracker.models import Delivery, Webhook

_KINDS: Final = [kind.value for kind in Event.Kind]


class WebhookShape(Shape):
    """A webhook; nothing tells its secret."""

    id = serializers.CharField()
    address = serializers.CharField()
    process = serializers.CharField()
    document = serializers.CharField(allow_null=True)
    kinds = serializers.ListField(child=serializers.CharField())
    active = serializers.BooleanField()
    disabled_at = serializers.DateTimeField(allow_null=True)
    disabled_why = serializers.CharField(
        help_text=f"{', '.join(Webhook.Why.values)}; empty while it is active."
    )
    failures = serializers.IntegerField(help_text="In a row.")
    rests_until = serializers.DateTimeField(allow_null=True)
    made_at = serializers.DateTimeField()


class NewWebhookShape(WebhookShape):
    """A webhook with its new secret."""

    secret = serializers.CharField(
        allow_null=True, help_text="Shown once: null where the answer is one that was kept."
    )


class DeliveryShape(Shape):
    """An event for a webhook; `id` is the `Webhook-Id` it is sent under."""

    id = serializers.CharField()
    event = serializers.CharField()
    kind = serializers.CharField()
    at = serializers.DateTimeField(help_text="When it happened.")
    state = serializers.CharField(
        help_text=", ".join(
            state.value for state in Delivery.State if state != Delivery.State.WITHHELD
        )
    )
    attempts = serializers.IntegerField()
    tried_at = serializers.DateTimeField(allow_null=True)
    next_at = serializers.DateTimeField(allow_null=True)
    answer = serializers.IntegerField(allow_null=True, help_text="The status that was answered.")
    trouble = serializers.CharField(help_text=", ".join(Delivery.Trouble.values))


class ReplayShape(Shape):
    """How many events are sent again."""

    number = serializers.IntegerField()


def _kinds(**more: Any) -> serializers.ListField:
    child = Choice(choices=_KINDS)
    return serializers.ListField(child=child, min_length=1, max_length=len(_KINDS), **more)


class WebhookWrite(Written):
    """An address to be told, and of what."""

    address = Words(max_length=500, help_text=gettext_lazy("Begins with https://"))
    process = serializers.SlugField()
    document = serializers.SlugField(required=False, allow_null=True, default=None)
    kinds = _kinds()


class WebhookChange(Written):
    """What is to be another."""

    kinds = _kinds(required=False)
    active = serializers.BooleanField(required=False)


class ReplayWrite(Written):
    """One delivery, or everything since a moment."""

    delivery = EventId(required=False)
    since = serializers.DateTimeField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """:raises ValidationError: where neither or both are said."""
        if len(attrs) != 1:
            raise serializers.ValidationError(
                {"since": [_("Say one delivery, or since when everything is sent again.")]}
            )
        return attrs
