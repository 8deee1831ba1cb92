"""The plenary screen: what stands on it, for whom, and that it follows the room."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from documents.actions import open_rolling, save_wording
from documents.editing.outcomes import Saved
from documents.models import Draft, Wording
from negotiation import actions
from negotiation.actions import desk
from negotiation.actions.events import announce
from negotiation.models import Event, Member, Screen
from tests.documents.builders import Line
from tests.live.conftest import Follow, Stream
from tests.negotiation.builders import ALT, PARTIES, PUBLIC, SECRETARIAT, Negotiation
from tests.pages.conftest import Element, read
from tracker.queries.screen import readers_of, weakest_of

PAGE = "/screen/talks-0/"
STREAM = "/screen/talks-0/stream/"
LINES = (
    Line("1", "We [shall] agree to the first.", label="1."),
    Line("2", "The second stays.", label="2."),
    Line("3", "The third [may] follow.", label="3."),
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks(request: pytest.FixtureRequest) -> Negotiation:
    """A negotiation with a meeting, in the database of the test, whichever that is."""
    if "port" in request.fixturenames:
        request.getfixturevalue("port")
    talks = Negotiation("talks")
    talks.meeting()
    return talks


def turn(talks: Negotiation, draft: Draft, key: str, **fields: Any) -> Screen:
    """The room looks at a provision."""
    now = timezone.now()
    provision = talks.provision(key)
    screen, _ = Screen.objects.update_or_create(
        meeting=talks.meetings[0],
        defaults={"draft": draft, "first": provision, "by": talks.clerk, "at": now} | fields,
    )
    kind = Event.Kind.SCREEN
    announce(talks.process, kind, by=talks.clerk, at=now, draft=draft, meeting=screen.meeting)
    return screen


def opened(client: Client, address: str = PAGE) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return read(answer.content.decode())


def rows_of(page: Element) -> list[tuple[str, str]]:
    return [
        (row.all(has="label")[0].words, row.one(name="div", has="wording").all(name="p")[0].text)
        for row in page.all(name="article")
    ]


def test_an_empty_screen_says_what_would_be_there(client: Client, talks: Negotiation) -> None:
    assert opened(client).one(name="h1").words == "Nothing is on the screen yet"


def test_it_shows_where_the_room_is(client: Client, talks: Negotiation) -> None:
    turn(talks, talks.draft(*LINES), "1", view="stands")
    page = opened(client)
    assert rows_of(page) == [("1", "We [shall] agree to the first.")]
    assert page.one(has="next").words == "Next: 2, then 3"
    assert page.one(has="standing").words == "◯ bracketed from the text"


def rolling(talks: Negotiation, *lines: Line, visibility: Any = PUBLIC) -> Draft:
    """A text that is being written, published so far."""
    issued = talks.draft(*(lines or LINES), visibility=PUBLIC)
    draft = open_rolling(issued, title="Rolling text", by=talks.clerk, at=timezone.now())
    actions.publish(draft, visibility=visibility, by=talks.clerk)
    return draft


def save(talks: Negotiation, draft: Draft, key: str, text: str) -> None:
    """Somebody types, and everybody is told."""
    now, provision = timezone.now(), talks.provision(key)
    base = Wording.objects.get(draft=draft, provision=provision).version
    with transaction.atomic():
        saved = save_wording(draft, provision, text, base=base, by=talks.clerk, at=now)
        assert isinstance(saved, Saved)
        told = {"draft": draft, "provision": provision, "edit": saved.edit}
        announce(talks.process, Event.Kind.EDITED, by=talks.clerk, at=now, **told)


def shown_by(stream: Stream) -> list[Element]:
    return [read(block.data) for block in stream.told if block.name == "screen"]


def words_on(page: Element) -> str:
    return " ".join(row.text for row in page.all(name="div", has="wording"))


def cookie_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def test_with_changes_shows_what_was_typed_since_the_meeting_began(
    client: Client, talks: Negotiation
) -> None:
    draft = rolling(talks)
    save(talks, draft, "1", "We [shall] agree to the very first.")
    turn(talks, draft, "1", view="changes", since_edit=0)
    page = opened(client)
    assert [one.text for one in page.one(name="article").all(name="ins")] == ["very"]
    turn(talks, draft, "1", view="changes", since_edit=1)
    assert opened(client).one(name="article").all(name="ins") == []


def test_a_deleted_bracket_is_struck(client: Client, talks: Negotiation) -> None:
    draft = rolling(talks)
    turn(talks, draft, "1", view="changes")
    save(talks, draft, "1", "We agree to the first.")
    struck = opened(client).one(name="article").all(name="del")
    assert "".join(one.text for one in struck) == "[shall]"


RIVALS = (
    Line("7", label="7."),
    Line("7/a", "All [of us] agree.", label="Alt 1:", role=ALT, parent="7"),
    Line("7/b", "Nobody does.", label="Alt 2:", role=ALT, parent="7"),
)


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("stands", "We [shall] agree to the first. [We may.]"),
        ("agreed", "We agree to the first."),
        ("clean", "We shall agree to the first. We may."),
    ],
)
def test_the_views_of_a_text(client: Client, talks: Negotiation, view: str, said: str) -> None:
    text = "We [shall] agree to the first. [We may.]"
    turn(talks, talks.draft(Line("1", text, label="1.")), "1", view="changes")
    assert words_on(opened(client, f"{PAGE}?view={view}")).strip() == said


def test_alternatives_stand_side_by_side(client: Client, talks: Negotiation) -> None:
    turn(talks, talks.draft(*RIVALS), "7", view="alternatives")
    page = opened(client)
    assert "wall-as-alternatives" in page.one(id="wall").attributes["class"]
    assert [one.text for one in page.all(has="rival")] == [
        "Alt 1All [of us] agree.",
        "Alt 2Nobody does.",
    ]
    agreed = opened(client, f"{PAGE}?view=agreed")
    assert (agreed.all(has="rival"), words_on(agreed)) == ([], "Nothing of it is agreed.")


@pytest.mark.parametrize(
    ("length", "size"), [(200, "wall-large"), (500, "wall-middle"), (2000, "wall-small")]
)
def test_the_largest_size_that_fits(
    client: Client, talks: Negotiation, length: int, size: str
) -> None:
    turn(talks, talks.draft(Line("1", "Word " * (length // 5), label="1.")), "1")
    assert size in opened(client).one(id="wall").attributes["class"].split()


def test_a_text_from_right_to_left(client: Client, talks: Negotiation) -> None:
    turn(talks, talks.draft(Line("1", "نؤكد [من جديد] الرؤية.", label="1."), language="ar"), "1")
    text = opened(client).one(has="wall-text")
    assert text.attributes["dir"] == "rtl"
    (words,) = text.one(has="wording").all(name="p", lang="ar")
    assert (words.attributes["dir"], words.words) == ("rtl", "نؤكد [ من جديد ] الرؤية.")


def test_who_left_the_room_reads_on_and_finds_back(client: Client, talks: Negotiation) -> None:
    turn(talks, talks.draft(*LINES), "2", view="stands")
    page = opened(client)
    onward = page.one(rel="next").attributes["href"]
    left = opened(client, f"{PAGE}{onward}")
    assert [label for label, _ in rows_of(left)] == ["3"]
    assert "data-follows" not in left.one(name="main").attributes
    assert left.one(id="return").attributes["href"] == PAGE
    back = opened(client, f"{PAGE}{left.one(rel='prev').attributes['href']}")
    assert [label for label, _ in rows_of(back)] == ["2"]


def test_a_run_of_provisions_costs_no_more_questions(client: Client, talks: Negotiation) -> None:
    turn(talks, talks.draft(*LINES), "1", run=2)
    with CaptureQueriesContext(connection) as two:
        opened(client)
    turn(talks, Screen.objects.get().draft, "1", run=3)
    with CaptureQueriesContext(connection) as three:
        assert len(rows_of(opened(client))) == 3
    assert len(three) == len(two)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/screen/nowhere/", 404),
        (f"{PAGE}?first=bbbbbbbbbb", 404),
        (f"{PAGE}?first=1", 400),
        (f"{PAGE}?view=upside-down", 400),
        (f"{PAGE}?run=0", 400),
        (f"{PAGE}?run=99", 400),
        (f"{STREAM}?view=upside-down", 400),
        ("/screen/nowhere/stream/", 404),
    ],
)
def test_what_is_not_there_is_refused(
    client: Client, talks: Negotiation, address: str, status: int
) -> None:
    turn(talks, talks.draft(*LINES), "1")
    assert client.get(address).status_code == status


def test_a_text_that_is_not_published_is_not_shown(client: Client, talks: Negotiation) -> None:
    draft = rolling(talks, Line("9", "Hushed words.", label="9."), visibility=SECRETARIAT)
    turn(talks, draft, "9")
    page = client.get(PAGE).content.decode()
    stream = client.get(STREAM).getvalue().decode()
    for said in (page, stream):
        assert "The room is looking at a text that is not published" in said
        assert "Hushed" not in said
        assert draft.public_id not in said
        assert talks.id_of("9") not in said
    place = talks.id_of("9")
    assert client.get(f"{PAGE}?first={place}").status_code == 404
    client.force_login(talks.clerk)
    assert words_on(opened(client)) == "Hushed words."
    assert "Hushed words." in client.get(STREAM).getvalue().decode()


def test_a_save_is_on_the_screen_at_once(follow: Follow, talks: Negotiation) -> None:
    draft = rolling(talks)
    turn(talks, draft, "1", view="stands")
    reader = follow(STREAM)
    reader.wait_for(1)
    save(talks, draft, "1", "We all agree.")
    reader.wait_for(2)
    save(talks, draft, "2", "Not on the screen.")
    turn(talks, draft, "3", view="stands")
    reader.wait_for(3)
    assert [words_on(shown) for shown in shown_by(reader)] == [
        "We [shall] agree to the first.",
        "We all agree.",
        "The third [may] follow.",
    ]


def test_each_follower_is_shown_what_they_may_see(follow: Follow, talks: Negotiation) -> None:
    draft = rolling(talks, visibility=PARTIES)
    delegate = talks.member(Member.Role.DELEGATE)
    turn(talks, draft, "1", view="stands")
    readers = {
        "clerk": follow(STREAM, cookie=cookie_of(talks.clerk)),
        "delegate": follow(STREAM, cookie=cookie_of(delegate)),
        "anybody": follow(STREAM),
    }
    for reader in readers.values():
        reader.wait_for(1)
    save(talks, draft, "1", "We whisper.")
    readers["delegate"].wait_for(2)
    actions.publish(draft, visibility=SECRETARIAT, by=talks.clerk)
    readers["delegate"].wait_for(3)
    save(talks, draft, "1", "We are silent.")
    readers["clerk"].wait_for(3)
    actions.publish(draft, visibility=PUBLIC, by=talks.clerk)
    for reader in readers.values():
        reader.wait(lambda stream: words_on(shown_by(stream)[-1]) == "We are silent.")
    said = {name: [words_on(one) for one in shown_by(reader)] for name, reader in readers.items()}
    first = "We [shall] agree to the first."
    assert said == {
        "clerk": [first, "We whisper.", "We are silent."],
        "delegate": [first, "We whisper.", "", "We are silent."],
        "anybody": ["", "We are silent."],
    }


def test_what_is_written_for_all_says_no_more_than_the_weakest_may_know(
    talks: Negotiation,
) -> None:
    delegate = talks.member(Member.Role.DELEGATE)
    draft = rolling(talks, visibility=PARTIES)
    assert weakest_of(readers_of(draft, talks.process), talks.process) == delegate
    actions.publish(draft, visibility=SECRETARIAT, by=talks.clerk)
    assert weakest_of(readers_of(draft, talks.process), talks.process) == talks.clerk
    actions.publish(draft, visibility=PUBLIC, by=talks.clerk)
    weakest = weakest_of(readers_of(draft, talks.process), talks.process)
    assert weakest is not None
    assert weakest.is_anonymous


def test_a_view_of_ones_own_still_follows(follow: Follow, talks: Negotiation) -> None:
    draft = rolling(talks)
    turn(talks, draft, "1", view="stands")
    reader = follow(STREAM, view="clean")
    reader.wait_for(1)
    turn(talks, draft, "3", view="stands")
    reader.wait_for(2)
    assert [words_on(shown) for shown in shown_by(reader)] == [
        "We shall agree to the first.",
        "The third may follow.",
    ]


def at_the_table(talks: Negotiation) -> Draft:
    """A text that is being written at the meeting."""
    issued = talks.draft(*LINES, tabled_at=talks.meetings)
    (meeting,) = talks.meetings
    title = "Rolling text"
    return desk.open_rolling(
        talks.document, follows=issued, meeting=meeting, title=title, by=talks.clerk
    )


def room() -> tuple[str, int, str, bool]:
    screen = Screen.objects.select_related("first").get()
    assert screen.first is not None
    return (screen.first.public_id, screen.run, screen.view, screen.is_held)


def test_the_secretariat_turns_holds_and_releases_the_screen(
    client: Client, talks: Negotiation
) -> None:
    draft = at_the_table(talks)
    client.force_login(talks.clerk)
    offered = opened(client).one(name="select").all(name="option")[0].attributes["value"]
    assert offered == f"{draft.public_id} {talks.id_of('1')}"
    client.post(f"{PAGE}turn/", {"act": "turn", "place": offered})
    assert room() == (talks.id_of("1"), 1, "changes", False)
    client.post(f"{PAGE}turn/", {"act": "hold"})
    assert room() == (talks.id_of("1"), 1, "changes", True)
    place = {"draft": draft.public_id, "first": talks.id_of("2"), "run": "2", "view": "clean"}
    client.post(f"{PAGE}turn/", {"act": "turn"} | place)
    assert room() == (talks.id_of("2"), 2, "clean", True)
    answer = client.post(f"{PAGE}turn/", {"act": "release"})
    assert room() == (talks.id_of("2"), 2, "clean", False)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)


@pytest.mark.parametrize("role", [None, Member.Role.DELEGATE, Member.Role.OBSERVER])
def test_nobody_else_turns_the_screen(
    client: Client, talks: Negotiation, role: Member.Role | None
) -> None:
    draft = at_the_table(talks)
    actions.publish(draft, visibility=PUBLIC, by=talks.clerk)
    turn(talks, draft, "1", view="stands")
    if role:
        client.force_login(talks.member(role))
    assert opened(client).all(name="form") == []
    place = {"act": "turn", "draft": draft.public_id, "first": talks.id_of("2")}
    for said in (place, {"act": "hold"}, {"act": "release"}):
        assert client.post(f"{PAGE}turn/", said).status_code == 403
    assert room() == (talks.id_of("1"), 1, "stands", False)


def test_a_place_that_is_not_there_is_refused(client: Client, talks: Negotiation) -> None:
    draft = at_the_table(talks)
    client.force_login(talks.clerk)
    place = {"act": "turn", "draft": draft.public_id, "first": "b" * 10}
    assert client.post(f"{PAGE}turn/", place).status_code == 404
    assert client.post(f"{PAGE}turn/", place | {"draft": "b" * 10}).status_code == 404
    assert client.post(f"{PAGE}turn/", place | {"run": "many"}).status_code == 404
    first = place | {"first": talks.id_of("1")}
    assert client.post(f"{PAGE}turn/", first | {"run": "many"}).status_code == 400
    assert client.post(f"{PAGE}turn/", {"act": "spin"}).status_code == 400
    assert client.get(f"{PAGE}turn/").status_code == 405
    assert not Screen.objects.exists()


def test_the_screen_is_linked_from_its_meeting(client: Client, talks: Negotiation) -> None:
    meeting = opened(client, "/meetings/talks-0/")
    assert [link.words for link in meeting.all(name="a", href=PAGE)] == ["screen"]
    process = opened(client, "/processes/talks/")
    links = [link.words for link in process.all(name="a", href=PAGE)]
    assert links == ["Screen of the room", "Screen"]
