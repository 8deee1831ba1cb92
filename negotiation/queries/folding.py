"""How standings come out of decisions and texts.

In this order: a provision's own decision, unless one that covers it is later; else the nearest
decision that covers it; where that one excepts it, it is pending. Live alternatives show as
such under anything pending. Without a decision the text speaks: bracketed, or open. A heading
without a decision takes the lowest of what is under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bracketed.model import Role
from negotiation.codes import Code, Shown, shown_as
from negotiation.queries.folded import Folded, Moment
from negotiation.queries.nodes import Node
from negotiation.queries.rollup import take_lowest
from negotiation.queries.rulings import Ruling, overrules
from negotiation.queries.standing import Origin, Standing


def fold(nodes: Iterable[Node], rulings: Iterable[Ruling], moment: Moment) -> Folded:
    """The standings of a tree (parents before children) at a moment, from the decisions up to
    it in their order. A provision of which the record says nothing has none."""
    folding = _Folding(nodes, rulings, moment)
    for node in folding.folded.nodes.values():
        folding.visit(node)
    take_lowest(folding.folded, moment)
    return folding.folded


@dataclass(frozen=True, slots=True)
class _Cover:
    """A covering decision on its way down the tree; it may except the branch it has come to."""

    ruling: Ruling
    is_excepting: bool = False


class _Folding:
    """One walk down the tree."""

    def __init__(self, nodes: Iterable[Node], rulings: Iterable[Ruling], moment: Moment) -> None:
        self.moment = moment
        self.own: dict[int, Ruling] = {}
        self.covering: dict[int, Ruling] = {}
        for ruling in rulings:
            self.own[ruling.provision] = ruling
            if ruling.covers:
                self.covering[ruling.provision] = ruling
        children: dict[int, list[Node]] = {}
        self.has_alternatives: set[int] = set()
        self.is_disputed: set[int] = set()
        by_id = {}
        for node in nodes:
            by_id[node.provision] = node
            if node.has_open_words or node.lies_in_span:
                self.is_disputed.add(node.provision)
            if node.parent is not None:
                children.setdefault(node.parent, []).append(node)
                if node.is_live and node.role is Role.ALTERNATIVE:
                    self.has_alternatives.add(node.parent)
                elif node.is_live and node.role is Role.ADDITION and node.has_open_words:
                    self.is_disputed.add(node.parent)
        self.folded = Folded(by_id, children)
        self.covers: dict[int | None, _Cover | None] = {}

    def visit(self, node: Node) -> None:
        """Give the node its standing, and its children the cover they stand under."""
        cover = self.covers.get(node.parent)
        if cover and not cover.is_excepting and node.provision in cover.ruling.exceptions:
            cover = _Cover(cover.ruling, is_excepting=True)
        if node.role is not Role.TEXT or node.parent in self.folded.following:
            self.folded.following.add(node.provision)
        if standing := self._standing(node, cover):
            self.folded.standings[node.provision] = standing
        below = self.covering.get(node.provision)
        if below and not (cover and overrules(cover.ruling, below)):
            cover = _Cover(below)
        self.covers[node.provision] = cover

    def _standing(self, node: Node, cover: _Cover | None) -> Standing | None:
        own = self.own.get(node.provision)
        if own and not (cover and overrules(cover.ruling, own)):
            return self._decided(node, own, "own")
        if not node.is_live:
            return None
        if node.provision in self.folded.following:
            return self.folded.standings.get(node.parent) if node.parent else None
        if cover:
            return self._decided(node, cover.ruling, "excepted" if cover.is_excepting else "cover")
        return self._read(node)

    def _decided(self, node: Node, ruling: Ruling, origin: Origin) -> Standing:
        """What was decided on it, or on what it stands under."""
        is_excepted = origin == "excepted"
        code = Code.PENDING if is_excepted else ruling.code
        shown = shown_as(code)
        beside: tuple[Code, ...] = ()
        if shown is Shown.PENDING and node.provision in self.has_alternatives:
            shown = Shown.ALT
            if code is not Code.NOT_AGREED:
                code, beside = Code.ALT, (code,)
        self.folded.rulings[node.provision] = ruling
        at, carried_from = self.moment.where(ruling.place)
        return Standing(
            shown=shown,
            code=code,
            origin=origin,
            condition="" if is_excepted else ruling.condition,
            note=ruling.condition if is_excepted else ruling.note,
            decision_id=ruling.id,
            at=at,
            carried_from=carried_from,
            beside=beside,
        )

    def _read(self, node: Node) -> Standing | None:
        """What the words say, if they are held and were there at the moment."""
        if node.place is not None and self.moment.is_before(node.place):
            return None
        if node.provision in self.has_alternatives:
            code = Code.ALT
        elif node.is_heading or not node.has_words:
            return None
        else:
            code = Code.BRACKETED if node.provision in self.is_disputed else Code.OPEN
        at, carried_from = self.moment.where(node.place, node.meetings)
        return Standing(shown_as(code), code, "text", at=at, carried_from=carried_from)
