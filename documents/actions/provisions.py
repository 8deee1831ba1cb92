"""What is done to whole provisions of a rolling draft: put in, moved, withdrawn, restored."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from bracketed.model import HEADINGS, Kind, Role
from bracketed.outline.numbers import number_of
from documents.actions.editing import write_edit
from documents.actions.room import find_room, with_room
from documents.actions.rows import changed, live_row, lock_rolling, rows_of
from documents.actions.traces import take_back_trace
from documents.editing.items import Item
from documents.editing.labels import code_of
from documents.editing.state import State, read_state
from documents.editing.words import clean_label, clean_words
from documents.models import Draft, Edit, EditItem, Lineage, Provision, Wording
from documents.queries.labels import next_label
from documents.queries.lineage import edges_that_hold
from documents.queries.places import descendants
from documents.refusals import Moved, NotEditable

_DISPOSITION = Wording.Disposition


@transaction.atomic
def insert(
    draft: Draft,
    *,
    under: Provision | None,
    after: Provision | None,
    kind: Kind,
    text: str,
    label: str | None = "",
    role: Role = Role.TEXT,
    reason: str = "",
    by: User,
    at: datetime,
) -> Edit:
    """Put a new provision directly under ``under`` (None: at the top), after ``after`` (None:
    before all others). Its label is given as it is to be printed; None takes that of ``after``
    with the next of bis, ter, ….

    :raises NotEditable: when the draft is not rolling, or ``under`` no part of its text.
    :raises BadText: when the words or the label cannot be kept.
    :raises Moved: when ``after`` does not stand there.
    """
    words = clean_words(text)
    draft = lock_rolling(draft)
    if role is not Role.TEXT and under is None:
        raise NotEditable(_("An alternative stands under what it competes with."))
    room = find_room(draft, under, after)
    printed = next_label(draft, after) if label is None else clean_label(label)
    is_heading = kind in HEADINGS
    state = State(
        kind=kind.value,
        role=role.value,
        parent=room.parent,
        rank=room.rank,
        label=printed,
        number=number_of(printed),
        code=code_of(printed) if is_heading else "",
        heading=words if is_heading else "",
        symbol="",
        coverage=Wording.Coverage.WHOLE.value,
        disposition=_DISPOSITION.LIVE.value,
        text="" if is_heading else words,
    )
    provision = Provision.objects.create(document_id=draft.document_id)
    return write_edit(
        draft,
        with_room([Item(provision, None, None, state)], room),
        operation=Edit.Operation.INSERT if role is Role.TEXT else Edit.Operation.ADD_ALTERNATIVE,
        reason=reason,
        by=by,
        at=at,
    )


@transaction.atomic
def move(
    draft: Draft,
    provision: Provision,
    *,
    under: Provision | None,
    after: Provision | None,
    reason: str = "",
    by: User,
    at: datetime,
) -> Edit:
    """Move a provision, with all that stands under it, to directly under ``under`` (None: to
    the top), after ``after`` (None: before all others). What competed with another provision
    does so no longer when it leaves it. Its label stays.

    :raises NotEditable: when one of them is no part of the text.
    :raises Moved: when ``after`` does not stand there, or ``under`` stands under the provision.
    """
    draft = lock_rolling(draft)
    row = live_row(draft, provision)
    room = find_room(draft, under, after, moving=provision)
    stays = (row.parent.public_id if row.parent else None) == room.parent
    role = row.role if stays else Role.TEXT.value
    item = changed(row, parent=room.parent, rank=room.rank, role=role)
    return write_edit(
        draft,
        with_room([item], room),
        operation=Edit.Operation.MOVE,
        reason=reason,
        by=by,
        at=at,
    )


@transaction.atomic
def withdraw(
    draft: Draft, provision: Provision, *, reason: str = "", by: User, at: datetime
) -> Edit:
    """Withdraw a provision with all that stands under it. It stays on the record, and can be
    restored.

    :raises NotEditable: when it is no part of the text.
    """
    draft = lock_rolling(draft)
    rows = [live_row(draft, provision), *live_descendants(draft, provision)]
    return write_edit(
        draft,
        [changed(row, disposition=_DISPOSITION.WITHDRAWN.value) for row in rows],
        operation=Edit.Operation.WITHDRAW,
        reason=reason,
        by=by,
        at=at,
    )


@transaction.atomic
def restore(
    draft: Draft, provision: Provision, *, reason: str = "", by: User, at: datetime
) -> Edit:
    """Make a provision part of the text again, with what went together with it; where it was
    merged into another, that is taken back, and the words of the other stay as they are.

    :raises NotEditable: when the draft does not have it.
    :raises Moved: when it is part of the text, or what it stood under is not.
    """
    draft = lock_rolling(draft)
    (row,) = rows_of(draft, [provision])
    if row.is_live:
        raise Moved(_("“%(provision)s” is part of the text already.") % {"provision": row})
    below = [w for w in descendants(draft, [provision.id]) if not w.is_live]
    went = _went(draft, [row, *below])
    if provision.id not in went:
        raise NotEditable(_("“%(provision)s” was withdrawn before this text.") % {"provision": row})
    act = went[provision.id].edit_id
    # What went by another act, before or after, stays where it is.
    together = [
        one for one in below if (item := went.get(one.provision_id)) and item.edit_id == act
    ]
    items = [_revived(one, went[one.provision_id].before) for one in (row, *together)]
    edit = write_edit(draft, items, operation=Edit.Operation.RESTORE, reason=reason, by=by, at=at)
    merged = edges_that_hold().filter(
        earlier=provision, in_draft=draft, kind=Lineage.Kind.MERGED_INTO, ref__startswith="edit/"
    )
    for edge in merged.select_related("earlier", "later"):
        take_back_trace(edit, edge)
    return edit


def live_descendants(draft: Draft, provision: Provision) -> list[Wording]:
    """All that stands under a provision and is part of the text."""
    return [row for row in descendants(draft, [provision.id]) if row.is_live]


def _went(draft: Draft, rows: Iterable[Wording]) -> dict[int, EditItem]:
    """By which item each of them went last; what was done to it since (ranked again) does not
    count. One query."""
    items = EditItem.objects.filter(edit__draft=draft, provision__in=[w.provision_id for w in rows])
    found = {}
    for item in items.order_by("edit__number"):
        before, after = read_state(item.before), read_state(item.after)
        if before is not None and before.is_live and after is not None and not after.is_live:
            found[item.provision_id] = item
    return found


def _revived(row: Wording, before: str) -> Item:
    """An item that makes the row live again, as it was before it went."""
    state = read_state(before)
    disposition = state.disposition if state and state.is_live else _DISPOSITION.LIVE.value
    return changed(row, disposition=disposition)
