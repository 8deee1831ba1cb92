"""A page of a text is kept and asked for again, and never after something on it has changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from negotiation import actions
from negotiation.actions.signs import choose_signs
from negotiation.codes import Code
from negotiation.models import Event, Member
from tests.documents.builders import Line
from tests.negotiation.builders import PUBLIC, SECRETARIAT, Negotiation
from tracker.models import Notification

PAGE = "/documents/talks-text/"


@pytest.fixture
def talks(db: None) -> Negotiation:
    talks = Negotiation(slug="talks")
    talks.draft(
        Line("1", "We [all] agree.", label="1."), result_of=talks.meeting(), visibility=PUBLIC
    )
    return talks


def tag(client: Client, address: str = PAGE, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-cache"
    return str(answer["ETag"])


def status(client: Client, known: str) -> int:
    return client.get(PAGE, headers={"if-none-match": known}).status_code


def test_an_unchanged_page_is_not_sent_again(talks: Negotiation) -> None:
    client = Client()
    known = tag(client)
    assert status(client, known) == 304
    assert status(client, 'W/"another"') == 200
    assert status(Client(), known) == 304


def test_a_page_that_is_kept_is_the_page(talks: Negotiation) -> None:
    client = Client()
    client.force_login(talks.clerk)
    client.get(PAGE)
    first, again = (client.get(PAGE) for _ in range(2))
    assert again.content.count(b"csrfmiddlewaretoken") == first.content.count(
        b"csrfmiddlewaretoken"
    )
    checked = Client(enforce_csrf_checks=True)
    checked.force_login(talks.clerk)
    checked.get(PAGE)
    words = checked.get(PAGE).content.decode()
    token = words.split('name="csrfmiddlewaretoken" value="')[1][:64]
    out = checked.post("/account/logout/", {"csrfmiddlewaretoken": token})
    assert out.status_code == 302


CHANGES: dict[str, Callable[[Negotiation], object]] = {
    "decision": lambda talks: talks.decide("1", Code.OPEN, talks.meetings[0], note="x"),
    "draft": lambda talks: talks.draft(
        Line("1", "We agree.", label="1."), result_of=talks.meeting(), visibility=PUBLIC
    ),
    "publication": lambda talks: actions.publish(
        talks.document.drafts.get(number=2), visibility=PUBLIC, by=talks.clerk
    ),
    "words": lambda talks: choose_signs(
        talks.process,
        colours={},
        words={"bracketed": "in play"},
        language="en",
        by=talks.clerk,
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_on_a_page_changes_its_tag(talks: Negotiation, change: str) -> None:
    lines = (Line("1", "We hushed agree.", label="1."),)
    if change == "publication":
        talks.draft(*lines, result_of=talks.meeting(), visibility=SECRETARIAT)
    client = Client()
    known = tag(client)
    CHANGES[change](talks)
    assert status(client, known) == 200


def test_what_a_reader_cannot_see_changes_no_tag(talks: Negotiation) -> None:
    client = Client()
    known = tag(client)
    meeting = talks.meetings[0]
    talks.draft(
        Line("1", "We hushed agree.", label="1."),
        Line("2", "More.", label="2."),
        tabled_at=[meeting],
        visibility=SECRETARIAT,
    )
    talks.decide("2", Code.OPEN, meeting, note="undisclosed")
    assert status(client, known) == 304
    client.force_login(talks.clerk)
    assert status(client, known) == 200
    assert b"hushed" in client.get(PAGE).content
    assert b"hushed" not in Client().get(PAGE).content


def test_nobody_gets_the_page_of_somebody_else(talks: Negotiation) -> None:
    ana, ben = (User.objects.create(username=name) for name in ("ana", "ben"))
    for user in (ana, ben):
        actions.enrol(talks.process, user, Member.Role.DELEGATE)
    seen = {}
    for user in (ana, ben):
        client = Client()
        client.force_login(user)
        if user == ana:
            sent = {"quote": "", "text": "my own remark", "party": ""}
            client.post(f"/notes/add/{talks.id_of('1')}/", sent)
            client.get(PAGE)
        seen[user] = client.get(PAGE).content.decode()
    assert "my own remark" in seen[ana]
    assert "my own remark" not in seen[ben]
    assert "ana" not in seen[ben].split("<footer")[1]


def test_appearance_and_hidden_parts_have_pages_of_their_own(talks: Negotiation) -> None:
    client = Client()
    known = tag(client)
    assert tag(client, f"{PAGE}?hide=brackets") != known
    client.cookies["theme"] = "dark"
    assert tag(client) != known


def test_a_message_is_shown_once(talks: Negotiation) -> None:
    client = Client()
    client.force_login(talks.clerk)
    client.get(PAGE)
    sent = {"quote": "all", "text": "", "party": ""}
    client.post(f"/notes/add/{talks.id_of('1')}/", sent)
    assert "Your note is kept." in client.get(PAGE).content.decode()
    page = client.get(PAGE).content.decode()
    assert "Your note is kept." not in page
    assert 'class="noted"' in page


def test_a_notification_shows_on_a_page_that_was_kept(talks: Negotiation) -> None:
    client = Client()
    client.force_login(talks.clerk)
    client.get(PAGE)
    assert "unread-count" not in client.get(PAGE).content.decode()
    event = Event.objects.latest("pk")
    Notification.objects.create(person=talks.clerk, event=event, at=event.at)
    assert "unread-count" in client.get(PAGE).content.decode()
