"""The moment for which standings are asked, and standings with what they came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from negotiation.models import Meeting
from negotiation.queries.nodes import Node
from negotiation.queries.rulings import Ruling
from negotiation.queries.standing import Standing

#: Where something is recorded, and else the meeting it is carried from.
_Where = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Moment:
    """The close of a meeting; without one, all that is known. ``place`` is that of the meeting
    among ``meetings``, the calendar of its process."""

    place: int | None
    meetings: Sequence[Meeting]

    @property
    def meeting(self) -> Meeting | None:
        """The meeting at whose close one asks."""
        return None if self.place is None else self.meetings[self.place // 2]

    def is_before(self, place: int) -> bool:
        """Whether the moment comes before a place."""
        return self.place is not None and self.place < place

    def where(self, place: int | None, tabled_at: frozenset[int] = frozenset()) -> _Where:
        """Whether something of that place is recorded here, or from where it is carried."""
        if (here := self.meeting) and (place == self.place or here.pk in tabled_at):
            return here.slug, None
        if place is None or place % 2 == 0:
            return None, None
        return None, self.meetings[place // 2].slug


@dataclass(slots=True)
class Folded:
    """Standings by provision, with the nodes and decisions they came from. ``following`` are
    the alternatives and additions with all that stands under them."""

    nodes: dict[int, Node]
    children: Mapping[int, Sequence[Node]]
    standings: dict[int, Standing] = field(default_factory=dict)
    rulings: dict[int, Ruling] = field(default_factory=dict)
    following: set[int | None] = field(default_factory=set)

    @property
    def slots(self) -> Iterable[Node]:
        """What is counted: live texts, no headings, no alternatives."""
        return (node for node in self.nodes.values() if self.is_slot(node))

    def is_slot(self, node: Node) -> bool:
        """Whether the node is counted."""
        return node.is_live and not node.is_heading and node.provision not in self.following

    def under(self, provision: int, *, save: frozenset[int] = frozenset()) -> Iterable[Node]:
        """The nodes under one, at any depth, leaving out those in ``save`` with all under them."""
        waiting = list(self.children.get(provision, ()))
        while waiting:
            node = waiting.pop()
            if node.provision not in save:
                yield node
                waiting.extend(self.children.get(node.provision, ()))
