"""The standings of a draft."""

from __future__ import annotations

from documents.queries import DraftView
from negotiation.models import Meeting
from negotiation.policies import User
from negotiation.queries.contradictions import add_contradictions
from negotiation.queries.folded import Moment, grow
from negotiation.queries.folding import fold
from negotiation.queries.moments import Issue, calendar_of
from negotiation.queries.nodes import nodes_of_view
from negotiation.queries.rulings import Ruling, rulings_on
from negotiation.queries.standing import Standing


def standings(view: DraftView, meeting: Meeting | None, user: User | None) -> dict[str, Standing]:
    """The standing of each provision of a draft by public id, at the close of a meeting;
    without a meeting, as of the draft. One of which the record says nothing has none.
    Five queries, whatever the draft."""
    calendar = calendar_of(view.draft.document, user)
    issue = calendar.issue(view.draft.translation_of_id or view.draft.pk)
    place = calendar.place_of(meeting or (issue.meeting if issue else None))
    rulings = [
        ruling
        for ruling in rulings_on(view.draft.document, calendar, user)
        if is_taken_by(ruling, place, view.draft.pk, issue)
    ]
    folded = fold(grow(nodes_of_view(view, issue)), rulings, Moment(place, calendar.meetings))
    add_contradictions(folded)
    return {
        provision.id: folded.standings[provision.provision_id]
        for provision in view.provisions
        if provision.provision_id in folded.standings
    }


def is_taken_by(ruling: Ruling, place: int | None, draft: int, issue: Issue | None) -> bool:
    """Whether a decision was taken by then; of a draft that belongs to no meeting, whether it
    was taken on it or before its day."""
    if place is not None:
        return ruling.place <= place
    is_earlier = issue is not None and issue.place is not None and ruling.place <= issue.place
    return is_earlier or ruling.draft == draft
