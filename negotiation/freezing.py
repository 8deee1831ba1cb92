"""What is frozen in this room: decisions, publications and positions, always. And a closed
meeting takes no decision any more that is not marked as coming from the record."""

from __future__ import annotations

from documents.freezing import Event, Guard, append_only
from negotiation.models import Decision, Meeting, Position, Publication
from negotiation.rules import PASSES_A_CLOSED_MEETING

_CLOSED = "the meeting is closed; add a late record or decide at an open one"


def room_guards() -> tuple[Guard, ...]:
    """The guards of the negotiation room."""
    record = ", ".join(f"'{basis.value}'" for basis in sorted(PASSES_A_CLOSED_MEETING))
    return (
        *append_only(Decision, Decision.exceptions.through, Publication, Position),
        Guard(
            Decision._meta.db_table,
            Event.INSERT,
            _CLOSED,
            f"NEW.basis NOT IN ({record}) AND {_is_closed('NEW.meeting_id')}",
        ),
    )


def _is_closed(meeting: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {Meeting._meta.db_table} AS closed"  # noqa: S608 - our own names
        f" WHERE closed.id = {meeting} AND closed.state = '{Meeting.State.CLOSED}')"
    )
