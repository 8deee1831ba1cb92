"""The links of a comparison as the secretariat sees them: what people said of them, and what
else a provision could be."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from documents.models import Comparison, Draft, Lineage, Provision, Wording
from documents.queries.drafts import in_reading_order
from documents.queries.lineage import edges_that_hold
from negotiation.actions.links import BECOMES
from negotiation.models import Process
from negotiation.policies import Act, may
from tracker.queries.moment import Reader
from tracker.queries.places import Place, path_to, process_of
from tracker.queries.totals import title_of


@dataclass(frozen=True, slots=True)
class Said:
    """A person's word on two provisions; ``id`` is the row that can be taken back."""

    id: int
    earlier: str
    kind: str
    later: str
    by: str
    edge: Lineage


@dataclass(frozen=True, slots=True)
class Choice:
    """A provision that one may choose."""

    id: str
    title: str
    depth: int


@dataclass(frozen=True, slots=True)
class LinkPage:
    """One provision of a comparison, what it is linked with now, and what else it could be.
    ``is_earlier`` says on which side it stands."""

    path: tuple[Place, ...]
    process: Process | None
    comparison: Comparison
    earlier: Draft
    later: Draft
    provision: Choice
    words: str
    is_earlier: bool
    partners: tuple[Choice, ...]
    choices: tuple[Choice, ...]
    kinds: tuple[tuple[str, str], ...]

    @property
    def document(self) -> object:
        """The document of whose pages this is one."""
        return self.later.document

    @property
    def partner_ids(self) -> str:
        """The public ids of what it is linked with, for a form."""
        return ",".join(one.id for one in self.partners)


def may_correct(comparison: Comparison, user: Reader) -> bool:
    """Whether the user may speak of the links between two drafts."""
    documents = {comparison.earlier.document, comparison.later.document}
    processes = {process_of(document) for document in documents}
    return all(process is not None and may(user, Act.EDIT, process) for process in processes)


def said_of(comparison: Comparison) -> tuple[Said, ...]:
    """What people said of links between two drafts, the first first. Three queries."""
    edges = list(
        edges_that_hold()
        .filter(
            basis=Lineage.Basis.PERSON,
            earlier__wordings__draft=comparison.earlier_id,
            later__wordings__draft=comparison.later_id,
        )
        .select_related("by", "earlier", "later")
        .order_by("id")
    )
    if not edges:
        return ()
    before = {one.id: one for one in _choices(comparison.earlier)}
    after = {one.id: one for one in _choices(comparison.later)}
    return tuple(
        Said(
            id=edge.pk,
            earlier=before[edge.earlier.public_id].title,
            kind=edge.get_kind_display(),
            later=after[edge.later.public_id].title,
            by=edge.by.get_username(),
            edge=edge,
        )
        for edge in edges
    )


def link_page(comparison: Comparison, public_id: str, side: str) -> LinkPage:
    """The page on which a provision of the ``side`` "earlier" or "later" gets its partner.

    :raises Http404: when it stands in no such draft.
    """
    is_earlier = side == "earlier"
    earlier, later = comparison.earlier, comparison.later
    here, there = (earlier, later) if is_earlier else (later, earlier)
    wording = Wording.objects.filter(draft=here, provision__public_id=public_id).first()
    if wording is None:
        raise Http404(_("There is no provision “%(name)s” in this draft.") % {"name": public_id})
    choices = _choices(there)
    linked = {
        found
        for change in comparison.changes.filter(sides__wording=wording).prefetch_related(
            "sides__wording__provision"
        )
        for row in change.sides.all()
        if row.side != side
        for found in (row.wording.provision.public_id,)
    }
    process = process_of(later.document)
    return LinkPage(
        path=path_to(process, later.document, _("Correct a link")),
        process=process,
        comparison=comparison,
        earlier=earlier,
        later=later,
        provision=next(one for one in _choices(here) if one.id == public_id),
        words=wording.words,
        is_earlier=is_earlier,
        partners=tuple(one for one in choices if one.id in linked),
        choices=choices,
        kinds=tuple((kind.value, str(kind.label)) for kind in BECOMES),
    )


def provisions_named(public_ids: frozenset[str]) -> list[Provision]:
    """The provisions of these public ids.

    :raises Http404: when one of them is not there.
    """
    found = Provision.objects.select_related("document").filter(public_id__in=public_ids)
    provisions = list(found.order_by("pk"))
    if len(provisions) != len(public_ids):
        raise Http404(_("One of these provisions is not there."))
    return provisions


def _choices(draft: Draft) -> tuple[Choice, ...]:
    """All provisions of a draft in reading order. One query."""
    wordings = Wording.objects.filter(draft=draft).select_related("provision")
    return tuple(
        Choice(
            id=wording.provision.public_id,
            title=title_of(
                label=wording.label,
                number=wording.number,
                heading=wording.heading,
                text=wording.text,
            ),
            depth=depth,
        )
        for wording, depth in in_reading_order(wordings.order_by("rank", "id"))
    )
