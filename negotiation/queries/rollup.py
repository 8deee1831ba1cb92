"""The lowest standing under a heading, and how many of each stand there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol

from bracketed.model import HEADINGS, Kind, Role
from documents.models import LIVE
from documents.queries import DraftView
from negotiation.codes import ORDER, Code, Shown, shown_as
from negotiation.queries.folded import Folded, Moment
from negotiation.queries.nodes import Node
from negotiation.queries.standing import Standing


@dataclass(frozen=True, slots=True)
class Counts:
    """How many provisions (texts, not headings, not alternatives) stand where; ``silent`` are
    those of which nothing is recorded."""

    agreed: int = 0
    pending: int = 0
    alt: int = 0
    not_read: int = 0
    silent: int = 0
    codes: tuple[tuple[Code, int], ...] = ()

    @property
    def total(self) -> int:
        """All of them."""
        return self.agreed + self.pending + self.alt + self.not_read + self.silent


def count(standings: Iterable[Standing | None]) -> Counts:
    """Count them, the codes from the lowest to the highest."""
    codes: Counter[Code] = Counter()
    shown: Counter[str] = Counter()
    for standing in standings:
        shown[standing.shown if standing else ""] += 1
        if standing:
            codes[standing.code] += 1
    return Counts(
        agreed=shown[Shown.AGREED],
        pending=shown[Shown.PENDING],
        alt=shown[Shown.ALT],
        not_read=shown[Shown.NOT_READ],
        silent=shown[""],
        codes=tuple(sorted(codes.items(), key=lambda item: ORDER[item[0]])),
    )


class Placed(Protocol):
    """A provision at its place in the tree of a draft."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def role(self) -> Role: ...
    @property
    def disposition(self) -> str: ...
    @property
    def depth(self) -> int: ...


def roll_up(view: DraftView, standings: Mapping[str, Standing]) -> dict[str, Counts]:
    """The counts under each heading of a draft by its public id, and of all under ""."""
    return count_by_heading(view.provisions, standings)


def count_by_heading(
    provisions: Iterable[Placed], standings: Mapping[str, Standing]
) -> dict[str, Counts]:
    """:func:`roll_up` of provisions in reading order."""
    under: dict[str, list[Standing | None]] = {"": []}
    path: list[Placed] = []
    for provision in provisions:
        del path[provision.depth :]
        path.append(provision)
        if any(above.role is not Role.TEXT or above.disposition not in LIVE for above in path):
            continue
        if provision.kind in HEADINGS:
            under[provision.id] = []
        else:
            for heading in ("", *(above.id for above in path if above.id in under)):
                under[heading].append(standings.get(provision.id))
    return {public_id: count(found) for public_id, found in under.items()}


_PLACES: Final = {Shown.AGREED: 0, Shown.PENDING: 1, Shown.ALT: 2, Shown.NOT_READ: 3}
_SILENT: Final = 4


def count_under(folded: Folded) -> dict[int, Counts]:
    """The counts under each heading of a tree, by provision, without the finer codes."""
    tree, found = folded.tree, folded.standings
    under: dict[int | None, list[int]] = {}
    for provision, node in reversed(tree.nodes.items()):
        own = under.get(provision)
        if not node.is_live or provision in tree.following:
            continue
        into = under.setdefault(node.parent, [0, 0, 0, 0, 0])
        for place, number in enumerate(own or ()):
            into[place] += number
        if not node.is_heading:
            standing = found.get(provision)
            into[_PLACES[standing.shown] if standing else _SILENT] += 1
    return {
        provision: _counts(numbers)
        for provision, numbers in under.items()
        if provision is not None and tree.nodes[provision].is_heading
    }


@dataclass(slots=True)
class _Lowest:
    """The lowest code under a provision and how it is shown; whether any of it is recorded at
    the moment, and from which meeting (by its index) the freshest of the rest is carried."""

    code: Code
    shown: Shown
    is_here: bool = False
    last: int = -1

    def take(self, code: Code, shown: Shown, standing: Standing, last: int) -> None:
        """Add what stands under the provision."""
        if ORDER[code] < ORDER[self.code]:
            self.code, self.shown = code, shown
        elif code == self.code and shown != self.shown:
            self.shown = shown_as(code)
        if standing.at is not None:
            self.is_here = True
        elif last > self.last:
            self.last = last


def take_lowest(folded: Folded, moment: Moment) -> None:
    """Give each heading without a decision the lowest standing under it, and put that beside
    the decision of one that has it."""
    order = {meeting.slug: index for index, meeting in enumerate(moment.meetings)}
    under: dict[int | None, _Lowest] = {}
    for node in reversed(folded.tree.nodes.values()):
        if not node.is_live or node.role is not Role.TEXT:
            continue
        below = under.get(node.provision)
        if below and node.is_heading:
            folded.standings[node.provision] = _headed(folded, node, below, moment)
        standing = folded.standings.get(node.provision)
        if standing is None:
            continue
        code, shown = standing.code, standing.shown
        if below and not node.is_heading and ORDER[below.code] < ORDER[code]:
            code, shown = below.code, below.shown
        lowest = under.get(node.parent)
        if lowest is None:
            lowest = under[node.parent] = _Lowest(code, shown)
        lowest.take(code, shown, standing, order.get(standing.carried_from or "", -1))


def _headed(folded: Folded, node: Node, below: _Lowest, moment: Moment) -> Standing:
    """The standing of a heading under which something stands: what was decided on it, with
    the lowest under it beside; else the lowest, with what covers it beside."""
    standing = folded.standings.get(node.provision)
    if standing and (standing.origin != "cover" or standing.code == below.code):
        if below.code in (standing.code, *standing.beside):
            return standing
        return replace(standing, beside=(*standing.beside, below.code))
    is_carried = below.last >= 0 and not below.is_here
    return Standing(
        shown=below.shown,
        code=below.code,
        origin="rollup",
        at=moment.meeting.slug if moment.meeting and below.is_here else None,
        carried_from=moment.meetings[below.last].slug if is_carried else None,
        beside=(standing.code,) if standing else (),
    )


def _counts(numbers: list[int]) -> Counts:
    agreed, pending, alt, not_read, silent = numbers
    return Counts(agreed, pending, alt, not_read, silent)
