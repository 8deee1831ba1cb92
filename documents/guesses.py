"""Which provisions of a new draft may be those of the draft before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bracketed import align
from bracketed.model import HEADINGS
from documents.models import Provision
from documents.plans import WordingPlan
from documents.queries.views import DraftView, ProvisionView

#: Wordings as alike as this are taken for the same provision wherever they stand. Measured on
#: the corpus: unlike paragraphs of different documents reach 0.79.
SURE_ENOUGH = 0.8
#: From here they are, too, where label or neighbours say the same.
_LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class ProvisionGuess:
    """The plan at this place may be this provision: with 1 it says the same, word for word.
    ``is_sure`` when nobody need be asked."""

    place: int
    provision: Provision
    certainty: float
    is_sure: bool


def guess_provisions(
    plans: Sequence[WordingPlan], previous: DraftView
) -> tuple[ProvisionGuess, ...]:
    """Which plans may be provisions of the previous draft, and how certain that is."""
    named = {plan.provision.id for plan in plans if plan.provision is not None}
    nameless = [
        (index, plan)
        for index, plan in enumerate(plans)
        if plan.provision is None and plan.public_key is None and plan.words
    ]
    known = [one for one in previous.provisions if one.words and one.provision_id not in named]
    alike: list[tuple[int, ProvisionView, float]] = []
    for link in align([one.words for one in known], [plan.words for _, plan in nameless]):
        if len(link.earlier) != 1 or len(link.later) != 1:
            continue
        one = known[link.earlier[0]]
        place, plan = nameless[link.later[0]]
        if (one.kind in HEADINGS) == (plan.kind in HEADINGS):
            alike.append((place, one, link.certainty))
    settled = {
        place: plan.provision.public_id for place, plan in enumerate(plans) if plan.provision
    }
    settled |= {place: one.id for place, one, certainty in alike if certainty >= SURE_ENOUGH}
    agreeing = _Agreeing(plans, previous, settled)
    return tuple(
        ProvisionGuess(
            place,
            Provision(id=one.provision_id, public_id=one.id, document=previous.draft.document),
            certainty,
            place in settled or (certainty >= _LIKELY and agreeing.holds(place, one)),
        )
        for place, one, certainty in alike
    )


class _Agreeing:
    """Whether a place in the new draft is the place of a provision in the one before;
    ``settled`` names the provisions that are certain, by their places."""

    def __init__(
        self, plans: Sequence[WordingPlan], previous: DraftView, settled: Mapping[int, str]
    ) -> None:
        self._plans = plans
        self._settled = settled
        self._by_key = {plan.key: settled.get(place) for place, plan in enumerate(plans)}
        self._before = _neighbours(one.id for one in previous.provisions)

    def holds(self, place: int, one: ProvisionView) -> bool:
        """Whether label and parent are the same, or both neighbours are."""
        plan = self._plans[place]
        parent = self._by_key[plan.parent] if plan.parent is not None else None
        is_under_it = (plan.parent is None) == (one.parent is None) and parent == one.parent
        label = _bare(plan.label)
        if label and label == _bare(one.label) and is_under_it:
            return True
        around = (self._settled.get(place - 1), self._settled.get(place + 1))
        return None not in around and around == self._before[one.id]


def _bare(label: str) -> str:
    """A label without its points and brackets; nothing is left of the sign of a bullet."""
    return "".join(filter(str.isalnum, label)).casefold()


def _neighbours(ids: Iterable[str]) -> dict[str, tuple[str | None, str | None]]:
    """What stands directly before and after each of them."""
    row = [None, *ids, None]
    return {one: (row[at - 1], row[at + 1]) for at, one in enumerate(row) if one is not None}
