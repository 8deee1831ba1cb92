"""How much of each document is agreed, as of the last meeting that recorded something."""

from __future__ import annotations

from collections.abc import Sequence

from documents.models import Document
from negotiation.models import Meeting
from negotiation.queries import matrices
from tracker.queries.moment import Reader
from tracker.queries.signs import Tally, tally


def tallies_of(
    documents: Sequence[Document], user: Reader
) -> dict[int, tuple[Tally, Meeting | None]]:
    """By document (primary key) its tally and the meeting as of which it holds, in a constant
    number of queries."""
    found: dict[int, tuple[Tally, Meeting | None]] = {}
    for pk, record in matrices(documents, user).items():
        counted = [one for one in record.meetings if one.slug in record.counts]
        if counted:
            found[pk] = (tally(record.counts[counted[-1].slug]), counted[-1])
    return found
