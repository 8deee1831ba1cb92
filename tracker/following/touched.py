"""What events touch: provisions, what those stand under, and words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from documents.editing.state import read_state
from documents.models import EditItem, Wording
from negotiation.models import Event
from tracker.following.words import normal

KIND: Final = Event.Kind
#: Of a whole draft.
OF_A_DRAFT: Final = (
    KIND.DRAFT_IMPORTED,
    KIND.DRAFT_OPENED,
    KIND.DRAFT_ISSUED,
    KIND.DRAFT_PUBLISHED,
)
#: What people are told of.
TOLD: Final = (KIND.EDITED, KIND.DECIDED, KIND.PROPOSED, *OF_A_DRAFT)


@dataclass(frozen=True)
class Touch:
    """What an act touched: provisions (primary keys) and the texts of them that whoever may
    know of the act may read, too."""

    provisions: frozenset[int]
    texts: tuple[str, ...] = ()
    covered: int | None = None

    @cached_property
    def normal_texts(self) -> tuple[str, ...]:
        """The texts as they are searched, with a space at both ends."""
        return tuple(f" {normal(text)} " for text in self.texts)

    def says(self, phrase: str) -> bool:
        """Whether a phrase in its normal form stands in one of the texts."""
        return any(f" {phrase} " in text for text in self.normal_texts)


def touches_of(events: Iterable[Event]) -> dict[int, Touch]:
    """What each event touches, by its primary key; of whole drafts nothing is said here. Two
    queries."""
    events = [event for event in events if event.kind not in OF_A_DRAFT]
    edits = _of_edits(event.edit_id for event in events)
    words = _words_in_drafts(events)
    found = {}
    for event in events:
        if event.edit_id is not None:
            found[event.pk] = edits.get(event.edit_id, Touch(frozenset()))
        elif event.provision_id is not None:
            text = words.get((event.draft_id, event.provision_id))
            covers = event.decision is not None and event.decision.covers
            found[event.pk] = Touch(
                frozenset([event.provision_id]),
                (text,) if text else (),
                event.provision_id if covers else None,
            )
    return found


def _of_edits(edits: Iterable[int | None]) -> dict[int, Touch]:
    provisions: dict[int, set[int]] = {}
    texts: dict[int, list[str]] = {}
    rows = EditItem.objects.filter(edit__in=[edit for edit in edits if edit is not None])
    for edit, provision, *sides in rows.values_list("edit", "provision", "before", "after"):
        provisions.setdefault(edit, set()).add(provision)
        states = filter(None, map(read_state, sides))
        texts.setdefault(edit, []).extend(state.words for state in states)
    return {edit: Touch(frozenset(provisions[edit]), tuple(texts[edit])) for edit in provisions}


def _words_in_drafts(events: Iterable[Event]) -> dict[tuple[int | None, int], str]:
    """The words of provisions in the drafts that events name with them."""
    named = {(event.draft_id, event.provision_id) for event in events if event.draft_id}
    rows = Wording.objects.filter(
        draft__in={draft for draft, _ in named}, provision__in={one for _, one in named if one}
    )
    found: dict[tuple[int | None, int], str] = {}
    for draft, provision, text, heading in rows.values_list(
        "draft", "provision", "text", "heading"
    ):
        found[draft, provision] = text or heading
    return found


def parents_of(provisions: Iterable[int]) -> Mapping[int, frozenset[int]]:
    """What provisions stand or stood under, in any draft: all of it, not only the nearest. One
    query for each storey of the texts."""
    over: dict[int, set[int]] = {}
    asked = set(provisions)
    known: set[int] = set()
    while asked:
        rows = Wording.objects.filter(provision__in=asked, parent__isnull=False)
        pairs = set(rows.values_list("provision", "parent").order_by().distinct())
        known |= asked
        for provision, parent in pairs:
            if parent is not None:
                over.setdefault(provision, set()).add(parent)
        asked = {parent for _, parent in pairs if parent is not None} - known
    return {provision: frozenset(_all_over(provision, over)) for provision in known}


def _all_over(provision: int, over: Mapping[int, set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = [provision]
    while waiting:
        for parent in over.get(waiting.pop(), ()):
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return found
