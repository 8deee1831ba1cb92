"""Where words went and came from, and the life of one provision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from bracketed.model import HEADINGS, Kind
from documents.models import Draft, Edit, Lineage, Provision, Wording


@dataclass(frozen=True, slots=True)
class LineageView:
    """An edge that holds; ``earlier`` and ``later`` are public ids. ``id`` is the row."""

    id: int
    earlier: str
    later: str
    kind: Lineage.Kind
    basis: Lineage.Basis
    certainty: float | None
    note: str


@dataclass(frozen=True, slots=True)
class LifeStep:
    """One draft in the life of a provision. ``is_changed`` says that the words differ from
    those of the step before whose words are held; the first has nothing to differ from."""

    draft_id: int
    draft: str
    draft_name: str
    number: int
    language: str
    issued_on: date | None
    issued_as: str
    wording_id: int
    kind: Kind
    label: str
    heading: str
    text: str
    coverage: Wording.Coverage
    disposition: Wording.Disposition
    is_changed: bool


def edges_that_hold() -> QuerySet[Lineage]:
    """Lineage without retractions and what they retract."""
    return Lineage.objects.filter(retracts__isnull=True, retracted_by__isnull=True)


def lineage_of(
    provision: Provision, *, among: QuerySet[Draft] | None = None
) -> tuple[LineageView, ...]:
    """The edges that end or begin at the provision, oldest first. With ``among``, only those
    whose other end has a wording in one of these drafts, and which no other draft states. One
    query."""
    edges = edges_that_hold().filter(Q(earlier=provision) | Q(later=provision))
    if among is not None:
        seen = Wording.objects.filter(draft__in=among).values("provision")
        edges = edges.filter(
            Q(earlier=provision, later__in=seen) | Q(later=provision, earlier__in=seen),
            Q(in_draft__isnull=True) | Q(in_draft__in=among),
        )
    return view_edges(edges)


def lineage_between(earlier: Draft, later: Draft) -> tuple[LineageView, ...]:
    """The edges from provisions of one draft to provisions of another's document that one of
    the two states, or that belong to no draft, oldest first. What a third draft states may not
    be for everybody who sees these two, and their comparison is one for all. One query."""
    edges = edges_that_hold().filter(
        Q(in_draft__isnull=True) | Q(in_draft__in=[earlier, later]),
        earlier__in=Wording.objects.filter(draft=earlier).values("provision"),
        later__document=later.document_id,
    )
    return view_edges(edges)


def view_edges(edges: QuerySet[Lineage]) -> tuple[LineageView, ...]:
    """The edges as values."""
    return tuple(
        LineageView(
            id=edge.id,
            earlier=edge.earlier.public_id,
            later=edge.later.public_id,
            kind=Lineage.Kind(edge.kind),
            basis=Lineage.Basis(edge.basis),
            certainty=edge.certainty,
            note=edge.note,
        )
        for edge in edges.select_related("earlier", "later").order_by("id")
    )


def life_of(provision: Provision, *, among: QuerySet[Draft] | None = None) -> tuple[LifeStep, ...]:
    """The wordings of a provision in order of issue, each language by itself; with ``among``,
    those in these drafts only. One query."""
    wordings = Wording.objects.filter(provision=provision).select_related("draft")
    if among is not None:
        wordings = wordings.filter(draft__in=among)
    steps: list[LifeStep] = []
    before: dict[str, str] = {}
    for wording in wordings.order_by("draft__language", "draft__number"):
        language = wording.draft.language
        is_changed = before.get(language, wording.text_hash) != wording.text_hash
        steps.append(_step(wording, is_changed=is_changed))
        if wording.coverage != Wording.Coverage.NONE or Kind(wording.kind) in HEADINGS:
            before[language] = wording.text_hash
    return tuple(steps)


def _step(wording: Wording, *, is_changed: bool) -> LifeStep:
    draft = wording.draft
    is_held = wording.coverage != Wording.Coverage.NONE
    return LifeStep(
        draft_id=draft.id,
        draft=draft.public_id,
        draft_name=str(draft),
        number=draft.number,
        language=draft.language,
        issued_on=draft.issued_on,
        issued_as=draft.issued_as,
        wording_id=wording.id,
        kind=Kind(wording.kind),
        label=wording.label,
        heading=wording.heading,
        text=wording.text,
        coverage=Wording.Coverage(wording.coverage),
        disposition=Wording.Disposition(wording.disposition),
        is_changed=is_changed and is_held,
    )


def traces_of(edit: Edit) -> QuerySet[Lineage]:
    """The edges that an edit stated, or took back, in their order. One query."""
    return Lineage.objects.filter(ref__startswith=trace_prefix(edit)).order_by("id")


def trace_prefix(edit: Edit) -> str:
    """How the ``ref`` of each of them begins."""
    return f"edit/{edit.draft.public_id}/{edit.number}/"
