"""What a meeting brought: texts once each, decisions by day, how many of each status."""

from datetime import date

import pytest
from django.test import Client

from negotiation.actions import desk as at_desk
from negotiation.codes import Code
from tests.documents.builders import Line
from tests.negotiation.builders import Negotiation
from tests.pages.conftest import Reader
from tests.pages.desk_table import Table


def test_an_issued_rolling_text_is_listed_once(client: Client, db: None) -> None:
    table = Table(client)
    day = date(2014, 2, 2)
    at_desk.issue_rolling(table.draft, issued_on=day, as_of=day, by=table.talks.clerk)
    page = Reader(client).open(f"/meetings/{table.meeting.slug}/")
    rows = page.one(**{"aria-labelledby": "drafts"}).one(name="tbody").all(name="tr")
    said = [row.all(name="td")[-1].words for row in rows]
    assert said == ["tabled at it", "came out of it"]


@pytest.fixture
def talks(db: None) -> Negotiation:
    """One meeting of two days."""
    talks = Negotiation(slug="talks")
    meeting = talks.meeting()
    talks.draft(
        Line("1", "We agree.", label="1."),
        Line("2", "We do.", label="2."),
        Line("3", "We may.", label="3."),
        result_of=meeting,
    )
    for key, code, day in (
        ("1", Code.AGREED, date(2014, 1, 10)),
        ("2", Code.AGREED, date(2014, 1, 11)),
        ("3", Code.PENDING, date(2014, 1, 11)),
    ):
        talks.decide(key, code, meeting, taken_on=day)
    return talks


def test_the_last_day_stands_first_and_statuses_are_counted(
    reader: Reader, talks: Negotiation
) -> None:
    page = reader.open(f"/meetings/{talks.meetings[0].slug}/").one(id="decided")
    assert [one.words for one in page.one(has="counts").all(has="st")] == [
        "● 2 agreed",
        "◯ 1 pending",
    ]
    days = [one.one(name="time").attributes["datetime"] for one in page.all(name="h3")]
    assert days == ["2014-01-11", "2014-01-10"]
    heads = [
        row.one(name="th").words for one in page.all(name="tbody") for row in one.all(name="tr")
    ]
    assert heads == ["2 We do.", "3 We may.", "1 We agree."]


def test_a_meeting_without_decisions_says_so(reader: Reader, talks: Negotiation) -> None:
    page = reader.open(f"/meetings/{talks.meeting().slug}/").one(id="decided")
    assert page.words.startswith("Decisions Nothing that you may see was decided here")


def test_the_first_page_names_the_meeting_that_is_under_way(
    reader: Reader, talks: Negotiation
) -> None:
    said = reader.open("/").one(has="now-at")
    assert said.words.startswith("Meeting now: M0")
    (decided,) = [one for one in said.all(name="a") if "decided" in one.words]
    assert decided.attributes["href"] == f"/meetings/{talks.meetings[0].slug}/#decided"
