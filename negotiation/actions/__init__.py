"""Every write of a negotiation: a sentence with its actor, refused by role or by state."""

from negotiation.actions.assignments import assign
from negotiation.actions.calendar import (
    add_body,
    add_meeting,
    add_phase,
    close_meeting,
    open_meeting,
    open_process,
    record_outcome,
)
from negotiation.actions.decisions import decide
from negotiation.actions.links import confirm_link, correct_link, part_link, take_back_link
from negotiation.actions.people import add_party, enrol, name_officer
from negotiation.actions.proposals import propose, submit, take_position
from negotiation.actions.texts import (
    ask_comparison,
    cancel_comparison,
    import_draft,
    open_document,
    publish,
    record_passage,
    record_source,
    retract_lineage,
    state_lineage,
)

__all__ = [
    "add_body",
    "add_meeting",
    "add_party",
    "add_phase",
    "ask_comparison",
    "assign",
    "cancel_comparison",
    "close_meeting",
    "confirm_link",
    "correct_link",
    "decide",
    "enrol",
    "import_draft",
    "name_officer",
    "open_document",
    "open_meeting",
    "open_process",
    "part_link",
    "propose",
    "publish",
    "record_outcome",
    "record_passage",
    "record_source",
    "retract_lineage",
    "state_lineage",
    "submit",
    "take_back_link",
    "take_position",
]
