"""Pictures of where a document stands, and the same in words."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from negotiation.codes import Code
from negotiation.queries import matrix
from tests.documents.builders import Line
from tests.negotiation.builders import ALT, CHAPTER, SECRETARIAT, Negotiation
from tests.pages.conftest import Element, Reader
from tracker.pictures.chapters import ACROSS, chapters
from tracker.pictures.meetings import meetings_picture
from tracker.queries.matrix_tree import Tree

PAGE = "/documents/talks-text/chart/"


@pytest.fixture
def talks(db: None) -> Negotiation:
    """Two meetings; at the second two of four paragraphs are agreed."""
    talks = Negotiation(slug="talks")
    first, second = talks.meeting(), talks.meeting()
    talks.draft(
        Line("A", "Preamble", label="A.", kind=CHAPTER),
        Line("A/1", "We agree.", label="1.", parent="A"),
        Line("A/2", "We [may] agree.", label="2.", parent="A"),
        Line("B", "Follow-up", label="B.", kind=CHAPTER),
        Line("B/3", "We do.", label="3.", parent="B"),
        Line("B/4", label="4.", parent="B"),
        Line("B/4/x", "This way.", label="Alt 1", role=ALT, parent="B/4"),
        result_of=first,
    )
    talks.decide("A/1", Code.AGREED, second)
    talks.decide("B/3", Code.PRE_AGREED, second)
    return talks


def section(page: Element, name: str) -> Element:
    return page.one(**{"aria-labelledby": name})


def test_stacks_how_it_stood_at_each_meeting(talks: Negotiation) -> None:
    picture = meetings_picture(matrix(talks.document, None))
    assert picture is not None
    assert [[(one.shown, one.number) for one in column.segments] for column in picture.columns] == [
        [("pending", 3), ("alt", 1)],
        [("agreed", 2), ("pending", 1), ("alt", 1)],
    ]
    for column in picture.columns:
        assert column.segments[0].y + column.segments[0].height == pytest.approx(picture.base)
        for below, above in zip(column.segments, column.segments[1:], strict=False):
            assert above.y + above.height == pytest.approx(below.y)
        assert column.segments[-1].y == pytest.approx(24)


def test_says_the_same_in_words_and_as_a_table(reader: Reader, talks: Negotiation) -> None:
    shown = section(reader.open(PAGE), "by-meeting")
    assert (
        shown.one(name="desc").words
        == "M0: 3 pending, 1 alternative. M1: 2 agreed, 1 pending, 1 alternative."
    )
    rows = shown.one(name="tbody").all(name="tr")
    assert [[cell.words for cell in row.all(name="td")] for row in rows] == [
        ["", "3", "1", "4"],
        ["2", "1", "1", "4"],
    ]


def test_shows_how_far_each_chapter_is(reader: Reader, talks: Negotiation) -> None:
    bars = section(reader.open(PAGE), "by-chapter").one(has="far").all(name="li")
    assert [bar.one(name="p").words for bar in bars] == [
        "1 of 2 agreed, 1 pending",
        "1 of 2 agreed, 1 alternative",
    ]
    assert [bar.one(name="title").words for bar in bars] == [
        "A Preamble: 1 agreed, 1 pending",
        "B Follow-up: 1 agreed, 1 alternative",
    ]


def test_each_paragraph_is_a_cell_that_leads_to_it(reader: Reader, talks: Negotiation) -> None:
    cells = section(reader.open(PAGE), "map").one(has="paragraphs").all(name="a")
    assert [
        (one.attributes["aria-label"], one.one(name="use").attributes["href"]) for one in cells
    ] == [
        ("1: agreed", "#s-agreed"),
        ("2: bracketed", "#s-pending"),
        ("3: pre-agreed", "#s-half"),
        ("4: alternatives", "#s-alt"),
    ]
    assert cells[0].attributes["href"] == f"/provisions/{talks.id_of('A/1')}/"


def test_the_map_goes_on_in_the_next_row(talks: Negotiation) -> None:
    third = talks.meeting()
    more = [Line(f"C/{n}", "We go on.", label=f"{n}.", parent="C") for n in range(ACROSS + 1)]
    talks.draft(Line("C", "More", label="C.", kind=CHAPTER), *more, result_of=third)
    *_, last = chapters(Tree(matrix(talks.document, None)), third.slug)
    assert (last.cells[0].x, last.cells[0].y) == (last.cells[-1].x, 12)
    assert last.cells[-1].y == 36
    assert last.height == 48


def test_a_secret_draft_changes_no_picture(client: Client, talks: Negotiation) -> None:
    before = client.get(PAGE).content
    third = talks.meeting()
    talks.draft(
        Line("A", "Preamble", label="A.", kind=CHAPTER),
        Line("A/1", "We [hush].", label="1.", parent="A"),
        Line("A/9", "Hushed.", label="9.", parent="A"),
        result_of=third,
        visibility=SECRETARIAT,
    )
    talks.decide("A/9", Code.AGREED, third)
    assert client.get(PAGE).content == before
    client.force_login(talks.clerk)
    assert b"9: agreed" in client.get(PAGE).content


def test_draws_by_attributes_and_classes_alone(client: Client, talks: Negotiation) -> None:
    said = client.get(PAGE).content.decode()
    assert "<style" not in said
    assert " style=" not in said
    ids = re.findall(r' id="([^"]+)"', said)
    assert len(ids) == len(set(ids))


def test_more_chapters_take_no_more_queries(client: Client, talks: Negotiation) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as taken:
            assert client.get(PAGE).status_code == 200
        return len(taken)

    one = queries()
    for key in "XYZ":
        talks.draft(
            Line(key, "More", label=f"{key}.", kind=CHAPTER),
            *(Line(f"{key}/{n}", "We [may].", label=f"{n}.", parent=key) for n in range(5)),
            result_of=talks.meeting(),
        )
    assert queries() == one


class TestWhereReadersAre:
    """Small pictures on the pages of the text, the process and the matrix."""

    def test_the_text_begins_with_how_far_it_is(self, reader: Reader, talks: Negotiation) -> None:
        page = reader.open(f"/documents/talks-text/?meeting={talks.meetings[1].slug}")
        standing = page.one(name="details", has="standing")
        assert standing.one(name="summary").words == "2 of 4 provisions agreed at M1"
        bars = standing.one(has="far").all(name="li")
        assert [bar.one(has="place").words for bar in bars] == ["A Preamble", "B Follow-up"]
        assert len(standing.one(has="paragraphs").all(name="a")) == 4
        address = f"/documents/talks-text/?meeting={talks.meetings[0].slug}"
        then = reader.open(address).one(has="standing")
        assert then.one(name="summary").words == "0 of 4 provisions agreed at M0"

    def test_the_process_shows_chapters_and_brackets_by_draft(
        self, reader: Reader, talks: Negotiation
    ) -> None:
        paper = reader.open("/processes/talks/").one(has="papers")
        assert [one.words for one in paper.one(has="far").all(has="place")] == [
            "A Preamble",
            "B Follow-up",
        ]
        assert paper.all(has="drafts") == []  # of one draft there is nothing to compare
        talks.draft(Line("A/2", "We [may] [now] agree.", label="2."), result_of=talks.meeting())
        drafts = reader.open("/processes/talks/").one(has="drafts")
        assert [one.words for one in drafts.all(has="number")] == ["1", "2"]
        assert [float(one.attributes["height"]) for one in drafts.all(has="level")] == [18, 36]

    def test_the_matrix_stacks_each_meeting(self, reader: Reader, talks: Negotiation) -> None:
        counted = reader.open("/documents/talks-text/status/").one(has="counted")
        said = [one.attributes["aria-label"] for one in counted.all(has="tally-bar")]
        assert said == ["0 of 4 provisions agreed", "2 of 4 provisions agreed"]

    @pytest.mark.parametrize("address", ["/", "/processes/talks/", "/documents/talks-text/"])
    def test_a_secret_draft_changes_none(
        self, client: Client, talks: Negotiation, address: str
    ) -> None:
        third = talks.meeting()
        before = client.get(address).content
        talks.draft(Line("A/9", "[Hushed].", label="9."), result_of=third, visibility=SECRETARIAT)
        talks.decide("A/9", Code.AGREED, third)
        assert client.get(address).content == before
        client.force_login(talks.clerk)
        assert client.get(address).content != before
