"""Where the record disagrees with itself: sentences beside a standing, never a mended one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from negotiation.codes import Code, Shown, is_at_least, reach
from negotiation.queries.folded import Folded
from negotiation.queries.nodes import Node
from negotiation.queries.rulings import Ruling
from negotiation.queries.standing import Standing


def add_contradictions(folded: Folded) -> None:
    """Put beside each standing what contradicts it."""
    unread = _not_opened(folded)
    for node in folded.tree.nodes.values():
        ruling = folded.rulings.get(node.provision)
        if not _may_contradict(folded, node, ruling, unread):
            continue
        standing = folded.standings.get(node.provision)
        if standing is None:
            continue
        if node.is_heading:
            found = [*_of_a_heading(folded, node, ruling, standing)]
        elif ruling and standing.shown is Shown.AGREED:
            found = [*_of_its_words(folded, node, ruling, standing, unread)]
        else:
            found = []
        if not node.is_heading and (node.is_left_open or node.encloses):
            found += _of_its_bracket(folded, node)
        if ruling and ruling.is_contradicted and standing.origin == "own":
            found.insert(0, ruling.contradiction)
        if found:
            folded.standings[node.provision] = replace(standing, contradictions=tuple(found))


def _may_contradict(
    folded: Folded, node: Node, ruling: Ruling | None, unread: Mapping[int, str]
) -> bool:
    """Whether a closer look is worth while; for most provisions it is not."""
    if ruling is None:
        return node.is_left_open or bool(node.encloses)
    return (
        node.is_heading
        or node.has_open_words
        or node.provision in folded.tree.competing
        or node.provision in unread
        or ruling.wording_hash != node.text_hash
        or ruling.is_contradicted
        or node.is_left_open
        or bool(node.encloses)
    )


def _not_opened(folded: Folded) -> dict[int, str]:
    """The names of the headings that are not yet read, for all that stands under them."""
    names: dict[int, str] = {}
    for provision, ruling in folded.rulings.items():
        node = folded.tree.nodes[provision]
        if ruling.code is Code.NOT_OPENED and node.is_heading:
            for under in folded.tree.under(provision):
                names[under.provision] = node.name or _("this provision")
    return names


def _of_a_heading(
    folded: Folded, node: Node, ruling: Ruling | None, standing: Standing
) -> Iterable[str]:
    """A heading agreed over what is not, or not yet read over what is agreed."""
    if ruling and standing.origin == "own":
        yield from _of_its_decision(folded, node, ruling)
    if node.is_left_open or node.encloses:
        yield from _of_its_bracket(folded, node)


def _of_its_decision(folded: Folded, node: Node, ruling: Ruling) -> Iterable[str]:
    far = reach(ruling.code)
    if not far and ruling.code is not Code.NOT_OPENED:
        return
    found = folded.standings.get
    below = [
        standing
        for under in folded.tree.under(node.provision, save=ruling.exceptions)
        if folded.tree.is_slot(under) and (standing := found(under.provision))
    ]
    if not far:
        agreed = sum(1 for standing in below if standing.shown is Shown.AGREED)
        if agreed:
            said = ngettext(
                "Not yet read, yet %(number)d provision under it is agreed.",
                "Not yet read, yet %(number)d provisions under it are agreed.",
                agreed,
            )
            yield said % {"number": agreed}
        return
    lower = sum(1 for standing in below if reach(standing.code) < far)
    if lower:
        said = ngettext(
            "“%(code)s”, which does not hold for %(lower)d of %(all)d provision under it.",
            "“%(code)s”, which does not hold for %(lower)d of %(all)d provisions under it.",
            len(below),
        )
        yield said % {"code": ruling.code.label, "lower": lower, "all": len(below)}


def _of_its_bracket(folded: Folded, node: Node) -> Iterable[str]:
    """A bracket around whole provisions, some of which are agreed."""
    if node.is_left_open:
        inside = [under.provision for under in folded.tree.under(node.provision)]
    else:
        inside = list(node.encloses)
    agreed = sum(1 for provision in inside if _is_agreed_in_this_text(folded, node, provision))
    if agreed and node.is_left_open:
        said = ngettext(
            "A bracket opened here is never closed, yet %(number)d provision under it is agreed.",
            "A bracket opened here is never closed, yet %(number)d provisions under it are agreed.",
            agreed,
        )
        yield said % {"number": agreed}
    elif agreed:
        said = ngettext(
            "A bracket goes around what stands here, yet %(number)d provision inside it is agreed.",
            "A bracket goes around what stands here, yet %(number)d provisions inside it are"
            " agreed.",
            agreed,
        )
        yield said % {"number": agreed}


def _is_agreed_in_this_text(folded: Folded, opening: Node, provision: int) -> bool:
    node, ruling = folded.tree.nodes.get(provision), folded.rulings.get(provision)
    return bool(
        node
        and ruling
        and folded.tree.is_slot(node)
        and is_at_least(folded.standings[provision].code, Code.AGREED_AD_REF)
        and _is_as_late(opening, ruling)
    )


def _of_its_words(
    folded: Folded, node: Node, ruling: Ruling, standing: Standing, unread: Mapping[int, str]
) -> Iterable[str]:
    """Agreement on words that are disputed, that changed since, or that nobody read yet."""
    is_own = standing.origin == "own"
    if is_own and node.provision in unread:
        yield _("Agreed, while “%(heading)s” is not yet read.") % {
            "heading": unread[node.provision]
        }
    if not node.has_words or not _is_as_late(node, ruling):
        return
    if is_own and ruling.wording_hash and ruling.wording_hash != node.text_hash:
        yield _("The words changed after they were agreed, and no reopening is recorded.")
    is_told = standing.condition or (is_own and ruling.is_contradicted)
    if is_told or not is_at_least(standing.code, Code.AGREED_AD_REF):
        return
    if node.has_open_words:
        yield _("Agreed, yet words in it stand in brackets.")
    if node.provision in folded.tree.competing:
        yield _("Agreed, yet alternatives compete for it.")


def _is_as_late(node: Node, ruling: Ruling) -> bool:
    """Whether the words are those the decision was taken on, or later ones."""
    if node.place is None:
        return True
    return (node.place, node.number) >= (ruling.place, ruling.number or 0)
