"""Webhooks over REST: the same acts, rules and refusals as their page, for oneself alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from negotiation.actions.events import Happening, announce_all
from negotiation.models import Event, Member
from tests.documents.builders import Line
from tests.negotiation.builders import SECRETARIAT, Negotiation
from tests.webhooks.conftest import Hook, Receiver, hook_of, queue
from tracker.models import Delivery, IdempotencyKey, Token, Webhook
from tracker.tokens import make_token
from tracker.webhooks.keeping import AT_MOST, make_webhook
from tracker.webhooks.tasks import sweep

API = "/api/v1/webhooks/"
ASKED = {"address": "https://example.org/hook", "process": "review", "kinds": ["outcome"]}
JSON = "application/json"


def bearer(person: User, *scopes: Token.Scope) -> Client:
    secret = make_token(person, name="program", scopes=scopes, days=7)[1]
    return Client(headers={"Authorization": f"Bearer {secret}"})


@pytest.fixture
def program(talks: Negotiation) -> Client:
    """A program of the secretariat, that may read and write."""
    return bearer(talks.clerk, Token.Scope.READ, Token.Scope.WRITE)


def send(client: Client, method: str, address: str, body: Any, expect: int, **headers: str) -> Any:
    answer = getattr(client, method)(address, body, content_type=JSON, headers=headers)
    assert answer.status_code == expect, (method, address, answer.content[:300])
    return answer


def of(hook: Hook, more: str = "") -> str:
    return f"{API}{hook.webhook.public_id}/{more}"


def happens(talks: Negotiation, number: int = 1) -> None:
    """Outcomes are recorded, and are due to be sent."""
    happenings = [Happening(Event.Kind.OUTCOME)] * number
    announce_all(talks.process, happenings, by=talks.clerk, at=timezone.now())
    queue()


def test_a_webhook_is_made_and_its_secret_told_once(program: Client, talks: Negotiation) -> None:
    talks.draft(Line("A"))
    answer = send(program, "post", API, ASKED | {"document": "review-text"}, 201)
    made = answer.json()
    assert made["secret"].startswith("whsec_")
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Location"].endswith(f"{API}{made['id']}/")
    webhook = Webhook.objects.get()
    assert (webhook.person, webhook.document, webhook.kinds) == (
        talks.clerk, talks.document, ["outcome"],
    )  # fmt: skip
    (listed,) = program.get(API).json()["results"]
    alone = program.get(f"{API}{made['id']}/").json()
    assert listed == alone == {name: made[name] for name in made if name != "secret"}
    assert (alone["active"], alone["process"], alone["document"]) == (True, "review", "review-text")
    renewed = send(program, "post", f"{API}{made['id']}/secret/", None, 201).json()
    assert renewed["secret"] not in ("", made["secret"])


def test_a_key_makes_one_webhook_and_keeps_no_secret(program: Client, talks: Negotiation) -> None:
    first, again = (
        send(program, "post", API, ASKED, 201, **{"Idempotency-Key": "k-1"}) for _ in range(2)
    )
    assert Webhook.objects.count() == 1
    assert again.headers["Idempotency-Replayed"] == "true"
    secret = first.json()["secret"]
    assert secret.startswith("whsec_")
    assert again.json() == first.json() | {"secret": None}
    assert secret not in IdempotencyKey.objects.get().body


@pytest.mark.parametrize(
    ("asked", "status", "reason"),
    [
        ({"address": ""}, 400, "address"),
        ({"address": "https://127.0.0.1/"}, 400, "not in the public net"),
        ({"address": "http://example.org/"}, 400, "must begin with https://"),
        ({"kinds": []}, 400, "kinds"),
        ({"kinds": ["gossip"]}, 400, "gossip"),
        ({"process": "reviews"}, 404, "There is no process “reviews”"),
        ({"document": "review-text"}, 404, "“review-text”"),
        ({"adress": "https://example.org/"}, 400, "address"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    talks: Negotiation, settings: Any, asked: dict[str, Any], status: int, reason: str
) -> None:
    settings.WEBHOOKS_MAY_BE_PRIVATE = False
    talks.draft(Line("A"), visibility=SECRETARIAT)
    delegate = bearer(talks.member(Member.Role.DELEGATE), Token.Scope.WRITE)
    problem = send(delegate, "post", API, ASKED | asked, status)
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert reason in str(problem.json())
    assert not Webhook.objects.exists()


def test_a_person_has_so_many_and_no_more(program: Client, talks: Negotiation) -> None:
    said = {"address": "https://example.org/", "process": talks.process, "document": None}
    for _ in range(AT_MOST):
        make_webhook(talks.clerk, **said, kinds=["outcome"])
    problem = send(program, "post", API, ASKED, 400).json()
    assert problem["parameters"] == {
        "address": [f"That is the most webhooks you can have ({AT_MOST}); remove one first."]
    }


def test_kinds_are_changed(program: Client, hook: Hook, receiver: Receiver) -> None:
    shown = send(program, "patch", of(hook), {"kinds": ["edited", "decided", "edited"]}, 200).json()
    assert shown["kinds"] == ["decided", "edited"]
    assert shown["active"]
    happens(hook.talks)
    sweep()
    assert receiver.messages == []
    send(program, "patch", of(hook), {"kinds": ["outcome"]}, 200)
    happens(hook.talks)
    sweep()
    assert [message.told["kind"] for message in receiver.messages] == ["outcome"]


def test_it_is_switched_off_and_on(program: Client, hook: Hook, receiver: Receiver) -> None:
    happens(hook.talks)
    off = send(program, "patch", of(hook), {"active": False}, 200).json()
    assert (off["active"], off["disabled_why"]) == (False, "person")
    sweep()
    assert receiver.messages == []
    again = send(program, "patch", of(hook), {"active": False}, 200).json()
    assert again["disabled_at"] == off["disabled_at"]
    on = send(program, "patch", of(hook), {"active": True}, 200).json()
    assert (on["active"], on["disabled_at"], on["disabled_why"]) == (True, None, "")
    sweep()
    assert len(receiver.messages) == 1


def test_the_page_switches_it_off_too(client: Client, hook: Hook) -> None:
    client.force_login(hook.talks.clerk)
    page = f"/account/webhooks/{hook.webhook.public_id}/"
    assert "Switch it off" in client.get(page).content.decode()
    client.post(f"{page}off/")
    assert hook.now().disabled_why == Webhook.Why.PERSON
    shown = client.get(page).content.decode()
    assert "Switched off: you switched it off." in shown
    assert "Switch it off" not in shown


def test_it_is_removed_with_what_was_sent(program: Client, hook: Hook) -> None:
    happens(hook.talks)
    send(program, "delete", of(hook), None, 204)
    assert not Webhook.objects.exists()
    assert not Delivery.objects.exists()
    send(program, "delete", of(hook), None, 404)


def test_deliveries_are_told_in_pages_and_sent_again(
    program: Client, hook: Hook, receiver: Receiver
) -> None:
    happens(hook.talks, 3)
    sweep()
    assert len(receiver.messages) == 3
    page = program.get(of(hook, "deliveries/?page_size=2")).json()
    rest = program.get(page["next"]).json()
    rows = [*page["results"], *rest["results"]]
    assert {row["id"] for row in rows} == {m.headers["webhook-id"] for m in receiver.messages}
    assert {row["event"] for row in rows} == set(receiver.events)
    assert {(row["state"], row["answer"], row["next_at"]) for row in rows} == {("sent", 204, None)}
    answer = send(program, "post", of(hook, "replays/"), {"delivery": rows[0]["id"]}, 202)
    assert answer.json() == {"number": 1}
    sweep()
    assert receiver.messages[-1].headers["webhook-id"] == rows[0]["id"]
    since = (timezone.now() - timedelta(hours=1)).isoformat()
    assert send(program, "post", of(hook, "replays/"), {"since": since}, 202).json()["number"] >= 3


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 400),
        ({"delivery": "b" * 20, "since": "2014-05-05T00:00:00Z"}, 400),
        ({"delivery": "b" * 20}, 404),
        ({"since": "yesterday"}, 400),
    ],
)
def test_a_replay_says_one_thing(
    program: Client, hook: Hook, asked: dict[str, str], status: int
) -> None:
    send(program, "post", of(hook, "replays/"), asked, status)


def test_what_the_person_may_not_know_is_not_listed(talks: Negotiation, receiver: Receiver) -> None:
    delegate = talks.member(Member.Role.DELEGATE)
    theirs = hook_of(talks, receiver, person=delegate, kinds=[Event.Kind.DRAFT_IMPORTED])
    talks.draft(Line("A"), visibility=SECRETARIAT)
    queue()
    assert Delivery.objects.filter(webhook=theirs.webhook).exists()
    program = bearer(delegate, Token.Scope.READ, Token.Scope.WRITE)
    assert program.get(of(theirs, "deliveries/")).json()["results"] == []
    row = theirs.row().public_id
    send(program, "post", of(theirs, "replays/"), {"delivery": row}, 404)


#: What is sent to each operation, and what the owner is answered.
OPERATIONS: dict[str, tuple[Any, int]] = {
    "GET /api/v1/webhooks/": (None, 200),
    "POST /api/v1/webhooks/": (ASKED, 201),
    "GET /api/v1/webhooks/{public_id}/": (None, 200),
    "PATCH /api/v1/webhooks/{public_id}/": ({"active": True}, 200),
    "POST /api/v1/webhooks/{public_id}/secret/": (None, 201),
    "GET /api/v1/webhooks/{public_id}/deliveries/": (None, 200),
    "POST /api/v1/webhooks/{public_id}/replays/": ({"since": "2014-05-05T00:00:00Z"}, 202),
    "DELETE /api/v1/webhooks/{public_id}/": (None, 204),
}


def test_every_operation_is_for_its_person_alone(
    client: Client, talks: Negotiation, hook: Hook
) -> None:
    """Every role × every operation: nobody reaches the webhook of another, whatever their role."""
    paths = client.get("/api/v1/schema/?format=json").json()["paths"]
    there = {
        f"{method.upper()} {path}"
        for path, methods in paths.items()
        if path.startswith(API)
        for method in methods
    }
    assert there == set(OPERATIONS)
    scopes = (Token.Scope.READ, Token.Scope.WRITE)
    others = [
        bearer(talks.member(Member.Role(role)), *scopes)
        for role in ("observer", "delegate", "chair", "secretariat")
    ]
    others.append(bearer(Negotiation("another").clerk, *scopes))
    others.append(bearer(User.objects.create_superuser("root"), *scopes))
    reads = bearer(talks.clerk, Token.Scope.READ)
    writes = bearer(talks.clerk, Token.Scope.WRITE)
    for operation, (body, expected) in OPERATIONS.items():
        method, _, path = operation.partition(" ")
        address = path.format(public_id=hook.webhook.public_id)
        is_read = method == "GET"
        send(client, method.lower(), address, body, 401)
        for other in others:
            answer = send(other, method.lower(), address, body, expected if path == API else 404)
            told = answer.content.decode().replace(f"“{hook.webhook.public_id}”", "")
            assert hook.webhook.public_id not in told
        scoped = (reads, writes) if is_read else (writes, reads)
        send(scoped[1], method.lower(), address, body, 403)
        send(scoped[0], method.lower(), address, body, expected)


def test_a_list_takes_as_many_queries_for_many(
    program: Client, hook: Hook, receiver: Receiver
) -> None:
    program.get(API)  # from now on the token was used today
    taken = []
    for _ in range(2):
        happens(hook.talks, 3)
        hook_of(hook.talks, receiver)
        for address in (API, of(hook, "deliveries/")):
            with CaptureQueriesContext(connection) as queries:
                program.get(address)
            taken.append(len(queries))
    assert taken[:2] == taken[2:]
