"""The API against its own schema: every operation asked with generated values, by the public and
by the secretariat."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from secrets import token_hex
from typing import Any

import pytest
import schemathesis
from django.contrib.auth.models import User
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.core.result import Ok

from documents.models import Draft, Provision
from negotiation import actions
from negotiation.models import Event, Member, Process
from tracker.models import Token
from tracker.tokens import make_token

pytestmark = pytest.mark.usefixtures("corpus")

#: Answers without an end: what the schema says of it is tested where it is followed.
ENDLESS = {"/api/v1/events/"}
USABLE_KEY = re.compile("[!-~]{1,100}")


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """The rows are in a transaction of the test's connection, which a server would close after
    each request. Django's own client sees to that by itself."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def secretariat() -> str:
    """A token of the secretariat that is good for everything."""
    clerk = User.objects.create_user("clerk")
    actions.enrol(Process.objects.get(slug="wsis10"), clerk, Member.Role.SECRETARIAT)
    return make_token(clerk, name="all of it", scopes=Token.Scope, days=7)[1]


def names_there_are() -> dict[str, list[str]]:
    """What can stand in an address, by the name of the parameter."""
    drafts = Draft.objects.filter(document__slug="vision").values_list("public_id", flat=True)
    provisions = Provision.objects.filter(document__slug="vision").order_by("pk")
    return {
        "slug": ["vision", "mpp-4", "wsis10"],
        "public_id": [*drafts, *provisions.values_list("public_id", flat=True)[:2]],
        "provision_id": list(provisions.values_list("public_id", flat=True)[:3]),
        "decision_id": list(
            Event.objects.exclude(decision=None).values_list("public_id", flat=True)[:3]
        ),
        "code": ["C5", "C7"],
        "format": ["json", "txt", "csv"],
    }


def ask_every_operation(methods: set[str], examples: int, headers: dict[str, str]) -> list[str]:
    """Ask all operations of these methods; the labels of those that were asked."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", get_wsgi_application())
    known = names_there_are()
    asked = []
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        if operation.method.upper() not in methods:
            continue
        asked.append(operation.label)
        if operation.path in ENDLESS:
            continue

        @settings(
            max_examples=examples,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(), data=st.data())
        def ask(case: schemathesis.Case[Any], data: st.DataObject) -> None:
            for name in case.path_parameters or {}:
                if data.draw(st.integers(0, 3)):
                    case.path_parameters[name] = data.draw(st.sampled_from(known[name]))
            query = case.query or {}
            if {"draft", "meeting"} & set(query):  # no schema can say that these exclude another
                query.pop("at", None)
            if "If-Match" in case.headers:  # nor which versions there are
                case.headers["If-Match"] = "*"
            if USABLE_KEY.fullmatch(case.headers.get("Idempotency-Key", "")):  # nor which are taken
                case.headers["Idempotency-Key"] = token_hex(8)
            case.call_and_validate(headers=headers)

        ask()
    return asked


@pytest.mark.usefixtures("_one_connection")
def test_reads_are_answered_as_the_schema_says() -> None:
    asked = ask_every_operation({"GET"}, 12, {})
    assert "GET /api/v1/documents/{slug}/text/" in asked


@pytest.mark.usefixtures("_one_connection")
def test_writes_are_answered_as_the_schema_says(secretariat: str) -> None:
    said = {"Authorization": f"Bearer {secretariat}"}
    asked = ask_every_operation({"POST", "PUT", "PATCH", "DELETE"}, 10, said)
    assert "PUT /api/v1/drafts/{public_id}/provisions/{provision_id}/" in asked


def test_schema_is_openapi_3_1_without_a_warning(client: Client) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        answer = client.get("/api/v1/schema/?format=json")
    shown = answer.json()
    assert shown["openapi"].startswith("3.1")
    assert "/api/v1/documents/{slug}/text/" in shown["paths"]
    for path, operations in shown["paths"].items():
        for method, operation in operations.items():
            assert operation.get("description"), (method, path)
            is_open = {} in operation["security"]
            is_personal = path.startswith("/api/v1/webhooks/")
            assert is_open == (method == "get" and not is_personal), (method, path)
