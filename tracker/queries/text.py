"""A draft as lines of a page: each provision with its place, its status and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bracketed.model import HEADINGS, Role
from documents.models import Wording
from documents.queries import OPEN_KINDS, DraftView, ProblemView, ProvisionView
from negotiation.queries import Standing
from tracker.queries.marks import Edge, edges_of
from tracker.queries.proposals import ProposalView
from tracker.queries.signs import Tally, sign_of_standing, words_beside

#: The page's title is h1; deeper headings than this look alike.
_DEEPEST: Final = 5
#: A label longer than this is a word, and may be the heading itself.
_SHORT: Final = 4
#: Stands for a Latin C in some printed labels.
_CYRILLIC: Final = "\N{CYRILLIC CAPITAL LETTER ES}"


@dataclass(frozen=True, slots=True)
class Line:
    """One provision in the flow of a page.

    ``level`` is its heading level, 0 for words; ``indent`` how many words it hangs under.
    ``edges`` are single marks in its words: of brackets around whole provisions, and of those
    that pair with nothing. ``tally`` counts what stands under a heading."""

    provision: ProvisionView
    standing: Standing | None
    level: int
    indent: int
    edges: tuple[Edge, ...]
    reasons: tuple[str, ...]
    tally: Tally | None
    alternatives: tuple[Line, ...]
    proposals: tuple[ProposalView, ...]

    @property
    def problems(self) -> tuple[ProblemView, ...]:
        """What a careful reader would point out in its words."""
        return self.provision.problems

    @property
    def label(self) -> str:
        """The label a reader looks for: reading order where printing lost it, Latin codes;
        none where the heading says the same."""
        provision = self.provision
        label = provision.code or provision.number or provision.label.strip("[]").rstrip(".:")
        if not provision.heading or len(label) <= _SHORT:
            return label
        is_said = provision.heading.casefold().startswith(label.casefold())
        return "" if is_said else label.split()[-1]

    @property
    def printed(self) -> str:
        """The label as printed, where it is another than the one shown."""
        label = self.provision.label
        is_same = label.strip("[]").rstrip(".:").replace(_CYRILLIC, "C") == self.label
        return label if self.label and not is_same else ""


def lines_of(
    view: DraftView,
    standings: Mapping[str, Standing],
    tallies: Mapping[str, Tally],
    proposals: Mapping[str, tuple[ProposalView, ...]],
) -> tuple[Line, ...]:
    """The provisions of a draft as lines, alternatives with the slot they compete for.

    An alternative that has provisions of its own under it (an annex) stays in the flow."""
    edges = edges_of(view)
    headings: dict[str, int] = {}
    indents: dict[str, int] = {}

    def line(provision: ProvisionView, alternatives: tuple[Line, ...] = ()) -> Line:
        return Line(
            provision=provision,
            standing=standings.get(provision.id),
            level=headings.get(provision.id, 0),
            indent=indents.get(provision.id, 0),
            edges=edges.get(provision.id, ()),
            reasons=tuple(_reasons(provision, standings.get(provision.id), alternatives)),
            tally=tallies.get(provision.id),
            alternatives=alternatives,
            proposals=proposals.get(provision.id, ()),
        )

    lines = []
    for provision in view.provisions:
        above = provision.parent or ""
        if provision.kind in HEADINGS:
            headings[provision.id] = min(headings.get(above, 1) + 1, _DEEPEST)
        else:
            indents[provision.id] = indents[above] + 1 if above in indents else 0
            headings[provision.id] = 0
        if _stands_beside(view, provision):
            continue
        beside = tuple(
            line(child) for child in view.children(provision.id) if _stands_beside(view, child)
        )
        lines.append(line(provision, beside))
    return tuple(lines)


def _stands_beside(view: DraftView, provision: ProvisionView) -> bool:
    """Whether a provision is shown with the slot it competes for, not in the flow."""
    return (
        provision.role is not Role.TEXT
        and provision.parent is not None
        and provision.parent in view
        and not view.children(provision.id)
    )


def _reasons(
    provision: ProvisionView, standing: Standing | None, alternatives: tuple[Line, ...]
) -> Iterable[str]:
    """Why it stands as it does, one short line each; plain "agreed" needs no reason."""
    if standing:
        yield from _reasons_of_standing(provision, standing)
    if alternatives:
        yield _contents(provision, alternatives)
    pairs = [pair for pair in provision.brackets if pair.kind in OPEN_KINDS]
    if pairs and standing and standing.code == "bracketed":
        yield ngettext("%d pair of brackets", "%d pairs of brackets", len(pairs)) % len(pairs)
    if provision.code and _CYRILLIC in provision.label:
        yield _("printed with a Cyrillic %s") % _CYRILLIC
    if provision.symbol:
        yield provision.symbol
    if provision.attribution:
        yield _("by %s") % provision.attribution
    word = str(sign_of_standing(standing).word) if standing else ""
    for tag in provision.tags:
        if tag.casefold() not in {word.casefold(), "agreed"}:
            yield _("tagged “%s”") % tag
    if provision.disposition not in {Wording.Disposition.LIVE, Wording.Disposition.ALTERNATIVE}:
        yield str(Wording.Disposition(provision.disposition).label)
    if provision.coverage == Wording.Coverage.EXCERPT:
        yield _("held in part")


def _reasons_of_standing(provision: ProvisionView, standing: Standing) -> Iterable[str]:
    if provision.kind not in HEADINGS:
        yield from map(str, words_beside(standing))
    if standing.origin == "cover":
        yield _("with its chapter")
        return
    if standing.condition:
        yield standing.condition
    if standing.origin == "excepted":
        yield _("excepted there")
    if standing.origin == "text":
        yield _("from the text")
    if standing.note:
        yield standing.note


def _contents(provision: ProvisionView, beside: tuple[Line, ...]) -> str:
    """What is inside a slot: "Text, 3 alternatives, 2 additions"."""
    said = [_("Text")] if provision.text else []
    alternatives = sum(line.provision.role is Role.ALTERNATIVE for line in beside)
    additions = len(beside) - alternatives
    if alternatives:
        said.append(ngettext("%d alternative", "%d alternatives", alternatives) % alternatives)
    if additions:
        said.append(ngettext("%d addition", "%d additions", additions) % additions)
    return ", ".join(said)
