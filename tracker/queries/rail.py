"""Which texts of a document there are, and which meetings dealt with it: two rails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from documents.models import Draft
from negotiation.models import Meeting, Tabling
from negotiation.queries import meetings_of, visible_drafts
from tracker.queries.moment import Moment, Reader


@dataclass(frozen=True, slots=True)
class Stop:
    """One column of the rails: the texts of a moment above, its meeting below."""

    drafts: tuple[Draft, ...]
    meeting: Meeting | None
    has_text: bool


def rail(moment: Moment, user: Reader) -> tuple[Stop, ...]:
    """The drafts of a document and the meetings at which something of it is recorded, in the
    order of time. A draft of no meeting has a column of its own, behind the drafts before it."""
    drafts = list(visible_drafts(user).filter(document=moment.document).order_by("number"))
    home = _meeting_by_draft(drafts)
    at: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.id in home:
            at.setdefault(home[draft.id].id, []).append(draft)
    recorded = {meeting.id: meeting for meeting in meetings_of(moment.document, user)}
    recorded |= {meeting.id: meeting for meeting in home.values()}
    columns: list[tuple[tuple[Draft, ...], Meeting | None]] = [
        (tuple(at.get(meeting.id, ())), meeting)
        for meeting in sorted(
            recorded.values(), key=lambda one: (one.starts_on, one.ends_on, one.id)
        )
    ]
    for draft in drafts:
        if draft.id not in home:
            columns.insert(_behind_the_earlier(columns, draft), ((draft,), None))
    stops = []
    has_text = False
    for held, meeting in columns:
        has_text = has_text or bool(held)
        stops.append(Stop(held, meeting, has_text))
    return tuple(stops)


def _behind_the_earlier(
    columns: Sequence[tuple[tuple[Draft, ...], Meeting | None]], draft: Draft
) -> int:
    """The place behind the last column with a draft issued before this one, else the first."""
    return max(
        (
            place
            for place, (held, _) in enumerate(columns, start=1)
            if any(one.number < draft.number for one in held)
        ),
        default=0,
    )


def _meeting_by_draft(drafts: list[Draft]) -> dict[int, Meeting]:
    """By draft id the meeting it is the result of, else the first it is at; one query."""
    found: dict[int, Meeting] = {}
    tablings = Tabling.objects.filter(draft__in=drafts).select_related("meeting")
    for tabling in tablings.order_by("meeting__starts_on", "id"):
        if tabling.as_a == Tabling.AsA.RESULT:
            found[tabling.draft_id] = tabling.meeting
        else:
            found.setdefault(tabling.draft_id, tabling.meeting)
    return found
