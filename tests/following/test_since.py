"""What changed since a moment, for whom, and of which part."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actionlines.actions import add_line, link_section
from bracketed.model import Kind
from documents.models import Edit, Wording
from negotiation import actions
from negotiation.actions import desk
from negotiation.codes import Code
from negotiation.models import Meeting, Member
from tests.documents.builders import Line
from tests.negotiation.builders import CHAPTER, PARTIES, PUBLIC, SECRETARIAT, Negotiation
from tests.pages.conftest import Element, Reader, read
from tests.pages.desk_table import Table
from tracker.models import Visit, Watch

SINCE = "/documents/review-text/since/"
A = Line("A", "Preamble", label="A.", kind=CHAPTER)
B = Line("B", "Follow-up", label="B.", kind=CHAPTER)


@pytest.fixture
def talks(db: None) -> Negotiation:
    """Two public drafts at two meetings; in each chapter something changed, and was decided."""
    talks = Negotiation()
    first, second = talks.meeting(), talks.meeting()
    talks.draft(
        A,
        Line("A/1", "We [fully] agree.", label="1.", parent="A"),
        B,
        Line("B/1", "We meet again.", label="2.", parent="B"),
        result_of=first,
    )
    talks.draft(
        A,
        Line("A/1", "We fully agree.", label="1.", parent="A"),
        B,
        Line("B/1", "We meet on human rights again.", label="2.", parent="B"),
        result_of=second,
    )
    talks.decide("A/1", Code.AGREED, second, note="after a long night")
    talks.decide("B/1", Code.PENDING, first)
    compare(talks)
    return talks


def compare(talks: Negotiation) -> None:
    """The last two drafts, as it is done when the second is issued after the first."""
    later, earlier = talks.document.drafts.order_by("-number")[:2]
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.ask_comparison(earlier, later, by=talks.clerk)


def since(client: Client, query: str = "", status: int = 200) -> Element:
    return Reader(client).open(f"{SINCE}?{query}", status)


def acts(page: Element) -> list[str]:
    """What is said to have happened, each in order."""
    return [one.words for one in page.one(name="main").all(has="chg")]


def decided(page: Element) -> list[str]:
    return [item.words for told in page.all(name="ul", has="told") for item in told.all(name="li")]


def test_since_a_draft_in_the_words_of_the_comparison(client: Client, talks: Negotiation) -> None:
    first = talks.document.drafts.get(number=1)
    page = since(client, f"from={first.public_id}")
    assert acts(page) == ["bracket lifted", "wording changed"]
    (told,) = decided(page)
    assert "agreed" in told
    assert "after a long night" in told


def test_since_a_meeting_is_since_its_text_and_its_decisions(
    client: Client, talks: Negotiation
) -> None:
    page = since(client, "from=review-0")
    assert acts(page) == ["bracket lifted", "wording changed"]
    assert len(decided(page)) == 1
    page = since(client, "from=review-1")
    assert acts(page) == decided(page) == []
    assert "No word has changed" in page.words


def test_since_a_text_on_the_table_is_what_its_meeting_decided(
    client: Client, talks: Negotiation
) -> None:
    third = talks.meeting()
    lines = A, Line("A/1", "We fully agree.", label="1.", parent="A")
    tabled = talks.draft(*lines, tabled_at=[third])
    talks.decide("A/1", Code.FINAL_AGREED, third)
    (told,) = decided(since(client, f"from={tabled.public_id}"))
    assert "final agreed 1 We fully agree." in told
    result = talks.draft(*lines, result_of=third)
    assert not decided(since(client, f"from={result.public_id}"))


def test_since_a_meeting_before_any_text(client: Client, db: None) -> None:
    talks = Negotiation()
    talks.meeting()
    talks.draft(Line("1", "We agree.", label="1."), result_of=talks.meeting())
    page = since(client, "from=review-0")
    assert "All of it is new to you" in page.words
    assert page.one(id="from").attributes["name"] == "from"


def test_since_a_day(client: Client, talks: Negotiation) -> None:
    assert acts(since(client, "from=2014-01-20")) == ["bracket lifted", "wording changed"]
    assert acts(since(client, "from=2014-03-01")) == []
    assert "No text" in since(client, "from=2013-01-01", 404).words


def test_of_a_chapter_a_line_or_what_one_watches(client: Client, talks: Negotiation) -> None:
    page = since(client, f"from=review-0&chapter={talks.id_of('B')}")
    assert (acts(page), decided(page)) == (["wording changed"], [])
    line = add_line(talks.process, code="X1", title="Line", order=1, by=talks.clerk)
    link_section(line, talks.provision("A"), by=talks.clerk)
    page = since(client, "from=review-0&line=X1")
    assert acts(page) == ["bracket lifted"]
    assert len(decided(page)) == 1
    client.force_login(talks.clerk)
    assert acts(since(client, "from=review-0&mine=1")) == []
    watch(talks.clerk, word="Human  [rights]")
    assert acts(since(client, "from=review-0&mine=1")) == ["wording changed"]
    watch(talks.clerk, line=line)
    assert acts(since(client, "from=review-0&mine=1")) == ["bracket lifted", "wording changed"]


def watch(person: User, **of: Any) -> Watch:
    number = Watch.objects.count()
    return Watch.objects.create(person=person, target=str(number), made_at=timezone.now(), **of)


def test_what_cannot_be_meant_is_said(client: Client, talks: Negotiation) -> None:
    assert "a day like" in since(client, "from=2014-13-45", 400).words
    assert "There is no meeting" in since(client, "from=nowhere", 404).words
    assert "There is no provision" in since(client, "from=review-0&chapter=bbbbbbbbbb", 404).words
    assert "There is no action line" in since(client, "from=review-0&line=Z9", 404).words
    assert "No earlier visit is known" in since(client, "from=visit").words


def test_who_watches_must_be_known(client: Client, talks: Negotiation) -> None:
    answer = client.get(f"{SINCE}?mine=1")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/?next=")


def test_two_that_nobody_compared_are_offered(client: Client, talks: Negotiation) -> None:
    talks.draft(A, Line("A/1", "We agree.", label="1.", parent="A"), tabled_at=[talks.meetings[1]])
    first = talks.document.drafts.get(number=1)
    page = since(client, f"from={first.public_id}")
    assert "Nobody has compared" in page.words
    (form,) = [
        one
        for one in page.all(name="form")
        if one.attributes.get("action", "").endswith("/compare/")
    ]
    assert form.attributes["action"] == "/documents/review-text/compare/"
    sent = {i.attributes["name"]: i.attributes["value"] for i in form.all(name="input")}
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(form.attributes["action"], sent)
    assert acts(since(client, f"from={first.public_id}"))


# Visits


def left(person: User) -> None:
    """As if the person had left just now, and came again after a long while."""
    Visit.objects.filter(person=person).update(before=timezone.now())


def visited(person: User, ago: timedelta) -> None:
    """As if all that was noted had been noted earlier."""
    for row in Visit.objects.filter(person=person):
        before = row.before - ago if row.before else None
        Visit.objects.filter(pk=row.pk).update(at=row.at - ago, before=before)


def test_the_visit_before_this_one_counts_and_reloading_does_not(
    client: Client, talks: Negotiation
) -> None:
    client.force_login(talks.clerk)
    client.get("/documents/review-text/")
    assert "No earlier visit" in since(client, "from=visit").words
    first = Visit.objects.get().at
    visited(talks.clerk, timedelta(hours=9))
    for _time in range(3):
        assert "All of it is new to you" in since(client).words
        assert Visit.objects.get().before == first - timedelta(hours=9)
    left(talks.clerk)
    talks.decide("B/1", Code.AGREED, talks.meetings[1], note="tonight")
    for _time in range(3):
        (told,) = decided(since(client))
        assert "tonight" in told
    left(talks.clerk)
    assert decided(since(client)) == []


def test_a_visit_is_written_seldom(client: Client, talks: Negotiation) -> None:
    client.force_login(talks.clerk)
    since(client)
    at = Visit.objects.get().at
    since(client)
    assert Visit.objects.get().at == at
    visited(talks.clerk, timedelta(minutes=6))
    since(client)
    row = Visit.objects.get()
    assert row.at > at
    assert row.before is None


def test_who_is_not_signed_in_leaves_no_trace(client: Client, talks: Negotiation) -> None:
    client.get("/documents/review-text/")
    since(client)
    assert not Visit.objects.exists()


# Rolling texts


@pytest.fixture
def table(client: Client, db: None) -> Table:
    return Table(client)


def origin(table: Table) -> str:
    """The draft that the rolling text follows."""
    assert table.draft.follows
    return table.draft.follows.public_id


def save(table: Table, key: str, text: str) -> None:
    row = table.row(key)
    desk.save_wording(
        table.draft, row.provision, text, base=row.version, operation=Edit.Operation.REWORD,
        by=table.talks.clerk,
    )  # fmt: skip


def test_within_a_rolling_text(client: Client, table: Table) -> None:
    since(client)
    left(table.talks.clerk)
    save(table, "2", "Encourage the media to play their part.")
    desk.move(
        table.draft, table.row("3").provision, under=table.row("A").provision, after=None,
        by=table.talks.clerk,
    )  # fmt: skip
    desk.insert(
        table.draft, under=table.row("A").provision, after=table.row("2").provision,
        kind=Kind.PARAGRAPH, text="A new one.", by=table.talks.clerk,
    )  # fmt: skip
    page = since(client, "from=visit")
    assert sorted(acts(page)) == ["bracket lifted", "moved", "new"]


def test_what_was_merged_and_withdrawn_since(client: Client, table: Table) -> None:
    since(client)
    left(table.talks.clerk)
    one, two = table.row("1"), table.row("2")
    bases = {row.provision.public_id: row.version for row in (one, two)}
    desk.merge(
        table.draft, [one.provision, two.provision], "Reinforce and encourage youth and media.",
        bases=bases, by=table.talks.clerk,
    )  # fmt: skip
    desk.withdraw(table.draft, table.row("3").provision, by=table.talks.clerk)
    said = acts(since(client, "from=visit"))
    assert "merged" in said
    assert "deleted with its words" in said


def test_a_rolling_text_since_the_draft_it_follows(client: Client, table: Table) -> None:
    save(table, "2", "Encourage the media to play their part.")
    page = since(client, f"from={origin(table)}")
    assert acts(page) == ["bracket lifted"]


def test_the_number_of_questions_does_not_grow(client: Client, table: Table) -> None:
    query = f"from={origin(table)}"
    save(table, "2", "Encourage the media to play their part.")
    table.talks.gavel("2", Code.AGREED, table.meeting)
    since(client, query)
    with CaptureQueriesContext(connection) as one:
        since(client, query)
    save(table, "1", "Reinforce the promotion of youth.")
    save(table, "3", "We all agree.")
    for key in ("1", "3"):
        table.talks.gavel(key, Code.AGREED, table.meeting)
    with CaptureQueriesContext(connection) as three:
        page = since(client, query)
    assert len(acts(page)) >= 3
    assert len(three) == len(one)


# What is not for the reader


def test_nothing_of_what_is_not_published(client: Client, talks: Negotiation) -> None:
    talks.draft(
        A,
        Line("A/1", "We agree on hushed words.", label="1.", parent="A"),
        Line("A/2", "hushed paragraph", label="2.", parent="A"),
        result_of=talks.meetings[1],
        visibility=SECRETARIAT,
        title="Covert issue",
    )
    talks.decide("A/2", Code.AGREED, talks.meetings[1], note="undisclosed note")
    hidden = talks.document.drafts.get(number=3)
    first = talks.document.drafts.get(number=1)
    moments = ("yesterday", "review-0", "review-1", "2014-01-20", first.public_id)
    for moment in moments:
        said = client.get(f"{SINCE}?from={moment}").content.decode()
        for secret in ("hushed", "Covert", "undisclosed", hidden.public_id, talks.id_of("A/2")):
            assert secret not in said
    since(client, f"from={hidden.public_id}", 404)
    since(client, f"from=review-0&chapter={talks.id_of('A/2')}", 404)
    client.force_login(talks.clerk)
    said = client.get(f"{SINCE}?from=review-0").content.decode()
    assert "hushed" in said
    assert "undisclosed" in said


def test_states_before_a_publication_stay_with_who_reads_all(client: Client, table: Table) -> None:
    delegate = table.talks.member(Member.Role.DELEGATE)
    actions.publish(table.draft, visibility=SECRETARIAT, by=table.talks.clerk)
    save(table, "2", "Encourage the hushed media.")
    save(table, "2", "Encourage the media.")
    actions.publish(table.draft, visibility=PARTIES, by=table.talks.clerk)
    save(table, "2", "Encourage all media.")
    second = Edit.objects.get(draft=table.draft, number=2)
    assert "hushed" in second.items.get().before
    client.force_login(delegate)
    begin = f"from={table.draft.public_id}"
    Visit.objects.create(
        person=delegate,
        document=table.talks.document,
        at=timezone.now(),
        before=Edit.objects.get(draft=table.draft, number=1).at,
    )
    said = client.get(f"{SINCE}?from=visit").content.decode()
    assert "hushed" not in said
    assert acts(since(client, begin)) == []
    closed = Edit.objects.get(draft=table.draft, number=1).at
    Meeting.objects.filter(pk=table.meeting.pk).update(closed_at=closed)
    page = client.get(f"{SINCE}?from={table.meeting.slug}").content.decode()
    assert "hushed" not in page
    assert "Provisions changed</dt><dd>1<" in page


def test_what_a_draft_published_since_holds_is_new_to_them(
    client: Client, talks: Negotiation
) -> None:
    delegate = talks.member(Member.Role.DELEGATE)
    client.force_login(delegate)
    since(client)
    left(delegate)
    # written long ago, but not published then
    draft = talks.draft(
        A, Line("A/1", "We agree.", label="1.", parent="A"), result_of=talks.meeting(),
        visibility=SECRETARIAT,
    )  # fmt: skip
    assert acts(since(client, "from=visit")) == []
    actions.publish(draft, visibility=PUBLIC, by=talks.clerk)
    compare(talks)
    page = since(client, "from=visit")
    assert "wording changed" in acts(page)
    assert Wording.objects.filter(draft=draft).exists()
    assert read(client.get("/documents/review-text/").content.decode()).all(
        href="/documents/review-text/since/"
    )
