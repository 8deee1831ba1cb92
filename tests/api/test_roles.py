"""Every operation of the schema × every role, with data there that could leak.

Three documents are visible to everybody, to the members and to the staff; the first of them has
drafts of all three kinds. Each has words, a note and a party that tell whose they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from documents.models import Draft
from tests.api.house import LEVELS, SEES, WORDS, House
from tests.negotiation.builders import Negotiation

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return House()


#: What is each person's own: who reaches it is tested with it, in tests/webhooks.
PERSONAL = "/api/v1/webhooks/"


def operations(client: Client) -> Iterator[tuple[str, str]]:
    schema = client.get("/api/v1/schema/?format=json").json()
    for path, methods in schema["paths"].items():
        for method in methods:
            if not path.startswith(PERSONAL):
                yield method.upper(), path


# Reading

#: Parts of an address that everybody may know.
OPEN = {
    "/api/v1/processes/{slug}/": {"slug": "review"},
    "/api/v1/processes/{slug}/dump/": {"slug": "review"},
    "/api/v1/processes/{slug}/action-lines/": {"slug": "review"},
    "/api/v1/meetings/{slug}/": {"slug": "review-0"},
    "/api/v1/processes/{slug}/action-lines/{code}/": {"slug": "review", "code": "C2"},
}


def places(house: House, path: str) -> list[tuple[str, int]]:
    """The addresses of an operation, each with who may ask there at the least."""
    if "{" not in path:
        return [(path, 0)]
    if path in OPEN:
        return [(path.format(**OPEN[path]), 0)]
    found = []
    for level in range(len(LEVELS)):
        names = {
            "decision_id": house.decisions[level].event.public_id,
            "provision_id": house.provision(level).public_id,
            "slug": house.slugs[level],
        }
        if "/drafts/{" in path:
            names["public_id"] = house.drafts[level].public_id
        elif "/provisions/{" in path:
            names["public_id"] = house.provision(level).public_id
        else:
            names["public_id"] = house.comparisons[level]
        found.append((path.format(**names), level))
    return found


def query_of(house: House, path: str, address: str, level: int) -> list[dict[str, str]]:
    """What is asked for there: the plain answer, and each other form of it."""
    match path:
        case "/api/v1/events/":
            return [{"process": "review", "after": "0"}]
        case "/api/v1/processes/{slug}/dump/":
            return [{}, {"format": "datapackage"}]
        case "/api/v1/documents/{slug}/comparison/":
            later = house.drafts[level]
            earlier = Draft.objects.exclude(pk=later.pk).get(
                document=later.document, number=later.number - 1
            )
            return [{"earlier": earlier.public_id, "later": later.public_id}]
        case "/api/v1/documents/{slug}/text/":
            return [{}, {"format": "txt"}, {"draft": house.drafts[level].public_id}]
        case _:
            return [{}]


def content_of(answer: Any) -> str:
    body = answer.getvalue() if answer.streaming else answer.content
    return f"{answer.headers} {body.decode('utf-8', 'replace')}"


#: Where the staff reads something that is not for the public: else the table would prove nothing.
TELLING = 22


def test_nobody_reads_what_is_not_for_them(house: House) -> None:
    """Hidden things answer 404, lists leave them out, and no header tells of them."""
    asked = [path for method, path in operations(Client()) if method == "GET"]
    clients = {persona: house.client(persona) for persona in SEES}
    telling = set()
    for path in asked:
        for address, level in places(house, path):
            for query in query_of(house, path, address, level):
                for persona, client in clients.items():
                    sees = SEES[persona]
                    answer = client.get(address, query)
                    where = (persona, address, query, answer.status_code)
                    assert answer.status_code == (200 if sees >= level else 404), where
                    shown = content_of(answer)
                    for above in range(sees + 1, len(LEVELS)):
                        said = shown.replace(address, "")  # a refusal names what was asked for
                        assert WORDS[above] not in said.replace(house.slugs[level], ""), where
                        if level < above:
                            assert house.provision(above).public_id not in said, where
                            assert house.drafts[above].public_id not in said, where
                    if persona == "secretariat" and WORDS[2] in shown:
                        telling.add(path)
    assert len(telling) >= TELLING, sorted(telling)


# Writing

SIGNED_IN = frozenset(SEES) - {"public", "secretariat with a token to read"}
STAFF = frozenset({"secretariat"})
DECIDERS = frozenset({"secretariat", "chair"})


def writes(house: House) -> dict[str, tuple[str, dict[str, Any], frozenset[str]]]:
    """By operation an address that everybody sees, a body that is right, and who may send it."""
    seen, rolling = house.drafts[0], house.rolling
    provision, words = house.provision(0).public_id, rolling.wordings.get().provision.public_id
    today = timezone.localdate()
    api = "/api/v1"
    return {
        f"POST {api}/documents/{{slug}}/rolling/": (
            f"{api}/documents/{house.slugs[0]}/rolling/",
            {"follows": seen.public_id, "meeting": house.meeting.slug, "title": "Rolling"},
            STAFF,
        ),
        f"POST {api}/drafts/{{public_id}}/issue/": (
            f"{api}/drafts/{rolling.public_id}/issue/",
            {"issued_on": str(today), "as_of": str(today - timedelta(days=1))},
            STAFF,
        ),
        f"POST {api}/drafts/{{public_id}}/publications/": (
            f"{api}/drafts/{seen.public_id}/publications/",
            {"visibility": "parties"},
            DECIDERS,
        ),
        f"POST {api}/drafts/{{public_id}}/provisions/": (
            f"{api}/drafts/{rolling.public_id}/provisions/",
            {"kind": "paragraph", "text": "More words", "after": words},
            STAFF,
        ),
        f"PUT {api}/drafts/{{public_id}}/provisions/{{provision_id}}/": (
            f"{api}/drafts/{rolling.public_id}/provisions/{words}/",
            {"text": "Other words"},
            STAFF,
        ),
        f"POST {api}/decisions/": (
            f"{api}/decisions/",
            {"provision": provision, "code": "pending", "meeting": house.meeting.slug},
            DECIDERS,
        ),
        f"POST {api}/decisions/{{decision_id}}/taking-back/": (
            f"{api}/decisions/{house.decisions[0].event.public_id}/taking-back/",
            {"note": "An error"},
            DECIDERS,
        ),
        f"POST {api}/parties/": (
            f"{api}/parties/",
            {"process": "review", "name": "A new party"},
            STAFF,
        ),
        f"POST {api}/submissions/": (
            f"{api}/submissions/",
            {"process": "review", "title": "New", "parties": [f"Party {WORDS[0]}"]},
            STAFF,
        ),
        f"POST {api}/proposals/": (
            f"{api}/proposals/",
            {
                "submission": f"review: {WORDS[0]}",
                "does": "add",
                "target": provision,
                "text": "More",
            },
            STAFF,
        ),
        f"POST {api}/positions/": (
            f"{api}/positions/",
            {
                "submission": f"review: {WORDS[0]}",
                "party": f"Party {WORDS[0]}",
                "stance": "opposes",
                "taken_on": "2014-05-05",
            },
            STAFF,
        ),
        f"POST {api}/assignments/": (
            f"{api}/assignments/",
            {
                "meeting": house.meeting.slug,
                "number": 9,
                "does": "redraft",
                "text": "Redraft",
                "provisions": [provision],
            },
            STAFF,
        ),
        f"POST {api}/comparisons/": (
            f"{api}/comparisons/",
            {
                "earlier": rolling.follows.public_id if rolling.follows else "",
                "later": seen.public_id,
            },
            SIGNED_IN,
        ),
    }


@contextmanager
def undone() -> Iterator[None]:
    """What is written inside is gone afterwards."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


