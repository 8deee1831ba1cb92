"""The history of a rolling text: what was done to it, and what it said at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.contrib.auth.models import User
from django.db.models import OuterRef, Q, QuerySet, Subquery

from documents.editing.state import State, read_state
from documents.models import Draft, Edit, EditItem, Provision, Wording

#: How many provisions one query names: SQLite takes no more than a thousand values.
_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class EditItemView:
    """What an edit did to one provision (public id); None where it had no wording."""

    provision: str
    before: State | None
    after: State | None
    version: int


@dataclass(frozen=True, slots=True)
class EditView:
    """One act on a rolling draft. ``undoes`` and ``undone_by`` are numbers of edits."""

    id: int
    number: int
    operation: Edit.Operation
    reason: str
    editorial: bool
    undoes: int | None
    undone_by: int | None
    content_hash: str
    by: User
    at: datetime
    items: tuple[EditItemView, ...]


def edits(
    draft: Draft,
    provision: Provision | None = None,
    before: int | None = None,
    limit: int = 50,
) -> tuple[EditView, ...]:
    """The edits of a draft, of one provision if given, newest first; with ``before`` those of a
    lower number. Two queries."""
    rows = Edit.objects.filter(draft=draft)
    if provision is not None:
        rows = rows.filter(items__provision=provision)
    if before is not None:
        rows = rows.filter(number__lt=before)
    rows = rows.select_related("by", "undoes", "undone_by").prefetch_related("items__provision")
    return tuple(view_edit(edit) for edit in rows.order_by("-number")[:limit])


def view_edit(edit: Edit) -> EditView:
    """The edit as a value."""
    undone_by = getattr(edit, "undone_by", None)
    return EditView(
        id=edit.id,
        number=edit.number,
        operation=Edit.Operation(edit.operation),
        reason=edit.reason,
        editorial=edit.editorial,
        undoes=edit.undoes.number if edit.undoes else None,
        undone_by=undone_by.number if undone_by else None,
        content_hash=edit.content_hash,
        by=edit.by,
        at=edit.at,
        items=tuple(
            EditItemView(
                item.provision.public_id,
                read_state(item.before),
                read_state(item.after),
                item.version,
            )
            for item in edit.items.all()
        ),
    )


def texts_at(
    draft: Draft, number: int, provisions: Iterable[Provision] | None = None
) -> dict[str, str]:
    """What these provisions (all, if none are given) said after edit ``number``, by public id;
    those that were not there then are left out. One query for every 400 of them."""
    states = states_at(draft, number, provisions)
    return {public_id: state.words for public_id, state in states}


def states_at(
    draft: Draft, number: int, provisions: Iterable[Provision] | None = None
) -> Iterator[tuple[str, State]]:
    """The state of these provisions after edit ``number``, with their public ids."""
    if provisions is None:
        told = EditItem.objects.filter(edit__draft=draft).values("provision")
        there = Wording.objects.filter(draft=draft).values("provision")
        asked = Provision.objects.filter(Q(id__in=told) | Q(id__in=there))
        yield from _states(draft, number, asked)
        return
    ids = sorted({provision.id for provision in provisions})
    for first in range(0, len(ids), _AT_ONCE):
        portion = Provision.objects.filter(id__in=ids[first : first + _AT_ONCE])
        yield from _states(draft, number, portion)


def _states(
    draft: Draft, number: int, provisions: QuerySet[Provision]
) -> Iterator[tuple[str, State]]:
    items = EditItem.objects.filter(edit__draft=draft, provision=OuterRef("id"))
    until = items.filter(edit__number__lte=number).order_by("-edit__number")
    since = items.filter(edit__number__gt=number).order_by("edit__number")
    there = Wording.objects.filter(draft=draft, provision=OuterRef("id"))
    fields = [name for name in State.__dataclass_fields__ if name != "parent"]
    annotated = provisions.annotate(
        until=Subquery(until.values("after")[:1]),
        since=Subquery(since.values("before")[:1]),
        parent=Subquery(there.values("parent__public_id")[:1]),
        **{f"now_{name}": Subquery(there.values(name)[:1]) for name in fields},
    )
    rows = cast("Iterable[dict[str, Any]]", annotated.values())
    for row in rows:
        said = row["until"] if row["until"] is not None else row["since"]
        if said is not None:
            state = read_state(said)
        elif row["now_kind"] is None:
            state = None
        else:
            state = State(parent=row["parent"], **{name: row[f"now_{name}"] for name in fields})
        if state is not None:
            yield row["public_id"], state


def state_of_version(draft: Draft, provision: Provision, version: int) -> State | None:
    """The state of a provision as of a version; None when there never was one. Two queries at
    most."""
    items = EditItem.objects.filter(edit__draft=draft, provision=provision)
    until = items.filter(version__lte=version).order_by("-version").first()
    if until is not None:
        return read_state(until.after)
    since = items.filter(version__gt=version).order_by("version").first()
    if since is not None:
        return read_state(since.before)
    return None
