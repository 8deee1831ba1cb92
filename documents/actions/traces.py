"""The lineage that an edit leaves, and what becomes of it when the edit is undone."""

from __future__ import annotations

from documents.actions.lineage import retract_lineage, state_lineage
from documents.models import Edit, Lineage, Provision
from documents.queries.lineage import trace_prefix, traces_of


def leave_trace(
    edit: Edit, earlier: Provision, later: Provision, kind: Lineage.Kind, *, note: str = ""
) -> Lineage:
    """State that the edit brought the words of one provision to another."""
    return state_lineage(
        earlier=earlier,
        later=later,
        kind=kind,
        basis=Lineage.Basis.STATED,
        in_draft=edit.draft,
        note=note,
        ref=f"{trace_prefix(edit)}{earlier.public_id}/{later.public_id}",
        by=edit.by,
        at=edit.at,
    )


def take_back_trace(edit: Edit, edge: Lineage) -> Lineage:
    """State that an edge does not hold since the edit."""
    ref = f"{trace_prefix(edit)}{edge.earlier.public_id}/{edge.later.public_id}/not"
    return retract_lineage(edge, ref=ref, by=edit.by, at=edit.at)


def turn_traces(undone: Edit, edit: Edit) -> None:
    """Turn back what ``undone`` stated and what it took back, as ``edit`` undoes it."""
    for edge in traces_of(undone).select_related("earlier", "later", "retracts"):
        if edge.retracts is None:
            take_back_trace(edit, edge)
        else:
            kind = Lineage.Kind(edge.kind)
            leave_trace(edit, edge.earlier, edge.later, kind, note=edge.retracts.note)
