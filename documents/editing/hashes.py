"""The fingerprint of an edit: over the act, what it did, and the edit before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from documents.content import canonical_text, text_hash


@dataclass(frozen=True, slots=True)
class Done:
    """What an edit did to one provision (public id), as it is stored."""

    provision: str
    before: str
    after: str
    version: int


def edit_hash(
    *,
    draft: str,
    number: int,
    operation: str,
    reason: str,
    editorial: bool,
    undoes: int | None,
    by: int,
    at: datetime,
    items: Sequence[Done],
    previous: str,
) -> str:
    """The fingerprint; ``previous`` is that of the edit before, so that none can be exchanged
    without all that follow. JSON with sorted keys: the same text from every database."""
    content = {
        "at": at.astimezone(UTC).isoformat(),
        "by": by,
        "draft": draft,
        "editorial": editorial,
        "items": [
            [done.provision, text_hash(done.before), text_hash(done.after), done.version]
            for done in sorted(items, key=lambda done: done.provision)
        ],
        "number": number,
        "operation": str(operation),
        "previous": previous,
        "reason": reason,
        "undoes": undoes,
    }
    return text_hash(canonical_text(content))
