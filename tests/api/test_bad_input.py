"""What nobody meant is refused by its cause, written nowhere, and no failure of ours."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from negotiation.models import Party
from tests.api.asking import get
from tests.documents.builders import Line
from tests.negotiation.builders import Negotiation

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.fixture
def clerk(client: Client, talks: Negotiation) -> Client:
    client.force_login(talks.clerk)
    return client


def refused(client: Client, body: str, *, status: int = 400, address: str = "parties/") -> Any:
    for headers in ({}, {"Idempotency-Key": "k"}):
        answer = client.post(f"{API}/{address}", body, "application/json", headers=headers)
        assert answer.status_code == status, answer.content
        assert answer.headers["Content-Type"] == "application/problem+json"
    assert not Party.objects.exists()
    return answer.json()


@pytest.mark.parametrize("body", ["[" * 100_000, '{"name":' * 50_000])
def test_a_body_without_end_is_refused(clerk: Client, body: str) -> None:
    assert refused(clerk, body)["detail"] == "The body is nested too deeply to be read."


@pytest.mark.parametrize(
    "said",
    [
        {"process": "review", "name": "\ud800"},
        {"process": "review", "name": "A", "kind": "x\udfff"},
        {"process": "review", "name": "A", "\ud800": "B"},
    ],
)
def test_half_a_character_is_refused(clerk: Client, said: dict[str, str]) -> None:
    assert "half of a character" in refused(clerk, json.dumps(said))["detail"]


def test_a_body_is_not_read_beyond_its_limit(clerk: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
    body = json.dumps({"process": "review", "name": "A" * 2 * 1024 * 1024})
    told = refused(clerk, body, status=413)
    assert told["detail"] == "The body is larger than 2 MB."


def test_what_is_wrong_inside_a_list_is_told_in_words(clerk: Client) -> None:
    body = json.dumps({"process": "review", "title": "T", "parties": ["A", None, ""]})
    told = refused(clerk, body, address="submissions/")
    assert told["parameters"]["parties"] == [
        "This field may not be null.",
        "This field may not be blank.",
    ]


def test_a_page_size_of_many_digits_is_none(client: Client) -> None:
    told = get(client, f"{API}/parties/", expect=400, page_size="9" * 5000)
    assert list(told["parameters"]) == ["page_size"]


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_a_time_outside_the_calendar_is_none(client: Client, talks: Negotiation, at: str) -> None:
    talks.draft(Line("A"))
    document = f"{API}/documents/{talks.document.slug}"
    told = get(client, f"{document}/text/", expect=400, at=at)
    assert list(told["parameters"]) == ["at"]
    told = get(client, f"{document}/comparison/", expect=404, earlier=at, later="2014-01-01")
    assert told["detail"].startswith(f"earlier: there is no draft “{at}”")