def send(client: Client, operation: str, address: str, body: dict[str, Any]) -> HttpResponse:
    method = operation.partition(" ")[0].lower()
    answer: HttpResponse = getattr(client, method)(
        address, body, content_type="application/json", headers={"If-Match": "*"}
    )
    return answer


def test_every_write_is_for_those_whose_role_allows_it(house: House) -> None:
    table = writes(house)
    asked = {f"{method} {path}" for method, path in operations(Client()) if method != "GET"}
    assert asked == set(table)
    clients = {persona: house.client(persona) for persona in SEES}
    for operation, (address, body, may) in table.items():
        for persona, client in clients.items():
            with undone():
                answer = send(client, operation, address, body)
            expected = 401 if persona == "public" else 403
            if persona in may:
                expected = 200 if operation.startswith("PUT") else 201
            where = (operation, persona, answer.content[:300])
            assert answer.status_code == expected, where
            if expected >= 400:
                assert answer.headers["Content-Type"] == "application/problem+json"


def test_what_is_hidden_can_not_be_written_to_nor_named(house: House) -> None:
    """A delegate who guesses an id is told the same as of an id that there is not."""
    hidden, nothing = house.provision(2).public_id, "b" * 10
    delegate = house.client("delegate")
    for body in (
        {"provision": hidden, "code": "pending", "meeting": house.meeting.slug},
        {"provision": nothing, "code": "pending", "meeting": house.meeting.slug},
    ):
        answer = delegate.post("/api/v1/decisions/", body, "application/json")
        assert answer.status_code == 404
        told = answer.json()["detail"].replace(body["provision"], "…")
        assert told == "There is no provision “…”."
    address = f"/api/v1/drafts/{house.drafts[2].public_id}/publications/"
    answer = delegate.post(address, {"visibility": "public"}, "application/json")
    assert answer.status_code == 404


def test_the_staff_of_another_process_is_the_public_here(house: House) -> None:
    other = Negotiation("other")
    client = Client()
    client.force_login(User.objects.get(pk=other.clerk.pk))
    found = client.get("/api/v1/parties/").json()["results"]
    assert WORDS[0] in str(found)
