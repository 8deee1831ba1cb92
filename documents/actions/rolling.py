"""The rolling text: opened from an issued draft, and issued again."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from documents.actions.readings import derive
from documents.models import Document, Draft, Wording
from documents.plans import rank_at
from documents.queries.drafts import in_reading_order
from documents.refusals import NotEditable


@transaction.atomic
def open_rolling(follows: Draft, *, title: str, by: User, at: datetime) -> Draft:
    """A rolling draft with the words of an issued one: the same provisions, what lives of
    them. Nothing is printed yet, so marks and what stands between the provisions stay behind.

    :raises NotEditable: when the draft is not issued, its text is not held, or a rolling text
        of the document is open already.
    """
    Document.objects.select_for_update().get(id=follows.document_id)
    follows = Draft.objects.select_for_update().get(id=follows.id)
    if follows.state != Draft.State.ISSUED or follows.extent == Draft.Extent.OUTLINE:
        raise NotEditable(
            _(
                "A rolling text is opened from an issued draft whose text is held; "
                "“%(draft)s” is not."
            )
            % {"draft": follows}
        )
    same = Draft.objects.filter(document=follows.document_id, language=follows.language)
    if (rolling := same.filter(state=Draft.State.ROLLING).first()) is not None:
        raise NotEditable(
            _("“%(draft)s” is open already; issue it before you open another.") % {"draft": rolling}
        )
    last = same.aggregate(last=Max("number"))["last"]
    draft = Draft.objects.create(
        document_id=follows.document_id,
        number=last + 1,
        language=follows.language,
        follows=follows,
        title=title,
        extent=follows.extent,
        state=Draft.State.ROLLING,
        written_by=by,
        written_at=at,
    )
    Wording.objects.bulk_create(_copies(follows, draft), batch_size=500)
    derive(draft)
    return draft


def _copies(follows: Draft, draft: Draft) -> list[Wording]:
    """The live wordings as rows of the new draft, siblings ranked anew."""
    rows = Wording.objects.filter(draft=follows).order_by("rank", "id")
    live: set[int] = set()
    places: dict[int | None, int] = {}
    copies = []
    present = set(rows.values_list("provision_id", flat=True))
    for row, _depth in in_reading_order(rows):
        parent = row.parent_id if row.parent_id in present else None
        if not row.is_live or (parent is not None and parent not in live):
            continue
        live.add(row.provision_id)
        place = places.get(parent, 0)
        places[parent] = place + 1
        copies.append(_copy(row, draft, parent, rank_at(place)))
    return copies


def _copy(row: Wording, draft: Draft, parent: int | None, rank: str) -> Wording:
    return Wording(
        draft=draft,
        provision_id=row.provision_id,
        parent_id=parent,
        rank=rank,
        kind=row.kind,
        role=row.role,
        label=row.label,
        number=row.number,
        code=row.code,
        heading=row.heading,
        symbol=row.symbol,
        coverage=row.coverage,
        disposition=row.disposition,
        text=row.text,
        text_hash=row.text_hash,
    )
