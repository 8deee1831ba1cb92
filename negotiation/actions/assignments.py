"""Work given out at a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from documents.models import Passage, Provision
from negotiation.models import Assignment, Meeting, Party
from negotiation.policies import Act, Refused, require


@transaction.atomic
def assign(
    meeting: Meeting,
    *,
    number: int,
    does: Assignment.Does,
    text: str,
    provisions: Iterable[Provision],
    result: Provision | None = None,
    holder: Party | None = None,
    holder_inferred: bool = False,
    due_on: date | None = None,
    contradiction: str = "",
    passage: Passage | None = None,
    ref: str | None = None,
    by: User,
) -> Assignment:
    """Record who redrafts, combines or replaces what, and until when. The same ``ref``, or
    number at the meeting, gives the first.

    :raises Forbidden: for anybody but the secretariat.
    :raises Refused: when that ``ref`` is work on other provisions, or of another meeting.
    """
    require(by, Act.RECORD, meeting.process)
    provisions = set(provisions)
    if ref is not None and (known := Assignment.objects.filter(ref=ref).first()):
        if known.meeting != meeting or set(known.provisions.all()) != provisions:
            raise Refused(f"“{ref}” is work on something else, or of another meeting.")
        return known
    assignment, is_new = Assignment.objects.get_or_create(
        meeting=meeting,
        number=number,
        defaults={
            "does": does,
            "text": text,
            "result": result,
            "holder": holder,
            "holder_inferred": holder_inferred,
            "due_on": due_on,
            "contradiction": contradiction,
            "passage": passage,
            "ref": ref,
        },
    )
    if is_new:
        assignment.provisions.set(provisions)
    return assignment
