"""What happens arrives, signed, at least once, and not too often where nobody answers."""

from __future__ import annotations

import base64
import hashlib
import http.client
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from config.celery import SWEEP_TASKS, app
from negotiation.actions.events import Happening, announce_all
from negotiation.models import Event
from tests.negotiation.builders import Negotiation
from tests.webhooks.conftest import Hook, Receiver, hook_of, queue
from tracker.models import Delivery, Webhook
from tracker.webhooks.delivering import AT_ONCE, _claim_next, deliver_due, find_due
from tracker.webhooks.failing import ATTEMPTS, LONGEST_WAIT, wait_after
from tracker.webhooks.keeping import enable, replay, replay_since
from tracker.webhooks.tasks import sweep

State, Trouble = Delivery.State, Delivery.Trouble
DOCS = Path(__file__).resolve().parents[2] / "docs" / "webhooks.md"


class Killed(BaseException):
    """What ends a worker in the middle of its work."""


def happens(talks: Negotiation, number: int = 1) -> list[str]:
    """Outcomes that everybody may know of; the ids of the events."""
    happenings = [Happening(Event.Kind.OUTCOME)] * number
    events = announce_all(talks.process, happenings, by=talks.clerk, at=timezone.now())
    return [event.public_id for event in events]


def time_passes() -> None:
    """All that waits for its time is due."""
    past = timezone.now() - timedelta(seconds=1)
    Delivery.objects.filter(state=State.WAITING).update(next_at=past)
    Webhook.objects.exclude(rests_until=None).update(rests_until=past)


def hmac_as_rfc_2104_has_it(key: bytes, said: bytes) -> bytes:
    """HMAC-SHA256, from its definition."""
    padded = key.ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded) + said).digest()
    return hashlib.sha256(bytes(byte ^ 0x5C for byte in padded) + inner).digest()


def documented() -> Callable[[str, dict[str, str], bytes], bool]:
    """The receiver's check as docs/webhooks.md prints it."""
    found = re.search(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    names: dict[str, Any] = {}
    exec(found.group(1), names)
    check: Callable[[str, dict[str, str], bytes], bool] = names["is_genuine"]
    return check


@pytest.mark.django_db(transaction=True)
def test_what_happens_is_sent_as_the_feed_of_changes_has_it(
    hook: Hook, receiver: Receiver, client: Client
) -> None:
    (event,) = happens(hook.talks)
    (message,) = receiver.messages
    feed = client.get("/api/v1/changes/").json()["results"]
    shape = next(one for one in feed if one["id"] == event)
    assert message.told == shape | {"at": shape["at"].replace("Z", "+00:00")}
    assert message.path == "/hook?for=talks"
    assert message.headers["content-type"] == "application/json"
    assert message.headers["webhook-id"] == hook.row().public_id
    row = hook.row()
    assert (row.state, row.answer, row.attempts) == (State.SENT, 204, 1)


def test_the_signature_is_that_of_id_time_and_body(hook: Hook, receiver: Receiver) -> None:
    happens(hook.talks)
    queue()
    deliver_due(hook.webhook.pk)
    (message,) = receiver.messages
    head = f"{message.headers['webhook-id']}.{message.headers['webhook-timestamp']}."
    key = base64.b64decode(hook.secret.removeprefix("whsec_"))
    expected = base64.b64encode(hmac_as_rfc_2104_has_it(key, head.encode() + message.body))
    assert message.headers["webhook-signature"] == f"v1,{expected.decode()}"
    is_genuine = documented()
    assert is_genuine(hook.secret, message.headers, message.body)
    assert not is_genuine(hook.secret, message.headers, message.body + b" ")
    late = message.headers | {"webhook-timestamp": "1400000000"}
    assert not is_genuine(hook.secret, late, message.body)


def test_the_secret_is_kept_nowhere(hook: Hook) -> None:
    key = base64.b64decode(hook.secret.removeprefix("whsec_"))
    kept = str(Webhook.objects.filter(pk=hook.webhook.pk).values().get())
    assert hook.secret.removeprefix("whsec_") not in kept
    assert key.hex() not in kept


def test_with_another_key_of_the_installation_nothing_is_sent(
    hook: Hook, receiver: Receiver, settings: Settings
) -> None:
    happens(hook.talks)
    queue()
    settings.SECRET_KEY = "another one"
    deliver_due(hook.webhook.pk)
    assert receiver.messages == []
    assert hook.now().disabled_why == Webhook.Why.SECRET
    assert (hook.row().state, hook.row().claimed_until) == (State.WAITING, None)


def test_only_what_was_asked_for_is_queued(talks: Negotiation, receiver: Receiver) -> None:
    happens(talks)
    hook = hook_of(talks, receiver, kinds=[Event.Kind.OUTCOME])
    events = happens(talks, 2)
    talks.meeting()
    queue()
    queue()
    rows = Delivery.objects.filter(webhook=hook.webhook).order_by("event__seq")
    assert list(rows.values_list("event__public_id", flat=True)) == events


def test_after_a_500_it_is_tried_again(hook: Hook, receiver: Receiver) -> None:
    receiver.answers = [500]
    first, second = happens(hook.talks, 2)
    queue()
    deliver_due(hook.webhook.pk)
    failed = Delivery.objects.get(event__public_id=first)
    assert (failed.state, failed.answer, failed.trouble) == (State.WAITING, 500, Trouble.ANSWER)
    assert failed.next_at > timezone.now() + timedelta(seconds=25)
    # the address rests: the other event does not try it either
    assert receiver.events == [first]
    assert find_due() == []
    time_passes()
    sweep()
    assert sorted(receiver.events[1:]) == sorted([first, second])
    ids = [message.headers["webhook-id"] for message in receiver.messages]
    assert ids.count(failed.public_id) == 2
    assert hook.now().failures == 0
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.SENT}


