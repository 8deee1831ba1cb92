"""The drafts of a manifest, brought in one after another."""

from __future__ import annotations

from collections.abc import Iterable

from documents.models import Document, Draft, Provision
from documents.plans import WordingPlan
from documents.public_ids import public_id_for
from negotiation import actions as negotiation
from negotiation.models import Meeting, Publication, Tabling
from tracker.corpus.desk import Desk, said_by
from tracker.corpus.model import DraftEntry, Manifest
from tracker.corpus.plans import plan_draft
from tracker.corpus.refusals import BadManifest


def import_drafts(manifest: Manifest, desk: Desk) -> None:
    """Bring in the drafts, public from the start, each with the lineage stated for it.

    :raises BadManifest: when one of them is not what the manifest says.
    """
    documents = _open_documents(manifest, desk)
    known = {entry.key for entry in manifest.drafts}
    for edge in manifest.lineage:
        if edge.draft not in known:
            raise BadManifest(f"{edge.where}: there is no draft “{edge.draft}”.")
    latest: dict[str, Draft] = {}
    for entry in manifest.drafts:
        if entry.document not in documents:
            raise BadManifest(f"{entry.where}: there is no document “{entry.document}”.")
        plan = plan_draft(
            entry,
            documents[entry.document],
            latest.get(entry.document),
            [edge for edge in manifest.lineage if edge.draft == entry.key],
            desk,
        )
        with said_by(entry.where):
            latest[entry.document] = negotiation.import_draft(
                desk.process,
                plan,
                by=desk.by,
                tabled=_tablings(entry, desk),
                visibility=Publication.Visibility.PUBLIC,
                tags_by=desk.body(entry.tags_by, entry.where) if entry.tags_by else None,
            )
        desk.provisions.update(_provisions(plan.wordings))


def _open_documents(manifest: Manifest, desk: Desk) -> dict[str, Document]:
    opened = {}
    for order, entry in enumerate(manifest.documents, 1):
        with said_by(f"document {entry.slug}"):
            opened[entry.slug] = negotiation.open_document(
                desk.process,
                slug=entry.slug,
                title=entry.title,
                short_title=entry.short_title,
                order=order,
                by=desk.by,
            )
    return opened


def _tablings(entry: DraftEntry, desk: Desk) -> list[tuple[Meeting, Tabling.AsA]]:
    as_a = [(slug, Tabling.AsA.TABLED) for slug in entry.tabled]
    as_a += [(slug, Tabling.AsA.PROPOSAL) for slug in entry.proposed]
    if entry.result_of:
        as_a.append((entry.result_of, Tabling.AsA.RESULT))
    return [(desk.meeting(slug, entry.where), kind) for slug, kind in as_a]


def _provisions(plans: Iterable[WordingPlan]) -> dict[str, Provision]:
    """The provisions of a draft that was written, by the key of the manifest."""
    keys = {public_id_for(plan.key): plan.key for plan in plans}
    found = Provision.objects.filter(public_id__in=keys).select_related("document")
    return {keys[provision.public_id]: provision for provision in found}
