"""Provisions that compete for one place, and the choice between them."""

from __future__ import annotations

import re
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from bracketed.model import Role
from documents.actions.editing import write_edit
from documents.actions.provisions import live_descendants
from documents.actions.room import place_last
from documents.actions.rows import changed, live_row, lock_rolling
from documents.editing.items import Item
from documents.editing.state import state_of
from documents.models import Draft, Edit, Provision, Wording
from documents.queries.places import live_children
from documents.refusals import Moved, NotEditable

_NO_TEXT = re.compile(r"[\[(\s]*no text[\])\s.]*", re.IGNORECASE)
_WITHDRAWN = Wording.Disposition.WITHDRAWN.value


@transaction.atomic
def turn_into_alternative(
    draft: Draft,
    provision: Provision,
    of: Provision,
    *,
    reason: str = "",
    by: User,
    at: datetime,
) -> Edit:
    """Let a provision, with all that stands under it, compete with another one (or with what
    that one competes with). Its label stays.

    :raises NotEditable: when one of them is no part of the text.
    :raises Moved: when it competes with it already, or one stands under the other.
    """
    draft = lock_rolling(draft)
    row, slot = live_row(draft, provision), live_row(draft, of)
    if slot.role == Role.ALTERNATIVE and slot.parent is not None:
        slot = live_row(draft, slot.parent)
    if slot == row or (row.role == Role.ALTERNATIVE and row.parent_id == slot.provision_id):
        raise Moved(_("“%(provision)s” competes there already.") % {"provision": row})
    (item,) = place_last(draft, slot.provision, [row])
    assert item.after is not None
    return write_edit(
        draft,
        [changed(row, parent=item.after.parent, rank=item.after.rank, role=Role.ALTERNATIVE.value)],
        operation=Edit.Operation.TURN_INTO_ALTERNATIVE,
        reason=reason,
        by=by,
        at=at,
    )


@transaction.atomic
def choose_alternative(
    draft: Draft, alternative: Provision, *, reason: str = "", by: User, at: datetime
) -> Edit:
    """Choose one of the wordings that compete for a place, or the one that stands there itself.

    The chosen words, and what stands under them, go to the slot, which so keeps its identity
    and its label; the alternatives are withdrawn. Where "no text" is chosen the slot is, too.

    :raises NotEditable: when it is no part of the text, or nothing competes there.
    """
    draft = lock_rolling(draft)
    row = live_row(draft, alternative)
    is_slot = row.role != Role.ALTERNATIVE or row.parent is None
    slot = row if is_slot or row.parent is None else live_row(draft, row.parent)
    children = live_children(draft, slot.provision_id)
    rivals = [child for child in children if child.role == Role.ALTERNATIVE]
    if not rivals:
        raise NotEditable(_("Nothing competes with “%(provision)s”.") % {"provision": row})
    if is_slot:
        items = _withdrawn(draft, rivals)
    elif _NO_TEXT.fullmatch(row.words):
        items = _withdrawn(draft, [slot])
    else:
        items = _taken(draft, slot, row, children, rivals)
    return write_edit(draft, items, operation=Edit.Operation.CHOOSE, reason=reason, by=by, at=at)


def _taken(
    draft: Draft, slot: Wording, chosen: Wording, children: list[Wording], rivals: list[Wording]
) -> list[Item]:
    """The chosen words at the slot. Where they bring sub-paragraphs of their own, those of the
    slot go; else they stay: the alternatives competed for the words over them."""
    words = state_of(chosen).words
    field = "heading" if state_of(slot).is_heading else "text"
    brought = live_children(draft, chosen.provision_id)
    replaced = [child for child in children if child.role == Role.TEXT] if brought else []
    others = [rival for rival in rivals if rival != chosen]
    return [
        changed(slot, **{field: words}, coverage=chosen.coverage),
        changed(chosen, disposition=_WITHDRAWN),
        *place_last(draft, slot.provision, brought),
        *_withdrawn(draft, [*others, *replaced]),
    ]


def _withdrawn(draft: Draft, rows: list[Wording]) -> list[Item]:
    """Items that withdraw these with all that stands under them."""
    below = [child for row in rows for child in live_descendants(draft, row.provision)]
    return [changed(row, disposition=_WITHDRAWN) for row in [*rows, *below]]
