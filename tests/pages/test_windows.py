"""A long text comes in windows, cut before its chapters and sections; all of it is reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bracketed.model import Kind, Role
from documents.models import Draft
from negotiation import actions
from negotiation.codes import Code
from negotiation.models import Member
from negotiation.queries import Outline, OutlineRow
from tests.documents.builders import Line
from tests.negotiation.builders import ALT, CHAPTER, SECRETARIAT, Negotiation
from tests.pages.conftest import Element, Reader, read
from tracker.queries.windows import WHOLE, Windows

PAGE = "/documents/talks-text/"


def row(name: str, kind: Kind, parent: str | None = None, role: Role = Role.TEXT) -> OutlineRow:
    depth = 1 if parent else 0
    return OutlineRow(0, 0, name, parent, kind, role, "live", depth, "", "", "", "")


def windows(*rows: OutlineRow) -> Windows:
    return Windows(Outline(rows, {}, {}))


def chapters(*sizes: int) -> list[OutlineRow]:
    rows = []
    for number, size in enumerate(sizes):
        rows.append(row(f"c{number}", Kind.CHAPTER))
        rows += [row(f"{number}/{at}", Kind.PARAGRAPH, f"c{number}") for at in range(1, size)]
    return rows


def test_a_text_that_is_not_long_is_one_window() -> None:
    found = windows(*chapters(WHOLE // 2, WHOLE // 2))
    assert len(found) == 1
    assert found.name(1) == ""
    assert found.window(1).lines == found.everything().lines


def test_windows_begin_with_chapters_where_these_come_in_time() -> None:
    found = windows(*chapters(300, 90, 30, 350, 900))
    names = [found.name(number) for number in range(1, len(found) + 1)]
    assert names[:3] == ["", "c2", "c4"]
    assert all(re.fullmatch(r"4/\d+", name) for name in names[3:])
    assert sum(len(found.window(number).lines) for number in range(1, len(names) + 1)) == 1670
    assert [one.id for one in found.window(4).above] == ["c4"]
    assert found.window(3).above == ()


def test_what_competes_for_a_place_stays_with_it() -> None:
    rows = chapters(1_200)
    for at in range(1, 1_200):
        rows.append(row(f"alt{at}", Kind.PARAGRAPH, f"0/{at}", Role.ALTERNATIVE))
    found = windows(*rows)
    assert len(found) > 2
    for at in range(1, 1_200):
        assert found.number_of(f"alt{at}") == found.number_of(f"0/{at}")


@pytest.fixture
def talks(db: None) -> Negotiation:
    """A text of three windows; a bracket goes from the end of the first into the second."""
    talks = Negotiation(slug="talks")
    talks.draft(*lines(), result_of=talks.meeting())
    talks.decide("3", Code.PRE_AGREED, talks.meetings[0], covers=True)
    return talks


def lines() -> Iterator[Line]:
    for chapter in range(1, 4):
        yield Line(f"{chapter}", f"Chapter {chapter}", label=f"{chapter}.", kind=CHAPTER)
        for at in range(1, 350):
            words = f"We recall the goal {at} of {chapter}."
            words = f"[{words}" if (chapter, at) == (1, 340) else words
            yield Line(f"{chapter}/{at}", words, label=f"{at}.", parent=f"{chapter}")
        if chapter == 2:
            for at in range(350, 360):
                yield Line(f"2/{at}", f"We [note] {at}.", label=f"{at}.", parent="2")
                yield Line(f"2/{at}/alt", "Or not.", label="Alt", role=ALT, parent=f"2/{at}")


def ids(page: Element) -> list[str]:
    found = [*page.all(name="article"), *page.all(name="header", has="head")]
    return [one.attributes["id"].removeprefix("p-") for one in found]


def more(page: Element, way: str) -> str:
    (link,) = page.all(name="a", **{"data-rows": way})
    return link.attributes["href"].replace("&amp;", "&")


def test_all_of_a_long_text_is_reached_without_scripts(talks: Negotiation, reader: Reader) -> None:
    seen: list[str] = []
    page = reader.open(PAGE)
    assert page.all(name="a", **{"data-rows": "before"}) == []
    parts = 1
    while True:
        seen += ids(page.one(id="text"))
        if not page.all(name="a", **{"data-rows": "after"}):
            break
        page = reader.open(PAGE + more(page, "after"))
        parts += 1
    assert parts == 3
    assert len(seen) == len(set(seen)) == 1_060
    whole = reader.open(f"{PAGE}?at=all")
    assert sorted(ids(whole.one(id="text"))) == sorted(seen)
    assert whole.all(has="more") == []
    back = reader.open(PAGE + more(page, "before").split("#")[0])
    assert ids(back.one(id="text"))[0] == talks.id_of("2/1")


def test_a_window_says_what_the_whole_says_of_its_lines(talks: Negotiation, reader: Reader) -> None:
    whole, first = reader.open(f"{PAGE}?at=all"), reader.open(PAGE)
    third = reader.open(f"{PAGE}?at={talks.id_of('3')}")
    for page, keys in ((first, ("1", "1/1", "1/340", "1/349")), (third, ("3", "3/7"))):
        for key in keys:
            here = page.one(id=f"p-{talks.id_of(key)}")
            there = whole.one(id=f"p-{talks.id_of(key)}")
            assert here.words == there.words
            assert here.name == there.name
    for page in (whole, first, third):
        outline = page.one(id="outline")
        assert [one.words for one in outline.all(has="num")] == ["1", "2", "3"]
        assert [one.text for one in outline.all(has="st")] == [
            "◯pending:349",
            "◆alternatives:10",
            "●agreed:349",
        ]


def test_a_link_to_a_provision_leads_to_its_window(talks: Negotiation) -> None:
    key, name = talks.id_of("3/200"), talks.id_of("3")
    draft = Draft.objects.get().public_id
    for query in ("", f"draft={draft}&"):
        answer = Client().get(f"{PAGE}?{query}at={key}")
        assert answer.status_code == 302
        assert answer["Location"] == f"{PAGE}?{query}at={name}#p-{key}"
        words = Client().get(f"{PAGE}?{query}at={name}").content.decode()
        assert f'id="p-{key}"' in words
    first = Client().get(f"{PAGE}?at={talks.id_of('1/5')}")
    assert first["Location"] == f"{PAGE}?#p-{talks.id_of('1/5')}"
    gone = Client().get(f"{PAGE}?at=bbbbbbbbbb")
    assert gone["Location"] == "/provisions/bbbbbbbbbb/"
    assert Client().get(f"{PAGE}?at=nowhere").status_code == 400


def test_words_are_found_in_every_window(talks: Negotiation, reader: Reader) -> None:
    page = reader.open(f"{PAGE}?find=goal+7+of")
    (notice,) = page.all(has="notice", role="status")
    assert "stands in 3 provisions" in notice.words
    hrefs = [one.attributes["href"].replace("&amp;", "&") for one in notice.all(name="a")]
    third = f"?find=goal+7+of&at={talks.id_of('3')}#p-{talks.id_of('3/7')}"
    assert hrefs[0] == f"#p-{talks.id_of('1/7')}"
    assert hrefs[2] == third
    many = reader.open(f"{PAGE}?find=we+recall").all(has="notice", role="status")[0]
    assert "stands in 1047 provisions" in many.words
    assert many.words.endswith("and 947 more")
    assert len(many.all(name="a")) == 100


def test_a_script_gets_the_lines_alone_and_no_window_for_another(talks: Negotiation) -> None:
    client = Client()
    for _ in range(2):
        page = client.get(PAGE)
        part = client.get(PAGE, headers={"hx-request": "true"})
        assert b"<html" in page.content
        assert b"<html" not in part.content
        assert "HX-Request" in page["Vary"]
        assert page["ETag"] != part["ETag"]
    assert ids(read(part.content.decode())) == ids(read(page.content.decode()).one(id="text"))


def test_a_window_takes_as_many_queries_as_a_short_text(talks: Negotiation) -> None:
    short = Negotiation(slug="short")
    short.draft(*[line for line in lines() if line.key in {"1", "1/1"}], result_of=short.meeting())
    taken = []
    for address in (f"{PAGE}?at={talks.id_of('3')}", "/documents/short-text/"):
        with CaptureQueriesContext(connection) as asked:
            assert Client().get(address).status_code == 200
        taken.append(len(asked))
    assert taken[0] == taken[1]


def test_notes_are_counted_in_all_windows_and_shown_in_theirs(talks: Negotiation) -> None:
    ana = User.objects.create(username="ana")
    actions.enrol(talks.process, ana, Member.Role.DELEGATE)
    client = Client()
    client.force_login(ana)
    sent = {"quote": "recall", "text": "our red line", "party": ""}
    client.post(f"/notes/add/{talks.id_of('3/9')}/", sent)
    client.get(PAGE)
    first = read(client.get(PAGE).content.decode())
    third = read(client.get(f"{PAGE}?at={talks.id_of('3')}").content.decode())
    assert "1 here" in first.words
    assert "our red line" not in first.words
    assert "our red line" in third.one(id=f"p-{talks.id_of('3/9')}").words


def test_a_hidden_draft_opens_no_window(talks: Negotiation) -> None:
    hidden = talks.draft(
        Line("9", "Hushed words.", label="9."), result_of=talks.meeting(), visibility=SECRETARIAT
    )
    key = talks.id_of("9")
    for query in (f"?at={key}", f"?draft={hidden.public_id}&at={key}", f"?at={key}&find=hushed"):
        answer = Client().get(PAGE + query, follow=True)
        assert answer.status_code == 404
        assert b"Hushed" not in answer.content
