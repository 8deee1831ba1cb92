"""The disputed words of provisions: marked as they stand, and each outermost bracket alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.safestring import SafeString

from bracketed import parse_wording
from bracketed.model import Role
from documents.models import LIVE, Bracket, Document, Draft, Wording
from documents.queries import OPEN_KINDS
from negotiation.queries import MatrixRow, visible_drafts
from tracker.queries.labels import rival_label
from tracker.queries.marks import Edge
from tracker.queries.moment import Reader
from tracker.queries.written import written


@dataclass(frozen=True, slots=True)
class Rival:
    """A wording that competes for the place, or is to be added to it."""

    label: str
    printed: str
    words: SafeString


@dataclass(frozen=True, slots=True)
class Words:
    """The last words of a provision that are held. ``is_whole`` says that all of them stand in
    one bracket, or in one around whole provisions."""

    text: SafeString | None
    disputed: tuple[SafeString, ...]
    is_whole: bool
    rivals: tuple[Rival, ...]
    draft: Draft


def words_of(document: Document, rows: Sequence[MatrixRow], user: Reader) -> dict[str, Words]:
    """The words of those rows, by public id; three queries."""
    by_wording = {row.wording: row.id for row in rows}
    held = list(
        Wording.objects.filter(draft__document=document, pk__in=by_wording)
        .filter(draft__in=visible_drafts(user))
        .select_related("draft")
    )
    rivals = _rivals(held)
    alternatives = [one for ones in rivals.values() for one in ones]
    edges = _edges([*held, *alternatives])
    return {
        by_wording[wording.pk]: _words(wording, rivals.get(wording.pk, ()), edges)
        for wording in held
    }


def _rivals(held: Iterable[Wording]) -> dict[int, list[Wording]]:
    """What competes with each wording in its own draft, by its primary key."""
    slots = {(wording.draft_id, wording.provision_id): wording.pk for wording in held}
    found: dict[int, list[Wording]] = defaultdict(list)
    beside = (
        Wording.objects.filter(
            draft__in={draft for draft, _ in slots},
            parent__in={slot for _, slot in slots},
            disposition__in=LIVE,
        )
        .exclude(role=Role.TEXT.value)
        .order_by("rank", "pk")
    )
    for wording in beside:
        slot = slots.get((wording.draft_id, wording.parent_id or 0))
        if slot is not None:
            found[slot].append(wording)
    return found


def _edges(wordings: Iterable[Wording]) -> dict[int, list[Edge]]:
    """The single marks of brackets around whole provisions, by wording; depth 0 of those that
    nobody closes."""
    keys = [wording.pk for wording in wordings]
    found: dict[int, list[Edge]] = defaultdict(list)
    rows = Bracket.objects.filter(Q(wording__in=keys) | Q(end_wording__in=keys)).filter(
        Q(end_wording__isnull=False) | Q(end__isnull=True)
    )
    for wording, start, end_wording, end, depth in rows.values_list(
        "wording", "start", "end_wording", "end", "depth"
    ):
        found[wording].append(Edge(start, depth if end_wording else 0))
        if end_wording and end is not None:
            found[end_wording].append(Edge(end - 1, depth))
    return found


def _words(wording: Wording, rivals: Sequence[Wording], edges: dict[int, list[Edge]]) -> Words:
    text = wording.text or wording.heading
    pieces = disputed_in(text)
    is_whole = bool(edges.get(wording.pk)) or any(
        len(piece.strip()) >= len(text.strip().rstrip(".")) for piece in pieces
    )
    return Words(
        text=written(text, edges.get(wording.pk, ())) if text else None,
        disputed=() if is_whole else tuple(written(piece) for piece in pieces),
        is_whole=is_whole,
        rivals=tuple(_rival(one, place, edges) for place, one in enumerate(rivals, start=1)),
        draft=wording.draft,
    )


def disputed_in(text: str) -> list[str]:
    """The outermost brackets around words that are not agreed, with their marks."""
    tree = parse_wording(text)
    return [
        text[pair.start : pair.end]
        for pair in tree.brackets
        if pair.depth == 1 and pair.kind in OPEN_KINDS
    ]


def _rival(wording: Wording, place: int, edges: dict[int, list[Edge]]) -> Rival:
    name, printed = rival_label(Role(wording.role), wording.label, place)
    return Rival(
        label=name,
        printed=printed,
        words=written(wording.text or wording.heading, edges.get(wording.pk, ())),
    )
