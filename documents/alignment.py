"""Which provision of a later draft is which of an earlier one, and what may be said of the
rest. Pure: from two drafts as they are read, and the lineage between them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bracketed import FoundBy, Link, LinkKind, align
from documents.coverage import absent_on_purpose, taking_part
from documents.models import Lineage, Wording
from documents.queries.lineage import LineageView
from documents.queries.views import DraftView, ProvisionView
from documents.statements import BECAME, Pair, keep_apart, said_apart, settle, state

#: How a change was found that no text shows, only lineage that is not believed.
INFERRED = "inferred"
#: How a change was found, or two provisions were kept apart, because a person said so.
PERSON = "person"


@dataclass(frozen=True, slots=True)
class LinkedChange:
    """Provisions of both drafts that belong together. ``is_on_record_only`` when only lineage
    says so: the text of the later one is not held, or the earlier one stands on."""

    link: LinkKind
    found_by: str
    certainty: float
    earlier: tuple[ProvisionView, ...]
    later: tuple[ProvisionView, ...]
    is_on_record_only: bool = False

    @property
    def has_words(self) -> bool:
        """Whether words are held on both sides, so that they can be compared."""
        held = (view.words and view.coverage != Wording.Coverage.NONE for view in self.later)
        return not self.is_on_record_only or all(held)


def link_drafts(
    earlier: DraftView, later: DraftView, edges: Sequence[LineageView]
) -> tuple[LinkedChange, ...]:
    """The changes between two drafts, in the reading order of the later one; what is gone
    stands after what stood before it. Nothing is called new or gone that the other draft
    does not cover."""
    earlier, later = earlier.living, later.living
    ones, others = taking_part(earlier, later)
    apart = said_apart(edges)
    edges = settle(edges)
    links = align(
        [one.words for one in ones],
        [other.words for other in others],
        stated=state(ones, others, edges),
        earlier_ids=[one.id for one in ones],
        later_ids=[other.id for other in others],
    )
    parted = {public_id for pair in apart for public_id in pair}
    said = {(edge.earlier, edge.later) for edge in edges if edge.basis is Lineage.Basis.PERSON}
    found = [
        _change(link, ones, others, said, parted) for link in keep_apart(links, ones, others, apart)
    ]
    silent = absent_on_purpose(earlier, later, found, edges)
    found = [change for change in found if not silent(change)]
    return _in_order([*found, *_on_record(earlier, later, found, edges)], earlier, later)


def _change(
    link: Link,
    ones: Sequence[ProvisionView],
    others: Sequence[ProvisionView],
    said: Collection[Pair],
    parted: Collection[str],
) -> LinkedChange:
    before = tuple(ones[index] for index in link.earlier)
    after = tuple(others[index] for index in link.later)
    pairs = {(one.id, other.id) for one in before for other in after}
    is_alone = not pairs and any(view.id in parted for view in (*before, *after))
    is_said = link.found_by is FoundBy.STATED and not pairs.isdisjoint(said)
    found_by = PERSON if is_said or is_alone else link.found_by
    return LinkedChange(link.kind, found_by, link.certainty, before, after)


def _on_record(
    earlier: DraftView,
    later: DraftView,
    found: Sequence[LinkedChange],
    edges: Sequence[LineageView],
) -> Iterator[LinkedChange]:
    """What lineage says and no link shows: proposed merges whose result is still to come."""
    shown = {(a.id, b.id) for change in found for a in change.earlier for b in change.later}
    into: dict[tuple[str, str], list[LineageView]] = {}
    for edge in edges:
        if edge.kind not in BECAME or (edge.earlier, edge.later) in shown:
            continue
        if edge.earlier in earlier and edge.later in later:
            into.setdefault((edge.later, _found_by(edge)), []).append(edge)
    for (result, found_by), together in into.items():
        yield LinkedChange(
            _link_of(together),
            found_by,
            min(1.0 if edge.certainty is None else edge.certainty for edge in together),
            tuple(earlier.provision(public_id) for public_id in _ends(together, earlier)),
            (later.provision(result),),
            is_on_record_only=True,
        )


def _found_by(edge: LineageView) -> str:
    match edge.basis:
        case Lineage.Basis.PERSON:
            return PERSON
        case Lineage.Basis.STATED:
            return FoundBy.STATED
        case _:
            return INFERRED


def _ends(edges: Sequence[LineageView], earlier: DraftView) -> list[str]:
    ends = {edge.earlier for edge in edges}
    return [provision.id for provision in earlier.provisions if provision.id in ends]


def _link_of(edges: Sequence[LineageView]) -> LinkKind:
    if len({edge.earlier for edge in edges}) > 1:
        return LinkKind.MERGED
    match edges[0].kind:
        case Lineage.Kind.MERGED_INTO:
            return LinkKind.MERGED
        case Lineage.Kind.SPLIT_INTO:
            return LinkKind.SPLIT
        case Lineage.Kind.MOVED_TO:
            return LinkKind.MOVED
        case _:
            return LinkKind.REWORDED


def _in_order(
    changes: Sequence[LinkedChange], earlier: DraftView, later: DraftView
) -> tuple[LinkedChange, ...]:
    before = {provision.id: index for index, provision in enumerate(earlier.provisions)}
    after = {provision.id: index for index, provision in enumerate(later.provisions)}
    reached: dict[int, int] = {}
    for change in changes:
        if change.later and not change.is_on_record_only:
            for one in change.earlier:
                reached[before[one.id]] = after[change.later[0].id]
    stands: list[int] = []
    last = -1
    for index in range(len(earlier.provisions)):
        last = reached.get(index, last)
        stands.append(last)

    def place(change: LinkedChange) -> tuple[int, int, int]:
        if change.later:
            return after[change.later[0].id], int(change.is_on_record_only), 0
        first = before[change.earlier[0].id]
        return stands[first], 2, first

    return tuple(sorted(changes, key=place))
