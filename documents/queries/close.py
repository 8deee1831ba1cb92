"""One provision of a draft as it is read at the table: without the rest of the draft."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models.functions import Left

from bracketed.model import BracketKind, Kind, Role
from documents.models import Bracket, Draft, Provision, Wording
from documents.queries.drafts import build_view, in_reading_order
from documents.queries.places import with_ancestors
from documents.queries.views import DraftView

_OPENING = 80


@dataclass(frozen=True, slots=True)
class Near:
    """A provision in a list of all of them; ``id`` and ``parent`` are public ids, ``words`` how
    its text begins."""

    id: str
    kind: Kind
    role: Role
    label: str
    number: str
    heading: str
    words: str
    parent: str | None
    depth: int
    disposition: Wording.Disposition
    version: int


def close_view(draft: Draft, provision: Provision, *near: Provision) -> DraftView:
    """The provision (and those ``near`` it), what it stands under, what stands directly under
    it, and both ends of the brackets that go around it: of the whole draft what its standing
    depends on. The number of queries grows with the depth of the tree alone, what they read
    with what is asked for.

    :raises Wording.DoesNotExist: when the draft has no wording of it.
    """
    rows = with_ancestors(draft, [provision.id, *(one.id for one in near)])
    if provision.id not in rows:
        raise Wording.DoesNotExist(f"{draft} has no wording of {provision}.")
    below = Wording.objects.filter(draft=draft, parent__in=[provision, *near])
    rows |= {w.provision_id: w for w in below.select_related("provision", "parent")}
    rows |= _ends_around(draft, rows)
    ranked = sorted(rows.values(), key=lambda wording: (wording.rank, wording.id))
    return build_view(draft, ranked)


def reading_order(draft: Draft) -> tuple[Near, ...]:
    """All provisions of a draft in reading order, with the beginning of their words. One
    query."""
    rows = (
        Wording.objects.filter(draft=draft)
        .select_related("provision")
        .defer("text", "source", "marks")
        .annotate(opening=Left("text", _OPENING))
        .order_by("rank", "id")
    )
    wordings = list(rows)
    names = {wording.provision_id: wording.provision.public_id for wording in wordings}
    openings: Mapping[int, str] = {w.id: w.opening for w in wordings}
    return tuple(
        Near(
            id=wording.provision.public_id,
            kind=Kind(wording.kind),
            role=Role(wording.role),
            label=wording.label,
            number=wording.number,
            heading=wording.heading,
            words=openings[wording.id],
            parent=names.get(wording.parent_id) if wording.parent_id else None,
            depth=depth,
            disposition=Wording.Disposition(wording.disposition),
            version=wording.version,
        )
        for wording, depth in in_reading_order(wordings)
    )


def _ends_around(draft: Draft, rows: Mapping[int, Wording]) -> dict[int, Wording]:
    """The wordings, with what they stand under, where a bracket around one of ``rows`` opens
    or closes."""
    spans = Bracket.objects.filter(wording__draft=draft, end_wording__isnull=False)
    kinds = (BracketKind.TEXT, BracketKind.ATTRIBUTION, BracketKind.PLACEHOLDER)
    pairs = list(
        spans.filter(kind__in=kinds).values_list(
            "wording__provision_id", "end_wording__provision_id"
        )
    )
    if not pairs:
        return {}
    ends = with_ancestors(draft, {end for pair in pairs for end in pair if end is not None})
    tree = {**ends, **rows}
    place = _places(tree.values())
    wanted: set[int] = set()
    for first, last in pairs:
        if last is not None and _is_around(place[first], place[last], rows, place):
            wanted |= {first, last}
    return {key: row for key, row in ends.items() if key in _upwards(wanted, ends)}


def _places(wordings: Iterable[Wording]) -> dict[int, int]:
    ranked = sorted(wordings, key=lambda wording: (wording.rank, wording.id))
    return {w.provision_id: place for place, (w, _depth) in enumerate(in_reading_order(ranked))}


def _is_around(first: int, last: int, rows: Collection[int], place: Mapping[int, int]) -> bool:
    return any(first <= place[key] <= last for key in rows)


def _upwards(wanted: Iterable[int], rows: Mapping[int, Wording]) -> set[int]:
    """These provisions and all that they stand under."""
    found: set[int] = set()
    for key in wanted:
        at: int | None = key
        while at is not None and at in rows and at not in found:
            found.add(at)
            at = rows[at].parent_id
    return found
