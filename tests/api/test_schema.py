"""The API against its own schema: every operation asked with generated values."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok

pytestmark = pytest.mark.usefixtures("corpus")


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """The rows are in a transaction of the test's connection, which a server would close after
    each request. Django's own client sees to that by itself."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_one_connection")
def test_answers_are_as_the_schema_says() -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", get_wsgi_application())
    asked = []
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        asked.append(operation.path)

        @settings(
            max_examples=15,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def ask(case: schemathesis.Case[Any]) -> None:
            case.call_and_validate()

        ask()
    assert len(asked) == 13


def test_schema_is_openapi_3_1_without_a_warning(client: Client) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        answer = client.get("/api/v1/schema/?format=json")
    assert answer.json()["openapi"].startswith("3.1")
    assert "/api/v1/documents/{slug}/text/" in answer.json()["paths"]
