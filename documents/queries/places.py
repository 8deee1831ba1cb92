"""Who stands above and below a wording, read without the rest of the draft."""

from __future__ import annotations

from collections.abc import Iterable

from documents.models import LIVE, Draft, Wording


def with_ancestors(draft: Draft, provision_ids: Iterable[int]) -> dict[int, Wording]:
    """The wordings of these provisions and of all that they stand under, by the primary key of
    the provision. One query for each level."""
    found: dict[int, Wording] = {}
    asked: set[int] = set()
    wanted = set(provision_ids)
    while wanted:
        asked |= wanted
        rows = Wording.objects.filter(draft=draft, provision__in=wanted)
        for wording in rows.select_related("provision", "parent"):
            found[wording.provision_id] = wording
        wanted = {w.parent_id for w in found.values() if w.parent_id is not None} - asked
    return found


def live_children(draft: Draft, provision_id: int | None) -> list[Wording]:
    """What stands directly under a provision (None: at the top) and is part of the text, in
    order. One query."""
    rows = Wording.objects.filter(draft=draft, parent=provision_id, disposition__in=LIVE)
    return list(rows.select_related("provision", "parent").order_by("rank", "id"))


def descendants(draft: Draft, provision_ids: Iterable[int]) -> list[Wording]:
    """All that stands under these provisions, level by level. One query for each level."""
    found: list[Wording] = []
    level = list(provision_ids)
    while level:
        rows = Wording.objects.filter(draft=draft, parent__in=level)
        below = list(rows.select_related("provision", "parent").order_by("rank", "id"))
        found += below
        level = [wording.provision_id for wording in below]
    return found
