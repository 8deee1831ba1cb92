"""What was answered before is answered again to anybody, as long as it is true; to nobody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from documents.models import Draft
from negotiation.actions import desk, publish
from negotiation.codes import Code
from negotiation.models import Member
from tests.documents.builders import Line
from tests.negotiation.builders import CHAPTER, PARTIES, PUBLIC, SECRETARIAT, Negotiation
from tracker.api import pace
from tracker.models import Token
from tracker.tokens import make_token

pytestmark = pytest.mark.django_db
TEXT = "/api/v1/documents/review-text/text/"


@pytest.fixture
def draft(talks: Negotiation) -> Draft:
    lines = (
        Line("A", "Preamble", label="A.", kind=CHAPTER),
        Line("A/1", "Words that are [not] read", label="1.", parent="A"),
    )
    return talks.draft(*lines, result_of=talks.meeting(), visibility=PUBLIC)


def asked(client: Client, address: str = TEXT, **said: Any) -> tuple[Any, int]:
    """The answer, and how many queries it took."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, **said)
    return answer, len(queries)


def headers(answer: HttpResponse) -> dict[str, str]:
    """All of them; the policy's words stand in no order, and the seconds pass."""
    said = dict(answer.headers)
    said["Content-Security-Policy"] = str(sorted(said["Content-Security-Policy"].split("; ")))
    return said


@pytest.mark.parametrize(
    "address", [TEXT, f"{TEXT}?form=clean", TEXT[:-1] + ".html", TEXT[:-1] + ".docx"]
)
def test_the_second_answer_is_the_first_and_takes_one_query(
    client: Client, draft: Draft, address: str
) -> None:
    first, made = asked(client, address)
    again, taken = asked(client, address)
    assert first.status_code == 200
    assert (again.status_code, again.content) == (200, first.content)
    assert headers(again) == headers(first)
    assert taken == 1 < made


