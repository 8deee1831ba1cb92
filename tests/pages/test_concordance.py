"""Concordance, totals, reopenings and the chart, as readers see them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from documents.actions import compare_chunk, run_comparison
from documents.models import Comparison, Draft
from negotiation import actions
from negotiation.codes import Code
from negotiation.models import Decision
from tests.documents.builders import Line
from tests.negotiation.builders import ALT, CHAPTER, Negotiation
from tests.pages.conftest import Element, Reader

pytestmark = pytest.mark.django_db

WORDS = "We commit to connect every village"
PAGE = "/documents/review-text"


@pytest.fixture
def talks() -> Negotiation:
    return Negotiation()


def compared(talks: Negotiation, earlier: Draft, later: Draft) -> str:
    """The two drafts compared; the query of their page."""
    comparison = actions.ask_comparison(earlier, later, by=talks.clerk)
    run_comparison(comparison.pk)
    compare_chunk(comparison.pk, 0, 1000)
    assert Comparison.objects.get(pk=comparison.pk).state == Comparison.State.DONE
    return f"?earlier={comparison.earlier.public_id}&later={comparison.later.public_id}"


def pair(talks: Negotiation, code: Code | None, now: str, **decided: object) -> str:
    """A paragraph that stood under ``code`` at the first meeting, and what it says ``now``."""
    first = talks.meeting()
    chapter = Line("A", "Preamble", label="A.", kind=CHAPTER)
    earlier = talks.draft(chapter, Line("A/1", WORDS, label="1.", parent="A"), result_of=first)
    if code:
        talks.decide("A/1", code, first, **decided)
    lines = [chapter, *([Line("A/1", now, label="2.", parent="A")] if now else [])]
    return compared(talks, earlier, talks.draft(*lines, result_of=talks.meeting()))


def reopened(page: Element) -> list[str]:
    return [one.words for one in page.all(has="st-reopened") if one.name == "span"]


@pytest.mark.parametrize(
    ("code", "now", "is_reopening"),
    [
        (Code.AGREED, f"{WORDS} now", True),
        (Code.AGREED_AD_REF, f"{WORDS} now", True),
        (Code.FINAL_AGREED, "We [commit] to connect every village", True),
        (Code.AGREED, "", True),
        (Code.AGREED, WORDS, False),
        (Code.SUGGESTED_FOR_CLOSURE, f"{WORDS} now", False),
        (Code.PENDING, f"{WORDS} now", False),
        (None, f"{WORDS} now", False),
    ],
)
def test_what_was_agreed_and_changed_is_reopened(
    reader: Reader, talks: Negotiation, code: Code | None, now: str, is_reopening: bool
) -> None:
    query = pair(talks, code, now)
    for address in (f"{PAGE}/compare/{query}", f"{PAGE}/concordance/{query}"):
        assert bool(reopened(reader.open(address))) is is_reopening


def test_an_agreement_that_is_carried_or_covers_is_reopened_too(
    reader: Reader, talks: Negotiation
) -> None:
    first, second = talks.meeting(), talks.meeting()
    chapter = Line("A", "Preamble", label="A.", kind=CHAPTER)
    para = Line("A/1", WORDS, label="1.", parent="A")
    talks.draft(chapter, para, result_of=first)
    talks.decide("A", Code.AGREED, first, covers=True)
    earlier = talks.draft(chapter, para, result_of=second)
    later = talks.draft(chapter, Line("A/1", f"{WORDS} now", parent="A"), result_of=talks.meeting())
    query = compared(talks, earlier, later)
    assert reopened(reader.open(f"{PAGE}/compare/{query}")) == ["↺ reopens what was agreed"]


def test_an_editorial_correction_reopens_nothing(reader: Reader, talks: Negotiation) -> None:
    first, second = talks.meeting(), talks.meeting()
    earlier = talks.draft(Line("1", WORDS, label="1."), result_of=first)
    talks.decide("1", Code.AGREED, first)
    later = talks.draft(Line("1", f"{WORDS}.", label="1."), result_of=second)
    query = compared(talks, earlier, later)
    assert reopened(reader.open(f"{PAGE}/compare/{query}")) != []
    talks.decide("1", Code.AGREED, second, basis=Decision.Basis.EDITORIAL)
    assert reopened(reader.open(f"{PAGE}/compare/{query}")) == []


def test_a_lifted_bracket_is_no_change_of_words(reader: Reader, talks: Negotiation) -> None:
    earlier = talks.draft(Line("1", f"[{WORDS}]", label="1."), result_of=talks.meeting())
    later = talks.draft(Line("1", WORDS, label="1."), result_of=talks.meeting())
    page = reader.open(f"{PAGE}/compare/{compared(talks, earlier, later)}")
    (change,) = page.all(has="pair")
    assert [one.words for one in change.all(has="chg")] == ["bracket lifted"]
    assert [one.text for one in change.all(name="ins")] == []
    wording = page.all(name="a")
    assert not [one for one in wording if "show=wording" in one.attributes.get("href", "")]


def test_filters_say_how_many_they_leave(reader: Reader, talks: Negotiation) -> None:
    first = talks.meeting()
    earlier = talks.draft(
        Line("1", WORDS, label="1."),
        Line("2", f"[{WORDS} soon]", label="2."),
        Line("3", "Same words as before.", label="3."),
        result_of=first,
    )
    talks.decide("1", Code.AGREED, first)
    later = talks.draft(
        Line("1", f"{WORDS} today", label="1."),
        Line("2", f"{WORDS} soon", label="2."),
        Line("3", "Same words as before.", label="4."),
        result_of=talks.meeting(),
    )
    query = compared(talks, earlier, later)
    page = reader.open(f"{PAGE}/compare/{query}")
    (shows,) = [one for one in page.one(has="facets").all(name="dl") if "Show" in one.words]
    assert [one.words for one in shows.all(name="dd")] == [
        "all changes 3",
        "only what matters 2",
        "reopened 1",
        "brackets 1",
        "wording 1",
        "labels and tags 1",
    ]
    for show, labels in {
        "matters": ["1 → 1", "2 → 2"],
        "reopened": ["1 → 1"],
        "bracket_lifted": ["2 → 2"],
        "labels": ["3 → 4"],
        "deleted": [],
    }.items():
        found = reader.open(f"{PAGE}/compare/{query}&show={show}")
        assert [one.attributes["aria-label"] for one in found.all(has="pair")] == labels
        links = [one.attributes["href"] for one in found.all(name="a")]
        targets = {one.attributes["id"] for one in found.all(has="pair")}
        inside = found.one(has="map").all(name="a") if labels else []
        assert [one.attributes["href"][1:] for one in inside] == sorted(targets)
        assert links
    totals = page.one(has="totals")
    assert [one.words for one in totals.one(name="tfoot").all(name="td")] == [
        "3", "1", "1", "1", "1",
    ]  # fmt: skip


def test_a_redline_is_printed_under_both_symbols(client: Client, talks: Negotiation) -> None:
    earlier = talks.draft(Line("1", WORDS), symbol="S1/C")
    later = talks.draft(Line("1", f"{WORDS} now"), symbol='S2/C"; } body { color: red')
    query = compared(talks, earlier, later)
    page = client.get(f"{PAGE}/compare/{query}").content.decode()
    assert f'media="print" href="{PAGE}/compare/print.css?' in page
    sheet = client.get(f"{PAGE}/compare/print.css{query}")
    assert sheet.headers["Content-Type"] == "text/css"
    assert '@top-left { content: "Text, S1/C";' in sheet.content.decode()
    assert '@top-right { content: "Text, S2/C ; } body { color: red";' in sheet.content.decode()
    assert client.get(f"{PAGE}/compare/print.css").status_code == 400


def test_a_concordance_nobody_computed_says_where_to_ask(
    reader: Reader, talks: Negotiation
) -> None:
    one, other = talks.draft(Line("1", WORDS)), talks.draft(Line("1", f"{WORDS} now"))
    query = f"?earlier={one.public_id}&later={other.public_id}"
    page = reader.open(f"{PAGE}/concordance/{query}")
    (link,) = page.one(has="empty").all(name="a")
    assert link.attributes["href"] == f"{PAGE}/compare/{query}"
    reader.open(f"{PAGE}/concordance/{query}&format=xls", status=400)


def test_a_document_with_one_draft_has_no_concordance(reader: Reader, talks: Negotiation) -> None:
    talks.draft(Line("1", WORDS))
    page = reader.open(f"{PAGE}/concordance/")
    assert "no two drafts with words are held" in page.words


def test_the_chart_says_the_same_as_its_table_and_how_it_counts(
    reader: Reader, talks: Negotiation
) -> None:
    first, second = talks.meeting(), talks.meeting()
    talks.draft(
        Line("1", "[We [shall] agree]", label="1."),
        Line("1/a", "Or not", role=ALT, parent="1"),
        Line("2", WORDS, label="2."),
        result_of=first,
    )
    talks.decide("2", Code.AGREED, first)
    talks.draft(Line("1", "We shall agree", label="1."), Line("2", WORDS), result_of=second)
    page = reader.open(f"{PAGE}/chart/").one(**{"aria-labelledby": "by-draft"})
    rows = page.one(name="table").one(name="tbody").all(name="tr")
    assert [[cell.words for cell in row.all(name="td")][3:] for row in rows] == [
        ["2", "1", "1", "2"],
        ["0", "0", "1", "2"],
    ]
    numbers = [one.words for one in page.one(name="svg").all(has="number")]
    assert numbers == ["2", "0", "1", "0", "1 of 2", "1 of 2"]
    assert "How it is counted." in page.one(name="figcaption").words
    assert "style=" not in reader.client.get(f"{PAGE}/chart/").content.decode()


def test_a_chart_of_nothing_teaches(reader: Reader, talks: Negotiation) -> None:
    talks.draft(Line("A", "Preamble", kind=CHAPTER), extent=Draft.Extent.OUTLINE)
    assert "No draft with words is held" in reader.open(f"{PAGE}/chart/").one(has="empty").words


def grown(talks: Negotiation, rows: int) -> str:
    meeting = talks.meeting()
    lines = [Line(f"{rows}-{row}", f"{WORDS} {row}", label=f"{row}.") for row in range(rows)]
    earlier = talks.draft(*lines, result_of=meeting)
    for line in lines:
        talks.decide(line.key, Code.AGREED, meeting)
    changed = [Line(line.key, f"{line.words} now", label=line.label) for line in lines]
    return compared(talks, earlier, talks.draft(*changed, result_of=talks.meeting()))


@pytest.mark.parametrize("what", ["concordance/", "compare/", "chart/"])
@pytest.mark.parametrize("is_staff", [False, True])
def test_three_rows_take_as_many_queries_as_one(
    client: Client, talks: Negotiation, what: str, is_staff: bool
) -> None:
    if is_staff:
        client.force_login(talks.clerk)
    taken = []
    for rows in (1, 3):
        query = grown(talks, rows)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{PAGE}/{what}{query}").status_code == 200
        taken.append(len(queries))
    assert taken[0] == taken[1]
