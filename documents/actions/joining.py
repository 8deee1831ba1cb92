"""One provision made two, and several made one; where the words went is kept as lineage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from bracketed.model import Role
from bracketed.outline.numbers import number_of
from documents.actions.editing import write_edit
from documents.actions.room import find_room, place_last, with_room
from documents.actions.rows import changed, live_row, lock_rolling, refuse_dead, rows_of
from documents.actions.traces import leave_trace
from documents.editing.items import Item
from documents.editing.state import State, state_of
from documents.editing.words import clean_label, clean_words
from documents.models import Draft, Edit, Lineage, Provision, Wording
from documents.queries.labels import next_label
from documents.queries.places import live_children, with_ancestors
from documents.refusals import BadText, Moved, NotEditable


@transaction.atomic
def split(
    draft: Draft,
    provision: Provision,
    at_character: int,
    *,
    base: int,
    label: str | None = None,
    reason: str = "",
    by: User,
    at: datetime,
) -> Edit:
    """Make two provisions of one. The first keeps the words before the place (a code point of
    its text), its identity and its alternatives; the second, new, stands after it with the rest
    and with what stood under it. Without a ``label`` it is called after the first: bis.

    :raises NotEditable: when the provision is no part of the text, or is a heading.
    :raises Moved: when it is not at version ``base`` any more.
    :raises BadText: when one of the two would have no words.
    """
    draft = lock_rolling(draft)
    row = live_row(draft, provision)
    _refuse_moved([row], {provision.public_id: base})
    state = state_of(row)
    if state.is_heading:
        raise NotEditable(_("A heading is not split; insert another one."))
    first, second = state.text[:at_character].strip(), state.text[at_character:].strip()
    if not first or not second or at_character < 0:
        raise BadText(_("Both parts of what is split need words; choose a place between them."))
    room = find_room(draft, row.parent, provision)
    printed = next_label(draft, provision) if label is None else clean_label(label)
    fresh = Provision.objects.create(document_id=draft.document_id)
    new = _second_part(state, second, printed, room.parent, room.rank)
    below = [w for w in live_children(draft, provision.id) if w.role != Role.ALTERNATIVE]
    edit = write_edit(
        draft,
        with_room(
            [
                changed(row, text=first),
                Item(fresh, None, None, new),
                *(changed(child, parent=fresh.public_id) for child in below),
            ],
            room,
        ),
        operation=Edit.Operation.SPLIT,
        reason=reason,
        by=by,
        at=at,
    )
    leave_trace(edit, provision, fresh, Lineage.Kind.SPLIT_INTO)
    return edit


@transaction.atomic
def merge(
    draft: Draft,
    provisions: Sequence[Provision],
    text: str,
    *,
    bases: Mapping[str, int],
    reason: str = "",
    by: User,
    at: datetime,
) -> Edit:
    """Merge provisions into the first of them, which gets the words given and all that stands
    under the others; ``bases`` are the versions the words were made from, by public id.

    :raises NotEditable: when fewer than two are given, or one is no part of the text.
    :raises Moved: when one is not at its version any more, or the first stands under another.
    :raises BadText: when the words cannot be kept.
    """
    words = clean_words(text)
    draft = lock_rolling(draft)
    if len({provision.id for provision in provisions}) < 2:
        raise NotEditable(_("Choose two or more provisions to merge."))
    rows = rows_of(draft, provisions)
    for row in rows:
        refuse_dead(row)
    _refuse_moved(rows, bases)
    target, others = rows[0], rows[1:]
    if with_ancestors(draft, [target.provision_id]).keys() & {w.provision_id for w in others}:
        raise Moved(_("A provision is not merged into one that stands under it."))
    merged = {row.provision_id for row in rows}
    below = [
        child
        for row in others
        for child in live_children(draft, row.provision_id)
        if child.provision_id not in merged
    ]
    field = "heading" if state_of(target).is_heading else "text"
    gone = Wording.Disposition.MERGED_INTO.value
    edit = write_edit(
        draft,
        [
            changed(target, **{field: words}),
            *(changed(row, disposition=gone) for row in others),
            *place_last(draft, target.provision, below),
        ],
        operation=Edit.Operation.MERGE,
        reason=reason,
        by=by,
        at=at,
    )
    for row in others:
        leave_trace(edit, row.provision, target.provision, Lineage.Kind.MERGED_INTO)
    return edit


def _second_part(state: State, text: str, label: str, parent: str | None, rank: str) -> State:
    return State(
        kind=state.kind,
        role=state.role,
        parent=parent,
        rank=rank,
        label=label,
        number=number_of(label),
        code="",
        heading="",
        symbol="",
        coverage=state.coverage,
        disposition=state.disposition,
        text=text,
    )


def _refuse_moved(rows: Sequence[Wording], bases: Mapping[str, int]) -> None:
    for row in rows:
        if bases.get(row.provision.public_id) != row.version:
            raise Moved(
                _("“%(provision)s” was changed meanwhile; look at it again.") % {"provision": row}
            )
