"""An edit put on the record: the act, what it did, and its hash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.contrib.auth.models import User

from documents.editing.hashes import Done, edit_hash
from documents.editing.items import Item
from documents.editing.state import canonical
from documents.models import Draft, Edit, EditItem


def record_edit(
    draft: Draft,
    items: Sequence[Item],
    versions: Mapping[int, int],
    operation: Edit.Operation,
    reason: str,
    editorial: bool,
    undoes: Edit | None,
    *,
    by: User,
    at: datetime,
) -> Edit:
    """The next edit of a locked draft, chained to the one before; ``versions`` are those of the
    provisions afterwards."""
    done = [
        Done(
            item.provision.public_id,
            canonical(item.before),
            canonical(item.after),
            versions[item.provision.id],
        )
        for item in items
    ]
    number = draft.head_edit + 1
    before = Edit.objects.filter(draft=draft, number=draft.head_edit)
    previous = before.values_list("content_hash", flat=True).first() or ""
    edit = Edit.objects.create(
        draft=draft,
        number=number,
        operation=operation,
        reason=reason,
        editorial=editorial,
        undoes=undoes,
        by=by,
        at=at,
        content_hash=edit_hash(
            draft=draft.public_id,
            number=number,
            operation=operation,
            reason=reason,
            editorial=editorial,
            undoes=undoes.number if undoes else None,
            by=by.id,
            at=at,
            items=done,
            previous=previous,
        ),
    )
    EditItem.objects.bulk_create(
        EditItem(
            edit=edit,
            provision=item.provision,
            before=one.before,
            after=one.after,
            version=one.version,
        )
        for item, one in zip(items, done, strict=True)
    )
    draft.head_edit = number
    draft.save(update_fields=["head_edit"])
    return edit
