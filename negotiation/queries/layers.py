"""The wordings of all drafts of a document, laid over one another draft by draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bracketed.model import HEADINGS
from negotiation.queries.entries import Entry, Marks, reading_order
from negotiation.queries.folded import Tree, grow
from negotiation.queries.nodes import Node, name_of


class Layers:
    """The text as it grows from draft to draft: of each provision the last wording, and the
    last of which words are held."""

    def __init__(self, drafts: Iterable[Sequence[Entry]], marks: Marks) -> None:
        self.drafts = sorted((draft for draft in drafts if draft), key=_order)
        self.waiting = list(self.drafts)
        self.marks = marks
        self.latest: dict[int, Entry] = {}
        self.held: dict[int, Entry] = {}
        self.in_span: dict[int, bool] = {}
        self.encloses: dict[int, frozenset[int]] = {}
        self._tree: Tree | None = None
        self._nodes: dict[int, Node] = {}

    def lay_up_to(self, place: int | None) -> None:
        """Lay over one another all drafts up to a place; all of them without one."""
        while self.waiting and (place is None or _order(self.waiting[0])[0] <= place):
            self._lay(self.waiting.pop(0))

    def tree(self) -> Tree:
        """The tree of the last wordings, each with the last words that are held of it."""
        if self._tree is None:
            ordered = reading_order(list(self.latest.values()))
            self._tree = grow(self._node(entry) for entry in ordered)
        return self._tree

    def merged(self) -> list[Entry]:
        """The last wording of each provision in one order: that of the last draft, what only
        earlier ones hold after the sibling that it followed there, or before the one that it
        preceded."""
        siblings: dict[int | None, list[Entry]] = {}
        for entries in reversed(self.drafts):
            for group in _sibling_groups(entries, self.latest):
                _merge(siblings.setdefault(group[0].parent, []), group)
        return [entry for group in siblings.values() for entry in group]

    def _lay(self, entries: Sequence[Entry]) -> None:
        self._tree = None
        for entry in entries:
            self._nodes.pop(entry.provision, None)
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
                for member in members:
                    self._nodes.pop(member, None)

    def _node(self, entry: Entry) -> Node:
        """The node of a provision, made once until a later draft words it anew."""
        node = self._nodes.get(entry.provision)
        # What it stands under may come with a later draft than itself.
        if node is None or node.parent != entry.parent:
            node = self._nodes[entry.provision] = self._made(entry)
        return node

    def _made(self, entry: Entry) -> Node:
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


def _order(draft: Sequence[Entry]) -> tuple[int, int]:
    issue = draft[0].issue
    return (-1 if issue.place is None else issue.place, issue.draft.number)


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
    # What followed a sibling stands right behind it, ahead of what only preceded the next one.
    behind: dict[int, list[Entry]] = {}
    ahead: dict[int, list[Entry]] = {}
    waiting: list[Entry] = []
    last: int | None = None
    for entry in group:
        if entry.provision not in places:
            waiting.append(entry)
            continue
        here = places[entry.provision]
        if last is None:
            ahead[here] = waiting
        else:
            behind[last] = waiting
        waiting, last = [], here
    behind[len(into) - 1 if last is None else last] = waiting
    into[:] = [
        found
        for place, entry in enumerate(into)
        for found in (*ahead.get(place, ()), entry, *behind.get(place, ()))
    ]
