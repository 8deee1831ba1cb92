"""The list of outstanding issues."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionlines.actions import add_line, link_section
from negotiation import actions
from negotiation.codes import Code
from negotiation.models import Assignment, Member
from tests.documents.builders import Line
from tests.negotiation.builders import ALT, CHAPTER, PUBLIC, SECRETARIAT, Negotiation
from tests.pages.conftest import Element, Reader


@pytest.fixture
def talks(db: None) -> Negotiation:
    """Five paragraphs in two chapters, one of them agreed."""
    talks = Negotiation(slug="talks")
    first = talks.meeting(body=talks.group)
    talks.draft(
        Line("A", "Preamble", label="A.", kind=CHAPTER),
        Line("A/1", "We agree.", label="1.", parent="A", tag="agreed"),
        Line("A/2", "We [may [or shall]] agree [soon].", label="2.", parent="A"),
        Line("B", "Follow-up", label="B.", kind=CHAPTER),
        Line("B/3", "[We do.]", label="3.", parent="B"),
        Line("B/4", label="4.", parent="B"),
        Line("B/4/x", "This [way].", label="Alt 1", role=ALT, parent="B/4"),
        Line("B/4/y", "That way.", label="Alt 2", role=ALT, parent="B/4"),
        Line("B/5", "We wait.", label="5.", parent="B"),
        result_of=first,
    )
    talks.decide("B/5", Code.PENDING, first, note="for the figures", body=talks.group)
    return talks


def holder(talks: Negotiation, key: str, name: str, number: int = 1, small_group: str = "") -> None:
    actions.assign(
        talks.meetings[0],
        number=number,
        does=Assignment.Does.REDRAFT,
        text=f"{name} to redraft",
        provisions=[talks.provision(key)],
        holder=actions.add_party(talks.process, name=name, by=talks.clerk),
        small_group=small_group,
        due_on=date(2014, 2, 3),
        by=talks.clerk,
    )


def issue(page: Element, talks: Negotiation, key: str) -> Element:
    return page.one(id=f"p-{talks.id_of(key)}")


def titles(page: Element) -> list[str]:
    return [block.one(name="h2").words for block in page.all(has="outstanding")]


def test_lists_what_is_not_agreed_with_its_disputed_words(
    reader: Reader, talks: Negotiation
) -> None:
    page = reader.open("/documents/talks-text/open/")
    assert titles(page) == ["A Preamble 1", "B Follow-up 3"]
    assert "We agree." not in page.words
    second = issue(page, talks, "A/2")
    assert second.one(has="wording").text.strip() == "We [may [or shall]] agree [soon]."
    assert [one.text for one in second.one(has="disputed").all(name="dd")] == [
        "[may [or shall]]",
        "[soon]",
    ]
    assert second.all(has="d2")[0].text == "[or shall]"


def test_says_of_a_whole_paragraph_that_it_is_disputed(reader: Reader, talks: Negotiation) -> None:
    third = issue(reader.open("/documents/talks-text/open/"), talks, "B/3")
    assert third.all(has="disputed") == []
    assert third.one(has="whole").words == "The whole of it stands in brackets."


def test_stands_alternatives_under_one_another(reader: Reader, talks: Negotiation) -> None:
    rivals = issue(reader.open("/documents/talks-text/open/"), talks, "B/4").one(has="rivals")
    assert [one.text for one in rivals.all(name="li")] == ["Alt 1This [way].", "Alt 2That way."]


def test_says_who_holds_it_what_it_waits_for_and_until_when(
    reader: Reader, talks: Negotiation
) -> None:
    holder(talks, "B/5", "Nepal", small_group="Friends of paragraph 5")
    state = issue(reader.open("/documents/talks-text/open/"), talks, "B/5").one(has="state")
    said = {
        one.all(name="dt")[0].words: [said.words for said in one.all(name="dd")]
        for one in state.children
        if isinstance(one, Element)
    }
    assert said["Holder"] == ["Nepal"]
    assert said["Small group"] == ["Friends of paragraph 5"]
    assert said["Body"] == ["the working group"]
    assert said["Waits for"] == ["for the figures", "Nepal to redraft"]
    assert said["Due"] == ["3 February 2014"]


def test_groups_by_holder_and_by_action_line(reader: Reader, talks: Negotiation) -> None:
    holder(talks, "B/5", "Nepal", 1)
    holder(talks, "A/2", "Chile", 2)
    assert titles(reader.open("/documents/talks-text/open/?by=holder")) == [
        "Chile 1",
        "Nepal 1",
        "Nobody holds it 2",
    ]
    holder(talks, "B/3", "Peru", 3, small_group="Quad")
    assert titles(reader.open("/documents/talks-text/open/?by=group")) == [
        "Quad 1",
        "In no small group 3",
    ]
    line = add_line(talks.process, code="X1", title="Line", order=1, by=talks.clerk)
    link_section(line, talks.provision("B"), by=talks.clerk)
    assert titles(reader.open("/documents/talks-text/open/?by=line")) == [
        "X1 Line 3",
        "Of no action line 1",
    ]


def test_an_unknown_grouping_is_refused_by_name(reader: Reader, talks: Negotiation) -> None:
    assert "by=colour" in reader.open("/documents/talks-text/open/?by=colour", 400).words


def test_what_is_no_longer_in_the_text_is_not_outstanding(
    reader: Reader, talks: Negotiation
) -> None:
    talks.draft(
        Line("B", "Follow-up", label="B.", kind=CHAPTER),
        Line("B/3", "[We do.]", label="3.", parent="B"),
        result_of=talks.meeting(),
    )
    assert titles(reader.open("/documents/talks-text/open/")) == ["B Follow-up 1"]


def test_says_that_nothing_is_outstanding(reader: Reader, talks: Negotiation) -> None:
    for key in ("A/2", "B/3", "B/4", "B/5"):
        talks.decide(key, Code.PRE_AGREED, talks.meetings[0])
    words = reader.open("/documents/talks-text/open/").one(has="empty").words
    assert words == "Nothing is outstanding All 5 provisions are agreed."


def test_a_print_carries_symbol_and_day(client: Client, talks: Negotiation) -> None:
    sheet = client.get("/documents/talks-text/open/print.css")
    assert sheet.headers["content-type"] == "text/css"
    assert "Status as of 11 January 2014" in sheet.content.decode()


@pytest.mark.parametrize("by", ["chapter", "line", "holder", "group"])
def test_nothing_of_a_secret_draft_is_listed_or_counted(
    client: Client, talks: Negotiation, by: str
) -> None:
    before = client.get(f"/documents/talks-text/open/?by={by}").content
    second = talks.meeting()
    talks.draft(
        Line("A", "Preamble", label="A.", kind=CHAPTER),
        Line("A/1", "We [hushed] agree.", label="1.", parent="A"),
        Line("A/9", "[More hushed words.]", label="9.", parent="A"),
        result_of=second,
        visibility=SECRETARIAT,
        symbol="Secret/9",
    )
    talks.decide("A/9", Code.PENDING, second, note="undisclosed")
    holder(talks, "A/9", "Covert", 7, small_group="Clandestine")
    assert client.get(f"/documents/talks-text/open/?by={by}").content == before
    client.force_login(talks.clerk)
    seen = client.get(f"/documents/talks-text/open/?by={by}").content.decode()
    assert all(word in seen for word in ("hushed", "Secret/9", "undisclosed", "Clandestine"))


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as taken:
        assert client.get("/documents/many-text/open/").status_code == 200
    return len(taken)


def test_three_issues_take_as_many_queries_as_one(client: Client, db: None) -> None:
    talks = Negotiation(slug="many")
    taken = []
    for rows in (1, 3, 30):
        meeting = talks.meeting()
        lines = [Line("A", "Preamble", label="A.", kind=CHAPTER)]
        for row in range(rows):
            lines.append(Line(f"A/{row}", f"[We {row}] agree.", label=f"{row}.", parent="A"))
            lines.append(Line(f"A/{row}/x", "Other.", role=ALT, parent=f"A/{row}"))
        talks.draft(*lines, result_of=meeting, visibility=PUBLIC)
        for row in range(rows):
            talks.decide(f"A/{row}", Code.PENDING, meeting)
            actions.assign(
                meeting,
                number=row + 1,
                does=Assignment.Does.REDRAFT,
                text="To be redrafted",
                provisions=[talks.provision(f"A/{row}")],
                holder=actions.add_party(talks.process, name=f"P{row}", by=talks.clerk),
                by=talks.clerk,
            )
        taken.append(queries(client))
    assert taken[1:] == [taken[0]] * 2


class TestGivingOutWork:
    """The form of the secretariat beside an outstanding issue."""

    def ask(self, talks: Negotiation, key: str = "B/3") -> str:
        return f"/provisions/{talks.id_of(key)}/assign/"

    def test_is_found_and_done_and_stands_in_the_list(
        self, client: Client, reader: Reader, talks: Negotiation
    ) -> None:
        actions.add_party(talks.process, name="Chile", by=talks.clerk)
        client.force_login(talks.clerk)
        listed = client.get("/documents/talks-text/open/").content.decode()
        assert self.ask(talks) in listed
        said = {
            "meeting": talks.meetings[0].slug,
            "does": "redraft",
            "text": "Chile to redraft",
            "holder": "Chile",
            "small_group": "Quad",
            "due_on": "2014-02-03",
        }
        for number in (1, 2):
            answer = client.post(self.ask(talks), said)
            assert answer.headers["location"].endswith(f"/open/#p-{talks.id_of('B/3')}")
            assert Assignment.objects.get(number=number).small_group == "Quad"
        words = issue(reader.open("/documents/talks-text/open/"), talks, "B/3").words
        assert all(word in words for word in ("Chile", "Quad", "3 February 2014"))

    def test_says_what_is_missing_and_keeps_what_was_typed(
        self, client: Client, talks: Negotiation
    ) -> None:
        client.force_login(talks.clerk)
        said = {"meeting": talks.meetings[0].slug, "does": "redraft", "due_on": "soon"}
        answer = client.post(self.ask(talks), {**said, "small_group": "Quad"})
        told = answer.content.decode()
        assert answer.status_code == 400
        assert "Say what it waits for." in told
        assert "A day is written as 2015-12-16." in told
        assert 'value="Quad"' in told
        assert not Assignment.objects.exists()

    def test_is_for_the_secretariat(self, client: Client, talks: Negotiation) -> None:
        assert client.get(self.ask(talks)).status_code == 302
        client.force_login(talks.member(Member.Role.CHAIR))
        assert client.get(self.ask(talks)).status_code == 403
        assert client.post(self.ask(talks), {"text": "x"}).status_code == 403
        assert "assign/" not in client.get("/documents/talks-text/open/").content.decode()
