"""Who sits at the desk, who does not, and what is kept of what they typed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from documents.models import Draft, Edit, Wording
from negotiation import actions
from negotiation.actions import desk as at_desk
from negotiation.codes import Code
from negotiation.models import Decision, Lease, Member, Screen
from tests.documents.builders import Line
from tests.negotiation.builders import PARTIES, PUBLIC, Negotiation
from tests.pages.conftest import Reader, read
from tests.pages.desk_table import (
    ADDRESS,
    MEDIA,
    Table,
    provision_act,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(client: Client) -> Table:
    return Table(client)


def test_somebody_at_the_same_provision_is_named_and_the_screen_turns(table: Table) -> None:
    other = table.talks.member(Member.Role.SECRETARIAT)
    at_desk.lease(table.draft, table.talks.provision("1"), by=other)
    answer = table.client.post(f"{ADDRESS}here/", {"at": table.talks.id_of("1"), "opened": "1"})
    assert answer.status_code == 200
    assert Screen.objects.get().first == table.talks.provision("1")
    beside = table.open("1").one(id="beside")
    assert f"Being edited by {other.username}" in beside.words
    assert "You, in 1" in beside.words
    table.client.post(f"{ADDRESS}here/", {"left": "1"})
    assert [one.by for one in Lease.objects.all()] == [other]


def test_a_held_screen_stays_where_it_is(table: Table) -> None:
    table.client.post(f"{ADDRESS}here/", {"at": table.talks.id_of("1"), "opened": "1"})
    at_desk.hold_screen(table.meeting, by=table.talks.clerk)
    answer = table.client.post(f"{ADDRESS}here/", {"at": table.talks.id_of("2"), "opened": "1"})
    assert answer.status_code == 200
    assert Screen.objects.get().first == table.talks.provision("1")


def test_an_expired_login_gives_back_what_was_typed(table: Table) -> None:
    sent = table.fields("2", text="Typed in the dark.", reason="why")
    table.client.logout()
    answer = table.client.post(f"{ADDRESS}save/", sent)
    page = read(answer.content.decode())
    assert answer.status_code == 403
    (field,) = page.all(name="textarea", id="kept-text")
    assert field.words == "Typed in the dark."
    assert table.row("2").words == MEDIA
    answer = table.client.get(f"{ADDRESS}?at={table.talks.id_of('2')}")
    assert answer.status_code == 302
    assert answer["location"].startswith("/account/login/?next=/desk/")


def test_a_note_that_comes_after_the_login_expired_is_given_back(table: Table) -> None:
    table.client.logout()
    page = table.post("decide", "2", 403, text="", code="agreed", note="As amended by the chair.")
    assert page.one(name="textarea", id="kept-note").words == "As amended by the chair."
    sent = {"at": table.talks.id_of("2"), "code": "agreed", "note": "As amended by the chair."}
    page = read(table.client.post(f"{ADDRESS}decide/", sent).content.decode())
    assert page.all(id="kept-text") == []
    form = page.one(name="form", action=f"{ADDRESS}decide/")
    assert form.one(name="input", value="agreed").attributes["name"] == "code"
    assert form.one(name="textarea", id="kept-note").words == "As amended by the chair."
    answer = table.client.post(f"{ADDRESS}decide/", sent | {"note": " "})
    assert (answer.status_code, answer["location"]) == (302, f"/account/login/?next={ADDRESS}")


def test_a_form_that_is_too_large_is_refused_with_a_sentence(table: Table) -> None:
    big = "word " * (2 * 1024 * 1024 + 1)
    page = table.post("save", "2", 400, text=big)
    assert "larger than 10 MB, the most that a form may hold" in page.words
    assert table.row("2").words == MEDIA


def test_a_form_from_before_the_login_is_given_back_too(table: Table) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(table.talks.clerk)
    answer = strict.post(f"{ADDRESS}save/", table.fields("2", text="Typed before."))
    assert answer.status_code == 403
    (field,) = read(answer.content.decode()).all(name="textarea", id="kept-text")
    assert field.words == "Typed before."


ADDRESSES = (
    ("get", ""),
    ("get", "history/"),
    ("get", "merge/"),
    ("get", "move/"),
    ("get", "draft/"),
    ("post", "read/"),
    ("post", "try/"),
    ("post", "save/"),
    ("post", "provision/"),
    ("post", "decide/"),
    ("post", "take-back/"),
    ("post", "here/"),
    ("post", "screen/"),
    ("post", "draft/"),
)


@pytest.mark.parametrize("role", [Member.Role.DELEGATE, Member.Role.OBSERVER, None])
@pytest.mark.parametrize(("method", "page"), ADDRESSES)
def test_nobody_else_sits_at_the_desk_whether_the_text_is_published_or_not(
    table: Table, method: str, page: str, role: Member.Role | None
) -> None:
    person = table.talks.member(role) if role else User.objects.create(username="stranger")
    table.client.force_login(person)
    secret = "a secret sentence"
    at_desk.save_wording(
        table.draft, table.talks.provision("3"), secret, base=1, by=table.talks.clerk
    )
    ask = getattr(table.client, method)
    for visibility in (PARTIES, PUBLIC):
        answer = ask(f"{ADDRESS}{page}", table.fields("1", act="withdraw", code="agreed"))
        assert answer.status_code == 403
        assert secret not in answer.content.decode()
        actions.publish(table.draft, visibility=visibility, by=table.talks.clerk)
    assert Edit.objects.count() == 1
    assert Decision.objects.count() == 0


def test_a_document_of_which_nothing_is_published_is_not_there(table: Table) -> None:
    for draft in Draft.objects.filter(state="issued"):
        actions.publish(draft, visibility="secretariat", by=table.talks.clerk)
    table.client.force_login(table.talks.member(Member.Role.DELEGATE))
    there = table.client.get(ADDRESS)
    nowhere = table.client.get("/desk/nowhere/")
    assert (there.status_code, nowhere.status_code) == (404, 404)


def test_the_chair_decides_and_publishes_and_does_not_write(table: Table) -> None:
    table.client.force_login(table.talks.member(Member.Role.CHAIR))
    page = table.open("3")
    assert page.all(id="writing") == []
    assert page.all(has="acts-on") == []
    table.post("decide", "3", code="agreed")
    for act, sent in (("save", {"text": "x"}), ("try", {"do": "lift:10"}), ("read", {})):
        answer = table.client.post(f"{ADDRESS}{act}/", table.fields("1", **sent))
        assert answer.status_code == 403, act
    provision_act(table, "withdraw", "1", 403)
    answer = table.client.post(f"{ADDRESS}draft/", {"act": "publish", "visibility": "parties"})
    assert answer.status_code == 302
    answer = table.client.post(
        f"{ADDRESS}draft/", {"act": "issue", "issued_on": "2014-05-01", "as_of": "2014-05-01"}
    )
    assert answer.status_code == 403


def test_a_rolling_text_is_opened_published_renumbered_issued_and_its_meeting_closed(
    client: Client,
) -> None:
    talks = Negotiation()
    meeting = talks.meeting()
    follows = talks.draft(Line("1", "One.", label="1."), Line("2", "Two.", label="5."))
    client.force_login(talks.clerk)
    reader = Reader(client)
    assert client.get(ADDRESS).headers["location"] == f"{ADDRESS}draft/"
    page = reader.open(f"{ADDRESS}draft/")
    assert [one.words for one in page.one(name="select", id="meeting").all(name="option")] == [
        "Meeting 0"
    ]
    sent = {"act": "open", "follows": follows.public_id, "meeting": meeting.slug, "title": "Roll"}
    assert client.post(f"{ADDRESS}draft/", sent).status_code == 302
    draft = Draft.objects.get(state="rolling")
    page = reader.open(f"{ADDRESS}draft/?labels=1")
    assert [one.words for one in page.one(name="table").all(name="td")] == ["5.", "2.", "Two."]
    sent = {"act": "relabel", "id": talks.id_of("2"), "after": "3."}
    assert client.post(f"{ADDRESS}draft/", sent).status_code == 409
    sent["after"] = "2."
    assert client.post(f"{ADDRESS}draft/", sent).status_code == 302
    assert Wording.objects.get(draft=draft, text="Two.").label == "2."
    sent = {"act": "publish", "visibility": "public"}
    assert client.post(f"{ADDRESS}draft/", sent).status_code == 302
    assert list(draft.publications.values_list("visibility", flat=True))[-1] == "public"
    sent = {"act": "issue", "symbol": "S/2", "issued_on": "2014-05-01", "as_of": "2014-04-30"}
    assert client.post(f"{ADDRESS}draft/", sent | {"as_of": "yesterday"}).status_code == 400
    sent_close = {"act": "close"}
    assert client.post(f"{ADDRESS}draft/", sent_close).status_code == 302
    assert client.post(f"{ADDRESS}draft/", sent).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.symbol) == ("issued", "S/2")
    page = reader.open(f"{ADDRESS}draft/")
    assert "No meeting is open" in page.words
    assert page.all(name="button", value="close") == []


def test_the_meeting_is_closed_after_its_text_was_issued(table: Table) -> None:
    sent = {"act": "issue", "issued_on": "2014-05-01", "as_of": "2014-04-30"}
    assert table.client.post(f"{ADDRESS}draft/", sent).status_code == 302
    page = Reader(table.client).open(f"{ADDRESS}draft/")
    assert page.one(id="close-title").words == "Close Meeting 0"
    assert table.client.post(f"{ADDRESS}draft/", {"act": "close"}).status_code == 302
    table.meeting.refresh_from_db()
    assert table.meeting.state == "closed"
    assert table.client.post(f"{ADDRESS}draft/", {"act": "close"}).status_code == 409


def test_a_meeting_closed_before_its_text_was_issued_says_so(table: Table) -> None:
    reader = Reader(table.client)
    (desk,) = reader.open("/meetings/review-0/").all(name="a", href=ADDRESS)
    assert desk.words == "at the desk"
    assert table.client.post(f"{ADDRESS}draft/", {"act": "close"}).status_code == 302
    meeting = reader.open("/meetings/review-0/")
    assert meeting.all(name="a", href=ADDRESS) == []
    assert meeting.one(name="a", href=f"{ADDRESS}draft/").words == "to be issued"
    page = reader.open(f"{ADDRESS}draft/")
    assert "Meeting 0 is closed, and this text with it." in page.one(has="notice").words
    assert page.all(name="button", value="close") == []


def test_the_desk_asks_as_much_of_a_long_text_as_of_a_short_one(
    client: Client,
) -> None:
    def opened(slug: str, paragraphs: int) -> str:
        talks = Negotiation(slug)
        meeting = talks.meeting()
        lines = [
            Line(str(place), f"Words [of] {place}.", label=f"{place}.")
            for place in range(1, paragraphs + 1)
        ]
        follows = talks.draft(*lines)
        draft = at_desk.open_rolling(
            talks.document, follows=follows, meeting=meeting, title="Roll", by=talks.clerk
        )
        for place in range(1, min(paragraphs, 5) + 1):
            actions.decide(talks.provision(str(place)), Code.PENDING, draft=draft, by=talks.clerk)
        client.force_login(talks.clerk)
        return f"/desk/{talks.document.slug}/?at={talks.id_of('1')}"

    counts = []
    for slug, paragraphs in (("short", 1), ("middle", 3), ("long", 120)):
        address = opened(slug, paragraphs)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[1] == counts[2]
    assert counts[0] <= counts[1]
