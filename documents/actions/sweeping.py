"""What nobody asked for and must be done: work left over, and what an older engine read."""

from __future__ import annotations

from django.db import transaction

from bracketed import ENGINE
from documents.actions.comparisons import sweep_comparisons
from documents.actions.readings import derive
from documents.models import Draft

#: How many drafts one sweep reads anew, so that it leaves room for questions.
AT_ONCE = 20


def sweep(*, alone: bool = False) -> None:
    """Read drafts again whose brackets an older engine found; then take up comparisons.

    :param alone: nobody else works on this database, and this worker has only begun.
    """
    outdated = Draft.objects.exclude(engine=ENGINE).order_by("id")
    for draft_id in outdated.values_list("id", flat=True)[:AT_ONCE]:
        _refresh(draft_id)
    sweep_comparisons(alone=alone)


@transaction.atomic
def _refresh(draft_id: int) -> None:
    draft = Draft.objects.select_for_update().exclude(engine=ENGINE).filter(id=draft_id).first()
    if draft is not None:
        derive(draft)
