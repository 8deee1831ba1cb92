"""A draft as lines of a page: each provision with its place, its status and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bracketed import Overlay
from bracketed.model import HEADINGS, Role
from documents.queries import DraftView, ProblemView, ProvisionView
from negotiation.queries import OutlineRow, Standing
from tracker.queries.labels import CYRILLIC, bare, shown_label
from tracker.queries.marks import Edge, edges_of
from tracker.queries.notes import NoteView
from tracker.queries.proposals import ProposalView
from tracker.queries.reasons import reasons_of
from tracker.queries.signs import Tally

#: The page's title is h1; deeper headings than this look alike.
_DEEPEST: Final = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One provision in the flow of a page.

    ``level`` is its heading level, 0 for words; ``indent`` how many words it hangs under.
    ``edges`` are single marks in its words: of brackets around whole provisions, and of those
    that pair with nothing. ``tally`` counts what stands under a heading. ``hidden``: what of the
    notation is not shown."""

    provision: ProvisionView
    standing: Standing | None
    level: int
    indent: int
    edges: tuple[Edge, ...]
    reasons: tuple[str, ...]
    tally: Tally | None
    alternatives: tuple[Line, ...]
    proposals: tuple[ProposalView, ...]
    notes: tuple[NoteView, ...] = ()
    hidden: frozenset[str] = frozenset()

    @property
    def shown_alternatives(self) -> tuple[Line, ...]:
        """What competes with it, unless that is hidden; what is only to be added stays."""
        if "alternatives" not in self.hidden:
            return self.alternatives
        return tuple(one for one in self.alternatives if one.provision.role is Role.ADDITION)

    @property
    def marked(self) -> tuple[Overlay, ...]:
        """The words that notes were made on, as far as they stand there."""
        return tuple(
            Overlay(one.start, one.end, "noted") for one in self.notes if one.start < one.end
        )

    @property
    def has_pieces(self) -> bool:
        """Whether a reader has anything to resolve in it."""
        one = self.provision
        return bool(one.brackets or self.edges or self.alternatives or "/" in one.words)

    @property
    def problems(self) -> tuple[ProblemView, ...]:
        """What a careful reader would point out in its words."""
        return self.provision.problems

    @property
    def label(self) -> str:
        """The label a reader looks for: reading order where printing lost it, Latin codes;
        none where the heading says the same."""
        one = self.provision
        return shown_label(
            code=one.code,
            number=one.number,
            label=one.label,
            heading=one.heading,
            text=one.text,
        )

    @property
    def printed(self) -> str:
        """The label as printed, where it is another than the one shown."""
        label = self.provision.label
        is_same = bare(label).replace(CYRILLIC, "C") == self.label
        return label if self.label and not is_same else ""


def lines_of(
    view: DraftView,
    standings: Mapping[str, Standing],
    tallies: Mapping[str, Tally],
    proposals: Mapping[str, tuple[ProposalView, ...]],
    notes: Mapping[str, Sequence[NoteView]] = MappingProxyType({}),
    hidden: frozenset[str] = frozenset(),
    beside: Collection[str] | None = None,
) -> tuple[Line, ...]:
    """The provisions of a draft as lines, alternatives with the slot they compete for.

    An alternative that has provisions of its own under it (an annex) stays in the flow; of a
    part of a draft ``beside`` says which do not (public ids)."""
    edges = edges_of(view)
    headings = levels_of(view.provisions)
    indents: dict[str, int] = {}
    stands_beside = _beside(view) if beside is None else beside

    def line(provision: ProvisionView, alternatives: tuple[Line, ...] = ()) -> Line:
        competing = [one.provision.role for one in alternatives]
        return Line(
            provision=provision,
            standing=standings.get(provision.id),
            level=headings[provision.id],
            indent=indents.get(provision.id, 0),
            edges=edges.get(provision.id, ()),
            reasons=tuple(reasons_of(provision, standings.get(provision.id), competing)),
            tally=tallies.get(provision.id),
            alternatives=alternatives,
            proposals=proposals.get(provision.id, ()),
            notes=tuple(notes.get(provision.id, ())),
            hidden=hidden,
        )

    lines = []
    for provision in view.provisions:
        above = provision.parent or ""
        if provision.kind not in HEADINGS:
            indents[provision.id] = indents[above] + 1 if above in indents else 0
        if provision.id not in stands_beside:
            children = view.children(provision.id)
            slot = tuple(line(child) for child in children if child.id in stands_beside)
            lines.append(line(provision, slot))
    return tuple(lines)


def levels_of(provisions: Iterable[ProvisionView | OutlineRow]) -> dict[str, int]:
    """The heading level of each provision by public id, 0 of words."""
    levels: dict[str, int] = {}
    for one in provisions:
        above = levels.get(one.parent or "", 1)
        levels[one.id] = min(above + 1, _DEEPEST) if one.kind in HEADINGS else 0
    return levels


def _beside(view: DraftView) -> frozenset[str]:
    """What is shown with the slot it competes for, not in the flow."""
    return frozenset(
        one.id
        for one in view.provisions
        if one.role is not Role.TEXT
        and one.parent is not None
        and one.parent in view
        and not view.children(one.id)
    )
