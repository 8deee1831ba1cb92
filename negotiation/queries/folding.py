"""How standings come out of decisions and texts.

In this order: a provision's own decision, unless one that covers it is later; else the nearest
decision that covers it; where that one excepts it, it is pending. Live alternatives show as
such under anything pending. Without a decision the text speaks: bracketed, or open. A heading
without a decision of its own takes the lowest of what is under it; one that was pending or not
yet read when a later text of it came is without a decision from then on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from negotiation.codes import Code, Shown, shown_as
from negotiation.queries.folded import Folded, Moment, Tree, Where
from negotiation.queries.nodes import Node
from negotiation.queries.rollup import take_lowest
from negotiation.queries.rulings import Ruling, overrules
from negotiation.queries.standing import Origin, Standing

#: Equal standings are made once: most provisions of a chapter share one.
Made = dict[tuple[object, ...], Standing]


def fold(tree: Tree, rulings: Iterable[Ruling], moment: Moment, made: Made | None = None) -> Folded:
    """The standings of a tree at a moment, from the decisions up to it in their order. A
    provision of which the record says nothing has none.

    :param made: standings made for other moments of the same document.
    """
    folding = _Folding(tree, rulings, moment, {} if made is None else made)
    for node in tree.nodes.values():
        folding.visit(node)
    take_lowest(folding.folded, moment)
    return folding.folded


class _Cover(NamedTuple):
    """A covering decision on its way down the tree; it may except the branch it has come to."""

    ruling: Ruling
    is_excepting: bool


class _Folding:
    """One walk down the tree."""

    def __init__(self, tree: Tree, rulings: Iterable[Ruling], moment: Moment, made: Made) -> None:
        self.tree = tree
        self.moment = moment
        self.made = made
        self.folded = Folded(tree)
        self.own: dict[int, Ruling] = {}
        self.covering: dict[int, Ruling] = {}
        for ruling in rulings:
            self.own[ruling.provision] = ruling
            if ruling.covers:
                self.covering[ruling.provision] = ruling
        self.covers: dict[int | None, _Cover] = {}

    def visit(self, node: Node) -> None:
        """Give the node its standing, and its children the cover they stand under."""
        provision = node.provision
        cover = self.covers.get(node.parent)
        if cover and provision in cover.ruling.exceptions:
            cover = _Cover(cover.ruling, is_excepting=True)
        if standing := self._standing(node, cover):
            self.folded.standings[provision] = standing
        below = self._current(node, self.covering)
        if below and not (cover and overrules(cover.ruling, below)):
            cover = _Cover(below, is_excepting=False)
        if cover:
            self.covers[provision] = cover

    def _standing(self, node: Node, cover: _Cover | None) -> Standing | None:
        own = self._current(node, self.own)
        if own and not (cover and overrules(cover.ruling, own)):
            return self._decided(node, own, "own")
        if not node.is_live:
            return None
        if node.provision in self.tree.following:
            return self.folded.standings.get(node.parent) if node.parent else None
        if cover:
            return self._decided(node, cover.ruling, "excepted" if cover.is_excepting else "cover")
        return self._read(node)

    def _current(self, node: Node, rulings: Mapping[int, Ruling]) -> Ruling | None:
        """The decision on it, unless it is a heading of which a later text has come since it was
        pending or not yet read."""
        ruling = rulings.get(node.provision)
        if ruling and node.is_heading and shown_as(ruling.code) is not Shown.AGREED:
            text = node.place
            if text is not None and ruling.place < text and not self.moment.is_before(text):
                return None
        return ruling

    def _decided(self, node: Node, ruling: Ruling, origin: Origin) -> Standing:
        """What was decided on it, or on what it stands under."""
        self.folded.rulings[node.provision] = ruling
        competes = node.provision in self.tree.competing
        key = (ruling.id, origin, competes, ruling.place == self.moment.place)
        standing = self.made.get(key)
        if standing is None:
            where = self.moment.where(ruling.place)
            standing = self.made[key] = _decided(ruling, origin, competes, where)
        return standing

    def _read(self, node: Node) -> Standing | None:
        """What the words say, if they are held and were there at the moment."""
        if node.place is not None and self.moment.is_before(node.place):
            return None
        if node.provision in self.tree.competing:
            code = Code.ALT
        elif node.is_heading or not node.has_words:
            return None
        else:
            code = Code.BRACKETED if node.provision in self.tree.disputed else Code.OPEN
        where = self.moment.where(node.place, node.meetings)
        standing = self.made.get((code, where))
        if standing is None:
            standing = Standing(shown_as(code), code, "text", at=where[0], carried_from=where[1])
            self.made[code, where] = standing
        return standing


def _decided(ruling: Ruling, origin: Origin, competes: bool, where: Where) -> Standing:
    is_excepted = origin == "excepted"
    code = Code.PENDING if is_excepted else ruling.code
    shown = shown_as(code)
    beside: tuple[Code, ...] = ()
    if shown is Shown.PENDING and competes:
        shown = Shown.ALT
        if code is not Code.NOT_AGREED:
            code, beside = Code.ALT, (code,)
    return Standing(
        shown=shown,
        code=code,
        origin=origin,
        condition="" if is_excepted else ruling.condition,
        note=ruling.condition if is_excepted else ruling.note,
        decision_id=ruling.id,
        at=where[0],
        carried_from=where[1],
        beside=beside,
    )
