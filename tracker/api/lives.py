"""Shapes of what happens in time: the life of a provision, comparisons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from documents.models import Comparison, Provision, Wording
from documents.queries import (
    ChangeView,
    Progress,
    SideView,
    lineage_of,
    progress_of,
)
from negotiation.codes import Code, shown_as
from negotiation.models import Decision, Meeting
from negotiation.queries import meetings_by_draft, visible_decisions, visible_drafts
from tracker.api.shapes import Shape, reference
from tracker.exports.between import Between
from tracker.queries.concordance import ConcordanceRow, Named
from tracker.queries.moment import Reader
from tracker.queries.reopenings import Reopening, reopenings
from tracker.queries.totals import totals_of


def provision_life(provision: Provision, user: Reader) -> Shape:
    """A provision's wordings, decisions and lineage, in a constant number of queries."""
    drafts = visible_drafts(user)
    wordings = list(
        Wording.objects.filter(provision=provision, draft__in=drafts)
        .select_related("draft", "parent")
        .order_by("draft__number", "draft__language")
    )
    meetings = meetings_by_draft([wording.draft for wording in wordings])
    decisions = visible_decisions(user).filter(provision=provision)
    return {
        "id": provision.public_id,
        "document": provision.document.slug,
        "wordings": [
            {"draft": reference(wording.draft, meetings)} | _wording(wording)
            for wording in wordings
        ],
        "decisions": [decision_shape(one) for one in decisions.select_related("meeting", "draft")],
        "lineage": [
            {
                "earlier": edge.earlier,
                "later": edge.later,
                "kind": edge.kind,
                "basis": edge.basis,
                "certainty": edge.certainty,
                "note": edge.note,
            }
            for edge in lineage_of(provision, among=drafts)
        ],
    }


def _wording(wording: Wording) -> Shape:
    return {
        "kind": wording.kind,
        "role": wording.role,
        "label": wording.label,
        "number": wording.number,
        "heading": wording.heading,
        "text": wording.text,
        "source": wording.source,
        "parent": wording.parent.public_id if wording.parent else None,
        "coverage": wording.coverage,
        "disposition": wording.disposition,
    }


def decision_shape(decision: Decision) -> Shape:
    """A status as it was recorded."""
    return {
        "shown": shown_as(Code(decision.code)),
        "code": decision.code,
        "meeting": decision.meeting.slug if decision.meeting else None,
        "draft": decision.draft.public_id if decision.draft else None,
        "taken_on": decision.taken_on,
        "covers": decision.covers,
        "condition": decision.condition,
        "note": decision.note,
        "basis": decision.basis,
        "contradiction": decision.contradicted,
    }


def comparison_shapes(comparisons: Sequence[Comparison]) -> list[Shape]:
    """Comparisons with their progress, in a constant number of queries."""
    meetings = meetings_by_draft([end for one in comparisons for end in (one.earlier, one.later)])
    done = progress_of(comparisons)
    return [_comparison(one, meetings, done[one.pk]) for one in comparisons]


def _comparison(one: Comparison, meetings: Mapping[int, Meeting], reached: Progress) -> Shape:
    return {
        "id": one.public_id,
        "document": one.later.document.slug,
        "earlier": reference(one.earlier, meetings),
        "later": reference(one.later, meetings),
        "engine": one.engine,
        "state": one.state,
        "progress": _progress(reached),
    }


def comparison_detail(between: Between, user: Reader) -> Shape:
    """What changed between two moments. What is not kept has no id."""
    view = between.view
    reopened = reopenings(view, user, between.earlier)
    totals = totals_of(view, reopened)
    meetings = meetings_by_draft([between.earlier.draft, between.later.draft])
    return _comparison(view.comparison, meetings, view.progress) | {
        "id": view.comparison.public_id or None,
        "earlier_edit": between.earlier.edit,
        "later_edit": between.later.edit,
        "stale": view.is_stale,
        "totals": dict(view.totals),
        "reopenings": totals.whole.reopenings,
        "chapters": [
            {
                "id": row.id,
                "title": row.title,
                "compared": row.compared,
                "totals": totals.by_name(row),
                "reopenings": row.reopenings,
            }
            for row in totals.chapters
        ],
        "changes": [_change(change, reopened.get(change.order)) for change in view.changes],
    }


def concordance_shape(comparison: Comparison, rows: Sequence[ConcordanceRow]) -> Shape:
    """The concordance of two drafts."""
    meetings = meetings_by_draft([comparison.earlier, comparison.later])
    return {
        "comparison": comparison.public_id,
        "state": comparison.state,
        "earlier": reference(comparison.earlier, meetings),
        "later": reference(comparison.later, meetings),
        "rows": [
            {
                "earlier": [_named(one) for one in row.earlier],
                "later": [_named(one) for one in row.later],
                "kinds": list(row.kinds),
                "happened": row.happened,
                "link": row.link,
                "found_by": row.found_by,
                "certainty": row.certainty,
                "confirmed": row.is_confirmed,
                "reopening": _reopening(row.reopening),
            }
            for row in rows
        ],
    }


def _named(one: Named) -> Shape:
    return {"provision": one.id, "label": one.label, "title": one.title}


def _reopening(reopening: Reopening | None) -> Shape | None:
    if reopening is None:
        return None
    return {
        "code": reopening.code,
        "condition": reopening.condition,
        "recorded": reopening.is_recorded,
    }


def _progress(progress: Progress) -> Shape:
    return {"done": progress.done, "total": progress.total}


def _change(change: ChangeView, reopening: Reopening | None) -> Shape:
    return {
        "link": change.link,
        "found_by": change.found_by,
        "certainty": change.certainty,
        "confirmed": change.is_confirmed,
        "reopening": _reopening(reopening),
        "kinds": [asdict(kind) for kind in change.kinds],
        "hunks": [asdict(hunk) for hunk in change.hunks],
        "earlier": [_side(side) for side in change.earlier],
        "later": [_side(side) for side in change.later],
    }


def _side(side: SideView) -> Shape:
    return {"provision": side.id, "label": side.label, "text": side.words}
