"""Labels as they would be if the rolling text were counted anew."""

from __future__ import annotations

from bracketed.model import HEADINGS, Role
from documents.editing.labels import Labelled, label_after, plan_labels
from documents.editing.outcomes import Relabelled
from documents.models import LIVE, Draft, Provision, Wording
from documents.queries.drafts import in_reading_order


def next_label(draft: Draft, after: Provision | None) -> str:
    """The label of what is put after a provision without counting anew: ``21 bis``, ``21
    ter``, …; empty where that has no number. Two queries."""
    if after is None:
        return ""
    before = Wording.objects.filter(draft=draft, provision=after).first()
    if before is None:
        return ""
    siblings = Wording.objects.filter(draft=draft, parent=before.parent_id)
    return label_after(before.label, set(siblings.values_list("number", flat=True)))


def new_labels(draft: Draft) -> tuple[Relabelled, ...]:
    """The provisions whose labels would change if the text were counted anew, in reading
    order: the concordance to look at before that is done. Alternatives keep theirs. One
    query."""
    rows = Wording.objects.filter(draft=draft, disposition__in=LIVE).select_related("provision")
    counted = []
    competing: set[int] = set()
    ordered = [row for row, _ in in_reading_order(rows.order_by("rank", "id"))]
    names = {row.provision_id: row.provision.public_id for row in ordered}
    for row in ordered:
        if row.role != Role.TEXT or row.parent_id in competing:
            competing.add(row.provision_id)
            continue
        parent = names.get(row.parent_id) if row.parent_id else None
        is_heading = row.kind in HEADINGS
        counted.append(Labelled(row.provision.public_id, parent, row.label, is_heading))
    before = {one.id: one.label for one in counted}
    return tuple(
        Relabelled(public_id, before[public_id], label)
        for public_id, label in plan_labels(counted)
        if before[public_id] != label
    )
