"""What an edit brought under a decision that covers what stands there, or out from under it: of
those words nobody decided, or not at that place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.contrib.auth.models import User

from documents.editing.state import State, read_state, state_of
from documents.models import Draft, EditItem, Wording
from documents.queries.places import descendants
from negotiation.queries.agreements import Agreement, agreements


def arrivals(
    draft: Draft, items: Sequence[EditItem], before: Mapping[int, State], by: User
) -> Iterator[tuple[Agreement, State]]:
    """The provisions that are agreed, or were, by a decision on what they stand under alone, and
    only at the place they came to, or left; with their states. No query where none came."""
    came = _came(draft, items)
    if not came:
        return
    new = {item.provision_id for item in items if not item.before}
    there = [pk for pk in came if pk not in new and (pk not in before or before[pk].is_live)]
    agreed = {one.provision: one for one in agreements(draft, there, before, by)}
    now = {one.provision: one for one in agreements(draft, list(came), {}, by)}
    for pk in came:
        one = agreed.get(pk) or now.get(pk)
        if one is not None and one.ruling.provision != pk and (pk in agreed) != (pk in now):
            yield one, came[pk]


def _came(draft: Draft, items: Sequence[EditItem]) -> dict[int, State]:
    """What has words, is part of the text, and was not, or stood under something else; with all
    that came along under it."""
    found: dict[int, State] = {}
    moved = []
    for item in items:
        earlier, later = read_state(item.before), read_state(item.after)
        if later is None or not later.is_live:
            continue
        is_there = earlier is not None and earlier.is_live
        if earlier is not None and is_there and earlier.parent != later.parent:
            moved.append(item.provision_id)
        if item.provision_id in moved or not is_there:
            found[item.provision_id] = later
    if moved:
        for row in descendants(draft, moved):
            found.setdefault(row.provision_id, state_of(row))
    return {
        pk: state
        for pk, state in found.items()
        if state.is_live
        and state.words
        and not state.is_heading
        and state.coverage != Wording.Coverage.NONE
    }
