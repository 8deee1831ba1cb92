"""Looking for words in tests."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from tracker.search.asking import Asked
from tracker.search.finding import Found, find


def look(q: str, user: User | None = None, **filters: Any) -> Found:
    """What is found by whom."""
    return find(Asked(q=q, **filters), user)


def labels(q: str, user: User | None = None, **filters: Any) -> list[str]:
    """The labels of what is found, in order."""
    return [hit.label for hit in look(q, user, **filters).hits]


def excerpts(q: str, user: User | None = None, **filters: Any) -> list[str]:
    """The words shown of what is found, in order."""
    return [hit.excerpt.text for hit in look(q, user, **filters).hits]