def test_each_wait_is_twice_as_long_up_to_six_hours() -> None:
    waits = [wait_after(number).total_seconds() for number in range(1, ATTEMPTS + 1)]
    assert waits[:4] == [30, 60, 120, 240]
    assert waits[-1] == LONGEST_WAIT.total_seconds() == 6 * 3600
    assert timedelta(days=1) < timedelta(seconds=sum(waits[:-1])) < timedelta(days=2)


def test_it_is_switched_off_with_a_notice_and_on_again(
    hook: Hook, receiver: Receiver, django_capture_on_commit_callbacks: Any
) -> None:
    hook.talks.clerk.email = "clerk@example.org"
    hook.talks.clerk.save()
    receiver.answers = [503] * ATTEMPTS
    happens(hook.talks)
    queue()
    with django_capture_on_commit_callbacks(execute=True):
        for _attempt in range(ATTEMPTS + 3):
            time_passes()
            sweep()
    assert len(receiver.messages) == ATTEMPTS
    assert (hook.row().state, hook.row().attempts) == (State.FAILED, ATTEMPTS)
    assert hook.now().disabled_why == Webhook.Why.FAILURES
    (notice,) = mail.outbox
    assert notice.to == ["clerk@example.org"]
    assert f"/account/webhooks/{hook.webhook.public_id}/" in notice.body
    (missed,) = happens(hook.talks)
    queue()
    assert not Delivery.objects.filter(event__public_id=missed).exists()
    enable(hook.now())
    replay_since(hook.now(), timezone.now() - timedelta(hours=1))
    sweep()
    assert receiver.events[-1] == missed
    assert hook.now().disabled_at is None


def test_failures_that_are_not_in_a_row_switch_nothing_off(hook: Hook, receiver: Receiver) -> None:
    receiver.answers = [500] * (ATTEMPTS - 1) + [200] + [500] * (ATTEMPTS - 1)
    for _round in range(2):
        happens(hook.talks)
        queue()
        for _attempt in range(ATTEMPTS):
            time_passes()
            sweep()
    assert len(receiver.messages) == 2 * ATTEMPTS
    assert hook.now().disabled_at is None


def test_one_delivery_is_sent_again_under_its_id(hook: Hook, receiver: Receiver) -> None:
    happens(hook.talks, 2)
    queue()
    sweep()
    row = Delivery.objects.order_by("event__seq").first()
    assert row is not None
    assert replay(hook.now(), Delivery.objects.filter(pk=row.pk)) == 1
    sweep()
    ids = [message.headers["webhook-id"] for message in receiver.messages]
    assert len(ids) == 3
    assert ids[2] == ids[0] == row.public_id


def test_a_replay_since_a_moment_sends_also_what_was_before_the_webhook(
    talks: Negotiation, receiver: Receiver
) -> None:
    events = happens(talks, 3)
    hook = hook_of(talks, receiver, kinds=[Event.Kind.OUTCOME])
    assert replay_since(hook.webhook, timezone.now() + timedelta(hours=1)) == 0
    assert replay_since(hook.webhook, timezone.now() - timedelta(hours=1)) == 3
    sweep()
    queue()
    sweep()
    assert receiver.events == events


@pytest.mark.parametrize("has_arrived", [False, True])
@pytest.mark.parametrize("is_alone", [False, True])
def test_what_a_killed_worker_held_is_sent_under_the_same_id(
    hook: Hook,
    receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
    has_arrived: bool,
    is_alone: bool,
) -> None:
    def die(*_asked: object, **_more: object) -> None:
        raise Killed

    happens(hook.talks)
    queue()
    with monkeypatch.context() as patch:
        where = "getresponse" if has_arrived else "request"
        patch.setattr(http.client.HTTPConnection, where, die)
        with pytest.raises(Killed):
            deliver_due(hook.webhook.pk)
    sweep()
    assert hook.row().state == State.WAITING, "somebody may still be sending it"
    if not is_alone:
        past = timezone.now() - timedelta(seconds=1)
        Delivery.objects.update(claimed_until=past)
    sweep(alone=is_alone)
    assert hook.row().state == State.SENT
    ids = {message.headers["webhook-id"] for message in receiver.messages}
    assert ids == {hook.row().public_id}
    assert hook.row().attempts == 2


def test_what_one_worker_holds_no_other_takes(hook: Hook) -> None:
    happens(hook.talks)
    queue()
    assert _claim_next(hook.webhook.pk) == hook.row()
    assert _claim_next(hook.webhook.pk) is None
    assert find_due() == []


def test_more_than_one_message_takes_is_sent_by_further_messages(
    hook: Hook, receiver: Receiver
) -> None:
    events = happens(hook.talks, AT_ONCE + 2)
    queue()
    assert deliver_due(hook.webhook.pk)
    assert receiver.events == events[:AT_ONCE]
    sweep()
    assert receiver.events == events


def test_a_webhook_that_is_removed_takes_its_rows_along(hook: Hook, receiver: Receiver) -> None:
    happens(hook.talks)
    queue()
    hook.webhook.delete()
    sweep()
    assert receiver.messages == []
    assert not Delivery.objects.exists()


def test_workers_know_the_sweeps_that_are_asked_of_them() -> None:
    assert "tracker.webhooks.tasks.sweep" in SWEEP_TASKS
    assert set(SWEEP_TASKS) <= set(app.tasks)
