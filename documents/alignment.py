"""Which provision of a later draft is which of an earlier one, and what may be said of the
rest. Pure: from two drafts as they are read, and the lineage between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bracketed import FoundBy, Link, LinkKind, Stated, align
from documents.coverage import absent_on_purpose, taking_part
from documents.models import Lineage
from documents.queries.lineage import LineageView
from documents.queries.views import DraftView, ProvisionView

#: Edges that say "this is what became of it"; the others only say where words were looked at.
_BECAME = frozenset(
    {
        Lineage.Kind.SAME,
        Lineage.Kind.SAME_TEXT,
        Lineage.Kind.MOVED_TO,
        Lineage.Kind.REPLACED_BY,
        Lineage.Kind.MERGED_INTO,
        Lineage.Kind.SPLIT_INTO,
        Lineage.Kind.TAKEN_FROM,
    }
)
#: The record and people are believed; what was inferred is shown, and proves nothing.
_BELIEVED = frozenset({Lineage.Basis.STATED, Lineage.Basis.PERSON})

#: How a change was found that no text shows, only lineage that is not believed.
INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class LinkedChange:
    """Provisions of both drafts that belong together. ``is_on_record_only`` when there are no
    words to compare: the text of the later one is not held, or the earlier one stands on."""

    link: LinkKind
    found_by: str
    certainty: float
    earlier: tuple[ProvisionView, ...]
    later: tuple[ProvisionView, ...]
    is_on_record_only: bool = False


def link_drafts(
    earlier: DraftView, later: DraftView, edges: Sequence[LineageView]
) -> tuple[LinkedChange, ...]:
    """The changes between two drafts, in the reading order of the later one; what is gone
    stands after what stood before it. Nothing is called new or gone that the other draft
    does not cover."""
    ones, others = taking_part(earlier, later)
    stated = state(ones, others, edges)
    links = align(
        [one.words for one in ones],
        [other.words for other in others],
        stated=stated,
        earlier_ids=[one.id for one in ones],
        later_ids=[other.id for other in others],
    )
    links = tuple(_keep_apart(links, ones, others, edges))
    found = [
        LinkedChange(
            link.kind,
            link.found_by,
            link.certainty,
            tuple(ones[index] for index in link.earlier),
            tuple(others[index] for index in link.later),
        )
        for link in links
    ]
    silent = absent_on_purpose(earlier, later, found, edges)
    found = [change for change in found if not silent(change)]
    return _in_order([*found, *_on_record(earlier, later, found, edges)], earlier, later)


def state(
    ones: Sequence[ProvisionView],
    others: Sequence[ProvisionView],
    edges: Sequence[LineageView],
) -> tuple[Stated, ...]:
    """What the record says about provisions whose words are held on both sides, each
    provision in one statement at most. One that stands on in the later draft under its own
    identity did not become another, whatever was proposed, unless a person says so."""
    here = {one.id: index for index, one in enumerate(ones)}
    there = {other.id: index for index, other in enumerate(others)}
    believed = [
        edge
        for edge in edges
        if edge.kind in _BECAME
        and edge.basis in _BELIEVED
        and edge.earlier in here
        and edge.later in there
        and (edge.kind is Lineage.Kind.SAME or edge.earlier not in there)
    ]
    into: dict[int, list[int]] = {}
    out_of: dict[int, list[int]] = {}
    for edge in believed:
        into.setdefault(there[edge.later], []).append(here[edge.earlier])
        out_of.setdefault(here[edge.earlier], []).append(there[edge.later])
    stated: list[Stated] = []
    used_here: set[int] = set()
    used_there: set[int] = set()
    groups: list[tuple[tuple[int, ...], tuple[int, ...]]] = [
        (tuple(sorted(set(froms))), (to,)) for to, froms in into.items()
    ]
    groups += [((one,), tuple(sorted(set(tos)))) for one, tos in out_of.items()]
    for froms, tos in sorted(groups, key=lambda group: (-len(group[0]) - len(group[1]), group)):
        if used_here.isdisjoint(froms) and used_there.isdisjoint(tos):
            stated.append(Stated(froms, tos))
            used_here.update(froms)
            used_there.update(tos)
    return tuple(sorted(stated, key=lambda one: (one.earlier, one.later)))


def _keep_apart(
    links: Sequence[Link],
    ones: Sequence[ProvisionView],
    others: Sequence[ProvisionView],
    edges: Sequence[LineageView],
) -> Iterator[Link]:
    """The links, save those of two provisions that a person says are not the same."""
    apart = {(e.earlier, e.later) for e in edges if e.kind is Lineage.Kind.DIFFERENT}
    for link in links:
        pairs = {(ones[i].id, others[j].id) for i in link.earlier for j in link.later}
        if apart.isdisjoint(pairs):
            yield link
            continue
        yield from (Link((i,), (), LinkKind.GONE, FoundBy.STATED, 1.0) for i in link.earlier)
        yield from (Link((), (j,), LinkKind.NEW, FoundBy.STATED, 1.0) for j in link.later)


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
        if edge.kind not in _BECAME or (edge.earlier, edge.later) in shown:
            continue
        if edge.earlier in earlier and edge.later in later:
            found_by = FoundBy.STATED if edge.basis in _BELIEVED else INFERRED
            into.setdefault((edge.later, found_by), []).append(edge)
    for (result, found_by), together in into.items():
        yield LinkedChange(
            _link_of(together),
            found_by,
            min(1.0 if edge.certainty is None else edge.certainty for edge in together),
            tuple(earlier.provision(public_id) for public_id in _ends(together, earlier)),
            (later.provision(result),),
            is_on_record_only=True,
        )


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
