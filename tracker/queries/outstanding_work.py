"""What was given out on open provisions, and which body has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from documents.models import Document
from negotiation.models import Decision
from tracker.queries.moment import Reader
from tracker.queries.sent import visible_assignments


@dataclass(frozen=True, slots=True)
class Work:
    """Work given out on a provision: to whom, in which small group, and until when."""

    does: str
    text: str
    holder: str
    is_inferred: bool
    small_group: str
    due_on: date | None
    meeting: str


def work_on(document: Document, user: Reader) -> dict[str, tuple[Work, ...]]:
    """By public id what was given out on the provisions of a document: of the last meeting that
    gave out something on them. Two queries."""
    given = visible_assignments(user).filter(
        meeting__process__mandates__document=document, provisions__document=document
    )
    found: dict[str, list[tuple[int, Work]]] = {}
    for one in given.distinct():
        work = Work(
            does=one.get_does_display(),
            text=one.text,
            holder=one.holder.name if one.holder else "",
            is_inferred=one.holder_inferred,
            small_group=one.small_group,
            due_on=one.due_on,
            meeting=one.meeting.short_title,
        )
        for provision in one.provisions.all():
            found.setdefault(provision.public_id, []).append((one.meeting_id, work))
    return {
        public_id: tuple(work for meeting, work in ones if meeting == ones[-1][0])
        for public_id, ones in found.items()
    }


def bodies_of(decisions: Iterable[int | None]) -> dict[int, str]:
    """By decision the body that took it. One query."""
    keys = [pk for pk in decisions if pk is not None]
    taken = Decision.objects.filter(pk__in=keys, body__isnull=False)
    return dict(taken.values_list("pk", "body__name"))
