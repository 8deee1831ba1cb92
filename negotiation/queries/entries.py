"""The wordings of all drafts of a document, without their words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from bracketed.model import Kind, Role
from documents.models import LIVE, Bracket, Wording
from documents.queries import OPEN_KINDS
from negotiation.queries.moments import Issue


@dataclass(frozen=True, slots=True)
class Entry:
    """A wording without its words."""

    wording: int
    issue: Issue
    provision: int
    public_id: str
    parent: int | None
    kind: Kind
    role: Role
    disposition: str
    coverage: str
    label: str
    number: str
    code: str
    heading: str
    symbol: str
    text_hash: str
    has_text: bool

    @property
    def is_live(self) -> bool:
        """Whether it is neither withdrawn nor gone elsewhere."""
        return self.disposition in LIVE

    @property
    def has_words(self) -> bool:
        """Whether its words are held."""
        return self.coverage != Wording.Coverage.NONE and (self.has_text or bool(self.heading))


@dataclass(slots=True)
class Marks:
    """What the brackets of all drafts do to their wordings (ids of wordings)."""

    open_words: set[int]
    left_open: set[int]
    spans: dict[int, int]


_COLUMNS = (
    "id", "provision", "provision__public_id", "parent", "kind", "role", "disposition",
    "coverage", "label", "number", "code", "heading", "symbol", "text_hash", "has_text",
)  # fmt: skip


def entries_of(
    issues: Iterable[Issue], provisions: Collection[int] | None = None
) -> dict[int, list[Entry]]:
    """The wordings of each issue (by draft id), or of these provisions alone, siblings in their
    order. One query."""
    by_id = {issue.draft.pk: issue for issue in issues}
    found: dict[int, list[Entry]] = {draft: [] for draft in by_id}
    among = Q() if provisions is None else Q(provision__in=provisions)
    rows: Iterable[tuple[Any, ...]] = (
        Wording.objects.filter(among, draft__in=by_id)
        .annotate(has_text=Q(text__gt=""))
        .order_by("draft", "rank", "id")
        .values_list("draft", *_COLUMNS)
    )
    for draft, wording, provision, public_id, parent, kind, role, *rest in rows:
        found[draft].append(
            Entry(
                wording, by_id[draft], provision, public_id, parent, Kind(kind), Role(role), *rest
            )
        )
    return found


def marks_of(issues: Iterable[Issue], provisions: Collection[int] | None = None) -> Marks:
    """The open brackets of the issues, or of these provisions alone. One query."""
    marks = Marks(set(), set(), {})
    among = Q() if provisions is None else Q(wording__provision__in=provisions)
    rows: Iterable[tuple[int, int | None, int | None]] = Bracket.objects.filter(
        among,
        wording__draft__in=[issue.draft.pk for issue in issues],
        kind__in=[kind.value for kind in OPEN_KINDS],
    ).values_list("wording", "end_wording", "end")
    for wording, end_wording, end in rows:
        if end is None:
            marks.left_open.add(wording)
            marks.open_words.add(wording)
        elif end_wording is None:
            marks.open_words.add(wording)
        else:
            marks.spans[wording] = end_wording
    return marks


def reading_order(entries: Sequence[Entry]) -> list[Entry]:
    """The wordings of one tree (siblings in their order), each after its parent. One whose
    parent is not here stands at the top."""
    return [entry for entry, _ in walk(entries)]


def walk(entries: Sequence[Entry]) -> list[tuple[Entry, int]]:
    """The same with depths; total, even where parents go round in a circle."""
    present = {entry.provision for entry in entries}
    children: dict[int | None, list[Entry]] = {}
    for entry in entries:
        parent = entry.parent if entry.parent in present else None
        children.setdefault(parent, []).append(entry)
    found: list[tuple[Entry, int]] = []
    reached: set[int] = set()
    for root in (*children.get(None, ()), *entries):
        waiting = [] if root.provision in reached else [(root, 0)]
        while waiting:
            entry, depth = waiting.pop()
            if entry.provision not in reached:
                reached.add(entry.provision)
                found.append((entry, depth))
                under = children.get(entry.provision, ())
                waiting.extend((child, depth + 1) for child in reversed(under))
    return found
