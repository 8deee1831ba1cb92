"""The index follows what happens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db.models import Q, QuerySet

from documents.models import Bracket, Draft, EditItem, Problem, Wording
from negotiation.models import Decision, Event, Process, Proposal
from tracker.catching_up import follower
from tracker.models import SearchEntry
from tracker.search.indexing import (
    index_decisions,
    index_drafts,
    index_proposals,
    index_wordings,
)

_KIND = Event.Kind
_WHOLE: Final = (_KIND.DRAFT_IMPORTED, _KIND.DRAFT_OPENED, _KIND.DRAFT_ISSUED)
_LOOSE: Final = (Problem.Kind.UNCLOSED, Problem.Kind.UNOPENED)


@follower("search")
def index(process: Process, events: Sequence[Event]) -> None:
    """Write the entries of what these events tell of, as it is by now."""
    whole = {event.draft_id for event in events if event.kind in _WHOLE and event.draft_id}
    if whole:
        index_drafts(Draft.objects.filter(pk__in=whole))
    edited: dict[Draft, list[int]] = {}
    for event in events:
        if event.edit_id and event.draft and event.draft_id not in whole:
            edited.setdefault(event.draft, []).append(event.edit_id)
    for draft, edits in edited.items():
        index_wordings(draft, _touched(draft, edits))
    if decided := [event.decision_id for event in events if event.decision_id]:
        index_decisions(Decision.objects.filter(pk__in=decided))
    if any(event.kind == _KIND.PROPOSED for event in events):
        index_proposals(_proposals_missing(process))


def _touched(draft: Draft, edits: Sequence[int]) -> set[int]:
    """The provisions that edits changed, and those with an end of a bracket that goes on in
    another, or that has no partner (any more)."""
    touched = set(EditItem.objects.filter(edit__in=edits).values_list("provision", flat=True))
    ends = Bracket.objects.filter(
        Q(end_wording__isnull=False) | Q(end__isnull=True), wording__draft=draft
    )
    loose = {key for row in ends.values_list("wording", "end_wording") for key in row if key}
    problems = Problem.objects.filter(wording__draft=draft, kind__in=_LOOSE)
    loose |= set(problems.values_list("wording", flat=True))
    touched |= set(Wording.objects.filter(pk__in=loose).values_list("provision", flat=True))
    return touched


def _proposals_missing(process: Process) -> QuerySet[Proposal]:
    """The event does not name its proposal; but none is ever changed."""
    known = SearchEntry.objects.filter(proposal__isnull=False).values("proposal")
    return Proposal.objects.filter(submission__process=process).exclude(pk__in=known)
