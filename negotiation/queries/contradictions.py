"""Where the record disagrees with itself: sentences beside a standing, never a mended one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bracketed.model import Role
from negotiation.codes import Code, Shown, is_at_least, reach
from negotiation.queries.folded import Folded
from negotiation.queries.nodes import Node
from negotiation.queries.rulings import Ruling
from negotiation.queries.standing import Standing


def add_contradictions(folded: Folded) -> None:
    """Put beside each standing what contradicts it."""
    for node in folded.nodes.values():
        standing = folded.standings.get(node.provision)
        if standing is None or node.provision in folded.following:
            continue
        found = tuple(_contradictions(folded, node, standing))
        if found:
            folded.standings[node.provision] = replace(standing, contradictions=found)


def _contradictions(folded: Folded, node: Node, standing: Standing) -> Iterable[str]:
    ruling = folded.rulings.get(node.provision)
    if ruling and standing.origin == "own" and ruling.contradiction:
        yield ruling.contradiction
    if node.is_heading:
        if ruling and standing.origin == "own":
            yield from _of_a_heading(folded, node, ruling)
        yield from _of_its_bracket(folded, node)
    elif ruling:
        yield from _of_its_words(folded, node, ruling, standing)
        if standing.origin == "own" and standing.shown is Shown.AGREED:
            yield from _of_what_is_above(folded, node)


def _of_a_heading(folded: Folded, node: Node, ruling: Ruling) -> Iterable[str]:
    """A heading agreed over what is not, or not yet read over what is agreed."""
    below = [
        standing
        for under in folded.under(node.provision, save=ruling.exceptions)
        if folded.is_slot(under) and (standing := folded.standings.get(under.provision))
    ]
    if ruling.code is Code.NOT_OPENED:
        agreed = sum(1 for standing in below if standing.shown is Shown.AGREED)
        if agreed:
            yield f"Not yet read, yet {_provisions(agreed)} under it {_are(agreed)} agreed."
        return
    lower = sum(1 for standing in below if reach(standing.code) < reach(ruling.code))
    if lower:
        yield f"“{ruling.code.label}”, yet {lower} of {_provisions(len(below))} under it " + (
            "is not." if lower == 1 else "are not."
        )


def _of_its_bracket(folded: Folded, node: Node) -> Iterable[str]:
    """A bracket around whole provisions, some of which are agreed."""
    if node.is_left_open:
        inside = [under.provision for under in folded.under(node.provision)]
        sentence = "A bracket opened here is never closed, yet {} under it {} agreed."
    else:
        inside = list(node.encloses)
        sentence = "A bracket goes around what stands here, yet {} inside it {} agreed."
    agreed = sum(1 for provision in inside if _is_agreed_in_this_text(folded, node, provision))
    if agreed:
        yield sentence.format(_provisions(agreed), _are(agreed))


def _is_agreed_in_this_text(folded: Folded, opening: Node, provision: int) -> bool:
    node, ruling = folded.nodes.get(provision), folded.rulings.get(provision)
    standing = folded.standings.get(provision)
    return bool(
        node
        and ruling
        and standing
        and folded.is_slot(node)
        and is_at_least(standing.code, Code.AGREED_AD_REF)
        and _is_as_late(opening, ruling)
    )


def _of_its_words(folded: Folded, node: Node, ruling: Ruling, standing: Standing) -> Iterable[str]:
    """Agreement on words that are disputed, or that changed since."""
    if standing.shown is not Shown.AGREED or not _is_as_late(node, ruling) or not node.has_words:
        return
    is_own = standing.origin == "own"
    if is_own and ruling.wording_hash and ruling.wording_hash != node.text_hash:
        yield "The words changed after they were agreed, and no reopening is recorded."
    if (
        is_at_least(standing.code, Code.AGREED_AD_REF)
        and not standing.condition
        and not (is_own and ruling.contradiction)
    ):
        if node.has_open_words:
            yield "Agreed, yet words in it stand in brackets."
        if any(
            child.role is Role.ALTERNATIVE and child.is_live
            for child in folded.children.get(node.provision, ())
        ):
            yield "Agreed, yet alternatives compete for it."


def _of_what_is_above(folded: Folded, node: Node) -> Iterable[str]:
    above = folded.nodes.get(node.parent) if node.parent is not None else None
    while above is not None:
        standing = folded.standings.get(above.provision)
        if standing and standing.origin != "rollup" and standing.code is Code.NOT_OPENED:
            yield f"Agreed, while “{above.name}” is not yet read."
        above = folded.nodes.get(above.parent) if above.parent is not None else None


def _is_as_late(node: Node, ruling: Ruling) -> bool:
    """Whether the words are those the decision was taken on, or later ones."""
    if node.place is None:
        return True
    return (node.place, node.number) >= (ruling.place, ruling.number or 0)


def _provisions(number: int) -> str:
    return "1 provision" if number == 1 else f"{number} provisions"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
