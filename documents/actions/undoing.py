"""An edit undone, as a further edit; and a text counted anew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from bracketed.outline.numbers import number_of
from documents.actions.editing import write_edit
from documents.actions.rows import changed, lock_rolling
from documents.actions.traces import turn_traces
from documents.editing.items import Item
from documents.editing.outcomes import Relabelled
from documents.editing.state import canonical, read_state, state_of
from documents.editing.words import clean_label
from documents.models import Draft, Edit, EditItem, Provision, Wording
from documents.refusals import Moved

#: How many provisions one query names.
_AT_ONCE = 400


@transaction.atomic
def undo(edit: Edit, *, reason: str = "", by: User, at: datetime) -> Edit:
    """Turn back an edit, all of it, and the lineage that it stated. An undo can be undone.

    :raises NotEditable: when the draft is not rolling.
    :raises Moved: when it was undone already, or something it touched was touched again since.
    """
    draft = lock_rolling(edit.draft)
    if Edit.objects.filter(undoes=edit).exists():
        raise Moved(_("Edit %(number)d was undone already.") % {"number": edit.number})
    items = list(edit.items.select_related("provision").order_by("id"))
    rows = _rows(draft, [item.provision for item in items])
    undone = write_edit(
        draft,
        [_turned(item, rows.get(item.provision_id)) for item in items],
        operation=Edit.Operation.UNDO,
        reason=reason,
        editorial=edit.editorial,
        undoes=edit,
        by=by,
        at=at,
    )
    turn_traces(edit, undone)
    return undone


@transaction.atomic
def relabel(
    draft: Draft, labels: Iterable[Relabelled], *, reason: str = "", by: User, at: datetime
) -> Edit:
    """Give provisions other labels, as the concordance said that was looked at before.

    :raises NotEditable: when one is no part of the draft.
    :raises Moved: when nothing is to change, or one has another label than the concordance says.
    :raises BadText: when a label cannot be kept.
    """
    labels = tuple(labels)
    draft = lock_rolling(draft)
    found = {
        provision.public_id: provision
        for first in range(0, len(labels), _AT_ONCE)
        for provision in Provision.objects.filter(
            document=draft.document_id,
            public_id__in=[one.id for one in labels[first : first + _AT_ONCE]],
        )
    }
    rows = _rows(draft, found.values())
    items = []
    for one in labels:
        row = rows.get(found[one.id].id) if one.id in found else None
        if row is None or row.label != one.before:
            raise Moved(_("The labels are others by now; look at the concordance again."))
        label = clean_label(one.after)
        if label != row.label:
            items.append(changed(row, label=label, number=number_of(label)))
    if not items:
        raise Moved(_("The labels are as they would be."))
    return write_edit(draft, items, operation=Edit.Operation.RELABEL, reason=reason, by=by, at=at)


def _rows(draft: Draft, provisions: Iterable[Provision]) -> dict[int, Wording]:
    """Those wordings that are there, by provision."""
    provisions = list(provisions)
    return {
        row.provision_id: row
        for first in range(0, len(provisions), _AT_ONCE)
        for row in Wording.objects.filter(
            draft=draft, provision__in=provisions[first : first + _AT_ONCE]
        ).select_related("provision", "parent")
    }


def _turned(item: EditItem, row: Wording | None) -> Item:
    """The item with before and after exchanged.

    :raises Moved: when what it left is not what is there.
    """
    now = state_of(row) if row is not None else None
    if canonical(now) != item.after:
        raise Moved(
            _("“%(provision)s” was changed again since; undo that first, or restore its text.")
            % {"provision": row or item.provision}
        )
    return Item(item.provision, row, now, read_state(item.before))
