"""Notes and highlights at the margin of a text, and what of its notation a reader hides."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bracketed.model import Kind
from documents.models import Provision
from negotiation import actions
from negotiation.actions import desk
from negotiation.models import Member, Party
from tests.documents.builders import Line
from tests.negotiation.builders import ALT, CHAPTER, PUBLIC, SECRETARIAT, Negotiation
from tests.pages.conftest import Reader, read
from tests.pages.desk_table import Table
from tracker.models import Note

WORDS = "We [US: strongly] agree to [act][work] on [foreign] words."
PAGE = "/documents/talks-text/"


@pytest.fixture
def talks(db: None) -> Negotiation:
    talks = Negotiation(slug="talks")
    talks.draft(
        Line("A", "Preamble", label="A.", kind=CHAPTER),
        Line("1", WORDS, label="1.", parent="A"),
        Line("1/alt", "We disagree.", label="Alt", role=ALT, parent="1"),
        Line("2", "We recall the rest.", label="2.", parent="A"),
        result_of=talks.meeting(),
        visibility=PUBLIC,
    )
    return talks


def party(talks: Negotiation, name: str) -> Party:
    return Party.objects.filter(name=name).first() or actions.add_party(
        talks.process, name=name, by=talks.clerk
    )


def delegate(talks: Negotiation, name: str, of: str) -> User:
    user = User.objects.create(username=name)
    actions.enrol(talks.process, user, Member.Role.DELEGATE, party(talks, of))
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def write(user: User, talks: Negotiation, key: str = "1", **sent: str) -> Note:
    fields = {"quote": "", "text": "", "party": "", **sent}
    answer = client_of(user).post(f"/notes/add/{talks.id_of(key)}/", fields)
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"].endswith(f"#p-{talks.id_of(key)}")
    return Note.objects.latest("id")


def seen_by(user: User, address: str = PAGE) -> str:
    return client_of(user).get(address).content.decode()


def test_a_note_stands_beside_the_words_it_was_made_on(talks: Negotiation) -> None:
    ana = delegate(talks, "ana", "Ghana")
    note = write(ana, talks, quote="on foreign words", text="our red line")
    page = read(seen_by(ana))
    beside = page.one(id=f"n-{note.public_id}")
    assert beside.one(name="q").words == "on foreign words"
    assert beside.all(name="p")[0].words == "our red line"
    marked = page.one(id=f"p-{talks.id_of('1')}").all(has="noted")
    assert [one.text for one in marked] == ["on", "[", "foreign", "]", "words"]


def test_a_note_survives_rewording_and_says_that_the_words_changed(talks: Negotiation) -> None:
    ana = delegate(talks, "ana", "Ghana")
    write(ana, talks, quote="strongly agree", text="first")
    write(ana, talks, quote="foreign", text="second")
    talks.draft(
        Line("A", "Preamble", label="A.", kind=CHAPTER),
        Line("1", "We hardly agree on [foreign words].", label="7.", parent="A"),
        result_of=talks.meeting(),
    )
    line = read(seen_by(ana)).one(id=f"p-{talks.id_of('1')}")
    first, second = line.one(has="notes").all(name="li")
    assert "The words have changed since:" in first.words
    assert "The words have changed since:" not in second.words
    assert [one.text for one in line.all(has="noted")] == ["foreign"]


def test_a_private_note_is_seen_by_nobody_else(talks: Negotiation) -> None:
    ana = delegate(talks, "ana", "Ghana")
    note = write(ana, talks, quote="foreign", text="hushed remark")
    others = [
        delegate(talks, "ben", "Ghana"),
        delegate(talks, "cleo", "Peru"),
        talks.clerk,
        User.objects.create(username="root", is_superuser=True),
    ]
    for other in others:
        for address in (PAGE, "/notes/", f"{PAGE}?print=notes"):
            words = seen_by(other, address)
            assert "hushed" not in words
            assert note.public_id not in words
        assert client_of(other).get(f"/notes/{note.public_id}/").status_code == 404
        assert client_of(other).post(f"/notes/{note.public_id}/remove/").status_code == 404
    assert "hushed" not in Client().get(PAGE).content.decode()
    assert Note.objects.count() == 1


def test_a_shared_note_is_read_by_its_delegation_alone(talks: Negotiation) -> None:
    ana, ben = delegate(talks, "ana", "Ghana"), delegate(talks, "ben", "Ghana")
    note = write(ana, talks, text="hushed remark", party=str(party(talks, "Ghana").pk))
    assert "hushed remark" in seen_by(ben)
    assert "hushed remark" in seen_by(ben, "/notes/")
    assert client_of(ben).get(f"/notes/{note.public_id}/").status_code == 404
    for other in (delegate(talks, "cleo", "Peru"), talks.clerk):
        assert "hushed" not in seen_by(other) + seen_by(other, "/notes/")
    Member.objects.filter(user=ben).delete()
    assert "hushed" not in seen_by(ben) + seen_by(ben, "/notes/")


def test_the_same_party_in_another_process_is_another_delegation(talks: Negotiation) -> None:
    ana = delegate(talks, "ana", "Ghana")
    write(ana, talks, text="hushed remark", party=str(party(talks, "Ghana").pk))
    elsewhere = Negotiation(slug="elsewhere")
    other = User.objects.create(username="dora")
    actions.enrol(elsewhere.process, other, Member.Role.DELEGATE, party(talks, "Ghana"))
    assert "hushed" not in seen_by(other) + seen_by(other, "/notes/")


def test_nobody_shares_with_a_delegation_of_others(talks: Negotiation) -> None:
    ana = delegate(talks, "ana", "Ghana")
    sent = {"text": "for you", "quote": "", "party": str(party(talks, "Peru").pk)}
    answer = client_of(ana).post(f"/notes/add/{talks.id_of('1')}/", sent)
    assert answer.status_code == 409
    assert "not a member of this delegation" in answer.content.decode()
    assert not Note.objects.exists()


def test_a_note_on_a_draft_that_is_hidden_is_hidden_with_it(talks: Negotiation) -> None:
    lines = (Line("1", "Unpublished hushed words.", label="1."),)
    hidden = talks.draft(*lines, result_of=talks.meeting(), visibility=SECRETARIAT)
    ghana = party(talks, "Ghana")
    actions.enrol(talks.process, talks.clerk, Member.Role.DELEGATE, ghana)
    address = f"/notes/add/{talks.id_of('1')}/?draft={hidden.public_id}"
    sent = {"quote": "Unpublished hushed", "text": "", "party": str(ghana.pk)}
    assert client_of(talks.clerk).post(address, sent).status_code == 302
    ana = delegate(talks, "ana", "Ghana")
    assert "hushed" not in seen_by(ana) + seen_by(ana, "/notes/")
    assert client_of(ana).get(address).status_code == 404
    assert client_of(ana).post(address, sent).status_code == 404
    assert "hushed" in seen_by(talks.clerk, "/notes/")


def test_words_that_do_not_stand_there_are_refused_and_what_was_typed_is_kept(
    talks: Negotiation,
) -> None:
    ana = delegate(talks, "ana", "Ghana")
    sent = {"quote": "never said", "text": "typed at length", "party": ""}
    answer = client_of(ana).post(f"/notes/add/{talks.id_of('1')}/", sent)
    assert answer.status_code == 409
    page = read(answer.content.decode())
    assert "does not stand in this provision" in page.one(role="alert").words
    assert page.one(id="note-text").words == "typed at length"
    assert not Note.objects.exists()


def test_a_note_on_what_was_undone_breaks_no_list_and_comes_back_with_it(
    client: Client, db: None
) -> None:
    table = Table(client)
    talks = table.talks
    actions.publish(table.draft, visibility=PUBLIC, by=talks.clerk)
    edit = desk.insert(
        table.draft,
        under=talks.provision("A"),
        after=None,
        kind=Kind.PARAGRAPH,
        text="New words.",
        by=talks.clerk,
    )
    new = Provision.objects.get(edit_items__edit=edit)
    ana = delegate(talks, "ana", of="Ghana")
    kept = {"text": "our remark", "quote": "New", "party": ""}
    assert client_of(ana).post(f"/notes/add/{new.public_id}/", kept).status_code == 302
    undone = desk.undo_edit(edit, by=talks.clerk)
    answer = client_of(ana).get("/notes/")
    assert answer.status_code == 200
    assert "our remark" not in answer.content.decode()
    desk.undo_edit(undone, by=talks.clerk)
    assert "our remark" in seen_by(ana, "/notes/")


def test_a_note_is_changed_and_removed_by_its_author(talks: Negotiation) -> None:
    ana = delegate(talks, "ana", "Ghana")
    note = write(ana, talks, text="first thought")
    client = client_of(ana)
    ghana = str(party(talks, "Ghana").pk)
    changed = client.post(f"/notes/{note.public_id}/", {"text": "second", "party": ghana})
    assert changed.status_code == 302
    note.refresh_from_db()
    assert (note.text, note.party and note.party.name) == ("second", "Ghana")
    assert client.post(f"/notes/{note.public_id}/", {"text": " "}).status_code == 409
    assert client.post(f"/notes/{note.public_id}/remove/").status_code == 302
    assert not Note.objects.exists()


def test_who_is_not_signed_in_is_sent_to_sign_in(talks: Negotiation) -> None:
    for address in ("/notes/", f"/notes/add/{talks.id_of('1')}/", "/notes/bbbbbbbbbb/"):
        answer = Client().get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/login/")


@pytest.mark.parametrize("address", [PAGE, "/notes/"])
def test_three_notes_take_as_many_queries_as_one(talks: Negotiation, address: str) -> None:
    ana = delegate(talks, "ana", "Ghana")
    counts = []
    for more in (1, 2):
        for number in range(more):
            write(ana, talks, text=f"note {number}", quote="foreign")
        client = client_of(ana)
        client.get(address)  # what is kept between pages is there
        with CaptureQueriesContext(connection) as taken:
            assert client.get(address).status_code == 200
        counts.append(len(taken))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("hide", "words"),
    [
        ("", WORDS),
        ("brackets", "We strongly agree to act on foreign words."),
        ("alternatives", "We [US: strongly] agree to [act] on [foreign] words."),
        ("attributions", "We [strongly] agree to [act][work] on [foreign] words."),
        ("alternatives,attributions", "We [strongly] agree to [act] on [foreign] words."),
    ],
)
def test_parts_of_the_notation_are_hidden(
    reader: Reader, talks: Negotiation, hide: str, words: str
) -> None:
    page = reader.open(f"{PAGE}?hide={hide}")
    line = page.one(id=f"p-{talks.id_of('1')}")
    assert line.all(has="wording")[0].text == words
    shows_alternatives = "alternatives" not in hide
    assert bool(line.all(has="alternative")) is shows_alternatives
    is_said = any("not the" in one.words for one in page.all(has="notice"))
    assert is_said is bool(hide)


def test_what_is_hidden_stays_in_the_address(reader: Reader, talks: Negotiation) -> None:
    page = reader.open(f"{PAGE}?hide=alternatives&find=agree")
    links = {one.words: one.attributes["href"] for one in page.one(has="reading").all(name="a")}
    assert links["brackets"] == "?hide=brackets%2Calternatives&find=agree"
    assert links["alternatives (hidden; show them)"] == "?find=agree"
    stops = page.one(has="rail").all(name="a")
    assert stops
    assert all("hide=alternatives" in one.attributes["href"] for one in stops)


def test_an_unknown_part_is_refused_by_name(reader: Reader, talks: Negotiation) -> None:
    assert "hide=commas" in reader.open(f"{PAGE}?hide=commas", 400).words


def test_signs_alone_are_no_words_to_find(talks: Negotiation) -> None:
    for sought in ("[", "%5B%20%5D", "%20"):
        page = client_of(talks.clerk).get(f"{PAGE}?find={sought}").content.decode()
        assert "stands in 3" not in page
    assert "stands in 1 provision" in seen_by(talks.clerk, f"{PAGE}?find=we+%5Brecall")
