"""What parties propose on the provisions of a draft."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from documents.models import Draft, Provision
from negotiation.models import Position, Proposal
from negotiation.queries import visible_proposals
from tracker.queries.moment import Reader


@dataclass(frozen=True, slots=True)
class ProposalView:
    """What one submission proposes on one provision; ``done`` says in words what it ``does``.
    ``stands_as``
    is the public id of the provision in whose draft its words stand, empty where ``text`` has
    them."""

    target: str
    does: str
    done: str
    text: str
    stands_as: str
    title: str
    symbol: str
    meeting: str
    proposers: tuple[str, ...]
    supporters: tuple[str, ...]
    opponents: tuple[str, ...]


def proposals_on_draft(
    draft: Draft, user: Reader, among: Collection[int] | None = None
) -> dict[str, tuple[ProposalView, ...]]:
    """The proposals on the provisions of a draft, or on these of them (primary keys), by the
    public id of their target."""
    asked = visible_proposals(user).filter(target__wordings__draft=draft)
    if among is not None:
        asked = asked.filter(target__in=among)
    found: dict[str, list[ProposalView]] = {}
    for view in _views(asked):
        found.setdefault(view.target, []).append(view)
    return {target: tuple(views) for target, views in found.items()}


def proposals_on_provision(provision: Provision, user: Reader) -> tuple[ProposalView, ...]:
    """The proposals on one provision, in the order in which they were submitted."""
    return tuple(_views(visible_proposals(user).filter(target=provision)))


def _views(proposals: QuerySet[Proposal]) -> Iterable[ProposalView]:
    """In two queries."""
    positions = Prefetch(
        "submission__positions", Position.objects.select_related("party").order_by("id")
    )
    asked = (
        proposals.select_related("target", "stands_as", "submission__meeting")
        .prefetch_related(positions)
        .order_by("submission_id", "number")
    )
    for proposal in asked:
        stances: dict[str, list[str]] = {}
        for position in proposal.submission.positions.all():
            stances.setdefault(position.stance, []).append(position.party.name)
        meeting = proposal.submission.meeting
        yield ProposalView(
            target=proposal.target.public_id if proposal.target else "",
            does=proposal.does,
            done=proposal.get_does_display(),
            text=proposal.text,
            stands_as=proposal.stands_as.public_id if proposal.stands_as else "",
            title=proposal.submission.title,
            symbol=proposal.submission.symbol,
            meeting=meeting.short_title if meeting else "",
            proposers=tuple(stances.get(Position.Stance.PROPOSES, ())),
            supporters=tuple(stances.get(Position.Stance.SUPPORTS, ())),
            opponents=tuple(stances.get(Position.Stance.OPPOSES, ())),
        )
