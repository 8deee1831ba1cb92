"""Mails go out once, to who wants them, with what they may know when it goes."""

from __future__ import annotations

import re
from datetime import timedelta
from smtplib import SMTPDataError
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client, TestCase
from django.utils import timezone

from config.environment import mail as mail_settings
from negotiation import actions
from tests.following.test_watching import Hall
from tests.negotiation.builders import SECRETARIAT
from tracker.catching_up import catch_up_all
from tracker.following.digests import ATTEMPTS, choose_mail, make_digest, send_digest
from tracker.following.tasks import mail_person, sweep
from tracker.models import Following, MailDigest, Notification

Mail = Following.Mail
State = MailDigest.State


class Killed(BaseException):
    """What ends a worker."""


class Post(Hall):
    """A delegate with an address, who watches the document."""

    def __init__(self, client: Client) -> None:
        super().__init__(client)
        self.delegate.email = "delegate@example.org"
        self.delegate.save()
        self.watch(document=self.talks.document)
        self.following = Following.objects.create(person=self.delegate)

    def wants(self, how: Following.Mail) -> None:
        choose_mail(self.following, how)

    def happens(self, text: str) -> None:
        self.save("2", text)
        catch_up_all()

    def mailed(self) -> list[str]:
        mail_person(self.delegate.pk)
        return [str(message.body) for message in mail.outbox]


@pytest.fixture
def post(client: Client, db: None) -> Post:
    return Post(client)


def earlier(**ago: float) -> None:
    """As if everything had been told that much earlier."""
    for row in Notification.objects.all():
        Notification.objects.filter(pk=row.pk).update(at=row.at - timedelta(**ago))
    Following.objects.update(mail_since=timezone.now() - timedelta(days=9))


def test_immediately_is_as_soon_as_it_is_told(post: Post) -> None:
    post.wants(Mail.IMMEDIATELY)
    with TestCase.captureOnCommitCallbacks(execute=True):
        post.happens("Encourage all media.")
    (message,) = mail.outbox
    assert message.to == ["delegate@example.org"]
    assert message.subject == "1 change in what you follow"
    assert "reworded" in message.body
    assert f"http://127.0.0.1:8000/provisions/{post.talks.id_of('2')}/" in message.body


@pytest.mark.parametrize(("how", "hours"), [(Mail.HOURLY, 1), (Mail.DAILY, 24)])
def test_a_digest_waits_until_its_window_is_over(
    post: Post, how: Following.Mail, hours: int
) -> None:
    post.wants(how)
    post.happens("Encourage all media.")
    post.happens("Encourage some media.")
    assert post.mailed() == []
    earlier(hours=hours)
    (body,) = post.mailed()
    assert body.count("reworded") == 2
    post.happens("Encourage no media.")
    earlier(hours=hours)
    assert len(post.mailed()) == 1  # the next one of this window waits for the next window


def test_never_is_never_and_what_was_before_is_not_made_up_for(post: Post) -> None:
    post.happens("Encourage all media.")
    sweep()
    assert post.mailed() == []
    post.wants(Mail.IMMEDIATELY)
    assert post.mailed() == []
    post.happens("Encourage some media.")
    assert post.mailed()[0].count("reworded") == 1


def test_what_was_read_meanwhile_is_not_mailed(post: Post) -> None:
    post.wants(Mail.IMMEDIATELY)
    post.happens("Encourage all media.")
    post.client.post("/following/read/")
    assert post.mailed() == []


# Once


def test_asking_twice_mails_once(post: Post) -> None:
    post.wants(Mail.IMMEDIATELY)
    post.happens("Encourage all media.")
    assert len(post.mailed()) == 1
    assert len(post.mailed()) == 1
    sweep()
    send_digest(MailDigest.objects.get().pk)
    assert len(mail.outbox) == 1


def test_a_worker_killed_before_it_sends_leaves_a_mail_that_is_sent(post: Post) -> None:
    post.wants(Mail.IMMEDIATELY)
    post.happens("Encourage all media.")
    assert make_digest(post.delegate.pk, timezone.now())
    assert post.mailed() == []  # made already, and not made again
    sweep()
    assert len(mail.outbox) == 1


