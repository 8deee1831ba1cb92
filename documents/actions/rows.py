"""The rows of a rolling draft that an edit starts from, and what it makes of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from django.utils.translation import gettext as _

from documents.editing.items import Item
from documents.editing.state import State, state_of
from documents.models import Draft, Provision, Wording
from documents.refusals import NotEditable


def lock_rolling(draft: Draft) -> Draft:
    """The draft, locked until the end of the transaction.

    :raises NotEditable: when it is not a rolling one.
    """
    locked = Draft.objects.select_for_update().get(id=draft.id)
    if locked.state != Draft.State.ROLLING:
        raise NotEditable(
            _("“%(draft)s” is frozen: only a rolling text is edited. Open one that follows it.")
            % {"draft": locked}
        )
    return locked


def rows_of(draft: Draft, provisions: Iterable[Provision]) -> list[Wording]:
    """The wordings of these provisions in the draft, in the same order. One query.

    :raises NotEditable: when one has none.
    """
    provisions = list(provisions)
    rows = Wording.objects.filter(draft=draft, provision__in=provisions)
    found = {w.provision_id: w for w in rows.select_related("provision", "parent")}
    if any(provision.id not in found for provision in provisions):
        raise NotEditable(_("This provision is no part of “%(draft)s”.") % {"draft": draft})
    return [found[provision.id] for provision in provisions]


def live_row(draft: Draft, provision: Provision) -> Wording:
    """The wording of a provision that is part of the text. One query.

    :raises NotEditable: when it has none, or was withdrawn.
    """
    (row,) = rows_of(draft, [provision])
    refuse_dead(row)
    return row


def refuse_dead(row: Wording) -> None:
    """Pass if the wording is part of the text.

    :raises NotEditable: otherwise.
    """
    if not row.is_live:
        raise NotEditable(
            _("“%(provision)s” is no longer part of the text; restore it first.")
            % {"provision": row}
        )


def changed(row: Wording, **fields: str | None) -> Item:
    """An item that gives a row other values."""
    before = state_of(row)
    return Item(row.provision, row, before, State(**{**asdict(before), **fields}))
