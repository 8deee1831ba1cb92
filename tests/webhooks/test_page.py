"""The page of webhooks: each person has their own, and secrets are shown once."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from negotiation.actions.events import Happening, announce_all
from negotiation.models import Event, Member
from tests.documents.builders import Line
from tests.negotiation.builders import SECRETARIAT, Negotiation
from tests.pages.conftest import read
from tests.webhooks.conftest import Hook, Receiver, hook_of, queue
from tracker.models import Delivery, Webhook
from tracker.pages.webhooks_asked import KINDS
from tracker.webhooks.keeping import AT_MOST, make_webhook
from tracker.webhooks.tasks import sweep

PAGE = "/account/webhooks/"
ASKED = {"address": "https://example.org/hook", "subject": "review", "kinds": ["outcome"]}


@pytest.fixture
def delegate(talks: Negotiation) -> User:
    return talks.member(Member.Role.DELEGATE)


def happens(talks: Negotiation, number: int = 1) -> None:
    """Outcomes are recorded, and are due to be sent."""
    happenings = [Happening(Event.Kind.OUTCOME)] * number
    announce_all(talks.process, happenings, by=talks.clerk, at=timezone.now())
    queue()


def address_of(hook: Hook) -> str:
    return f"{PAGE}{hook.webhook.public_id}/"


def test_a_webhook_is_made_and_its_secret_shown_once(
    client: Client, talks: Negotiation, delegate: User
) -> None:
    talks.draft(Line("A"))
    client.force_login(delegate)
    answer = client.post(PAGE, ASKED | {"subject": "review/review-text"})
    secret = read(answer.content.decode()).one(name="input", id="secret").attributes["value"]
    assert secret.startswith("whsec_")
    assert "no-store" in answer.headers["Cache-Control"]
    webhook = Webhook.objects.get()
    assert (webhook.person, webhook.document) == (delegate, talks.document)
    assert (webhook.kinds, webhook.after_seq) == (["outcome"], talks.process.head_seq)
    shown = [client.get(page).content.decode() for page in (PAGE, f"{PAGE}{webhook.public_id}/")]
    assert all(secret not in page and "https://example.org/hook" in page for page in shown)
    renewed = client.post(f"{PAGE}{webhook.public_id}/secret/").content.decode()
    again = read(renewed).one(name="input", id="secret").attributes["value"]
    assert again.startswith("whsec_")
    assert again != secret


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"address": ""}, "Say where to send it."),
        ({"address": "https://127.0.0.1/"}, "not in the public net"),
        ({"address": "http://example.org/"}, "must begin with https://"),
        ({"kinds": []}, "Choose what it is told of."),
        ({"kinds": ["gossip"]}, "gossip is not one of the available choices"),
        ({"subject": ""}, "Choose what it is about."),
        ({"subject": "review/review-text"}, "review/review-text is not one of"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    client: Client,
    talks: Negotiation,
    delegate: User,
    settings: Settings,
    asked: dict[str, Any],
    reason: str,
) -> None:
    """The last one names a document of which nothing is published to this person."""
    settings.WEBHOOKS_MAY_BE_PRIVATE = False
    talks.draft(Line("A"), visibility=SECRETARIAT)
    client.force_login(delegate)
    answer = client.post(PAGE, ASKED | asked)
    assert answer.status_code == 400
    assert reason in read(answer.content.decode()).words
    assert not Webhook.objects.exists()


def test_a_document_that_one_does_not_see_is_not_offered(
    client: Client, talks: Negotiation, delegate: User
) -> None:
    talks.draft(Line("A"), visibility=SECRETARIAT)
    client.force_login(delegate)
    assert "review-text" not in client.get(PAGE).content.decode()
    client.force_login(talks.clerk)
    assert "review/review-text" in client.get(PAGE).content.decode()


def test_nobody_has_more_than_their_share(
    client: Client, talks: Negotiation, receiver: Receiver
) -> None:
    for _number in range(AT_MOST):
        hook_of(talks, receiver)
    client.force_login(talks.clerk)
    answer = client.post(PAGE, ASKED)
    assert answer.status_code == 400
    assert f"the most webhooks you can have ({AT_MOST})" in answer.content.decode()
    assert Webhook.objects.count() == AT_MOST


@pytest.mark.parametrize("act", ["", "secret/", "enable/", "remove/", "replay/"])
@pytest.mark.parametrize("who", ["nobody", "delegate", "superuser"])
def test_a_webhook_is_there_for_its_person_alone(
    client: Client, hook: Hook, delegate: User, act: str, who: str
) -> None:
    address = address_of(hook) + act
    if who == "superuser":
        User.objects.filter(pk=delegate.pk).update(is_superuser=True)
    if who != "nobody":
        client.force_login(delegate)
    answer = client.post(address, {"since": "2000-01-01"}) if act else client.get(address)
    before = Webhook.objects.get()
    assert (before.salt, before.person) == (hook.webhook.salt, hook.talks.clerk)
    if who == "nobody":
        assert answer.headers["Location"] == f"/account/login/?next={address}"
        return
    assert answer.status_code == 404
    assert hook.webhook.address not in answer.content.decode()
    assert hook.webhook.address not in client.get(PAGE).content.decode()


@pytest.mark.parametrize("act", ["secret/", "enable/", "remove/", "replay/"])
def test_nothing_is_done_by_looking(client: Client, hook: Hook, act: str) -> None:
    client.force_login(hook.talks.clerk)
    assert client.get(address_of(hook) + act).status_code == 405
    assert Webhook.objects.get().salt == hook.webhook.salt


def test_the_page_tells_what_came_of_it_and_sends_it_again(
    client: Client, hook: Hook, receiver: Receiver
) -> None:
    receiver.answers = [418]
    happens(hook.talks)
    sweep()
    client.force_login(hook.talks.clerk)
    page = read(client.get(address_of(hook)).content.decode())
    assert "waits (418): it did not accept it; next attempt" in page.words
    assert "1 failure" in read(client.get(PAGE).content.decode()).words
    told = {"delivery": hook.row().public_id}
    answer = client.post(address_of(hook) + "replay/", told, follow=True)
    assert "1 event is sent again." in answer.content.decode()
    sweep()
    assert len(receiver.messages) == 2
    assert "arrived (204)" in read(client.get(address_of(hook)).content.decode()).words


def test_everything_since_a_moment_is_sent_again(
    client: Client, hook: Hook, receiver: Receiver
) -> None:
    happens(hook.talks, 2)
    sweep()
    client.force_login(hook.talks.clerk)
    for since, number in (("2999-01-01T00:00", 2), ("2000-01-01T00:00", 4)):
        assert client.post(address_of(hook) + "replay/", {"since": since}).status_code == 302
        sweep()
        assert len(receiver.messages) == number
    answer = client.post(address_of(hook) + "replay/", {"since": "yesterday"})
    assert answer.status_code == 400
    assert "Write the moment as" in answer.content.decode()


def test_a_webhook_that_is_off_says_so_and_is_switched_on(
    client: Client, hook: Hook, receiver: Receiver
) -> None:
    happens(hook.talks)
    why = Webhook.Why.FAILURES
    Webhook.objects.update(disabled_at=timezone.now(), disabled_why=why, failures=15)
    sweep()
    client.force_login(hook.talks.clerk)
    page = read(client.get(address_of(hook)).content.decode())
    assert "it failed too often in a row" in page.one(has="notice").words
    client.post(address_of(hook) + "enable/")
    assert not read(client.get(address_of(hook)).content.decode()).all(has="notice")
    sweep()
    assert len(receiver.messages) == 1


def test_a_webhook_is_removed(client: Client, hook: Hook) -> None:
    happens(hook.talks)
    client.force_login(hook.talks.clerk)
    answer = client.post(address_of(hook) + "remove/", follow=True)
    assert "Nothing is sent there any longer" in answer.content.decode()
    assert not Webhook.objects.exists()
    assert not Delivery.objects.exists()


def test_the_pages_ask_as_often_for_three_as_for_one(
    client: Client, talks: Negotiation, receiver: Receiver
) -> None:
    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    talks.draft(Line("A"))
    hook = hook_of(talks, receiver)
    happens(talks)
    client.force_login(talks.clerk)
    few = count(PAGE), count(address_of(hook))
    for number in range(2):
        hook_of(talks, receiver)
        happens(talks)
        Negotiation(f"other-{number}").draft(Line("A"))
    assert Delivery.objects.filter(webhook=hook.webhook).count() == 3
    assert (count(PAGE), count(address_of(hook))) == few
    # the person, the choices and the rows; and what stands on every page
    assert max(few) <= 6


def test_forms_are_labelled(client: Client, hook: Hook) -> None:
    happens(hook.talks)
    client.force_login(hook.talks.clerk)
    for address in (PAGE, address_of(hook)):
        page = read(client.get(address).content.decode())
        labels = {label.attributes.get("for") for label in page.all(name="label")}
        fields = page.one(name="main").all(name="input") + page.all(name="select")
        shown = [one for one in fields if one.attributes.get("type") != "hidden"]
        assert shown
        for field in shown:
            if field.attributes.get("type") == "checkbox":
                assert getattr(field.parent, "name", "") == "label"
            else:
                assert field.attributes["id"] in labels
        assert len(page.all(name="h1")) == 1


def test_the_secret_of_two_is_not_the_same(talks: Negotiation) -> None:
    said = {"address": "https://example.org/", "process": talks.process, "document": None}
    secrets = {make_webhook(talks.clerk, kinds=["outcome"], **said)[1] for _number in range(2)}
    assert len(secrets) == 2


def test_every_kind_of_event_may_be_chosen() -> None:
    assert {kind for kind, _words in KINDS} == set(Event.Kind)
