"""Room for a provision between two others. Nothing that stands after it is written anew, unless
no rank is left between its neighbours: then all of them are ranked again, each as an item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from documents.actions.rows import changed, live_row, rows_of
from documents.editing.items import Item
from documents.editing.ranks import rank_between
from documents.models import Draft, Provision, Wording
from documents.plans import rank_at
from documents.refusals import Moved


@dataclass(frozen=True, slots=True)
class Room:
    """Where a provision goes: under which (public id, None at the top), with which rank, and
    what else has to be ranked again for that."""

    parent: str | None
    rank: str
    ranked_again: tuple[Item, ...] = ()


def find_room(
    draft: Draft,
    under: Provision | None,
    after: Provision | None,
    *,
    moving: Provision | None = None,
) -> Room:
    """Room directly under ``under`` (None: at the top), after ``after`` (None: before all
    others). ``moving`` is what is going to stand there, if it is in the draft already.

    :raises NotEditable: when ``under`` is no part of the text.
    :raises Moved: when ``after`` does not stand there.
    """
    if under is not None:
        live_row(draft, under)
    parent = under.public_id if under else None
    siblings = _siblings(draft, under, moving)
    before = None
    if after is not None:
        (before,) = rows_of(draft, [after])
        if before.parent_id != (under.id if under else None) or after == moving:
            raise Moved(
                _("“%(provision)s” does not stand there any more; look at the text again.")
                % {"provision": before}
            )
        later = Q(rank__gt=before.rank) | Q(rank=before.rank, id__gt=before.id)
        following = siblings.filter(later).first()
    else:
        following = siblings.first()
    rank = rank_between(before.rank if before else None, following.rank if following else None)
    if rank is not None:
        return Room(parent, rank)
    return _rank_again(list(siblings), before, parent)


def with_room(items: Sequence[Item], room: Room) -> list[Item]:
    """The items with what has to be ranked again for them; where that is one of them, it is one
    item."""
    again = {item.provision.id: item for item in room.ranked_again}
    joined = []
    for item in items:
        ranked = again.pop(item.provision.id, None)
        if ranked is not None and ranked.after is not None and item.after is not None:
            joined.append(replace(item, after=replace(item.after, rank=ranked.after.rank)))
        else:
            joined.append(item)
    return [*joined, *again.values()]


def place_last(draft: Draft, under: Provision, rows: Sequence[Wording]) -> list[Item]:
    """Items that put these rows under a provision, after all that stands there."""
    last = _siblings(draft, under, None).last()
    rank = last.rank if last else None
    items = []
    for row in rows:
        following = rank_between(rank, None)
        # Ranks are given in thousands of ten digits: nobody appends ten million times.
        assert following is not None
        rank = following
        items.append(changed(row, parent=under.public_id, rank=rank))
    return items


def _siblings(draft: Draft, under: Provision | None, moving: Provision | None) -> QuerySet[Wording]:
    rows = Wording.objects.filter(draft=draft, parent=under)
    if moving is not None:
        rows = rows.exclude(provision=moving)
    return rows.select_related("provision", "parent").order_by("rank", "id")


def _rank_again(siblings: Sequence[Wording], before: Wording | None, parent: str | None) -> Room:
    place = 0
    items = []
    free = rank_at(0)
    if before is None:
        place = 1
    for row in siblings:
        items.append(changed(row, rank=rank_at(place)))
        place += 1
        if before is not None and row.id == before.id:
            free = rank_at(place)
            place += 1
    return Room(parent, free, tuple(item for item in items if item.before != item.after))
