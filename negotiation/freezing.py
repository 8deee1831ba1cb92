"""What is frozen in this room: decisions with their exceptions, publications, positions and
events, always. A closed meeting takes no decision any more that is not marked as coming from the
record, and no change of the text on its table; and the head of the record only moves on."""

from __future__ import annotations

from documents.freezing import Event as On
from documents.freezing import Guard, append_only
from documents.models import Edit
from negotiation.models import Decision, Event, Meeting, Position, Process, Publication, Tabling
from negotiation.rules import PASSES_A_CLOSED_MEETING

_EXCEPTIONS = Decision.exceptions.through
_COUNTED = "a decision keeps the exceptions it was taken with; add a further one"
_CLOSED = "the meeting is closed; add a late record or decide at an open one"
_TABLE_CLOSED = "the meeting of this text is closed; issue it and open a further draft"
_MOVES_ON = "the head of the record only moves on"


def room_guards() -> tuple[Guard, ...]:
    """The guards of the negotiation room."""
    record = ", ".join(f"'{basis.value}'" for basis in sorted(PASSES_A_CLOSED_MEETING))
    meeting = f"COALESCE(NEW.meeting_id, {_meeting_of('NEW.draft_id')})"
    return (
        *append_only(Decision, _EXCEPTIONS, Publication, Position, Event),
        Guard(_EXCEPTIONS._meta.db_table, On.INSERT, _COUNTED, _has_all_exceptions()),
        Guard(
            Decision._meta.db_table,
            On.INSERT,
            _CLOSED,
            f"NEW.basis NOT IN ({record}) AND {_is_closed(meeting)}",
        ),
        Guard(
            Edit._meta.db_table, On.INSERT, _TABLE_CLOSED, _is_closed(_meeting_of("NEW.draft_id"))
        ),
        Guard(
            Process._meta.db_table,
            On.UPDATE,
            _MOVES_ON,
            "NEW.head_seq < OLD.head_seq OR (NEW.head_seq = OLD.head_seq"
            " AND NEW.head_hash {differs} OLD.head_hash)",
        ),
    )


def _has_all_exceptions() -> str:
    there = "there.decision_id = NEW.decision_id"
    return (
        f"(SELECT COUNT(*) FROM {_EXCEPTIONS._meta.db_table} AS there WHERE {there})"  # noqa: S608
        f" >= (SELECT taken.excepts FROM {Decision._meta.db_table} AS taken"
        " WHERE taken.id = NEW.decision_id)"
    )


def _meeting_of(draft: str) -> str:
    """The meeting in whose column a draft stands, as ``queries.texts.tabling_order`` has it."""
    order = " ".join(
        f"WHEN '{as_a}' THEN {place}"
        for place, as_a in enumerate((Tabling.AsA.RESULT, Tabling.AsA.TABLED))
    )
    return (
        f"(SELECT brought.meeting_id FROM {Tabling._meta.db_table} AS brought"  # noqa: S608
        f" JOIN {Meeting._meta.db_table} AS held ON held.id = brought.meeting_id"
        f" WHERE brought.draft_id = {draft} ORDER BY CASE brought.as_a {order} ELSE 2 END,"
        " held.starts_on, held.ends_on, held.id LIMIT 1)"
    )


def _is_closed(meeting: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {Meeting._meta.db_table} AS closed"  # noqa: S608 - our own names
        f" WHERE closed.id = {meeting} AND closed.state = '{Meeting.State.CLOSED}')"
    )
