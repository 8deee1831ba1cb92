"""The secretariat's desk: every write of a rolling text, by who may, in one order with all else
that happens in the process, announced."""

from negotiation.actions.desk.presence import (
    At,
    hold_screen,
    lease,
    leave,
    release_screen,
    turn_screen,
)
from negotiation.actions.desk.provisions import (
    choose_alternative,
    insert,
    merge,
    move,
    relabel,
    restore,
    split,
    turn_into_alternative,
    withdraw,
)
from negotiation.actions.desk.rolling import issue_rolling, open_rolling
from negotiation.actions.desk.taking_back import take_back
from negotiation.actions.desk.wordings import restore_text, save_wording, undo_edit

__all__ = [
    "At",
    "choose_alternative",
    "hold_screen",
    "insert",
    "issue_rolling",
    "lease",
    "leave",
    "merge",
    "move",
    "open_rolling",
    "relabel",
    "release_screen",
    "restore",
    "restore_text",
    "save_wording",
    "split",
    "take_back",
    "turn_into_alternative",
    "turn_screen",
    "undo_edit",
    "withdraw",
]
