"""The feed: every event that a reader may see once, in order, and nothing of the others."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from negotiation.actions import publish
from negotiation.codes import Code
from negotiation.models import Event, Member
from negotiation.queries import visible_events
from tests.api.asking import get
from tests.documents.builders import Line
from tests.negotiation.builders import PUBLIC, SECRETARIAT, Negotiation

pytestmark = pytest.mark.django_db
CHANGES = "/api/v1/changes/"


def read_all(client: Client, since: str = "", **query: str) -> tuple[list[dict[str, Any]], str]:
    """What came after, two at a time, and where to go on."""
    found = []
    while True:
        said = {"page_size": "2", **query} | ({"since": since} if since else {})
        shown = get(client, CHANGES, **said)
        found += shown["results"]
        since = shown["cursor"]
        if not shown["more"]:
            return found, since


def test_every_visible_event_once_in_the_order_of_its_process(
    client: Client, talks: Negotiation
) -> None:
    other = Negotiation("other")
    for each in (talks, other):
        meeting = each.meeting()
        each.draft(Line("A"), Line("B"), result_of=meeting)
        each.gavel("A", Code.AGREED, meeting)
    found, cursor = read_all(client)
    for each in (talks, other):
        mine = [one["id"] for one in found if one["process"] == each.slug]
        seen = visible_events(None).filter(process=each.process).order_by("seq")
        assert mine == list(seen.values_list("public_id", flat=True))
    assert len(found) == len({one["id"] for one in found}) > 8
    assert read_all(client, cursor) == ([], cursor)
    talks.gavel("B", Code.AGREED, talks.meetings[0])
    (new,), after = read_all(client, cursor)
    assert (new["kind"], new["provision"]) == ("decided", talks.id_of("B"))
    assert after != cursor
    decision = get(client, f"/api/v1/decisions/{new['id']}/")
    assert (decision["provision"], decision["code"]) == (new["provision"], "agreed")


def test_what_is_hidden_is_not_told_nor_how_much_of_it_there_is(
    client: Client, talks: Negotiation
) -> None:
    meeting = talks.meeting()
    talks.draft(Line("A"), result_of=meeting)
    before = client.get(CHANGES)
    secret = talks.draft(Line("X"), Line("Y"), visibility=SECRETARIAT)
    talks.decide("X", Code.PENDING, draft=secret, taken_on=meeting.ends_on)
    after = client.get(CHANGES)
    assert after.content == before.content
    assert after.headers["ETag"] == before.headers["ETag"]
    assert not re.search(r"\bseq\b|hash", after.content.decode())
    client.force_login(talks.member(Member.Role.CHAIR))
    seen = {one["draft"] for one in read_all(client)[0]}
    assert secret.public_id in seen


def test_what_happened_to_a_draft_before_it_was_published_can_be_asked_for(
    client: Client, talks: Negotiation
) -> None:
    secret = talks.draft(Line("X"), visibility=SECRETARIAT)
    talks.meeting(is_open=False)
    _found, cursor = read_all(client)
    get(client, CHANGES, expect=404, draft=secret.public_id)
    publish(secret, visibility=PUBLIC, by=talks.clerk)
    news, _cursor = read_all(client, cursor)
    assert [one["kind"] for one in news] == ["draft_published"]
    about, _cursor = read_all(client, draft=secret.public_id)
    assert about[0]["kind"] == "draft_imported"
    assert about[-1] == news[-1]


def test_a_cursor_stays_good_when_what_it_names_is_withdrawn(
    client: Client, talks: Negotiation
) -> None:
    draft = talks.draft(Line("A"))
    _found, cursor = read_all(client)
    publish(draft, visibility=SECRETARIAT, by=talks.clerk)
    meeting = talks.meeting(is_open=False)
    news, _cursor = read_all(client, cursor)
    assert [one["kind"] for one in news] == ["calendar"]
    assert news[0]["meeting"] == meeting.slug


def test_a_cursor_that_no_feed_gave_out_is_refused(client: Client, talks: Negotiation) -> None:
    told = get(client, CHANGES, expect=400, since="17")
    assert list(told["parameters"]) == ["since"]
    assert get(client, CHANGES, expect=404, since="b" * 20)["status"] == 404
    event = Event.objects.order_by("seq")[:2]
    twice = ".".join(one.public_id for one in event)
    assert get(client, CHANGES, expect=404, since=twice)["status"] == 404


@pytest.mark.parametrize("size", [1, 3])
def test_three_events_take_as_many_queries_as_one(
    client: Client, talks: Negotiation, size: int, django_assert_num_queries: Any
) -> None:
    talks.draft(Line("A"), Line("B"), Line("C"))
    with django_assert_num_queries(1):
        client.get(CHANGES, {"page_size": size})
