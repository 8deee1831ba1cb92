"""The rolling texts that a manifest leaves open, so that somebody may try the desk."""

from __future__ import annotations

from collections.abc import Iterable

from documents.models import Draft
from documents.public_ids import public_id_for
from negotiation import actions as negotiation
from negotiation.actions import desk as at_the_desk
from negotiation.models import Meeting
from tracker.corpus.desk import Desk, said_by
from tracker.corpus.model import RollingEntry
from tracker.corpus.refusals import BadManifest


def open_rolling_texts(entries: Iterable[RollingEntry], desk: Desk) -> None:
    """Open each at its meeting, which stays open; what was opened once is left as it is by now.

    :raises BadManifest: when there is no such meeting or draft, or the text may not be opened.
    """
    for entry in entries:
        meeting = desk.meeting(entry.meeting, entry.where)
        draft = Draft.objects.filter(
            public_id=public_id_for(f"draft {entry.follows}"), document__slug=entry.document
        ).first()
        if draft is None:
            raise BadManifest(f"{entry.where}: “{entry.document}” has no draft “{entry.follows}”.")
        if draft.followed_by.filter(title=entry.title, tablings__meeting=meeting).exists():
            continue
        with said_by(entry.where):
            if meeting.state == Meeting.State.PLANNED:
                meeting = negotiation.open_meeting(meeting, by=desk.by)
            at_the_desk.open_rolling(
                draft.document, follows=draft, meeting=meeting, title=entry.title, by=desk.by
            )
