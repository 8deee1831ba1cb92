"""Several provisions to be made one: their words one after another, for a person to edit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from documents.models import LIVE, Document, Provision, Wording
from tracker.queries.desk.door import Desk, text_at
from tracker.queries.desk.history import name_of_wording
from tracker.queries.desk.said import Said
from tracker.queries.places import Place, path_to
from tracker.queries.written import written


@dataclass(frozen=True, slots=True)
class Part:
    """A provision that is to be a part of the one, with the version that is read."""

    id: str
    name: str
    version: int
    words: SafeString


@dataclass(frozen=True, slots=True)
class MergePage:
    """The parts in their order, and their words together, or those that were typed before it was
    refused; the first one stays."""

    path: tuple[Place, ...]
    desk: Desk
    document: Document
    at: str
    parts: tuple[Part, ...]
    text: str
    said: Said


def merge_page(
    desk: Desk, here: Wording, others: Sequence[Provision], said: Said | None = None
) -> MergePage:
    """The page on which provisions are made one; without others the one that follows."""
    rows = Wording.objects.filter(draft=text_at(desk), disposition__in=LIVE)
    wanted = [one.pk for one in others]
    if not wanted:
        beside = rows.filter(parent=here.parent_id, role=here.role, rank__gt=here.rank)
        wanted = list(beside.order_by("rank").values_list("provision", flat=True)[:1])
    found = rows.filter(provision__in=[here.provision_id, *wanted]).select_related("provision")
    ordered = sorted(found, key=lambda row: (row.parent_id != here.parent_id, row.rank))
    return MergePage(
        path=path_to(desk.process, desk.document, _("Merge")),
        desk=desk,
        document=desk.document,
        at=here.provision.public_id,
        parts=tuple(
            Part(row.provision.public_id, name_of_wording(row), row.version, written(row.words))
            for row in ordered
        ),
        text=said.sent.get("text", "") if said else " ".join(_words(ordered)),
        said=said or Said(),
    )


def _words(rows: Iterable[Wording]) -> Iterable[str]:
    return (row.words for row in rows if row.words)
