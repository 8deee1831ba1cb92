"""Several provisions to be made one: their words one after another, for a person to edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from documents.models import Document, Provision, Wording
from tracker.queries.desk.door import Desk, text_at
from tracker.queries.desk.history import name_of_wording
from tracker.queries.places import Place, path_to


@dataclass(frozen=True, slots=True)
class Part:
    """A provision that is to be a part of the one, with the version that is read."""

    id: str
    name: str
    version: int


@dataclass(frozen=True, slots=True)
class MergePage:
    """The parts in their order, and their words together; the first one stays."""

    path: tuple[Place, ...]
    desk: Desk
    document: Document
    at: str
    parts: tuple[Part, ...]
    text: str


def merge_page(desk: Desk, here: Wording, others: Sequence[Provision]) -> MergePage:
    """The page on which provisions are made one; without others the one that follows."""
    rows = Wording.objects.filter(draft=text_at(desk), disposition__in=("live", "alternative"))
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
            Part(row.provision.public_id, name_of_wording(row), row.version) for row in ordered
        ),
        text=" ".join(row.words for row in ordered if row.words),
    )
