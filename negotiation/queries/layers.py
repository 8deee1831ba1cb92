"""The wordings of all drafts of a document, laid over one another draft by draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from bracketed.model import HEADINGS, Kind, Role
from documents.models import Bracket, Wording
from documents.queries import OPEN_KINDS
from negotiation.queries.moments import Issue
from negotiation.queries.nodes import LIVE, Node, name_of


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


def entries_of(issues: Iterable[Issue]) -> dict[int, list[Entry]]:
    """The wordings of each issue (by draft id), siblings in their order. One query."""
    by_id = {issue.draft.pk: issue for issue in issues}
    found: dict[int, list[Entry]] = {draft: [] for draft in by_id}
    rows: Iterable[tuple[Any, ...]] = (
        Wording.objects.filter(draft__in=by_id)
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


def marks_of(issues: Iterable[Issue]) -> Marks:
    """The open brackets of the issues. One query."""
    marks = Marks(set(), set(), {})
    rows: Iterable[tuple[int, int | None, int | None]] = Bracket.objects.filter(
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


class Layers:
    """The text as it grows from draft to draft: of each provision the last wording, and the
    last of which words are held."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.latest: dict[int, Entry] = {}
        self.held: dict[int, Entry] = {}
        self.in_span: dict[int, bool] = {}
        self.encloses: dict[int, frozenset[int]] = {}

    def lay(self, entries: Sequence[Entry]) -> None:
        """Lay the wordings of a further draft over those before."""
        for entry in entries:
            self.latest[entry.provision] = entry
            if entry.has_words:
                self.held[entry.provision] = entry
                self.in_span[entry.provision] = False
                self.encloses[entry.provision] = frozenset()
        if any(entry.wording in self.marks.spans for entry in entries):
            self._enclose(reading_order(entries))

    def _enclose(self, ordered: Sequence[Entry]) -> None:
        places = {entry.wording: place for place, entry in enumerate(ordered)}
        for first, entry in enumerate(ordered):
            last = places.get(self.marks.spans.get(entry.wording, -1))
            if last is not None:
                members = [member.provision for member in ordered[first : last + 1]]
                self.encloses[entry.provision] = frozenset(members)
                self.in_span.update(dict.fromkeys(members, True))

    def nodes(self) -> list[Node]:
        """The tree of the last wordings, each with the last words that are held of it."""
        return [self._node(entry) for entry in reading_order(list(self.latest.values()))]

    def _node(self, entry: Entry) -> Node:
        words = self.held.get(entry.provision, entry)
        return Node(
            provision=entry.provision,
            parent=entry.parent if entry.parent in self.latest else None,
            name=name_of(entry.label, entry.number, entry.heading),
            is_heading=entry.kind in HEADINGS,
            is_live=entry.is_live,
            role=entry.role,
            has_words=words.has_words,
            has_open_words=words.wording in self.marks.open_words,
            lies_in_span=self.in_span.get(entry.provision, False),
            is_left_open=words.wording in self.marks.left_open,
            encloses=self.encloses.get(entry.provision, frozenset()),
            text_hash=words.text_hash,
            number=words.issue.draft.number,
            place=words.issue.place,
            meetings=words.issue.meetings,
        )


def merged(drafts: Sequence[Sequence[Entry]], latest: Mapping[int, Entry]) -> list[Entry]:
    """The last wording of each provision in one order: that of the last draft, what only
    earlier ones hold after the sibling that it followed there (or before the one it preceded).

    :param drafts: the wordings of each draft, the earliest first."""
    siblings: dict[int | None, list[Entry]] = {}
    for entries in reversed(drafts):
        for group in _sibling_groups(entries, latest):
            _merge(siblings.setdefault(group[0].parent, []), group)
    return [entry for group in siblings.values() for entry in group]


def _sibling_groups(entries: Sequence[Entry], latest: Mapping[int, Entry]) -> Iterable[list[Entry]]:
    """The last wordings of those that this draft holds, by the parent they end up under."""
    groups: dict[int | None, list[Entry]] = {}
    for entry in entries:
        last = latest[entry.provision]
        groups.setdefault(last.parent, []).append(last)
    return groups.values()


def _merge(into: list[Entry], group: Sequence[Entry]) -> None:
    places = {entry.provision: place for place, entry in enumerate(into)}
    if not places:
        into.extend(group)
        return
    before: dict[int, list[Entry]] = {}
    waiting: list[Entry] = []
    follows: int | None = None
    for entry in group:
        if entry.provision not in places:
            waiting.append(entry)
            continue
        here = places[entry.provision]
        before.setdefault(here if follows is None else follows, []).extend(waiting)
        waiting, follows = [], here + 1
    before.setdefault(len(into) if follows is None else follows, []).extend(waiting)
    into[:] = [
        entry
        for place in range(len(into) + 1)
        for entry in (*before.get(place, ()), *into[place : place + 1])
    ]
