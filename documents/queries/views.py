"""The shapes in which texts leave the room: frozen, one for pages, API and exports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bracketed.model import BracketKind, Kind, MarkKind, ProblemKind, Role
from documents.models import LIVE, Draft, Wording
from documents.sentences import say_problem

#: Brackets around words that are not agreed; the other kinds say something about the words.
OPEN_KINDS = frozenset({BracketKind.TEXT, BracketKind.ATTRIBUTION, BracketKind.PLACEHOLDER})


@dataclass(frozen=True, slots=True)
class BracketView:
    """A pair inside the words of one provision; ``end`` is exclusive."""

    start: int
    end: int
    depth: int
    kind: BracketKind


@dataclass(frozen=True, slots=True)
class Place:
    """Where a bracket mark stands: a provision (public id), and a place in its words."""

    provision: str
    at: int


@dataclass(frozen=True, slots=True)
class SpanView:
    """A bracket around whole provisions; ``closes`` is None when it is never closed."""

    kind: BracketKind
    depth: int
    opens: Place
    closes: Place | None


@dataclass(frozen=True, slots=True)
class ProblemView:
    """What a careful reader would point out, with its place in a provision's words."""

    kind: ProblemKind
    provision: str
    start: int
    end: int
    detail: str

    @property
    def message(self) -> str:
        """One sentence for a reader."""
        return say_problem(self.kind, self.detail)


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """A provision as one draft words it. ``id`` and ``parent`` are public ids.

    ``tags``, ``attribution`` and ``apparatus`` (notes, footnotes, instructions, remnants) are
    printed with it and are not its words."""

    wording_id: int
    provision_id: int
    id: str
    kind: Kind
    role: Role
    label: str
    number: str
    code: str
    heading: str
    text: str
    source: str
    start: int | None
    parent: str | None
    depth: int
    coverage: Wording.Coverage
    disposition: Wording.Disposition
    symbol: str
    text_hash: str
    marks: tuple[tuple[MarkKind, int, int], ...]
    tags: tuple[str, ...]
    attribution: str
    apparatus: tuple[str, ...]
    brackets: tuple[BracketView, ...]
    problems: tuple[ProblemView, ...]
    is_left_open: bool

    @property
    def words(self) -> str:
        """The text, or of a heading its heading: what positions count in."""
        return self.text or self.heading

    @property
    def has_open_brackets(self) -> bool:
        """Say whether words inside it are disputed. Brackets that go around whole provisions
        do not count, save one that it opens and nobody closes."""
        return self.is_left_open or any(b.kind in OPEN_KINDS for b in self.brackets)


@dataclass(frozen=True, slots=True)
class DraftView:
    """A whole draft: ``provisions`` in reading order, each after its parent."""

    draft: Draft
    provisions: tuple[ProvisionView, ...]
    spans: tuple[SpanView, ...]
    problems: tuple[ProblemView, ...]
    _by_id: Mapping[str, ProvisionView] = field(init=False, repr=False, compare=False)
    _children: Mapping[str | None, tuple[ProvisionView, ...]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        children: dict[str | None, list[ProvisionView]] = {}
        for provision in self.provisions:
            children.setdefault(provision.parent, []).append(provision)
        object.__setattr__(self, "_by_id", {p.id: p for p in self.provisions})
        object.__setattr__(self, "_children", {k: tuple(v) for k, v in children.items()})

    def __contains__(self, public_id: str) -> bool:
        return public_id in self._by_id

    @property
    def living(self) -> DraftView:
        """The same without what was withdrawn, merged into something else, or parked."""
        provisions = tuple(one for one in self.provisions if one.disposition in LIVE)
        if len(provisions) == len(self.provisions):
            return self
        there = {provision.id for provision in provisions}
        return DraftView(
            self.draft,
            provisions,
            tuple(span for span in self.spans if span.opens.provision in there),
            tuple(problem for problem in self.problems if problem.provision in there),
        )

    def provision(self, public_id: str) -> ProvisionView:
        """The provision of that public id.

        :raises KeyError: when this draft has no wording of it.
        """
        return self._by_id[public_id]

    def children(self, public_id: str | None) -> tuple[ProvisionView, ...]:
        """The provisions directly under one; under None those at the top."""
        return self._children.get(public_id, ())
