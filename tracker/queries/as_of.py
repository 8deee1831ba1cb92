"""The day up to which the statuses on a page hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime

from negotiation.queries import meeting_of
from tracker.queries.moment import Moment


@dataclass(frozen=True, slots=True)
class AsOf:
    """A day, and what the record says with it ("COB"); no day where none is known."""

    day: date | None
    note: str


def as_of(moment: Moment) -> AsOf:
    """Of a time the time; of a draft at its own meeting what the draft says; else the last day
    of the meeting. One query at most."""
    if moment.time is not None:
        time = localtime(moment.time)
        return AsOf(time.date(), time.strftime("%H:%M %Z"))
    draft, meeting = moment.draft, moment.meeting
    if draft.as_of is not None and (meeting is None or meeting == meeting_of(draft)):
        return AsOf(draft.as_of, draft.as_of_note)
    return AsOf(meeting.ends_on if meeting else None, "")
