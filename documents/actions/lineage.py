"""Where words went: edges said by the record or by a person, kept for ever."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from documents.actions.asking import restart_comparisons
from documents.models import Draft, Lineage, Passage, Provision
from documents.plans import LineagePlan
from documents.refusals import Unfit


@transaction.atomic
def state_lineage(
    *,
    earlier: Provision,
    later: Provision,
    kind: Lineage.Kind,
    basis: Lineage.Basis,
    by: User,
    at: datetime,
    certainty: float | None = None,
    in_draft: Draft | None = None,
    passage: Passage | None = None,
    note: str = "",
    ref: str | None = None,
) -> Lineage:
    """Record that the earlier provision went to the later one; comparisons that see both are
    computed again. The same ``ref`` twice gives the first row.

    :raises Unfit: when both are the same provision.
    """
    if earlier == later:
        raise Unfit(_("A provision has no lineage with itself."))
    if ref is not None and (known := Lineage.objects.filter(ref=ref).first()):
        return known
    edge = Lineage.objects.create(
        earlier=earlier,
        later=later,
        kind=kind,
        basis=basis,
        certainty=certainty,
        in_draft=in_draft,
        passage=passage,
        note=note,
        ref=ref,
        by=by,
        at=at,
    )
    restart_comparisons(edge)
    return edge


@transaction.atomic
def retract_lineage(
    edge: Lineage, *, by: User, at: datetime, note: str = "", ref: str | None = None
) -> Lineage:
    """Record that the edge does not hold: a further row, since nothing is deleted. A second
    retraction gives the first.

    :raises Unfit: when the edge is a retraction itself.
    """
    if edge.retracts_id is not None:
        raise Unfit(_("A retraction is not retracted; state the lineage anew."))
    if known := Lineage.objects.filter(retracts=edge).first():
        return known
    retraction = Lineage.objects.create(
        earlier=edge.earlier,
        later=edge.later,
        kind=edge.kind,
        basis=Lineage.Basis.PERSON,
        retracts=edge,
        note=note,
        ref=ref,
        by=by,
        at=at,
    )
    restart_comparisons(edge)
    return retraction


def write_lineage(
    plans: Iterable[LineagePlan],
    provisions: Mapping[str, Provision],
    *,
    in_draft: Draft,
    by: User,
    at: datetime,
) -> None:
    """Write the edges of a plan; ``provisions`` gives those that are named by a key."""
    for plan in plans:
        state_lineage(
            earlier=_end(plan.earlier, provisions),
            later=_end(plan.later, provisions),
            kind=plan.kind,
            basis=plan.basis,
            certainty=plan.certainty,
            in_draft=in_draft,
            note=plan.note,
            ref=plan.ref,
            by=by,
            at=at,
        )


def _end(end: str | Provision, provisions: Mapping[str, Provision]) -> Provision:
    return provisions[end] if isinstance(end, str) else end
