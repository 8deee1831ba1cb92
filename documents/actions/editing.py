"""Writing an edit: the rows it changes, what it did, and what is read from the words anew.

Every write of a rolling draft goes through here: its row is locked first, so two edits of one
draft never cross, and none comes between the look at its state and its issue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Max
from django.utils.translation import gettext as _

from documents.actions.rereading import (
    has_loose_ends,
    loose_wordings,
    reread_labels,
    reread_spans,
    reread_words,
)
from documents.content import text_hash
from documents.editing.hashes import Done, edit_hash
from documents.editing.items import Item
from documents.editing.state import State, canonical, state_of
from documents.models import Comparison, Draft, Edit, EditItem, Provision, Wording
from documents.queries.places import with_ancestors
from documents.refusals import Moved, NotEditable


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


def write_edit(
    draft: Draft,
    items: Sequence[Item],
    *,
    operation: Edit.Operation,
    reason: str = "",
    editorial: bool = False,
    undoes: Edit | None = None,
    by: User,
    at: datetime,
) -> Edit:
    """Write one act on a locked draft: its rows, its items, its hash; then read anew what
    depends on them. The cost does not grow with the draft.

    :raises Moved: when what is left would stand under nothing, or under itself.
    """
    loose = _loose_before(draft, items)
    versions = _versions(draft, items)
    written = _write_rows(draft, items, versions)
    _check_places(draft, items)
    edit = _record(
        draft, items, versions, operation, reason.strip(), editorial, undoes, by=by, at=at
    )
    reread_words(draft, [row for row, item in written if item.is_reworded])
    if loose is not None:
        loose |= {row.id for row, _item in written if has_loose_ends(row.words)}
        reread_spans(draft, loose)
    if any(item.is_moved or item.is_relabelled for item in items):
        reread_labels(draft, _labelled(draft, items))
    return edit


def _loose_before(draft: Draft, items: Sequence[Item]) -> set[int] | None:
    """The wordings with loose ends, when those have to be matched anew; else None."""
    if any(item.is_moved for item in items):
        loose = loose_wordings(draft)
        comes = any(item.after and has_loose_ends(item.after.words) for item in items)
        return loose if loose or comes else None
    states = (state for item in items if item.is_reworded for state in (item.before, item.after))
    if any(state is not None and has_loose_ends(state.words) for state in states):
        return loose_wordings(draft)
    return None


def _versions(draft: Draft, items: Sequence[Item]) -> dict[int, int]:
    """The version of each provision afterwards; one that comes again goes on counting."""
    known = EditItem.objects.filter(
        edit__draft=draft, provision__in=[item.provision for item in items if item.row is None]
    )
    last = dict(known.values_list("provision").annotate(Max("version")))
    return {
        item.provision.id: (item.row.version if item.row else last.get(item.provision.id, 0)) + 1
        for item in items
    }


def _write_rows(
    draft: Draft, items: Sequence[Item], versions: dict[int, int]
) -> list[tuple[Wording, Item]]:
    """Make, change and remove the rows; give those that are there now."""
    parents = _parents(items)
    written = []
    for item in items:
        row, state = item.row, item.after
        if state is None:
            assert row is not None
            # They are derived, and would miss a side: whoever looks at them asks anew.
            Comparison.objects.filter(changes__sides__wording=row).delete()
            row.delete()
            continue
        if row is None:
            row = Wording(draft=draft, provision=item.provision)
        for name, value in asdict(state).items():
            if name != "parent":
                setattr(row, name, value)
        row.parent = parents[state.parent] if state.parent else None
        row.text_hash = text_hash(row.words)
        row.version = versions[item.provision.id]
        row.save()
        written.append((row, item))
    return written


def _parents(items: Sequence[Item]) -> dict[str, Provision]:
    """The provisions that the items will stand under, by public id. One query at most."""
    known = {item.provision.public_id: item.provision for item in items}
    known |= {
        item.row.parent.public_id: item.row.parent for item in items if item.row and item.row.parent
    }
    wanted = {item.after.parent for item in items if item.after and item.after.parent}
    if missing := wanted - known.keys():
        found = Provision.objects.filter(public_id__in=missing)
        known |= {provision.public_id: provision for provision in found}
    return known


def _check_places(draft: Draft, items: Sequence[Item]) -> None:
    """Pass if what came or moved stands under something that is part of the text.

    :raises Moved: otherwise.
    """
    placed = [item.provision.id for item in items if item.after and item.is_moved]
    gone = [item for item in items if item.before and not (item.after and item.after.is_live)]
    if placed:
        rows = with_ancestors(draft, placed)
        for provision_id in placed:
            row = rows[provision_id]
            way = {provision_id}
            above = row.parent_id
            while above is not None:
                if above in way or (row.is_live and (above not in rows or not rows[above].is_live)):
                    raise Moved(
                        _("What “%(provision)s” would stand under is no part of the text.")
                        % {"provision": row}
                    )
                way.add(above)
                above = rows[above].parent_id if above in rows else None
    left = Wording.objects.filter(draft=draft, parent__in=[item.provision for item in gone])
    removed = [item.provision for item in gone if item.after is None]
    for orphan in left.select_related("parent"):
        if orphan.is_live or orphan.parent in removed:
            raise Moved(
                _("“%(provision)s” stands under it; move or withdraw that first.")
                % {"provision": orphan}
            )


def _record(
    draft: Draft,
    items: Sequence[Item],
    versions: dict[int, int],
    operation: Edit.Operation,
    reason: str,
    editorial: bool,
    undoes: Edit | None,
    *,
    by: User,
    at: datetime,
) -> Edit:
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


def _labelled(draft: Draft, items: Sequence[Item]) -> set[int]:
    """The provisions whose labels may name others: those that were touched, and what they
    stand or stood under."""
    names = {
        state.parent
        for item in items
        for state in (item.before, item.after)
        if state is not None and state.parent is not None
    }
    above = Provision.objects.filter(public_id__in=names).values_list("id", flat=True)
    return {*above, *(item.provision.id for item in items)}
