"""From rows of the record to the shapes that are shown, a page of them in so many queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from actionlines.queries import LineState, LineView, SectionState
from documents.models import Bracket, Document, Draft, Lineage, Provision, Wording
from documents.queries import OPEN_KINDS
from negotiation.codes import Shown
from negotiation.models import (
    Assignment,
    Decision,
    Event,
    Meeting,
    Outcome,
    Position,
    Process,
    Proposal,
    Submission,
    Tabling,
)
from negotiation.queries import (
    Counts,
    meetings_by_draft,
    visible_decisions,
    visible_documents,
    visible_drafts,
    visible_provisions,
)
from tracker.api.lives import decision_shape
from tracker.api.shapes import meeting_reference, meeting_shape, reference
from tracker.queries.chart import chart_page
from tracker.queries.moment import Reader

Shape = dict[str, Any]


def slug_of(row: Meeting | Document | Process | None) -> str | None:
    """The slug of what there is."""
    return row.slug if row else None


def id_of(row: Draft | Provision | None) -> str | None:
    """The public id of what there is."""
    return row.public_id if row else None


def process_shape(process: Process) -> Shape:
    """A process as a list has it."""
    return {"slug": process.slug, "title": process.title, "summary": process.summary}


def process_detail(process: Process, user: Reader) -> Shape:
    """A process with its calendar and people, in five queries."""
    documents = visible_documents(user).filter(mandate__process=process).order_by("mandate__order")
    return process_shape(process) | {
        "phases": [
            {
                "number": phase.number,
                "name": phase.name,
                "starts_on": phase.starts_on,
                "ends_on": phase.ends_on,
                "dates_as": phase.dates_as,
                "note": phase.note,
            }
            for phase in process.phases.all()
        ],
        "bodies": [
            {"slug": body.slug, "name": body.name, "rank": body.rank}
            for body in process.bodies.all()
        ],
        "officers": [
            {
                "office": officer.office,
                "name": officer.name,
                "party": officer.party.name if officer.party else None,
            }
            for officer in process.officers.select_related("party")
        ],
        "documents": [{"slug": one.slug, "title": one.title} for one in documents],
        "meetings": [meeting_reference(meeting) for meeting in process.meetings.all()],
    }


def meeting_detail(meeting: Meeting, user: Reader) -> Shape:
    """A meeting with what it settled and the drafts that this reader may see."""
    tablings = list(
        Tabling.objects.filter(meeting=meeting, draft__in=visible_drafts(user))
        .select_related("draft__document")
        .order_by("draft__document__slug", "draft__number", "as_a")
    )
    meetings = meetings_by_draft([tabling.draft for tabling in tablings])
    return meeting_shape(meeting) | {
        "outcomes": [
            {
                "number": one.number,
                "kind": one.kind,
                "text": one.text,
                "due_on": one.due_on,
                "cutting_on": one.cutting_on,
            }
            for one in Outcome.objects.filter(meeting=meeting)
        ],
        "drafts": [
            {
                "draft": reference(tabling.draft, meetings),
                "document": tabling.draft.document.slug,
                "as_a": tabling.as_a,
            }
            for tabling in tablings
        ],
    }


def decision_shapes(decisions: Sequence[Decision], user: Reader) -> list[Shape]:
    """Decisions with what they except and which others they touch, as far as this reader may see
    it. Two queries."""
    seen = set(
        visible_provisions(user)
        .filter(excepted_from__in=decisions)
        .values_list("excepted_from", "public_id")
    )
    touched = visible_decisions(user).filter(
        Q(reopened_by__in=decisions) | Q(corrected_by__in=decisions) | Q(corrects__in=decisions)
    )
    ids: dict[int | None, str] = dict(touched.values_list("pk", "event__public_id"))
    return [
        decision_shape(one)
        | {
            "id": id_of_decision(one),
            "document": one.provision.document.slug,
            "provision": one.provision.public_id,
            "body": one.body.slug if one.body else None,
            "exceptions": sorted(public_id for pk, public_id in seen if pk == one.pk),
            "wording_hash": one.wording_hash,
            "reopens": ids.get(one.reopens_id),
            "corrects": ids.get(one.corrects_id),
            "corrected_by": ids.get(getattr(getattr(one, "corrected_by", None), "pk", None)),
            "recorded_at": one.at,
        }
        for one in decisions
    ]


def id_of_decision(decision: Decision) -> str:
    """The id of the event that told of it; every decision has one."""
    event: Event = decision.event
    return event.public_id


def bracket_shape(bracket: Bracket) -> Shape:
    """A bracket with its words where it closes in the same provision."""
    wording, far = bracket.wording, bracket.end_wording
    is_here = far is None and bracket.end is not None
    return {
        "document": wording.draft.document.slug,
        "draft": wording.draft.public_id,
        "provision": wording.provision.public_id,
        "label": wording.label,
        "kind": bracket.kind,
        "open": bracket.kind in {kind.value for kind in OPEN_KINDS},
        "depth": bracket.depth,
        "start": bracket.start,
        "end": bracket.end if is_here else None,
        "closes": {"provision": far.provision.public_id, "at": bracket.end} if far else None,
        "words": wording.words[bracket.start : bracket.end] if is_here else "",
    }


def provision_shapes(provisions: Sequence[Provision], user: Reader) -> list[Shape]:
    """Provisions as the last draft that this reader may see has them. One query."""
    last: dict[int, Wording] = {}
    wordings = (
        Wording.objects.filter(provision__in=provisions, draft__in=visible_drafts(user))
        .select_related("draft")
        .order_by("draft__number")
    )
    for wording in wordings:
        last[wording.provision_id] = wording
    return [_provision(one, last[one.pk]) for one in provisions]


def _provision(provision: Provision, wording: Wording) -> Shape:
    return {
        "id": provision.public_id,
        "document": provision.document.slug,
        "draft": wording.draft.public_id,
        "kind": wording.kind,
        "role": wording.role,
        "label": wording.label,
        "number": wording.number,
        "code": wording.code,
        "heading": wording.heading,
        "disposition": wording.disposition,
    }


def labels_shape(document: Document, user: Reader) -> Shape:
    """The labels of every provision in every draft that this reader may see. Three queries."""
    drafts = list(
        visible_drafts(user)
        .filter(document=document)
        .exclude(extent=Draft.Extent.OUTLINE)
        .order_by("number", "language")
    )
    rows = (
        Wording.objects.filter(draft__in=drafts)
        .order_by("draft__number", "draft__language", "pk")
        .values_list("provision__public_id", "draft__public_id", "label", "number")
    )
    labels: dict[str, list[Shape]] = {}
    for provision, draft, label, number in rows:
        labels.setdefault(provision, []).append({"draft": draft, "label": label, "number": number})
    meetings = meetings_by_draft(drafts)
    return {
        "document": document.slug,
        "drafts": [reference(draft, meetings) for draft in drafts],
        "provisions": [{"provision": one, "labels": said} for one, said in labels.items()],
    }


def edge_shape(edge: Lineage) -> Shape:
    """An edge from an earlier provision to a later one."""
    return {
        "earlier": edge.earlier.public_id,
        "later": edge.later.public_id,
        "kind": edge.kind,
        "basis": edge.basis,
        "certainty": edge.certainty,
        "note": edge.note,
        "earlier_document": edge.earlier.document.slug,
        "later_document": edge.later.document.slug,
    }


def submission_shape(submission: Submission) -> Shape:
    """What parties sent."""
    return {
        "ref": submission.ref,
        "process": submission.process.slug,
        "title": submission.title,
        "symbol": submission.symbol,
        "parties": [party.name for party in submission.parties.all()],
        "meeting": slug_of(submission.meeting),
        "received_on": submission.received_on,
        "note": submission.note,
    }


def proposal_shape(proposal: Proposal) -> Shape:
    """What a submission proposes on one provision."""
    return {
        "submission": proposal.submission.ref,
        "number": proposal.number,
        "does": proposal.does,
        "target": id_of(proposal.target),
        "stands_as": id_of(proposal.stands_as),
        "text": proposal.text,
        "parties": [party.name for party in proposal.submission.parties.all()],
    }


def position_shape(position: Position) -> Shape:
    """Where a party stands."""
    return {
        "submission": position.submission.ref,
        "party": position.party.name,
        "stance": position.stance,
        "taken_on": position.taken_on,
    }


def assignment_shapes(assignments: Sequence[Assignment], user: Reader) -> list[Shape]:
    """Work given out, with those of its provisions that this reader may see. One query."""
    results = [one.result_id for one in assignments if one.result_id]
    seen = dict(visible_provisions(user).filter(pk__in=results).values_list("pk", "public_id"))
    about = set(
        visible_provisions(user)
        .filter(assignments__in=assignments)
        .values_list("assignments", "public_id")
    )
    return [
        {
            "meeting": one.meeting.slug,
            "number": one.number,
            "does": one.does,
            "text": one.text,
            "provisions": [
                provision.public_id
                for provision in one.provisions.all()
                if (one.pk, provision.public_id) in about
            ],
            "result": seen.get(one.result_id) if one.result_id else None,
            "holder": one.holder.name if one.holder else None,
            "holder_inferred": one.holder_inferred,
            "small_group": one.small_group,
            "due_on": one.due_on,
            "contradiction": one.contradiction,
        }
        for one in assignments
    ]


def counts_over_time(document: Document, user: Reader) -> Shape:
    """Brackets, alternatives and agreement, draft by draft."""
    points = chart_page(document, user).points
    meetings = meetings_by_draft([point.draft for point in points])
    return {
        "document": document.slug,
        "drafts": [
            {
                "draft": reference(point.draft, meetings),
                "brackets": point.brackets,
                "alternatives": point.alternatives,
                "agreed": point.agreed,
                "total": point.total,
            }
            for point in points
        ],
    }


def line_shape(state: LineState) -> Shape:
    """An action line with its sections."""
    line = state.line
    return {
        "code": line.code,
        "title": line.title,
        "part_of": line.parent.code if line.parent else None,
        "proposed": line.proposed,
        "sections": [_section(section) for section in state.sections],
    }


def line_detail(view: LineView) -> Shape:
    """An action line with its facilitators by source."""
    own = LineState(view.line, 0, tuple(section.state for section in view.sections))
    return line_shape(own) | {
        "facilitators": [
            {
                "according_to": one.according_to,
                "facilitators": [
                    {"party": each.party, "printed": each.printed, "inferred": each.inferred}
                    for each in one.facilitators
                ],
            }
            for one in view.facilitators
        ],
        "lines": [line_shape(part) for part in view.lines],
    }


def _section(section: SectionState) -> Shape:
    standing = section.standing
    is_rollup = standing is not None and standing.origin == "rollup"
    is_agreed_below = is_rollup and standing is not None and standing.shown is Shown.AGREED
    return {
        "provision": section.provision.public_id,
        "document": section.document.slug,
        "draft": section.draft.public_id,
        "meeting": slug_of(section.meeting),
        "label": section.view.label if section.view else "",
        "heading": section.view.heading if section.view else "",
        "status": {
            "shown": standing.shown if standing else None,
            "code": standing.code if standing and not is_agreed_below else None,
            "rollup": standing.code if standing and is_rollup else None,
        },
        "counts": _counts(section.counts) if section.counts else None,
    }


def _counts(counts: Counts) -> Shape:
    names = ("agreed", "pending", "alt", "not_read", "silent", "total")
    return {name: getattr(counts, name) for name in names}


def event_shape(event: Event) -> Shape:
    """Something that happened; no words, and no place in the record. A document is named with
    something in it that the reader may see: of one that was just opened nothing is published."""
    is_seen = event.draft_id is not None or event.provision_id is not None
    return {
        "id": event.public_id,
        "process": event.process.slug,
        "kind": event.kind,
        "at": event.at,
        "document": slug_of(event.document) if is_seen else None,
        "draft": id_of(event.draft),
        "provision": id_of(event.provision),
        "meeting": slug_of(event.meeting),
    }
