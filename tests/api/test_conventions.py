"""What holds for every answer: problems, validators, quotas, origins, fields, links."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from documents.models import Draft
from negotiation.actions import publish
from negotiation.models import Member
from tests.api.asking import get
from tests.documents.builders import Line
from tests.negotiation.builders import PARTIES, SECRETARIAT, Negotiation
from tracker.api import pace
from tracker.models import Token
from tracker.tokens import make_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(talks: Negotiation) -> Draft:
    return talks.draft(Line("A", "Words that are read", label="1."))


# Problems


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/api/v1/nothing/", 404),
        ("get", "/api/v2/documents/", 404),
        ("post", "/api/v1/nothing/", 404),
        ("delete", "/api/v1/documents/", 405),
        ("post", "/api/v1/meetings/", 405),
    ],
)
def test_every_refusal_is_a_problem(
    client: Client, talks: Negotiation, method: str, address: str, status: int
) -> None:
    client.force_login(talks.clerk)
    answer = getattr(client, method)(address)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert (told["status"], set(told)) == (
        status, {"type", "title", "status", "detail", "parameters"},
    )  # fmt: skip


def test_what_is_sent_in_another_form_or_broken_is_a_problem(
    client: Client, talks: Negotiation
) -> None:
    client.force_login(talks.clerk)
    answer = client.post("/api/v1/decisions/", "a=b", "application/x-www-form-urlencoded")
    assert (answer.status_code, answer.json()["title"]) == (415, "Unsupported Media Type")
    answer = client.post("/api/v1/decisions/", '{"code": ', "application/json")
    assert (answer.status_code, answer.json()["title"]) == (400, "Bad Request")
    answer = client.get("/api/v1/documents/", headers={"Accept": "image/png"})
    assert (answer.status_code, answer.json()["title"]) == (406, "Not Acceptable")


def test_what_goes_wrong_here_is_a_problem_that_tells_no_insides(
    talks: Negotiation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr("tracker.api.record.told.process_shape", fail)
    answer = Client(raise_request_exception=False).get("/api/v1/processes/")
    assert answer.status_code == 500
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "secret" not in answer.content.decode()


def test_unknown_words_are_refused_with_the_nearest_known_one(client: Client) -> None:
    told = get(client, "/api/v1/decisions/", expect=400, documnet="vision")
    assert told["parameters"] == {
        "documnet": ["There is no “documnet” here. Did you mean “document”?"]
    }
    told = get(client, "/api/v1/processes/", expect=400, zzz="1")
    assert (
        told["detail"]
        == "zzz: There is no “zzz” here. There are: format, cursor, page_size, fields."
    )


# Validators


def test_what_a_reader_has_is_not_sent_again(client: Client, draft: Draft) -> None:
    address = f"/api/v1/drafts/{draft.public_id}/"
    first = client.get(address)
    tag, changed = first.headers["ETag"], first.headers["Last-Modified"]
    for said in ({"If-None-Match": tag}, {"If-Modified-Since": changed}):
        again = client.get(address, headers=said)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == tag
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.head(address).headers["ETag"] == tag


def test_lists_have_validators_that_change_with_what_is_seen(
    client: Client, talks: Negotiation, draft: Draft
) -> None:
    before = client.get("/api/v1/documents/").headers["ETag"]
    hidden = talks.draft(Line("A", "Secret words", label="1."), visibility=SECRETARIAT)
    assert client.get("/api/v1/documents/").headers["ETag"] == before
    publish(hidden, visibility=PARTIES, by=talks.clerk)
    assert client.get("/api/v1/documents/").headers["ETag"] == before
    client.force_login(talks.member(Member.Role.DELEGATE))
    answer = client.get("/api/v1/documents/", headers={"If-None-Match": before})
    assert answer.status_code == 200


def test_answers_depend_on_who_asks_and_are_asked_about_again(
    client: Client, talks: Negotiation
) -> None:
    answer = client.get("/api/v1/documents/")
    varies = set(re.split(", *", answer.headers["Vary"]))
    assert {"Accept", "Authorization", "Cookie"} <= varies
    assert answer.headers["Cache-Control"] == "public, no-cache"
    client.force_login(talks.clerk)
    assert client.get("/api/v1/documents/").headers["Cache-Control"] == "private, no-cache"


def test_a_withdrawn_draft_changes_when_it_was_last_modified(
    client: Client, talks: Negotiation, draft: Draft
) -> None:
    """``follows`` is shown while the draft it names may be seen."""
    later = talks.draft(Line("A", "Other words", label="1."), follows=draft)
    address = f"/api/v1/drafts/{later.public_id}/"
    before = client.get(address)
    assert before.json()["follows"] == draft.public_id
    publish(draft, visibility=SECRETARIAT, by=talks.clerk)
    after = client.get(address)
    assert after.json()["follows"] is None
    assert after.headers["ETag"] != before.headers["ETag"]


# Origins


def test_a_page_of_another_origin_may_read_what_is_public(client: Client, draft: Draft) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    answer = client.get("/api/v1/documents/", headers=origin)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]


def test_a_page_of_another_origin_reads_and_writes_nothing_in_a_person_s_name(
    client: Client, talks: Negotiation
) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    _token, secret = make_token(talks.clerk, name="x", scopes=Token.Scope, days=7)
    answer = client.get(
        "/api/v1/documents/", headers=origin | {"Authorization": f"Bearer {secret}"}
    )
    assert "Access-Control-Allow-Origin" not in answer.headers
    preflight = client.options(
        "/api/v1/decisions/", headers=origin | {"Access-Control-Request-Method": "POST"}
    )
    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "Authorization" not in preflight.headers["Access-Control-Allow-Headers"]
    client.force_login(talks.clerk)
    answer = client.get("/api/v1/documents/", headers=origin)
    assert "Access-Control-Allow-Origin" not in answer.headers


# Quotas


def test_who_asks_too_fast_is_told_when_to_come_back(
    client: Client, settings: LazySettings
) -> None:
    settings.API_QUOTAS = {"address": 2, "person": 0, "token": 0}
    pace.forget()
    first, second, third = (client.get("/api/v1/processes/") for _ in range(3))
    assert first.headers["RateLimit-Policy"] == '"address";q=2;w=60'
    left = [re.sub(r"t=\d+", "t=…", one.headers["RateLimit"]) for one in (first, second, third)]
    assert left == ['"address";r=1;t=…', '"address";r=0;t=…', '"address";r=0;t=…']
    assert (second.status_code, third.status_code) == (200, 429)
    assert third.headers["Content-Type"] == "application/problem+json"
    assert 1 <= int(third.headers["Retry-After"]) <= 60
    other = client.get("/api/v1/processes/", REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 200


def test_many_tokens_are_no_way_around_the_quota_of_their_person(
    client: Client, talks: Negotiation, settings: LazySettings
) -> None:
    settings.API_QUOTAS = {"address": 0, "person": 3, "token": 2}
    pace.forget()
    secrets = [
        make_token(talks.clerk, name=name, scopes=[Token.Scope.READ], days=7)[1]
        for name in ("one", "two")
    ]

    def ask(secret: str) -> Any:
        return client.get("/api/v1/processes/", headers={"Authorization": f"Bearer {secret}"})

    assert [ask(secrets[0]).status_code for _ in range(3)] == [200, 200, 429]
    answer = ask(secrets[1])
    assert answer.status_code == 429
    assert answer.headers["RateLimit"].startswith('"token";r=1;')
    assert '"person";r=0;' in answer.headers["RateLimit"]


# Fields and links


def test_only_the_fields_that_are_asked_for(client: Client, draft: Draft) -> None:
    shown = get(client, f"/api/v1/drafts/{draft.public_id}/", fields="id,symbol")
    assert shown == {"id": draft.public_id, "symbol": ""}
    shown = get(client, "/api/v1/documents/", fields="slug,latest_draft.id")
    assert shown["results"] == [{"slug": "review-text", "latest_draft": {"id": draft.public_id}}]
    told = get(client, "/api/v1/documents/", expect=400, fields="slug,latest_draft.symbl")
    assert told["parameters"] == {"fields": ["There is no “symbl” here. Did you mean “symbol”?"]}


def test_links_lead_on(client: Client, talks: Negotiation, draft: Draft) -> None:
    later = talks.draft(Line("A", "Other words", label="1."))
    answer = client.get(f"/api/v1/drafts/{draft.public_id}/")
    assert answer.headers["Link"] == (
        f'<http://testserver/api/v1/drafts/{later.public_id}/>; rel="latest-version", '
        '<http://testserver/api/v1/schema/>; rel="describedby"'
    )
    address = f"/api/v1/documents/{later.document.slug}/drafts/"
    first = client.get(address, {"page_size": "1"})
    assert f'<{first.json()["next"]}>; rel="next"' in first.headers["Link"]
    second = client.get(first.json()["next"])
    assert f'<{second.json()["previous"]}>; rel="prev"' in second.headers["Link"]


# Addresses that last


def test_lasting_addresses_send_on_to_page_or_data(client: Client, draft: Draft) -> None:
    provision = draft.wordings.get().provision.public_id
    pages = {
        f"/id/draft/{draft.public_id}": (
            f"/documents/review-text/?draft={draft.public_id}",
            f"/api/v1/drafts/{draft.public_id}/",
        ),
        f"/id/provision/{provision}": (
            f"/provisions/{provision}/",
            f"/api/v1/provisions/{provision}/",
        ),
        f"/id/draft/{draft.public_id}/provision/{provision}": (
            f"/documents/review-text/?draft={draft.public_id}&at={provision}#p-{provision}",
            f"/api/v1/drafts/{draft.public_id}/provisions/{provision}/",
        ),
    }
    pages[f"/id/draft/{draft.public_id}/label/1"] = pages[
        f"/id/draft/{draft.public_id}/provision/{provision}"
    ]
    for address, (page, data) in pages.items():
        for accepted, leads_to in (("text/html", page), ("application/json", data)):
            answer = client.get(address, headers={"Accept": accepted})
            assert (answer.status_code, answer.headers["Location"]) == (303, leads_to)
            assert "Accept" in answer.headers["Vary"]
            assert client.get(leads_to).status_code == 200


def test_lasting_addresses_of_what_is_hidden_lead_nowhere(
    client: Client, talks: Negotiation
) -> None:
    hidden = talks.draft(Line("A", "Secret", label="1."), visibility=SECRETARIAT)
    provision = hidden.wordings.get().provision.public_id
    for address in (
        f"/id/draft/{hidden.public_id}",
        f"/id/provision/{provision}",
        f"/id/draft/{hidden.public_id}/provision/{provision}",
        f"/id/draft/{hidden.public_id}/label/1",
    ):
        assert client.get(address).status_code == 404


def test_a_label_that_several_have_is_not_guessed(client: Client, talks: Negotiation) -> None:
    draft = talks.draft(
        Line("A", "One", label="1."),
        Line("B", "Two", label="1."),
        Line("C", "Three", label="60 bis."),
    )
    answer = client.get(f"/id/draft/{draft.public_id}/label/1.")
    assert answer.status_code == 404
    told = answer.content.decode()
    for wording in draft.wordings.all():
        address = f"/id/draft/{draft.public_id}/provision/{wording.provision.public_id}"
        assert (address in told) == (wording.label != "60 bis.")
    answer = client.get(f"/id/draft/{draft.public_id}/label/60%20BIS")
    assert answer.status_code == 303
