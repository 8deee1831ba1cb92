"""An address is used for mails after somebody said yes who reads mail there."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.core import mail, signing
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from tracker.models import Following

ASK = "/following/address/"


@pytest.fixture
def person(client: Client, db: None) -> User:
    person = User.objects.create_user("delegate", password="no matter")
    client.force_login(person)
    return person


def ask(client: Client, email: str) -> str:
    """What the page says to it."""
    Following.objects.update(address_asked_at=None)
    return client.post(ASK, {"email": email}, follow=True).content.decode()


def link() -> str:
    found = re.search(r"http://\S+", str(mail.outbox[-1].body))
    assert found is not None
    return urlsplit(found[0]).path


def address(person: User) -> str:
    return User.objects.get(pk=person.pk).email


def test_is_entered_confirmed_and_used(client: Client, person: User) -> None:
    assert "A mail is on its way to me@example.org." in ask(client, "me@example.org")
    (message,) = mail.outbox
    assert message.to == ["me@example.org"]
    assert "delegate asks for mails" in message.body
    assert address(person) == ""
    stranger = Client()  # a phone on which nobody is signed in
    assert "Is this your address?" in stranger.get(link()).content.decode()
    assert address(person) == ""
    assert "Mails go to this address" in stranger.post(link()).content.decode()
    assert address(person) == "me@example.org"
    assert "To me@example.org, only what" in client.get("/following/").content.decode()


def test_a_link_does_nothing_when_another_was_chosen_since(client: Client, person: User) -> None:
    ask(client, "old@example.org")
    old = link()
    ask(client, "new@example.org")
    client.post(link())
    told = client.post(old).content.decode()
    assert "Another address was chosen since" in told
    assert address(person) == "new@example.org"


def test_a_link_is_good_once(client: Client, person: User) -> None:
    ask(client, "me@example.org")
    spent = link()
    client.post(spent)
    assert address(person) == "me@example.org"
    client.post(ASK, {"email": ""})
    assert "Another address was chosen since" in Client().post(spent).content.decode()
    assert address(person) == ""


def test_a_link_is_signed_and_grows_old(
    client: Client, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(client, "me@example.org")
    forged = signing.dumps({"person": person.pk, "email": "x@example.org", "before": ""})
    for path in (f"{ASK}{forged}/", f"{link()[:-2]}/", f"{ASK}x/"):
        assert client.post(path).status_code == 404
    monkeypatch.setattr("tracker.following.addresses.GOOD_FOR", timedelta(seconds=-1))
    answer = client.post(link())
    assert answer.status_code == 404
    assert "older than two days" in answer.content.decode()
    assert address(person) == ""


def test_what_is_no_address_is_said(client: Client, person: User) -> None:
    assert "“me at home” is no address for mails." in ask(client, "me at home")
    assert "is no address" in ask(client, "me@example.org\nBcc: x@example.org")
    assert mail.outbox == []


def test_nobody_fills_a_mailbox(client: Client, person: User) -> None:
    ask(client, "me@example.org")
    told = client.post(ASK, {"email": "me@example.org"}, follow=True).content.decode()
    assert "less than a minute ago" in told
    assert len(mail.outbox) == 1


def test_an_empty_one_forgets_it(client: Client, person: User) -> None:
    User.objects.update(email="me@example.org")
    assert "No address is kept of you" in ask(client, "")
    assert address(person) == ""


def test_a_server_that_does_not_answer_is_told_of(
    client: Client, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_messages: object) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    assert "could not be sent just now" in ask(client, "me@example.org")


def test_is_for_who_is_signed_in(db: None) -> None:
    answer = Client().post(ASK, {"email": "me@example.org"})
    assert answer.status_code == 302
    assert mail.outbox == []
