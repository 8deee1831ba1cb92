"""What is frozen in this room: decisions with their exceptions, publications and positions,
always. And a closed meeting takes no decision any more that is not marked as coming from the
record."""

from __future__ import annotations

from documents.freezing import Event, Guard, append_only
from negotiation.models import Decision, Meeting, Position, Publication
from negotiation.rules import PASSES_A_CLOSED_MEETING

_EXCEPTIONS = Decision.exceptions.through
_COUNTED = "a decision keeps the exceptions it was taken with; add a further one"
_CLOSED = "the meeting is closed; add a late record or decide at an open one"


def room_guards() -> tuple[Guard, ...]:
    """The guards of the negotiation room."""
    record = ", ".join(f"'{basis.value}'" for basis in sorted(PASSES_A_CLOSED_MEETING))
    return (
        *append_only(Decision, _EXCEPTIONS, Publication, Position),
        Guard(_EXCEPTIONS._meta.db_table, Event.INSERT, _COUNTED, _has_all_exceptions()),
        Guard(
            Decision._meta.db_table,
            Event.INSERT,
            _CLOSED,
            f"NEW.basis NOT IN ({record}) AND {_is_closed('NEW.meeting_id')}",
        ),
    )


def _has_all_exceptions() -> str:
    there = "there.decision_id = NEW.decision_id"
    return (
        f"(SELECT COUNT(*) FROM {_EXCEPTIONS._meta.db_table} AS there WHERE {there})"  # noqa: S608
        f" >= (SELECT taken.excepts FROM {Decision._meta.db_table} AS taken"
        " WHERE taken.id = NEW.decision_id)"
    )


def _is_closed(meeting: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {Meeting._meta.db_table} AS closed"  # noqa: S608 - our own names
        f" WHERE closed.id = {meeting} AND closed.state = '{Meeting.State.CLOSED}')"
    )
