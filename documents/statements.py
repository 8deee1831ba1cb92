"""What people and the record say of which provision is which: what of it holds, what it
tells the engine, and what the engine must not join. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from bracketed import FoundBy, Link, LinkKind, Stated
from documents.models import Lineage
from documents.queries.lineage import LineageView
from documents.queries.views import ProvisionView

#: Edges that say "this is what became of it"; the others only say where words were looked at.
BECAME = frozenset(
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
#: Public ids of an earlier and a later provision.
Pair = tuple[str, str]

#: The record and people are believed; what was inferred is shown, and proves nothing.
_BELIEVED = frozenset({Lineage.Basis.STATED, Lineage.Basis.PERSON})


#: Edges that may be true of what stands on under its own identity.
_STANDS_ON = frozenset({Lineage.Kind.SAME, Lineage.Kind.SPLIT_INTO})


def said_apart(edges: Sequence[LineageView]) -> frozenset[Pair]:
    """The pairs (earlier, later) of which a person says that they are not the same."""
    return frozenset((e.earlier, e.later) for e in edges if e.kind is Lineage.Kind.DIFFERENT)


def settle(edges: Sequence[LineageView]) -> tuple[LineageView, ...]:
    """The edges that say what became of something: where a person has spoken of a pair,
    nothing else is heard on it."""
    spoken = {
        (edge.earlier, edge.later) for edge in edges if edge.basis is Lineage.Basis.PERSON
    } | said_apart(edges)
    return tuple(
        edge
        for edge in edges
        if edge.kind is not Lineage.Kind.DIFFERENT
        and (edge.basis is Lineage.Basis.PERSON or (edge.earlier, edge.later) not in spoken)
    )


def state(
    ones: Sequence[ProvisionView],
    others: Sequence[ProvisionView],
    edges: Sequence[LineageView],
) -> tuple[Stated, ...]:
    """What people and the record say about provisions whose words are held on both sides, each
    provision in one statement at most; what a person has a part in comes first. One that
    stands on in the later draft under its own identity did not become another, whatever was
    proposed, unless a person says so."""
    here = {one.id: index for index, one in enumerate(ones)}
    there = {other.id: index for index, other in enumerate(others)}
    into: dict[int, list[int]] = {}
    out_of: dict[int, list[int]] = {}
    said: set[tuple[int, int]] = set()
    for edge in edges:
        if not _is_believed(edge, here, there):
            continue
        one, other = here[edge.earlier], there[edge.later]
        into.setdefault(other, []).append(one)
        out_of.setdefault(one, []).append(other)
        if edge.kind is Lineage.Kind.MERGED_INTO and edge.later in here:
            # What was there before takes part in the merge.
            into[other].append(here[edge.later])
        if edge.kind is Lineage.Kind.SPLIT_INTO and edge.earlier in there:
            # And what kept a part of its words in the split.
            out_of[one].append(there[edge.earlier])
        if edge.basis is Lineage.Basis.PERSON:
            said.add((one, other))
    groups = [Stated(tuple(sorted(set(froms))), (to,)) for to, froms in into.items()]
    groups += [Stated((one,), tuple(sorted(set(tos)))) for one, tos in out_of.items()]
    stated: list[Stated] = []
    used_here: set[int] = set()
    used_there: set[int] = set()
    for group in sorted(groups, key=lambda group: _weight(group, said)):
        if used_here.isdisjoint(group.earlier) and used_there.isdisjoint(group.later):
            stated.append(group)
            used_here.update(group.earlier)
            used_there.update(group.later)
    return tuple(sorted(stated, key=lambda one: (one.earlier, one.later)))


def _is_believed(edge: LineageView, here: Mapping[str, int], there: Mapping[str, int]) -> bool:
    return (
        edge.kind in BECAME
        and edge.basis in _BELIEVED
        and edge.earlier in here
        and edge.later in there
        and (edge.kind in _STANDS_ON or edge.earlier not in there)
    )


def _weight(
    group: Stated, said: Collection[tuple[int, int]]
) -> tuple[bool, int, tuple[int, ...], tuple[int, ...]]:
    """The key that puts first what a person has a part in, then the largest."""
    pairs = {(one, other) for one in group.earlier for other in group.later}
    size = len(group.earlier) + len(group.later)
    return (pairs.isdisjoint(said), -size, group.earlier, group.later)


def keep_apart(
    links: Sequence[Link],
    ones: Sequence[ProvisionView],
    others: Sequence[ProvisionView],
    apart: Collection[Pair],
) -> Iterator[Link]:
    """The links without what a person says does not belong to them: a pair is parted, of a
    merge or a split the rest stays together."""
    for link in links:
        wrong = [
            (i, j) for i in link.earlier for j in link.later if (ones[i].id, others[j].id) in apart
        ]
        if not wrong:
            yield link
            continue
        is_split = len(link.later) > 1
        out_here = set() if is_split else {i for i, _ in wrong}
        out_there = {j for _, j in wrong} if is_split else set()
        froms = tuple(i for i in link.earlier if i not in out_here)
        tos = tuple(j for j in link.later if j not in out_there)
        if froms and tos:
            yield Link(froms, tos, _kind_of_rest(froms, tos, ones, others), *link[3:])
        else:
            out_here.update(froms)
            out_there.update(tos)
        yield from (Link((i,), (), LinkKind.GONE, FoundBy.STATED, 1.0) for i in sorted(out_here))
        yield from (Link((), (j,), LinkKind.NEW, FoundBy.STATED, 1.0) for j in sorted(out_there))


def _kind_of_rest(
    froms: Sequence[int],
    tos: Sequence[int],
    ones: Sequence[ProvisionView],
    others: Sequence[ProvisionView],
) -> LinkKind:
    if len(froms) > 1:
        return LinkKind.MERGED
    if len(tos) > 1:
        return LinkKind.SPLIT
    is_kept = ones[froms[0]].words == others[tos[0]].words
    return LinkKind.KEPT if is_kept else LinkKind.REWORDED
