"""Nobody is told, by a message or by the page, what they may not know when it is sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from negotiation import actions
from negotiation.actions.events import announce
from negotiation.models import Event, Member
from tests.documents.builders import Line
from tests.negotiation.builders import PARTIES, PUBLIC, SECRETARIAT, Negotiation
from tests.pages.conftest import read
from tests.webhooks.conftest import Hook, Receiver, hook_of, queue
from tracker.models import Delivery
from tracker.webhooks.keeping import replay_since
from tracker.webhooks.tasks import sweep

IMPORTED, PUBLISHED = Event.Kind.DRAFT_IMPORTED, Event.Kind.DRAFT_PUBLISHED
HOUR = timedelta(hours=1)


@pytest.fixture
def delegate(talks: Negotiation) -> User:
    return talks.member(Member.Role.DELEGATE)


@pytest.fixture
def theirs(talks: Negotiation, receiver: Receiver, delegate: User) -> Hook:
    """A webhook of a delegate, told of drafts."""
    return hook_of(talks, receiver, person=delegate, kinds=[IMPORTED, PUBLISHED])


def kinds(receiver: Receiver) -> list[str]:
    return [message.told["kind"] for message in receiver.messages]


def rows_on_page(client: Client, hook: Hook) -> int:
    """How many deliveries its person is shown."""
    client.force_login(hook.webhook.person)
    page = read(client.get(f"/account/webhooks/{hook.webhook.public_id}/").content.decode())
    return len([code for code in page.all(name="code") if len(code.words) == 20])


def test_what_happens_to_a_hidden_draft_is_told_to_who_reads_all(
    talks: Negotiation, receiver: Receiver, theirs: Hook, client: Client
) -> None:
    draft = talks.draft(Line("A"), visibility=SECRETARIAT)
    queue()
    sweep()
    assert receiver.messages == []
    assert theirs.row().state == Delivery.State.WITHHELD
    assert rows_on_page(client, theirs) == 0
    own = hook_of(talks, receiver, kinds=[IMPORTED])
    replay_since(own.webhook, timezone.now() - HOUR)
    sweep()
    assert [message.told["draft"] for message in receiver.messages] == [draft.public_id]


def test_what_was_hidden_comes_after_it_is_published_only_by_a_replay(
    talks: Negotiation, receiver: Receiver, theirs: Hook, client: Client
) -> None:
    draft = talks.draft(Line("A"), visibility=SECRETARIAT)
    queue()
    sweep()
    actions.publish(draft, visibility=PARTIES, by=talks.clerk)
    queue()
    sweep()
    assert kinds(receiver) == [PUBLISHED]
    assert rows_on_page(client, theirs) == 1
    replay_since(theirs.webhook, timezone.now() - HOUR)
    sweep()
    assert sorted(kinds(receiver)) == sorted([IMPORTED, PUBLISHED, PUBLISHED])


def test_a_replay_of_what_is_hidden_queues_nothing(
    talks: Negotiation, receiver: Receiver, theirs: Hook
) -> None:
    talks.draft(Line("A"), visibility=SECRETARIAT)
    assert replay_since(theirs.webhook, timezone.now() - HOUR) == 0
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("how", ["role", "account", "draft"])
@pytest.mark.parametrize("is_retry", [False, True])
def test_who_may_not_know_it_any_longer_is_not_told(
    talks: Negotiation,
    receiver: Receiver,
    theirs: Hook,
    client: Client,
    how: str,
    is_retry: bool,
) -> None:
    draft = talks.draft(Line("A"), visibility=PARTIES)
    queue()
    if is_retry:
        receiver.answers = [500]
        sweep()
        past = timezone.now() - HOUR
        Delivery.objects.update(next_at=past)
        type(theirs.webhook).objects.update(rests_until=past)
    match how:
        case "role":
            Member.objects.filter(user=theirs.webhook.person).delete()
        case "account":
            User.objects.filter(pk=theirs.webhook.person_id).update(is_active=False)
        case "draft":
            actions.publish(draft, visibility=SECRETARIAT, by=talks.clerk)
    sweep()
    assert len(receiver.messages) == is_retry
    assert theirs.row().state == Delivery.State.WITHHELD
    if how != "account":
        assert rows_on_page(client, theirs) == 0


def test_what_arrived_and_may_no_longer_be_known_is_not_on_the_page(
    talks: Negotiation, receiver: Receiver, theirs: Hook, client: Client
) -> None:
    talks.draft(Line("A"), visibility=PARTIES)
    queue()
    sweep()
    assert rows_on_page(client, theirs) == 1
    row = theirs.row()
    Member.objects.filter(user=theirs.webhook.person).delete()
    assert rows_on_page(client, theirs) == 0
    address = f"/account/webhooks/{theirs.webhook.public_id}/replay/"
    assert client.post(address, {"delivery": row.public_id}).status_code == 404


def test_an_account_that_is_closed_is_not_told_what_everybody_reads(
    talks: Negotiation, receiver: Receiver, theirs: Hook
) -> None:
    talks.draft(Line("A"), visibility=PUBLIC)
    User.objects.filter(pk=theirs.webhook.person_id).update(is_active=False)
    queue()
    sweep()
    assert receiver.messages == []


def test_people_are_told_of_to_those_who_arrange_them(
    talks: Negotiation, receiver: Receiver, delegate: User
) -> None:
    hook_of(talks, receiver, person=delegate, kinds=[Event.Kind.PEOPLE])
    talks.member(Member.Role.OBSERVER)
    queue()
    sweep()
    assert receiver.messages == []
    hook_of(talks, receiver, kinds=[Event.Kind.PEOPLE])
    talks.member(Member.Role.OBSERVER)
    queue()
    sweep()
    assert kinds(receiver) == [Event.Kind.PEOPLE]


def test_a_webhook_for_a_document_is_told_of_that_alone(
    talks: Negotiation, receiver: Receiver, delegate: User
) -> None:
    talks.draft(Line("A"))
    other = Negotiation("other")
    hook_of(talks, receiver, person=delegate, document=talks.document, kinds=[IMPORTED])
    second = actions.open_document(
        talks.process, slug="second", title="Second", short_title="Second", by=talks.clerk
    )
    mine, talks.document = talks.document, second
    talks.draft(Line("B"))
    talks.document = mine
    draft = talks.draft(Line("C"))
    other.draft(Line("D"))
    # names the document and nothing in it
    announce(talks.process, IMPORTED, by=talks.clerk, at=timezone.now(), document=mine)
    queue()
    sweep()
    assert [message.told["draft"] for message in receiver.messages] == [draft.public_id]
