"""A text at a time: what a rolling text said after an edit, with the statuses of that time."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from bracketed import read_outline
from documents.queries import draft_view
from negotiation import actions
from negotiation.actions import desk
from negotiation.codes import Code
from negotiation.models import Member
from tests.negotiation.builders import PARTIES, PUBLIC, SECRETARIAT, Negotiation
from tests.negotiation.tables import Table

pytestmark = pytest.mark.django_db
TEXT = "/api/v1/documents/review-text/text"


class Session:
    """A rolling text with four moments: opened, reworded, gavelled, published, reworded again."""

    def __init__(self) -> None:
        self.table = Table(Negotiation())
        self.opened = timezone.now()
        self.table.save("1", "We hushed.")
        self.reworded = timezone.now()
        self.table.decide("2", Code.PENDING, note="gavelled")
        self.decided = timezone.now()
        actions.publish(self.table.draft, visibility=PARTIES, by=self.table.talks.clerk)
        self.shown = timezone.now()
        self.table.save("1", "We all agree.")
        self.table.save("2", "")
        self.last = timezone.now()


@pytest.fixture
def session() -> Session:
    return Session()


def text_at(client: Client, time: datetime, expect: int = 200, **more: str) -> Any:
    query = "&".join(f"{name}={value}" for name, value in more.items())
    answer = client.get(f"{TEXT}/?at={quote(time.isoformat())}&{query}")
    assert answer.status_code == expect, answer.content
    return answer


def said(answer: Any) -> dict[str, str]:
    return {one["label"]: one["text"] for one in answer.json()["provisions"] if one["label"]}


def test_the_text_is_that_of_the_last_edit_by_then(session: Session, client: Client) -> None:
    client.force_login(session.table.talks.clerk)
    found = [
        text_at(client, time)
        for time in (session.opened, session.reworded, session.shown, session.last)
    ]
    assert [one.json()["edit"] for one in found] == [0, 1, 1, 3]
    assert [said(one)["1."] for one in found] == [
        "We agree.", "We hushed.", "We hushed.", "We all agree.",
    ]  # fmt: skip
    assert [said(one)["2."] for one in found] == ["We [may] act."] * 3 + [""]
    assert found[0].json()["as_of"] == session.opened.date().isoformat()
    plain = client.get(f"{TEXT}.txt?at={quote(session.reworded.isoformat())}").content.decode()
    assert "edit 1" in plain


def test_statuses_are_those_of_the_time(session: Session, client: Client) -> None:
    client.force_login(session.table.talks.clerk)

    def code(time: datetime) -> Any:
        rows = text_at(client, time).json()["provisions"]
        return next(row["status"]["code"] for row in rows if row["label"] == "2.")

    assert code(session.reworded) == "bracketed"
    assert code(session.decided) == "pending"


def test_what_was_said_before_it_was_published_stays_where_it_was(
    session: Session, client: Client
) -> None:
    delegate = session.table.talks.member(Member.Role.DELEGATE)
    client.force_login(delegate)
    for time in (session.opened, session.reworded, session.decided):
        for name in ("json", "txt", "html", "csv"):
            for form in ("bracketed", "source"):
                before = text_at(client, time, format=name, form=form).content
                assert b"hushed" not in before
                assert form == "source" or name == "csv" or b"We agree." in before
    # what was on the table when it was opened to the parties is theirs from then on
    assert said(text_at(client, session.shown))["1."] == "We hushed."
    assert said(text_at(client, session.last))["1."] == "We all agree."
    client.logout()
    assert said(text_at(client, session.last))["1."] == "We agree."


def test_where_nothing_could_be_read_yet_the_first_moment_is_named(client: Client) -> None:
    table = Table(Negotiation())
    actions.publish(table.issued, visibility=SECRETARIAT, by=table.talks.clerk)
    before = timezone.now()
    actions.publish(table.draft, visibility=PUBLIC, by=table.talks.clerk)
    problem = text_at(client, before, expect=404).json()
    first = table.draft.publications.latest("id").at
    assert f"“Rolling text” of {first:%Y-%m-%d %H:%M:%S}" in problem["detail"]
    assert text_at(client, timezone.now()).json()["draft"]["id"] == table.draft.public_id


def test_an_issued_text_is_still_known_as_it_was_written(session: Session, client: Client) -> None:
    table = session.table
    client.force_login(table.talks.clerk)
    today = timezone.localdate()
    desk.issue_rolling(
        table.draft, symbol="Final/1", issued_on=today, as_of=today, by=table.talks.clerk
    )
    then = text_at(client, session.reworded)
    assert (then.json()["edit"], said(then)["1."]) == (1, "We hushed.")
    source = text_at(client, session.reworded, format="txt", form="source").content.decode()
    assert "We hushed." in source
    assert "We all agree." not in source
    now = text_at(client, timezone.now())
    assert (now.json()["edit"], said(now)["1."]) == (None, "We all agree.")


def test_the_source_of_a_rolling_text_is_read_again_as_it_is(
    session: Session, client: Client
) -> None:
    client.force_login(session.table.talks.clerk)
    printed = client.get(f"{TEXT}.txt?form=source").content.decode()
    view = draft_view(session.table.draft)
    again = read_outline(printed).provisions
    assert [(p.kind, p.role, p.label, p.text or p.heading) for p in again] == [
        (p.kind, p.role, p.label, p.words) for p in view.provisions
    ]
    page = client.get(f"{TEXT}.html?form=source").content.decode()
    assert "We all agree." in page


def test_a_comparison_takes_a_time_where_the_text_is_the_same_still(
    session: Session, client: Client
) -> None:
    client.force_login(session.table.talks.clerk)
    address = f"/api/v1/documents/review-text/comparison/?earlier={session.table.issued.public_id}"

    def asked(time: datetime) -> Any:
        return client.get(f"{address}&later={quote(time.isoformat())}")

    assert asked(session.last).status_code in (200, 202)
    problem = asked(session.reworded)
    assert problem.status_code == 400
    assert "was edited since (this is edit 1 of it)" in problem.json()["detail"]
