"""The moment for which standings are asked, the tree, and standings with what they came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bracketed.model import Role
from negotiation.models import Meeting
from negotiation.queries.nodes import Node
from negotiation.queries.rulings import Ruling
from negotiation.queries.standing import Standing

#: Where something is recorded, and else the meeting it is carried from.
Where = tuple[str | None, str | None]


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

    def where(self, place: int | None, tabled_at: frozenset[int] = frozenset()) -> Where:
        """Whether something of that place is recorded here, or from where it is carried."""
        if (here := self.meeting) and (place == self.place or here.pk in tabled_at):
            return here.slug, None
        if place is None or place % 2 == 0:
            return None, None
        return None, self.meetings[place // 2].slug


@dataclass(frozen=True, slots=True)
class Tree:
    """Nodes by provision, parents before children. ``competing`` have live alternatives,
    ``disputed`` have words in brackets in them, around them or added to them, ``following``
    are the alternatives and additions with all that stands under them."""

    nodes: dict[int, Node]
    children: Mapping[int, Sequence[Node]]
    competing: frozenset[int]
    disputed: frozenset[int]
    following: frozenset[int]

    def is_slot(self, node: Node) -> bool:
        """Whether the node is counted: a live text, no heading, no alternative."""
        return node.is_live and not node.is_heading and node.provision not in self.following

    def under(self, provision: int, *, save: frozenset[int] = frozenset()) -> Iterable[Node]:
        """The nodes under one, at any depth, leaving out those in ``save`` with all under them."""
        waiting = list(self.children.get(provision, ()))
        while waiting:
            node = waiting.pop()
            if node.provision not in save:
                yield node
                waiting.extend(self.children.get(node.provision, ()))


def grow(nodes: Iterable[Node]) -> Tree:
    """The tree of these nodes, which come parents before children."""
    by_id = {node.provision: node for node in nodes}
    children: dict[int, list[Node]] = {}
    competing, following = set(), set()
    disputed = {pk for pk, node in by_id.items() if node.has_open_words or node.lies_in_span}
    for node in by_id.values():
        if node.role is not Role.TEXT or node.parent in following:
            following.add(node.provision)
        if node.parent is None:
            continue
        children.setdefault(node.parent, []).append(node)
        if node.is_live and node.role is Role.ALTERNATIVE:
            competing.add(node.parent)
        if node.is_live and node.role is Role.ADDITION and node.has_open_words:
            disputed.add(node.parent)
    return Tree(by_id, children, frozenset(competing), frozenset(disputed), frozenset(following))


@dataclass(slots=True)
class Folded:
    """Standings of a tree by provision, with the decisions they came from."""

    tree: Tree
    standings: dict[int, Standing] = field(default_factory=dict)
    rulings: dict[int, Ruling] = field(default_factory=dict)
