"""Writing an edit: the rows it changes, what it did, and what is read from the words anew.

Every write of a rolling draft goes through here: its row is locked first, so two edits of one
draft never cross, and none comes between the look at its state and its issue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Max
from django.utils.translation import gettext as _

from documents.actions.recording import record_edit
from documents.actions.rereading import (
    has_loose_ends,
    loose_wordings,
    reread_labels,
    reread_spans,
    reread_words,
)
from documents.content import text_hash
from documents.editing.items import Item
from documents.models import Comparison, Draft, Edit, EditItem, Provision, Wording
from documents.queries.places import with_ancestors
from documents.refusals import Moved


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
    edit = record_edit(
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
