"""The matrix narrowed, in windows, and what stands behind its cells."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionlines.actions import add_line, link_section
from documents.models import Passage
from negotiation import actions
from negotiation.codes import Code
from negotiation.models import Assignment, Member
from tests.documents.builders import Line
from tests.negotiation.builders import CHAPTER, SECRETARIAT, Negotiation
from tests.pages.conftest import Element, Reader

PAGE = "/documents/talks-text/status/"


@pytest.fixture
def talks(db: None) -> Negotiation:
    """Two chapters, seven paragraphs; chapter B is pre-agreed besides 6."""
    talks = Negotiation(slug="talks")
    first = talks.meeting(body=talks.group)
    talks.draft(
        Line("A", "Preamble", label="A.", kind=CHAPTER),
        Line("A/1", "We agree on the Internet.", label="1.", parent="A", tag="agreed"),
        Line("A/2", "We [may] agree on [the] Internet.", label="2.", parent="A"),
        Line("B", "Follow-up", label="B.", kind=CHAPTER),
        *(Line(f"B/{n}", f"We do {n}.", label=f"{n}.", parent="B") for n in range(3, 8)),
        result_of=first,
    )
    talks.decide("B", Code.PRE_AGREED, first, covers=True, exceptions=["B/6"], body=talks.group)
    return talks


def assign(talks: Negotiation, key: str, name: str) -> None:
    actions.assign(
        talks.meetings[0],
        number=1,
        does=Assignment.Does.REDRAFT,
        text="To be redrafted",
        provisions=[talks.provision(key)],
        holder=actions.add_party(talks.process, name=name, by=talks.clerk),
        by=talks.clerk,
    )


def labels(page: Element) -> list[str]:
    return [
        row.one(has="lab").words
        for row in page.one(has="matrix").all(name="tr")
        if row.attributes.get("id", "").startswith("row-")
    ]


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("text=internet", ["A", "1", "2"]),
        ("text=on+the+internet", ["A", "1", "2"]),
        ("text=internet&show=not-agreed", ["A", "2"]),
        ("status=pending", ["A", "2", "B", "6"]),
        ("status=code:pending", ["B", "6"]),
        ("status=agreed&text=internet", ["A", "1"]),
        ("text=nowhere", []),
    ],
)
def test_shows_what_is_sought_and_what_it_stands_under(
    reader: Reader, talks: Negotiation, query: str, left: list[str]
) -> None:
    page = reader.open(f"{PAGE}?{query}")
    if left:
        assert labels(page) == left
    else:
        assert page.one(has="empty").words == "Nothing of this kind Show all provisions"


def test_narrows_to_a_chapter_a_line_and_a_holder(reader: Reader, talks: Negotiation) -> None:
    chapter = reader.open(f"{PAGE}?chapter={talks.id_of('A')}")
    assert labels(chapter) == ["A", "1", "2"]
    line = add_line(talks.process, code="X1", title="Line", order=1, by=talks.clerk)
    link_section(line, talks.provision("A"), by=talks.clerk)
    assert labels(reader.open(f"{PAGE}?line=X1")) == ["A", "1", "2"]
    assign(talks, "B/6", "Nepal")
    page = reader.open(f"{PAGE}?holder=Nepal")
    assert labels(page) == ["B", "6"]
    assert [one.words for one in page.one(id="narrow-holder").all(name="option")][1:] == ["Nepal"]


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("chapter=abcdefghij", 404, "There is no chapter “abcdefghij” in this document."),
        ("chapter=1", 400, "chapter=1 cannot be understood"),
        ("line=X9", 404, "There is no action line “X9” in this document."),
        ("holder=Nobody", 404, "Nobody called “Nobody” holds work on this document."),
        ("status=great", 400, "status=great cannot be understood"),
        ("rows=7", 400, "rows=7 cannot be understood"),
        ("rows=9-1", 400, "rows=9-1 cannot be understood"),
        ("rows=1-9999", 400, "at most 2000)"),
    ],
)
def test_says_what_it_does_not_know(
    reader: Reader, talks: Negotiation, query: str, status: int, said: str
) -> None:
    assert said in reader.open(f"{PAGE}?{query}", status).words


def test_comes_in_windows(reader: Reader, talks: Negotiation) -> None:
    page = reader.open(f"{PAGE}?fold=nothing&rows=3-5")
    assert labels(page) == ["2", "B", "3"]
    before, after = page.all(has="more")
    assert before.one(name="a").attributes["href"] == "?fold=nothing&rows=1-2"
    assert after.words == "The next rows 5 of 9 are here"
    everything = reader.open(f"{PAGE}?fold=nothing&rows=all")
    assert len(labels(everything)) == 9
    assert everything.all(has="more") == []


def test_a_script_gets_the_rows_alone(client: Client, talks: Negotiation) -> None:
    answer = client.get(f"{PAGE}?fold=nothing&rows=3-5", headers={"HX-Request": "true"})
    assert answer.content.decode().lstrip().startswith('<tr class="more"')
    assert "HX-Request" in answer.headers["vary"]


def test_a_window_holds_the_row_that_is_asked_for(reader: Reader, talks: Negotiation) -> None:
    folded = reader.open(f"{PAGE}?fold=all")
    assert labels(folded) == ["A", "B"]
    assert labels(reader.open(f"{PAGE}?fold=all&row={talks.id_of('B/6')}")) == [
        *("A", "B", "3", "4", "5", "6", "7"),
    ]
    assert labels(reader.open(f"{PAGE}?fold=all&row=abcdefghij")) == ["A", "B"]


def test_says_all_are_agreed_besides_few_and_how_many(reader: Reader, talks: Negotiation) -> None:
    row = reader.open(PAGE).one(id=f"row-{talks.id_of('B')}")
    said = [one.words for one in row.all(name="td")[0].all(has="cond")]
    assert said == ["4 of 5 agreed", "pre-agreed besides 6", "under it: pending"]


def test_marks_what_was_reopened(reader: Reader, talks: Negotiation) -> None:
    first = talks.decide("B/3", Code.AGREED, talks.meetings[0])
    second = talks.meeting()
    talks.decide("B/3", Code.OPEN, second, reopens=first)
    page = reader.open(f"{PAGE}?show=reopened")
    assert labels(page) == ["B", "3"]
    cells = page.one(id=f"row-{talks.id_of('B/3')}").all(name="td")
    assert [len(cell.all(has="st-reopened")) for cell in cells] == [0, 1]


def test_each_cell_leads_to_the_decision_behind_it(reader: Reader, talks: Negotiation) -> None:
    cell = reader.open(f"{PAGE}?fold=nothing").one(id=f"row-{talks.id_of('B/4')}").one(name="td")
    entry = reader.open(cell.one(name="a").attributes["href"])
    facts = " ".join(one.words for one in entry.all(has="facts"))
    assert "covered by a decision on what it stands under" in facts
    assert "On B Follow-up , with all that stands under it" in facts
    assert "Save 6 We do 6." in facts
    assert "When 11 January 2014 , Meeting 0 Level the working group" in facts
    assert talks.clerk.username not in entry.words


def test_members_learn_who_recorded_it(client: Client, talks: Negotiation) -> None:
    address = f"{PAGE}{talks.id_of('B/4')}/talks-0/"
    client.force_login(talks.member(Member.Role.DELEGATE))
    assert talks.clerk.username in client.get(address).content.decode()


def test_an_entry_quotes_its_source(reader: Reader, talks: Negotiation) -> None:
    passage = Passage.objects.order_by("pk").first()
    assert passage is not None
    talks.decide("A/2", Code.OPEN, talks.meetings[0], passage=passage)
    entry = reader.open(f"{PAGE}{talks.id_of('A/2')}/talks-0/")
    assert "We agree on the Internet." in entry.one(name="blockquote").words


def test_an_entry_says_from_where_it_is_carried_and_what_the_text_says(
    reader: Reader, talks: Negotiation
) -> None:
    talks.decide("B/6", Code.AGREED, talks.meeting())
    entry = reader.open(f"{PAGE}{talks.id_of('A/2')}/talks-1/")
    facts = entry.all(has="facts")[0].words
    assert facts.startswith("How it came to stand so read from the text; nobody decided it")
    assert "Carried on from Meeting 0" in facts


@pytest.mark.parametrize("about", ["A/9", "A/1"])
def test_there_is_no_entry_of_what_one_may_not_see(
    client: Client, talks: Negotiation, about: str
) -> None:
    second = talks.meeting()
    talks.draft(
        Line("A/9", "Hushed words.", label="9."),
        Line("A/1", "We agree.", label="1."),
        result_of=second,
        visibility=SECRETARIAT,
    )
    address = f"{PAGE}{talks.id_of(about)}/talks-1/"
    assert client.get(address).status_code == 404
    client.force_login(talks.clerk)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "query", ["fold=nothing", "show=not-agreed", "text=hushed", "rows=all", "show=reopened"]
)
def test_a_secret_draft_changes_nothing(client: Client, talks: Negotiation, query: str) -> None:
    before = client.get(f"{PAGE}?{query}").content
    second = talks.meeting()
    talks.draft(
        Line("A", "Preamble", label="A.", kind=CHAPTER),
        Line("A/2", "We [hushed] agree.", label="2.", parent="A"),
        Line("A/9", "[Hushed words.]", label="9.", parent="A"),
        result_of=second,
        visibility=SECRETARIAT,
        as_of=date(2014, 3, 1),
    )
    decided = talks.decide("A/9", Code.AGREED, second)
    talks.decide("A/9", Code.OPEN, second, reopens=decided)
    assign(talks, "A/9", "Covert")
    line = add_line(talks.process, code="X9", title="Covert", order=1, by=talks.clerk)
    link_section(line, talks.provision("A/9"), by=talks.clerk)
    assert client.get(f"{PAGE}?{query}").content == before
    client.force_login(talks.clerk)
    assert b"Covert" in client.get(f"{PAGE}?{query}").content


def test_three_of_everything_take_as_many_queries_as_one(client: Client, db: None) -> None:
    talks = Negotiation(slug="talks")
    taken = []
    for rows in (1, 3, 30):
        meeting = talks.meeting()
        lines = [Line("A", "Preamble", label="A.", kind=CHAPTER)]
        lines += [Line(f"A/{n}", f"We [{n}].", label=f"{n}.", parent="A") for n in range(rows)]
        talks.draft(*lines, result_of=meeting)
        for n in range(rows):
            talks.decide(f"A/{n}", Code.OPEN, meeting)
            line = add_line(
                talks.process, code=f"X{rows}-{n}", title="Line", order=n, by=talks.clerk
            )
            link_section(line, talks.provision(f"A/{n}"), by=talks.clerk)
        with CaptureQueriesContext(connection) as queries:
            address = f"{PAGE}?text=we&fold=nothing&chapter={talks.id_of('A')}"
            assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as of_entry:
            entry = f"{PAGE}{talks.id_of('A')}/{meeting.slug}/"
            assert client.get(entry).status_code == 200
        taken.append((len(queries), len(of_entry)))
    assert taken[1:] == [taken[0]] * 2
