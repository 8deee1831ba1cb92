"""Asking the API in tests."""

from __future__ import annotations

from typing import Any

from django.test import Client


def get(client: Client, address: str, *, expect: int = 200, **query: str) -> dict[str, Any]:
    """The JSON of an answer with the status ``expect``."""
    answer = client.get(address, query)
    assert answer.status_code == expect, answer.content[:500]
    kind = "application/json" if expect == 200 else "application/problem+json"
    assert answer.headers["Content-Type"] == kind
    shown: dict[str, Any] = answer.json()
    return shown
