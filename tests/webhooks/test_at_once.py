"""A person does two things with a webhook at the same time."""

from __future__ import annotations

import time
from threading import Event as Begun

import pytest
from django.db import transaction

from tests.documents.test_editing_together import together
from tests.webhooks.conftest import Hook
from tests.webhooks.test_page import happens
from tracker.models import Delivery, Webhook
from tracker.webhooks.keeping import deliveries_of, remove, replay


@pytest.mark.django_db(transaction=True)
def test_a_webhook_is_removed_while_it_sends_again(hook: Hook) -> None:
    """Both write to the webhook and to its rows: one waits for the other."""
    happens(hook.talks)
    begun = Begun()

    def send_again() -> object:
        with transaction.atomic():
            Webhook.objects.filter(pk=hook.webhook.pk).update(rests_until=None)
            begun.set()
            time.sleep(1)
            return replay(hook.webhook, deliveries_of(hook.webhook))

    def take_away() -> None:
        begun.wait(10)
        remove(Webhook.objects.get(pk=hook.webhook.pk))

    assert together(send_again, take_away) == [1, None]
    assert not Webhook.objects.exists()
    assert not Delivery.objects.exists()
