"""A text at a time: what a rolling text said after an edit, with the statuses of that time."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone

from bracketed import read_outline
from documents.models import Comparison, Draft
from documents.queries import draft_view
from negotiation import actions
from negotiation.actions import desk
from negotiation.codes import Code
from negotiation.models import Member
from tests.negotiation.builders import PARTIES, PUBLIC, SECRETARIAT, Negotiation
from tests.negotiation.tables import Table
from tracker.exports.redline_formats import REDLINES

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


COMPARISON = "/api/v1/documents/review-text/comparison/"


def compared(
    client: Client, earlier: datetime | str, later: datetime | str, form: str = "json"
) -> Any:
    ends = (one if isinstance(one, str) else one.isoformat() for one in (earlier, later))
    query = dict(zip(("earlier", "later"), ends, strict=True))
    answer = client.get(COMPARISON, {**query, "format": form})
    assert answer.status_code == 200, answer.content
    return answer


def sides(answer: Any) -> list[tuple[list[str], list[str]]]:
    """What each side says where something happened."""
    return [
        tuple([side["text"] for side in change[name]] for name in ("earlier", "later"))  # type: ignore[misc]
        for change in answer.json()["changes"]
        if change["kinds"]
    ]


def test_two_moments_of_one_text_are_compared(session: Session, client: Client) -> None:
    client.force_login(session.table.talks.clerk)
    first = compared(client, session.opened, session.reworded)
    assert sides(first) == [(["We agree."], ["We hushed."])]
    shown = first.json()
    assert (shown["id"], shown["earlier_edit"], shown["later_edit"]) == (None, 0, 1)
    assert shown["totals"] == {"wording_changed": 1}
    # nothing was said anew between the decision and the publication
    assert sides(compared(client, session.decided, session.shown)) == []
    assert ([], ["We hushed."]) not in sides(compared(client, session.reworded, session.last))
    assert (["We hushed."], ["We all agree."]) in sides(
        compared(client, session.reworded, session.last)
    )
    # and back
    assert (["We all agree."], ["We hushed."]) in sides(
        compared(client, session.last, session.reworded)
    )
    assert not Comparison.objects.exists()


def test_a_moment_is_compared_with_the_draft_it_came_from(session: Session, client: Client) -> None:
    client.force_login(session.table.talks.clerk)
    issued = session.table.issued.public_id
    assert sides(compared(client, issued, session.reworded)) == [(["We agree."], ["We hushed."])]
    assert sides(compared(client, issued, session.opened)) == []


@pytest.mark.parametrize("form", [name for name in REDLINES if name != "pdf"])
def test_moments_are_compared_in_every_format(session: Session, client: Client, form: str) -> None:
    client.force_login(session.table.talks.clerk)
    told = told_of(compared(client, session.reworded, session.last, form), form)
    assert "hushed" in told
    assert "all" in told
    assert "Rolling text, edit 1 → Rolling text" in told
    name = f"{session.table.draft.public_id}-edit-1-{session.table.draft.public_id}-redline.{form}"
    answer = compared(client, session.reworded, session.last, form)
    assert name in answer["Content-Disposition"]


def told_of(answer: Any, form: str) -> str:
    if form not in ("docx", "odt"):
        return str(answer.content.decode())
    part = {"docx": "word/document.xml", "odt": "content.xml"}[form]
    with ZipFile(io.BytesIO(answer.content)) as package:
        return package.read(part).decode()


def test_what_was_agreed_and_reworded_within_a_text_is_a_reopening(
    session: Session, client: Client
) -> None:
    client.force_login(session.table.talks.clerk)
    found = compared(client, session.decided, session.last).json()
    assert found["reopenings"] == 0
    session.table.decide("1", Code.AGREED_AD_REF)
    agreed = timezone.now()
    session.table.save("1", "We part.", reason="asked for")
    found = compared(client, agreed, timezone.now()).json()
    assert found["reopenings"] == 1
    # what was agreed only later was not reopened before
    assert compared(client, session.reworded, agreed).json()["reopenings"] == 0


def test_a_text_beside_itself_has_not_changed(session: Session, client: Client) -> None:
    client.force_login(session.table.talks.clerk)
    for draft in (session.table.issued, session.table.draft):
        same = compared(client, draft.public_id, draft.public_id)
        assert sides(same) == []
        assert same.json()["totals"] == {}
        assert same.json()["progress"]["done"] == same.json()["progress"]["total"] > 0
        page = compared(client, draft.public_id, draft.public_id, "html").content.decode()
        assert "<ins>" not in page
        assert "<del>" not in page


def test_nobody_sees_in_a_comparison_what_was_said_behind_doors(
    session: Session, client: Client
) -> None:
    delegate = session.table.talks.member(Member.Role.DELEGATE)
    client.force_login(delegate)
    for earlier, later in (
        (session.opened, session.reworded),
        (session.reworded, session.decided),
        (session.table.issued.public_id, session.reworded),
    ):
        for form in ("json", "html", "md"):
            assert b"hushed" not in compared(client, earlier, later, form).content
    # what was on the table when it was published is theirs
    assert (["We hushed."], ["We all agree."]) in sides(
        compared(client, session.shown, session.last)
    )


def test_a_day_that_is_over_has_the_text_that_stood_when_it_ended(client: Client) -> None:
    table = Table(Negotiation())
    client.force_login(table.talks.clerk)
    today = timezone.localdate()
    yesterday = timezone.now() - timedelta(days=1)
    Draft.objects.filter(pk=table.draft.pk).update(written_at=yesterday)
    table.save("1", "Written today.")
    assert said(get_day(client, today))["1."] == "Written today."
    assert said(get_day(client, today - timedelta(days=1)))["1."] == "We agree."


def get_day(client: Client, day: date) -> Any:
    answer = client.get(f"{TEXT}/?at={day.isoformat()}")
    assert answer.status_code == 200, answer.content
    return answer


def test_an_unknown_end_is_named(session: Session, client: Client) -> None:
    client.force_login(session.table.talks.clerk)
    answer = client.get(COMPARISON, {"earlier": "nonsense", "later": session.last.isoformat()})
    assert answer.status_code == 404
    assert "earlier: there is no draft “nonsense”" in answer.json()["detail"]
