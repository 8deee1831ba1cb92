"""The texts as the folding of standings needs them: a tree of nodes, parents first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bracketed.model import HEADINGS, Role
from documents.models import LIVE, Wording
from documents.queries import OPEN_KINDS, DraftView, ProvisionView
from negotiation.queries.moments import Issue


@dataclass(frozen=True, slots=True)
class Node:
    """A provision in a tree.

    ``has_open_words`` says that words inside it are disputed, ``lies_in_span`` that a bracket
    around whole provisions goes around it, ``is_left_open`` that one opens here and is never
    closed; ``encloses`` are the provisions in one that opens here and is. ``number``, ``place``
    and ``meetings`` are those of the draft whose words count."""

    provision: int
    parent: int | None
    name: str
    is_heading: bool
    is_live: bool
    role: Role
    has_words: bool
    has_open_words: bool
    lies_in_span: bool
    is_left_open: bool
    encloses: frozenset[int]
    text_hash: str
    number: int
    place: int | None
    meetings: frozenset[int]


def nodes_of_view(view: DraftView, issue: Issue | None) -> tuple[Node, ...]:
    """The nodes of one draft, in its reading order."""
    pks = {provision.id: provision.provision_id for provision in view.provisions}
    enclosed = _enclosed(view)
    in_span = frozenset(pk for members in enclosed.values() for pk in members)
    return tuple(
        Node(
            provision=provision.provision_id,
            parent=pks.get(provision.parent) if provision.parent else None,
            name=_name(provision),
            is_heading=provision.kind in HEADINGS,
            is_live=provision.disposition in LIVE,
            role=provision.role,
            has_words=bool(provision.words) and provision.coverage != Wording.Coverage.NONE,
            has_open_words=provision.has_open_brackets,
            lies_in_span=provision.provision_id in in_span,
            is_left_open=provision.is_left_open,
            encloses=enclosed.get(provision.provision_id, frozenset()),
            text_hash=provision.text_hash,
            number=view.draft.number,
            place=issue.place if issue else None,
            meetings=issue.meetings if issue else frozenset(),
        )
        for provision in view.provisions
    )


def _enclosed(view: DraftView) -> Mapping[int, frozenset[int]]:
    """The provisions inside each closed bracket around whole ones, by the one that opens it."""
    order = {provision.id: index for index, provision in enumerate(view.provisions)}
    enclosed = {}
    for span in view.spans:
        if span.closes is None or span.kind not in OPEN_KINDS:
            continue
        first, last = order[span.opens.provision], order[span.closes.provision]
        members = view.provisions[first : last + 1]
        enclosed[members[0].provision_id] = frozenset(member.provision_id for member in members)
    return enclosed


def _name(provision: ProvisionView) -> str:
    return name_of(provision.label, provision.number, provision.heading)


def name_of(label: str, number: str, heading: str) -> str:
    """How a provision is called in a sentence; empty where nothing is printed to call it by."""
    return " ".join(part for part in (label or number, heading) if part)
