"""The standings of a draft, and of one provision of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from bracketed.model import HEADINGS, Role
from documents.models import Draft, Provision
from documents.queries import DraftView, ProvisionView, close_view, draft_view
from negotiation.models import Meeting
from negotiation.policies import User
from negotiation.queries.contradictions import add_contradictions
from negotiation.queries.folded import Folded, Moment, grow
from negotiation.queries.folding import fold
from negotiation.queries.moments import Issue, calendar_of
from negotiation.queries.nodes import Node, nodes_of_view
from negotiation.queries.rulings import Ruling, rulings_on
from negotiation.queries.standing import Standing


def standings(
    view: DraftView, meeting: Meeting | None, user: User | None, until: datetime | None = None
) -> dict[str, Standing]:
    """The standing of each provision of a draft by public id, at the close of a meeting (at a
    time during it, with ``until``); without a meeting, as of the draft. One of which the record
    says nothing has none. Five queries, whatever the draft."""
    folded = _folded([view], meeting, user, until=until)
    return {
        provision.id: folded.standings[provision.provision_id]
        for provision in view.provisions
        if provision.provision_id in folded.standings
    }


def standing_of(
    draft: Draft, provision: Provision, meeting: Meeting | None, user: User | None
) -> Standing | None:
    """The standing of one provision, as :func:`standings` has it. What it reads does not grow
    with the draft; save of a heading, whose standing depends on all that stands under it.

    :raises Wording.DoesNotExist: when the draft has no wording of it.
    """
    view = close_view(draft, provision)
    if view.provision(provision.public_id).kind in HEADINGS:
        return standings(draft_view(draft), meeting, user).get(provision.public_id)
    views = _views_of(view, provision)
    about = {one.provision_id for view in views for one in view.provisions}
    return _folded(views, meeting, user, about).standings.get(provision.pk)


def _views_of(view: DraftView, provision: Provision) -> list[DraftView]:
    """The view of a provision; behind that of its slot, where it is an alternative or stands
    under one, for then it follows it."""
    slot = above = view.provision(provision.public_id)
    while above.parent is not None and above.parent in view:
        follows = above.role is not Role.TEXT
        above = view.provision(above.parent)
        slot = above if follows else slot
    if slot.id == provision.public_id:
        return [view]
    return [close_view(view.draft, _provision(slot)), view]


def _provision(view: ProvisionView) -> Provision:
    return Provision(pk=view.provision_id, public_id=view.id)


def _folded(
    views: Iterable[DraftView],
    meeting: Meeting | None,
    user: User | None,
    about: Collection[int] | None = None,
    until: datetime | None = None,
) -> Folded:
    """The standings of views of one draft, laid together; ``about`` are the provisions whose
    decisions count, all without it; ``until`` when they were taken."""
    views = list(views)
    draft = views[0].draft
    calendar = calendar_of(draft.document, user)
    issue = calendar.issue(draft.translation_of_id or draft.pk)
    place = calendar.place_of(meeting or (issue.meeting if issue else None))
    rulings = [
        ruling
        for ruling in rulings_on(draft.document, calendar, user, about, until)
        if is_taken_by(ruling, place, draft.pk, issue)
    ]
    nodes: dict[int, Node] = {}
    for view in views:
        for node in nodes_of_view(view, issue):
            nodes.setdefault(node.provision, node)
    folded = fold(grow(nodes.values()), rulings, Moment(place, calendar.meetings))
    add_contradictions(folded)
    return folded


def is_taken_by(ruling: Ruling, place: int | None, draft: int, issue: Issue | None) -> bool:
    """Whether a decision was taken by then; of a draft that belongs to no meeting, whether it
    was taken on it or before its day."""
    if place is not None:
        return ruling.place <= place
    is_earlier = issue is not None and issue.place is not None and ruling.place <= issue.place
    return is_earlier or ruling.draft == draft
