"""The chain of events: what is hashed, as a text that is the same from every database.

The columns listed here are hashed for ever. A column that is added to one of these tables later
goes into a list of its own under a further ``FORM``; these lists never change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Final

from django.db.models import Model

from documents.content import canonical_text, text_hash
from documents.models import Draft, Edit, Lineage
from negotiation.models import Decision, Event, Position, Publication

FORM: Final = 1

#: The rows whose content an event holds the hash of, and the columns that are their content.
_COLUMNS: Final[Mapping[type[Model], tuple[str, ...]]] = {
    Decision: (
        "provision_id", "code", "covers", "excepts", "condition", "note", "contradiction", "breaks",
        "body_id", "meeting_id", "draft_id", "wording_hash", "taken_on", "basis", "reopens_id",
        "corrects_id", "passage_id", "ref", "by_id", "at",
    ),
    Publication: ("draft_id", "visibility", "by_id", "at"),
    Position: ("submission_id", "party_id", "stance", "taken_on"),
    Lineage: (
        "earlier_id", "later_id", "kind", "basis", "certainty", "in_draft_id", "passage_id",
        "note", "retracts_id", "ref", "by_id", "at",
    ),
}  # fmt: skip

#: The columns of an event that its hash is taken over.
_EVENT: Final = (
    "process_id", "seq", "public_id", "kind", "document_id", "draft_id", "provision_id",
    "meeting_id", "edit_id", "decision_id", "actor_id", "at",
)  # fmt: skip

#: A row that an event vouches for: table, primary key, hash of its content.
Content = tuple[str, int, str]

_HELD: tuple[type[Model], ...] = (*_COLUMNS, Edit, Draft)
HELD: Final[Mapping[str, type[Model]]] = {model._meta.label_lower: model for model in _HELD}


def content_of(row: Model, exceptions: Iterable[int] = ()) -> Content:
    """What an event keeps of a row; of a decision with the ids of its ``exceptions``. Edits and
    issued drafts bring their own hash."""
    if isinstance(row, Edit | Draft):
        found = row.content_hash
    else:
        columns = {name: _plain(getattr(row, name)) for name in _COLUMNS[type(row)]}
        if isinstance(row, Decision):
            columns["exceptions"] = sorted(exceptions)
        found = text_hash(canonical_text(columns))
    return row._meta.label_lower, row.pk, found


def canonical_event(event: Event, contents: Iterable[Content]) -> str:
    """The text that an event is hashed as."""
    columns = {name: _plain(getattr(event, name)) for name in _EVENT}
    held = sorted(list(content) for content in contents)
    return canonical_text({"form": FORM, **columns, "contents": held})


def contents_of(event: Event) -> tuple[Content, ...]:
    """The rows that an event vouches for, as its canonical text says; none where that text was
    made unreadable."""
    try:
        read = json.loads(event.canonical)["contents"]
        return tuple((str(table), int(pk), str(found)) for table, pk, found in read)
    except (ValueError, KeyError, TypeError):
        return ()


def hash_after(previous: str, canonical: str) -> str:
    """The hash of an event that follows one with the hash ``previous``."""
    return text_hash(previous + canonical)


def _plain(value: object) -> object:
    """A value of a column as it is hashed: times in UTC to the microsecond."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value)
    return str(value) if isinstance(value, str) else value
