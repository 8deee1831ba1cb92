"""What happens becomes notifications: one for each person and event."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from negotiation.models import Event, Process
from tracker.catching_up import follower
from tracker.following.matching import concerned
from tracker.models import Notification


@follower("following")
def notify(process: Process, events: Sequence[Event]) -> None:
    """Note for each person what they are to be told. The rows are written in one transaction
    with the follower's place, and there is one for a person and an event: whatever is killed
    meanwhile, everybody is told once."""
    now = timezone.now()
    rows: dict[tuple[int, int], Notification] = {}
    for event, watch in concerned(process, events):
        row = Notification(person=watch.person, event=event, watch=watch, at=now)
        rows.setdefault((watch.person_id, event.pk), row)
    Notification.objects.bulk_create(rows.values(), batch_size=500, ignore_conflicts=True)