def test_who_has_it_is_told_so_however_it_is_asked(client: Client, draft: Draft) -> None:
    tag = client.get(TEXT)["ETag"]
    for said in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again, taken = asked(client, headers={"If-None-Match": said})
        assert (again.status_code, again.content, again["ETag"], taken) == (304, b"", tag, 1), said
        assert {"Accept", "Accept-Language", "Authorization", "Cookie"} <= set(
            re.split(", *", again["Vary"])
        )
        assert again["Cache-Control"] == "public, no-cache"
        assert again["Access-Control-Allow-Origin"] == "*"
    other, _taken = asked(client, headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


def test_head_is_answered_alike(client: Client, draft: Draft) -> None:
    head = client.head(TEXT)
    shown, taken = asked(client)
    assert (head.content, taken) == (b"", 1)
    assert shown.json()["draft"]["id"] == draft.public_id
    assert headers(head) == headers(shown) == headers(client.head(TEXT))


def test_formats_languages_and_hosts_are_kept_apart(
    client: Client, draft: Draft, settings: LazySettings
) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    ways: list[dict[str, Any]] = [
        {},
        {"Accept": "text/plain"},
        {"Accept": "text/csv"},
        {"Accept-Language": "fr"},
        {"Host": "other.example"},
    ]
    first = [asked(client, headers=way) for way in ways]
    again = [asked(client, headers=way) for way in ways]
    assert [one.content for one, _ in again] == [one.content for one, _ in first]
    assert [one["Content-Type"] for one, _ in again] == [one["Content-Type"] for one, _ in first]
    assert [taken for _, taken in again] == [1] * len(ways)
    assert len({one.content for one, _ in again[:3]}) == 3
    said = [again[i][0]["Content-Language"] for i in (0, 3)]
    assert said == [first[i][0]["Content-Language"] for i in (0, 3)]
    assert asked(client, headers={"Host": "nobody.example"})[0].status_code == 400


def withdraw(talks: Negotiation, draft: Draft) -> None:
    publish(draft, visibility=SECRETARIAT, by=talks.clerk)


def decide(talks: Negotiation, _draft: Draft) -> None:
    talks.decide("A/1", Code.AGREED, talks.meetings[0])


def issue_another(talks: Negotiation, draft: Draft) -> None:
    talks.draft(
        Line("A/1", "Other words", label="1."),
        follows=draft,
        result_of=talks.meeting(),
        visibility=PUBLIC,
    )


@pytest.mark.parametrize("act", [withdraw, decide, issue_another])
def test_what_is_recorded_is_answered_at_once(
    client: Client, talks: Negotiation, draft: Draft, act: Callable[[Negotiation, Draft], None]
) -> None:
    before = client.get(TEXT)
    assert client.get(TEXT).content == before.content
    act(talks, draft)
    after = client.get(TEXT, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == (404 if act is withdraw else 200)
    assert after.content != before.content


def test_an_edit_is_answered_at_once(client: Client, talks: Negotiation, draft: Draft) -> None:
    meeting = talks.meeting()
    rolling = desk.open_rolling(
        talks.document, follows=draft, meeting=meeting, title="Rolling", by=talks.clerk
    )
    publish(rolling, visibility=PUBLIC, by=talks.clerk)
    before = client.get(TEXT)
    assert client.get(TEXT).content == before.content
    said = before.json()["provisions"][1]
    provision = talks.provision("A/1")
    desk.save_wording(rolling, provision, "Words that changed", base=1, by=talks.clerk)
    after = client.get(TEXT, headers={"If-None-Match": before["ETag"]})
    assert said["text"] == "Words that are [not] read"
    assert after.json()["provisions"][1]["text"] == "Words that changed"


def test_who_may_see_more_or_less_is_not_answered_what_anybody_is(
    client: Client, talks: Negotiation, draft: Draft
) -> None:
    hidden = talks.draft(
        Line("A/1", "Hushed words", label="1."),
        follows=draft,
        result_of=talks.meeting(),
        visibility=PARTIES,
    )
    member = talks.member(Member.Role.DELEGATE)
    _token, secret = make_token(member, name="x", scopes=[Token.Scope.READ], days=7)
    _write, unfit = make_token(member, name="y", scopes=[Token.Scope.WRITE], days=7)
    signed_in = Client()
    signed_in.force_login(member)
    bearer = {"Authorization": f"Bearer {secret}"}
    for _ in range(2):
        assert client.get(TEXT).json()["draft"]["id"] == draft.public_id
        for own in (signed_in.get(TEXT), client.get(TEXT, headers=bearer)):
            assert own.json()["draft"]["id"] == hidden.public_id
            assert own["Cache-Control"] == "private, no-cache"
            assert "Access-Control-Allow-Origin" not in own
        for wrong, status in (("nothing", 401), (unfit, 403)):
            refused = client.get(TEXT, headers={"Authorization": f"Bearer {wrong}"})
            assert refused.status_code == status
    signed_in.logout()
    assert signed_in.get(TEXT).json()["draft"]["id"] == draft.public_id


def test_what_is_answered_again_counts_for_the_quota(
    client: Client, draft: Draft, settings: LazySettings
) -> None:
    settings.API_QUOTAS = {"address": 3, "person": 0, "token": 0}
    pace.forget()
    answers = [client.get(TEXT) for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    left = [re.sub(r";t=\d+", "", one["RateLimit"]) for one in answers]
    assert left == ['"address";r=2', '"address";r=1', '"address";r=0', '"address";r=0']
    assert {one["RateLimit-Policy"] for one in answers} == {'"address";q=3;w=60'}
    assert answers[3]["Content-Type"] == "application/problem+json"
    tag = answers[0]["ETag"]
    elsewhere = {"headers": {"If-None-Match": tag}, "REMOTE_ADDR": "192.0.2.7"}
    told = [client.get(TEXT, **elsewhere) for _ in range(4)]
    assert [one.status_code for one in told] == [304, 304, 304, 429]
    assert told[0]["RateLimit"].startswith('"address";r=2;')
    assert "RateLimit" in told[0]["Access-Control-Expose-Headers"]
