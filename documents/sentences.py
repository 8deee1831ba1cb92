"""What the text engine points out, doubts or refuses, in whole sentences: it gives codes."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bracketed.model import Doubt, DoubtKind, NotThere, ProblemKind, Reason

_PROBLEMS: Final[dict[ProblemKind, Promise]] = {
    ProblemKind.UNCLOSED: _("This bracket is opened and never closed."),
    ProblemKind.UNOPENED: _("This bracket is closed and was never opened."),
    ProblemKind.EMPTY: _("Nothing stands between these brackets."),
    ProblemKind.LOST_REDLINE: _("A deletion and an insertion seem to have run together here."),
    ProblemKind.LABEL_CONTRADICTION: _(
        "This label names other paragraphs than are printed under it."
    ),
}
_DETAILED: Final[dict[ProblemKind, Promise]] = {
    ProblemKind.LOST_REDLINE: _(
        "A deletion and an insertion seem to have run together here: %(detail)s."
    ),
    ProblemKind.LABEL_CONTRADICTION: _(
        "This label names other paragraphs than are printed under it: %(detail)s."
    ),
}
_DOUBTS: Final[dict[DoubtKind, Promise]] = {
    DoubtKind.TITLE: _("Read as the title of the text."),
    DoubtKind.HEADING: _("Read as a heading: heading or paragraph?"),
    DoubtKind.NUMBERED_HEADING: _("“%(detail)s” is read as a heading, not as a paragraph."),
    DoubtKind.NAMES_SEVERAL: _(
        "Names several paragraphs: read as a heading over those that follow."
    ),
    DoubtKind.COUNTED_ALTERNATIVE: _("“%(detail)s”: an alternative, or a paragraph?"),
    DoubtKind.NUMBER_LOST: _("“%(detail)s” is printed again and again: numbered in reading order."),
    DoubtKind.BRACKETED_LINE: _("A bracketed line of its own: addition, alternative or paragraph?"),
    DoubtKind.GOES_ON: _(
        "No number is printed: a provision of its own, or the one before it going on?"
    ),
    DoubtKind.OF_WHICH: _("An alternative: to which paragraph?"),
    DoubtKind.WITHOUT_NUMBER: _("An alternative without a number: whose?"),
    DoubtKind.LETTERS: _("What stands before it is read as letters and page headings."),
    DoubtKind.RAGGED_TABLE: _("A table has cells left over after its last whole row."),
    DoubtKind.CELL_BY_LINES: _("The lines of the cell are counted off to the lines."),
    DoubtKind.CELL_COUNTED: _("The cell is counted off to this line."),
    DoubtKind.CELL_OF_SEVERAL: _("The cell stands beside several provisions."),
}
_REFUSALS: Final[dict[Reason, Promise]] = {
    Reason.NO_WORDS_OFFERED: _("An alternative needs words."),
    Reason.UNBALANCED: _("The brackets of the new words do not balance."),
    Reason.NO_PARTY: _(
        "“%(detail)s” is not read as a party: give a country, a group, or its two or three"
        " capitals."
    ),
    Reason.NO_WORDS: _("There are no words at this place."),
    Reason.ONLY_SPACES: _("There are only spaces."),
    Reason.CROSSES: _("A bracket begins or ends inside these words and not with them."),
    Reason.CUTS_A_WORD: _("This would cut the word “%(detail)s”."),
    Reason.NO_BRACKET: _("There is no bracket around this place."),
    Reason.NO_ALTERNATIVES: _("No alternatives compete at this place."),
    Reason.SLASH: _("A slash joins single words; put the choice in brackets."),
}


def say_problem(kind: ProblemKind, detail: str = "") -> str:
    """What a careful reader would point out."""
    if detail and kind in _DETAILED:
        return str(_DETAILED[kind] % {"detail": detail})
    return str(_PROBLEMS[kind])


def say_doubt(doubt: Doubt) -> str:
    """What a person should confirm, and why."""
    return str(_DOUBTS[doubt.kind] % {"detail": doubt.detail})


def say_refusal(refusal: NotThere) -> str:
    """Why an operation on brackets cannot be done at that place."""
    return str(_REFUSALS[refusal.reason] % {"detail": refusal.detail})
