"""What an import or a manifest intends to write: values, checked when they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bracketed.model import Kind, Mark, Outline, Role
from documents.models import Document, Draft, Lineage, Provision, Source, Wording

#: Siblings are numbered in steps, so that a later draft can put one between two.
_STEP = 1000


@dataclass(frozen=True, slots=True)
class PassagePlan:
    """A stretch of a source, in code points; ``end`` is exclusive."""

    source: Source
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WordingPlan:
    """A provision as one draft words it. ``key`` is its name inside the plan.

    ``provision`` is the existing one it is a wording of; without one, ``public_key`` (a key of
    a manifest) names it: the same key is the same provision in every draft of the document.
    ``start`` is its place in the passages of the draft, one after another; None where nothing
    is printed. ``text`` (of a heading: ``heading``) is ``source`` without its ``marks``."""

    key: str
    kind: Kind
    rank: str
    role: Role = Role.TEXT
    parent: str | None = None
    provision: Provision | None = None
    public_key: str | None = None
    start: int | None = None
    source: str = ""
    label: str = ""
    number: str = ""
    code: str = ""
    heading: str = ""
    symbol: str = ""
    coverage: Wording.Coverage = Wording.Coverage.WHOLE
    disposition: Wording.Disposition = Wording.Disposition.LIVE
    marks: tuple[Mark, ...] = ()
    text: str = ""

    @property
    def words(self) -> str:
        """The text, or of a heading its heading."""
        return self.text or self.heading


@dataclass(frozen=True, slots=True)
class LineagePlan:
    """An edge between provisions: each a key of the plan, or a provision that exists."""

    earlier: str | Provision
    later: str | Provision
    kind: Lineage.Kind
    basis: Lineage.Basis
    certainty: float | None = None
    note: str = ""
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class DraftPlan:
    """A draft with all that is in it. ``public_key`` is the key of a manifest from which its
    public id is made, so that links to it last. ``received`` is the file that its text was read
    from, where the passages are not of that file itself."""

    document: Document
    number: int
    title: str
    passages: tuple[PassagePlan, ...]
    wordings: tuple[WordingPlan, ...]
    lineage: tuple[LineagePlan, ...] = ()
    symbol: str = ""
    issued_on: date | None = None
    issued_as: str = ""
    as_of: date | None = None
    as_of_note: str = ""
    extent: Draft.Extent = Draft.Extent.WHOLE
    language: str = "en"
    follows: Draft | None = None
    received: Source | None = None
    public_key: str | None = None


def rank_at(place: int) -> str:
    """The rank of the sibling at ``place`` (from 0) where all are ranked anew."""
    return f"{(place + 1) * _STEP:010d}"


def plan_wordings(
    outline: Outline, *, offset: int = 0, prefix: str = ""
) -> tuple[WordingPlan, ...]:
    """The provisions of an outline as plans, in its order, with keys ``prefix`` + index.

    ``offset`` is where the outline's source starts in what the draft prints."""
    children: dict[int | None, int] = {}
    plans = []
    for index, provision in enumerate(outline.provisions):
        place = children.get(provision.parent, 0)
        children[provision.parent] = place + 1
        is_printed = provision.end > provision.start
        plans.append(
            WordingPlan(
                key=f"{prefix}{index}",
                kind=provision.kind,
                role=provision.role,
                parent=None if provision.parent is None else f"{prefix}{provision.parent}",
                rank=rank_at(place),
                start=offset + provision.start if is_printed else None,
                source=outline.source[provision.start : provision.end],
                label=provision.label,
                number=provision.number,
                code=provision.code,
                heading=provision.heading,
                marks=provision.marks,
                text=provision.text,
            )
        )
    return tuple(plans)


def rank_anew(plans: Sequence[WordingPlan]) -> tuple[WordingPlan, ...]:
    """The same plans, siblings ranked in the order in which they stand here."""
    places: dict[str | None, int] = {}
    ranked = []
    for plan in plans:
        place = places.get(plan.parent, 0)
        places[plan.parent] = place + 1
        ranked.append(replace(plan, rank=rank_at(place)))
    return tuple(ranked)
