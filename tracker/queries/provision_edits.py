"""What was done to a provision in rolling texts, as far as a reader may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.safestring import SafeString

from bracketed import compare_pair
from documents.models import EditItem, Provision
from documents.queries.edits import view_edit
from negotiation.queries import visible_edits
from tracker.queries.moment import Reader
from tracker.queries.redline import both_readings
from tracker.queries.written import written

#: So many are shown at first, and so many when all are asked for.
FEW: Final = 10
_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class EditShown:
    """One edit of a provision: ``changed`` is what it did to the words, None where these stayed;
    ``label`` the new one where it gave another."""

    number: int
    draft: str
    draft_name: str
    operation: str
    at: datetime
    by: str
    reason: str
    editorial: bool
    label: str
    changed: SafeString | None


@dataclass(frozen=True, slots=True)
class EditsShown:
    """The edits of a provision, newest first; ``has_more`` where older ones are left out."""

    edits: tuple[EditShown, ...]
    has_more: bool


def edits_of(provision: Provision, user: Reader, *, is_all: bool) -> EditsShown:
    """The edits of a provision in every rolling text that the reader may know of. Three
    queries."""
    most = _MOST if is_all else FEW
    made = EditItem.objects.filter(provision=provision).values("edit")
    rows = visible_edits(user).filter(pk__in=made).order_by("-at", "-pk")
    rows = rows.select_related("draft", "by", "undoes", "undone_by")
    rows = rows.prefetch_related("items__provision")
    found = list(rows[: most + 1])
    shown = []
    for edit in found[:most]:
        view = view_edit(edit)
        (item,) = (one for one in view.items if one.provision == provision.public_id)
        before = item.before.words if item.before else ""
        after = item.after.words if item.after else ""
        old, new = item.before and item.before.label, item.after and item.after.label
        shown.append(
            EditShown(
                number=view.number,
                draft=edit.draft.public_id,
                draft_name=str(edit.draft),
                operation=str(view.operation.label),
                at=view.at,
                by=view.by.get_username(),
                reason=view.reason,
                editorial=view.editorial,
                label=new if new and new != old else "",
                changed=_changed(before, after),
            )
        )
    return EditsShown(tuple(shown), len(found) > most)


def _changed(before: str, after: str) -> SafeString | None:
    if before == after:
        return None
    if not before or not after:
        return written(before or after)
    return both_readings(before, after, compare_pair(before, after).hunks)
