"""A rolling text as one of its edits left it, put together again from its history."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from documents.actions.readings import read_whole
from documents.content import text_hash
from documents.editing.state import State
from documents.models import Bracket, Draft, Edit, Problem, Provision, Wording
from documents.queries.drafts import view_of
from documents.queries.edits import states_at
from documents.queries.views import DraftView


def view_at(draft: Draft, number: int) -> DraftView:
    """What :func:`documents.queries.draft_view` gave after edit ``number`` of a rolling draft;
    before its first edit, 0, as it was opened. Brackets and problems are those that the engine
    reads today. A wording that is no longer there has an id below zero. Three queries."""
    ranked = sorted(wordings_at(draft, number), key=lambda wording: (wording.rank, wording.id))
    brackets, problems = read_whole(ranked)
    return view_of(
        draft,
        ranked,
        (_bracket_row(one) for one in sorted(brackets, key=lambda b: (b.wording_id, b.start))),
        (_problem_row(one) for one in sorted(problems, key=lambda p: (p.wording_id, p.start))),
    )


def edit_at(draft: Draft, at: datetime) -> int:
    """The number of the last edit that was made by then; 0 where there was none."""
    last = Edit.objects.filter(draft=draft, at__lte=at).order_by("-number").first()
    return last.number if last else 0


def wordings_at(draft: Draft, number: int) -> list[Wording]:
    """The wordings as they were after edit ``number``, none of them to be saved. Two queries."""
    ids = dict(Wording.objects.filter(draft=draft).values_list("provision_id", "id"))
    provisions = Provision.objects.filter(document=draft.document_id)
    by_id = {one.public_id: one for one in provisions}
    found = []
    for public_id, state in states_at(draft, number):
        provision = by_id[public_id]
        parent_id = by_id[state.parent].pk if state.parent else None
        known = ids.get(provision.pk, -provision.pk)
        found.append(as_wording(state, draft, provision, parent_id, wording_id=known))
    return found


def as_wording(
    state: State, draft: Draft, provision: Provision, parent_id: int | None, *, wording_id: int
) -> Wording:
    """A state from the history as the wording it was; not to be saved."""
    fields = asdict(state)
    del fields["parent"]
    return Wording(
        id=wording_id,
        draft=draft,
        provision=provision,
        parent_id=parent_id,
        text_hash=text_hash(state.words),
        marks=[],
        **fields,
    )


def _bracket_row(one: Bracket) -> tuple[int, int, int | None, int | None, int, str]:
    return one.wording_id, one.start, one.end_wording_id, one.end, one.depth, one.kind


def _problem_row(one: Problem) -> tuple[int, str, int, int, str]:
    return one.wording_id, one.kind, one.start, one.end, one.detail
