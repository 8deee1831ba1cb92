"""Tokens: what they open, what they do not, and what is told of both."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from negotiation.models import Member
from tests.documents.builders import Line
from tests.negotiation.builders import PARTIES, SECRETARIAT, Negotiation
from tests.pages.conftest import read
from tracker.models import Token
from tracker.tokens import make_token

pytestmark = pytest.mark.django_db
READ = [Token.Scope.READ]


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def delegate(talks: Negotiation) -> User:
    return talks.member(Member.Role.DELEGATE)


def test_a_token_opens_what_its_person_may_see(
    client: Client, talks: Negotiation, delegate: User
) -> None:
    hidden = talks.draft(Line("A"), visibility=PARTIES)
    address = f"/api/v1/drafts/{hidden.public_id}/"
    assert client.get(address).status_code == 404
    _token, secret = make_token(delegate, name="reader", scopes=READ, days=7)
    assert client.get(address, headers=bearer(secret)).status_code == 200


def test_a_token_never_exceeds_its_person(
    client: Client, talks: Negotiation, delegate: User
) -> None:
    """Every scope in the hand of a delegate opens nothing that is for the secretariat."""
    hidden = talks.draft(Line("A"), visibility=SECRETARIAT)
    _token, secret = make_token(delegate, name="all", scopes=Token.Scope, days=7)
    answer = client.get(f"/api/v1/drafts/{hidden.public_id}/", headers=bearer(secret))
    assert answer.status_code == 404
    seen = talks.draft(Line("A"))
    said = {"visibility": "secretariat"}
    address = f"/api/v1/drafts/{seen.public_id}/publications/"
    answer = client.post(address, said, "application/json", headers=bearer(secret))
    assert answer.status_code == 403
    assert answer.json()["detail"].startswith("Only the secretariat or chair of Review")


def spoil(token: Token, how: str) -> None:
    match how:
        case "revoked":
            token.revoked_at = timezone.now()
        case "expired":
            token.expires_at = timezone.now() - timedelta(seconds=1)
        case "no account":
            User.objects.filter(pk=token.person_id).update(is_active=False)
    token.save()


@pytest.mark.parametrize("how", ["wrong", "revoked", "expired", "no account"])
def test_what_opens_nothing_is_refused_and_not_taken_for_the_public(
    client: Client, delegate: User, how: str
) -> None:
    token, secret = make_token(delegate, name="reader", scopes=READ, days=7)
    spoil(token, how)
    secret = secret[:-3] + "xxx" if how == "wrong" else secret
    answer = client.get("/api/v1/documents/", headers=bearer(secret))
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="api", error="invalid_token"'
    told = {
        "wrong": "not known",
        "revoked": "revoked",
        "expired": "expired",
        "no account": "no account",
    }
    assert told[how] in answer.json()["detail"]


def test_a_scope_that_is_missing_is_named(client: Client, talks: Negotiation) -> None:
    seen = talks.draft(Line("A"))
    _token, secret = make_token(talks.clerk, name="reader", scopes=READ, days=7)
    answer = client.post(
        f"/api/v1/drafts/{seen.public_id}/publications/",
        {"visibility": "public"},
        "application/json",
        headers=bearer(secret),
    )
    assert answer.status_code == 403
    assert "scope “publish”" in answer.json()["detail"]
    assert answer.headers["WWW-Authenticate"] == (
        'Bearer realm="api", error="insufficient_scope", scope="publish"'
    )
    _token, secret = make_token(talks.clerk, name="writer", scopes=[Token.Scope.PUBLISH], days=7)
    assert client.get("/api/v1/documents/", headers=bearer(secret)).status_code == 403


def test_nobody_writes_without_saying_who(client: Client) -> None:
    answer = client.post("/api/v1/decisions/", {}, "application/json")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="api"'


def test_only_the_hash_of_a_secret_is_kept(delegate: User) -> None:
    token, secret = make_token(delegate, name="reader", scopes=READ, days=7)
    kept = Token.objects.filter(pk=token.pk).values().get()
    assert secret not in str(kept)
    assert len(kept["secret_hash"]) == 64


def test_last_use_is_told_and_a_read_is_mostly_no_write(
    client: Client, delegate: User, django_assert_num_queries: Any
) -> None:
    token, secret = make_token(delegate, name="reader", scopes=READ, days=7)
    client.get("/api/v1/processes/", headers=bearer(secret))
    token.refresh_from_db()
    assert token.last_used_at is not None
    with django_assert_num_queries(2):  # the token, and the list
        client.get("/api/v1/processes/", headers=bearer(secret))


# The page


def test_a_token_is_shown_once(client: Client, delegate: User) -> None:
    client.force_login(delegate)
    said = {"name": "Nightly <export>", "scopes": ["read", "write"], "days": "30"}
    answer = client.post("/account/tokens/", said)
    page = read(answer.content.decode())
    secret = page.one(name="input", id="secret").attributes["value"]
    assert secret.startswith("bracketed_")
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.get("/api/v1/documents/", headers=bearer(secret)).status_code == 200
    again = client.get("/account/tokens/").content.decode()
    assert secret not in again
    assert "Nightly &lt;export&gt;" in again
    token = Token.objects.get()
    assert token.scopes == ["read", "write"]
    assert timedelta(days=29) < token.expires_at - timezone.now() <= timedelta(days=30)


def test_a_form_that_is_not_filled_in_makes_nothing(client: Client, delegate: User) -> None:
    client.force_login(delegate)
    answer = client.post("/account/tokens/", {"name": "", "days": "4000"})
    assert answer.status_code == 400
    assert "Say what it is for." in answer.content.decode()
    assert "Choose what it may do." in answer.content.decode()
    assert not Token.objects.exists()


def test_who_made_a_token_revokes_it_and_nobody_else(
    client: Client, talks: Negotiation, delegate: User
) -> None:
    token, secret = make_token(delegate, name="reader", scopes=READ, days=7)
    address = f"/account/tokens/{token.public_id}/revoke/"
    client.force_login(talks.clerk)
    assert client.post(address).status_code == 404
    assert "reader" not in client.get("/account/tokens/").content.decode()
    assert client.get("/api/v1/documents/", headers=bearer(secret)).status_code == 200
    client.force_login(delegate)
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    client.logout()
    assert client.get("/api/v1/documents/", headers=bearer(secret)).status_code == 401


def test_the_page_is_for_who_is_signed_in(client: Client) -> None:
    answer = client.get("/account/tokens/")
    assert answer.headers["Location"] == "/account/login/?next=/account/tokens/"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_as_often_for_three_tokens_as_for_one(
    client: Client, delegate: User, rows: int, django_assert_num_queries: Any
) -> None:
    for row in range(rows):
        make_token(delegate, name=f"reader {row}", scopes=READ, days=7)
    client.force_login(delegate)
    with django_assert_num_queries(4):  # session, person, tokens, what is unread
        client.get("/account/tokens/")


def test_a_token_finds_at_the_addresses_that_last_what_its_person_sees(talks: Negotiation) -> None:
    draft = talks.draft(Line("X", label="1."), visibility=SECRETARIAT)
    addresses = [
        f"/id/draft/{draft.public_id}",
        f"/id/provision/{talks.id_of('X')}",
        f"/id/draft/{draft.public_id}/provision/{talks.id_of('X')}",
        f"/id/draft/{draft.public_id}/label/1",
    ]
    good = make_token(talks.clerk, name="read", scopes=[Token.Scope.READ], days=7)[1]
    writes = make_token(talks.clerk, name="write", scopes=[Token.Scope.WRITE], days=7)[1]
    for address in addresses:
        for secret, status in ((good, 303), (writes, 404), ("nonsense", 401)):
            said = {"Authorization": f"Bearer {secret}", "Accept": "application/json"}
            answer = Client(headers=said).get(address)
            assert answer.status_code == status, (address, secret)
            if status == 303:
                assert {"Accept", "Authorization", "Cookie"} <= set(answer["Vary"].split(", "))
                assert Client(headers=said).get(answer["Location"]).status_code == 200
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["WWW-Authenticate"].startswith("Bearer ")
        assert Client().get(address).status_code == 404
