"""Which of the provisions that an edit touched were agreed before it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.text import Truncator

from bracketed.model import HEADINGS, Kind, Role
from documents.editing.state import State, state_of
from documents.models import Draft, Provision, Wording
from negotiation.codes import Code, is_at_least
from negotiation.models import Decision
from negotiation.policies import User
from negotiation.queries.folded import Moment, grow
from negotiation.queries.folding import fold
from negotiation.queries.moments import Issue, calendar_of
from negotiation.queries.nodes import Node, name_of
from negotiation.queries.rulings import Ruling, rulings_on
from negotiation.queries.standings import is_taken_by

_BEGINNING = 40


@dataclass(frozen=True, slots=True)
class Agreement:
    """A provision that was agreed ad referendum or higher, by the decision that says so: its
    own, or one that covers it."""

    provision: int
    public_id: str
    name: str
    ruling: Ruling


def agreements(
    draft: Draft, asked: Collection[int], before: Mapping[int, State], user: User
) -> tuple[Agreement, ...]:
    """Those of the provisions ``asked`` (primary keys) that were agreed while the draft was as
    ``before`` says of some of it. What competes for a place, or is added to it, counts only by
    a decision of its own. The queries grow with the depth of the tree alone."""
    states = _chains(draft, asked, before)
    # Most of what is edited nobody decided on yet, and whoever saves next waits for this.
    if not Decision.objects.filter(provision__in=states.keys()).exists():
        return ()
    calendar = calendar_of(draft.document, user)
    issue = calendar.issue(draft.pk)
    place = calendar.place_of(issue.meeting if issue else None)
    rulings = [
        ruling
        for ruling in rulings_on(draft.document, calendar, user, states.keys())
        if is_taken_by(ruling, place, draft.pk, issue)
    ]
    if not rulings:
        return ()
    tree = grow(_nodes(states, draft, issue))
    folded = fold(tree, rulings, Moment(place, calendar.meetings))
    return tuple(
        Agreement(pk, states[pk].public_id, _name(states[pk].state), ruling)
        for pk in asked
        if (ruling := folded.rulings.get(pk))
        and folded.standings[pk].origin in ("own", "cover")
        and is_at_least(ruling.code, Code.AGREED_AD_REF)
    )


@dataclass(frozen=True, slots=True)
class _Link:
    """A provision on the way up, with its state before the edit."""

    public_id: str
    state: State
    parent: int | None


def _chains(draft: Draft, asked: Iterable[int], before: Mapping[int, State]) -> dict[int, _Link]:
    """The provisions and all that they stood under. Two queries for each level at most."""
    found: dict[int, _Link] = {}
    wanted = set(asked)
    while wanted:
        rows = {
            row.provision_id: row
            for row in Wording.objects.filter(draft=draft, provision__in=wanted).select_related(
                "provision", "parent"
            )
        }
        states = {pk: state_of(row) for pk, row in rows.items()}
        states |= {pk: before[pk] for pk in wanted if pk in before}
        names = {pk: row.provision.public_id for pk, row in rows.items()}
        keys = {row.parent.public_id: row.parent_id for row in rows.values() if row.parent}
        lacking = {state.parent for state in states.values() if state.parent} - keys.keys()
        gone = [pk for pk in states if pk not in names]
        if lacking or gone:
            for provision in Provision.objects.filter(Q(public_id__in=lacking) | Q(pk__in=gone)):
                keys[provision.public_id] = provision.pk
                names[provision.pk] = provision.public_id
        for pk, state in states.items():
            parent = keys.get(state.parent) if state.parent else None
            found[pk] = _Link(names[pk], state, parent)
        wanted = {link.parent for link in found.values() if link.parent is not None} - found.keys()
    return found


def _nodes(links: Mapping[int, _Link], draft: Draft, issue: Issue | None) -> Iterable[Node]:
    """Nodes with what decisions look at, parents first."""
    waiting, written = list(links), set()
    while waiting:
        pk = waiting[-1]
        parent = links[pk].parent
        if pk in written:
            waiting.pop()
        elif parent is not None and parent in links and parent not in written:
            waiting.append(parent)
        else:
            written.add(waiting.pop())
            yield _node(pk, links[pk], draft, issue)


def _node(pk: int, link: _Link, draft: Draft, issue: Issue | None) -> Node:
    state = link.state
    return Node(
        provision=pk,
        parent=link.parent,
        name=_name(state),
        is_heading=Kind(state.kind) in HEADINGS,
        is_live=state.is_live,
        role=Role(state.role),
        has_words=bool(state.words),
        has_open_words=False,
        lies_in_span=False,
        is_left_open=False,
        encloses=frozenset(),
        text_hash="",
        number=draft.number,
        place=issue.place if issue else None,
        meetings=issue.meetings if issue else frozenset(),
    )


def _name(state: State) -> str:
    """Its label, number or heading; without any of them how its words begin."""
    if state.label or state.number or state.heading:
        return name_of(state.label, state.number, state.heading)
    return Truncator(state.words).chars(_BEGINNING)
