"""What is frozen in this room: sources, passages and lineage always; what a draft prints from
the day it is issued. What was read from it stays correctable."""

from __future__ import annotations

from documents.freezing.guards import Event, Guard, append_only, differs
from documents.models import (
    Draft,
    DraftPassage,
    Edit,
    EditItem,
    Lineage,
    Passage,
    Source,
    Wording,
)

#: All columns of a draft save those of its reading (``reading``, ``engine``, ``follows``,
#: ``translation_of``).
DRAFT_PRINTED = (
    "id",
    "public_id",
    "document_id",
    "number",
    "language",
    "title",
    "symbol",
    "received_id",
    "issued_on",
    "issued_as",
    "as_of",
    "as_of_note",
    "state",
    "extent",
    "content_hash",
    "head_edit",
    "record",
    "written_by_id",
    "written_at",
    "frozen_by_id",
    "frozen_at",
)
WORDING_PRINTED = ("id", "draft_id", "start", "source")
PRINTING = ("id", "draft_id", "order", "passage_id")

_DRAFT = Draft._meta.db_table
_REFUSAL = "an issued draft is frozen; issue a further one"


def room_guards() -> tuple[Guard, ...]:
    """The guards of the documents room."""
    is_issued = f"OLD.state = '{Draft.State.ISSUED}'"
    return (
        *append_only(Source, Passage, Lineage, Edit, EditItem),
        Guard(_DRAFT, Event.UPDATE, _REFUSAL, f"{is_issued} AND {differs(DRAFT_PRINTED)}"),
        Guard(_DRAFT, Event.DELETE, _REFUSAL, is_issued),
        Guard(_DRAFT, Event.TRUNCATE, _REFUSAL),
        *_frozen_with_draft(Wording._meta.db_table, WORDING_PRINTED),
        *_frozen_with_draft(DraftPassage._meta.db_table, PRINTING),
    )


def _frozen_with_draft(table: str, columns: tuple[str, ...]) -> tuple[Guard, ...]:
    old, new = _draft_is_issued("OLD"), _draft_is_issued("NEW")
    return (
        Guard(table, Event.INSERT, _REFUSAL, new),
        Guard(table, Event.UPDATE, _REFUSAL, f"{differs(columns)} AND ({old} OR {new})"),
        Guard(table, Event.DELETE, _REFUSAL, old),
        Guard(table, Event.TRUNCATE, _REFUSAL),
    )


def _draft_is_issued(row: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {_DRAFT} AS frozen"  # noqa: S608 - names of our own tables
        f" WHERE frozen.id = {row}.draft_id AND frozen.state = '{Draft.State.ISSUED}')"
    )