def test_a_worker_killed_while_it_sends_never_sends_twice(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.wants(Mail.IMMEDIATELY)
    post.happens("Encourage all media.")
    send = EmailBackend.send_messages

    def killed(backend: EmailBackend, messages: list[EmailMessage]) -> int:
        send(backend, messages)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", killed)
        with pytest.raises(Killed):
            mail_person(post.delegate.pk)
    sweep()
    assert MailDigest.objects.get().state == State.SENDING
    MailDigest.objects.update(claimed_until=timezone.now() - timedelta(minutes=1))
    sweep()
    assert MailDigest.objects.get().state == State.UNSURE
    assert len(mail.outbox) == 1
    assert post.unread() == "1 unread"
    post.happens("Encourage some media.")
    assert "An earlier mail may not have reached you" in post.mailed()[1]


def test_a_worker_that_is_alone_takes_claims_for_left(post: Post) -> None:
    post.wants(Mail.IMMEDIATELY)
    post.happens("Encourage all media.")
    digest = make_digest(post.delegate.pk, timezone.now())
    assert digest
    MailDigest.objects.update(
        state=State.SENDING, claimed_until=timezone.now() + timedelta(minutes=4)
    )
    sweep(alone=True)
    assert MailDigest.objects.get().state == State.UNSURE


@pytest.mark.parametrize("where", ["open", "send_messages"])
def test_what_surely_did_not_go_out_is_tried_again(
    post: Post, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    post.wants(Mail.IMMEDIATELY)
    post.happens("Encourage all media.")

    def fails(*_asked: Any) -> int:
        raise ConnectionRefusedError if where == "open" else SMTPDataError(451, b"later")

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, where, fails)
        assert post.mailed() == []
        sweep()
        digest = MailDigest.objects.get()
        assert (digest.state, digest.attempts) == (State.WAITING, 1)
        MailDigest.objects.update(attempts=ATTEMPTS - 1, next_at=timezone.now())
        sweep()
        assert MailDigest.objects.get().state == State.FAILED
    MailDigest.objects.update(state=State.WAITING, next_at=timezone.now())
    sweep()
    assert len(mail.outbox) == 1


def test_a_line_that_is_cut_is_not_tried_again(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    post.wants(Mail.IMMEDIATELY)
    post.happens("Encourage all media.")

    def cut(*_asked: Any) -> int:
        raise TimeoutError

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", cut)
        assert post.mailed() == []
    sweep()
    assert MailDigest.objects.get().state == State.UNSURE
    assert mail.outbox == []


# What is not for the person


def test_it_is_judged_when_it_goes_out(post: Post) -> None:
    post.wants(Mail.IMMEDIATELY)
    post.happens("Encourage hushed media.")
    digest = make_digest(post.delegate.pk, timezone.now())
    assert digest
    actions.publish(post.table.draft, visibility=SECRETARIAT, by=post.talks.clerk)
    send_digest(digest.pk)
    assert mail.outbox == []
    assert MailDigest.objects.get().state == State.EMPTY


def test_a_mail_never_counts_what_it_does_not_tell(post: Post) -> None:
    post.wants(Mail.IMMEDIATELY)
    post.happens("Encourage hushed media.")
    actions.publish(post.table.draft, visibility=SECRETARIAT, by=post.talks.clerk)
    post.talks.draft(tabled_at=[post.table.meeting])
    catch_up_all()
    (body,) = post.mailed()
    assert mail.outbox[0].subject == "1 change in what you follow"
    assert "hushed" not in body


def test_an_account_that_was_closed_is_not_mailed(post: Post) -> None:
    post.wants(Mail.IMMEDIATELY)
    post.happens("Encourage all media.")
    User.objects.filter(pk=post.delegate.pk).update(is_active=False)
    assert post.mailed() == []


# Ending them


def link_in(message: Any) -> str:
    found = re.search(r"http://127.0.0.1:8000(/following/mail/\S+)", message.body)
    assert found
    return found[1]


def test_mails_are_ended_by_one_link_without_signing_in(post: Post) -> None:
    post.wants(Mail.DAILY)
    post.happens("Encourage all media.")
    earlier(days=1)
    post.mailed()
    (message,) = mail.outbox
    address = link_in(message)
    headers = message.extra_headers
    assert headers["List-Unsubscribe"] == f"<http://127.0.0.1:8000{address}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stranger = Client(enforce_csrf_checks=True)
    assert "End these mails?" in stranger.get(address).content.decode()
    assert Following.objects.get().mail == Mail.DAILY
    answer = stranger.post(address, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, Following.objects.get().mail) == (200, Mail.NEVER)
    assert "No more mails are sent to you" in answer.content.decode()
    assert "delegate" not in stranger.get(address).content.decode()


def test_a_link_that_was_cut_or_forged_ends_nothing(post: Post) -> None:
    post.wants(Mail.DAILY)
    for said in (f"{post.following.public_id}.forged", post.following.public_id, "x"):
        assert post.client.post(f"/following/mail/{said}/").status_code == 404
    assert Following.objects.get().mail == Mail.DAILY


def test_how_often_is_chosen_on_the_page(post: Post) -> None:
    post.client.post("/following/mail/", {"mail": "hourly"})
    assert Following.objects.get().mail == Mail.HOURLY
    (chosen,) = [o for o in post.page().all(name="option") if "selected" in o.attributes]
    assert chosen.attributes["value"] == "hourly"
    assert post.client.post("/following/mail/", {"mail": "often"}).status_code == 400


# Settings


def test_mail_is_printed_unless_a_server_is_named() -> None:
    assert mail_settings("")["EMAIL_BACKEND"].endswith("console.EmailBackend")
    found = mail_settings("smtp+tls://me:p%40ss@mail.example.org")
    assert found["EMAIL_HOST_PASSWORD"] == "p@ss"
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (
        587,
        True,
        False,
    )
    assert mail_settings("smtps://mail.example.org:99")["EMAIL_PORT"] == 99
    for wrong in ("pop://mail.example.org", "smtp://", "smtp://host:port"):
        with pytest.raises(ImproperlyConfigured):
            mail_settings(wrong)
