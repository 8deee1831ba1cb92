"""What the state of a negotiation allows: one table of rules, each a sentence when broken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from documents.lists import in_a_row
from negotiation import breaches
from negotiation.codes import READ_FROM_TEXT, Code, is_at_least, reach
from negotiation.models import Body, Decision, Meeting
from negotiation.policies import WayOut

_BASIS = Decision.Basis

#: Told by a report or a text: written down as they are, and what they break beside them.
AS_THE_RECORD_HAS_IT: Final = frozenset({_BASIS.STATED, _BASIS.TAG})
#: What a closed meeting still takes.
PASSES_A_CLOSED_MEETING: Final = AS_THE_RECORD_HAS_IT | {_BASIS.LATE_RECORD}


@dataclass(frozen=True, slots=True)
class Present:
    """The decision that holds now: which, with what code, by what body, and where from."""

    decision: int
    code: Code
    body: Body | None


@dataclass(frozen=True, slots=True)
class Intent:
    """A decision about to be recorded, and what it meets. ``disputed`` are the names of the
    provisions it would agree on while words in them stand in brackets, ``competing`` of those
    for which alternatives compete."""

    code: Code
    basis: Decision.Basis
    covers: bool = False
    has_exceptions: bool = False
    condition: str = ""
    note: str = ""
    meeting: Meeting | None = None
    body: Body | None = None
    present: Present | None = None
    reopens: int | None = None
    disputed: Sequence[str] = ()
    competing: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that an intent breaks: what is the case, and what can be done instead. ``kept`` is
    what is written beside a decision that is recorded all the same."""

    fact: str
    way_out: str = ""
    ways_out: tuple[WayOut, ...] = ()
    kept: breaches.Kept | None = None

    def __str__(self) -> str:
        return in_a_row(self.fact, self.way_out)


_Rule = Callable[[Intent], Breach | None]


def broken_rules(intent: Intent) -> tuple[Breach, ...]:
    """Why a decision is refused; empty where it is not."""
    rules = _FORM if intent.basis in AS_THE_RECORD_HAS_IT else (*_FORM, *_STATE)
    return _broken(rules, intent)


def contradictions(intent: Intent) -> tuple[breaches.Kept, ...]:
    """What a decision breaks that is written down as the record has it."""
    if intent.basis not in AS_THE_RECORD_HAS_IT:
        return ()
    return tuple(breach.kept for breach in _broken(_AGREEMENT, intent) if breach.kept)


def _broken(rules: Sequence[_Rule], intent: Intent) -> tuple[Breach, ...]:
    return tuple(breach for rule in rules if (breach := rule(intent)))


def _exceptions_need_cover(intent: Intent) -> Breach | None:
    if intent.has_exceptions and not intent.covers:
        return Breach(_("Only a decision that covers what is under it can make exceptions."))
    return None


def _condition_says_what(intent: Intent) -> Breach | None:
    if intent.covers and intent.condition and not (intent.has_exceptions or intent.note):
        return Breach(
            _("Say which provisions the condition excepts, or explain it in a note."),
            ways_out=(WayOut.CONDITION,),
        )
    return None


def _meeting_takes_decisions(intent: Intent) -> Breach | None:
    """Rule 5: at the end of a meeting statuses freeze."""
    meeting = intent.meeting
    if meeting is None or meeting.state == Meeting.State.OPEN:
        return None
    if meeting.state == Meeting.State.PLANNED:
        return Breach(
            _("%(meeting)s is not open yet.") % {"meeting": meeting.title},
            ways_out=(WayOut.OPEN_MEETING,),
        )
    if intent.basis in PASSES_A_CLOSED_MEETING:
        return None
    return Breach(
        _("%(meeting)s is closed and its statuses stand.") % {"meeting": meeting.title},
        _("Add a late record, or decide at an open meeting."),
        (WayOut.LATE_RECORD, WayOut.OPEN_MEETING),
    )


def _code_is_decided(intent: Intent) -> Breach | None:
    if intent.code in READ_FROM_TEXT:
        return Breach(
            _("“%(code)s” is read from the text; it is not decided.") % {"code": intent.code.label}
        )
    return None


def _agreed_words_are_settled(intent: Intent) -> Breach | None:
    """Rule 1: from ad referendum upward no open bracket, unless on a condition."""
    if intent.disputed and _must_be_settled(intent):
        return _kept(
            breaches.of_brackets(intent.disputed),
            _("Lift or delete the brackets, or agree on a condition."),
            WayOut.LIFT,
            WayOut.CONDITION,
        )
    return None


def _one_alternative_is_chosen(intent: Intent) -> Breach | None:
    """Rule 1: nor alternatives among which nobody chose."""
    if intent.competing and _must_be_settled(intent):
        return _kept(
            breaches.of_alternatives(intent.competing),
            _("Choose one, or agree on a condition."),
            WayOut.CHOOSE,
            WayOut.CONDITION,
        )
    return None


def _higher_body_stands(intent: Intent) -> Breach | None:
    """Rule 6: a lower body never silently overrides a higher one."""
    present = intent.present
    if not present or not present.body or not intent.body or _is_reopened(intent):
        return None
    if intent.body.rank < present.body.rank and intent.code != present.code:
        return _kept(
            breaches.of_higher_body(present.code, present.body.name, intent.body.name),
            _("Reopen that decision, and say why."),
            WayOut.REOPEN,
        )
    return None


def _reopening_is_asked_for(intent: Intent) -> Breach | None:
    """Rule 3: going back behind an agreement is a reopening."""
    present = intent.present
    if not present or not is_at_least(present.code, Code.AGREED_AD_REF) or _is_reopened(intent):
        return None
    if reach(intent.code) < reach(present.code):
        return _kept(
            breaches.of_reopening(present.code),
            _("Reopen that decision, and say why."),
            WayOut.REOPEN,
        )
    return None


#: What no decision may be, wherever it comes from.
_FORM: Final[tuple[_Rule, ...]] = (_exceptions_need_cover, _condition_says_what)
#: What an agreement, or going back on one, takes.
_AGREEMENT: Final[tuple[_Rule, ...]] = (
    _agreed_words_are_settled,
    _one_alternative_is_chosen,
    _higher_body_stands,
    _reopening_is_asked_for,
)
_STATE: Final[tuple[_Rule, ...]] = (_meeting_takes_decisions, _code_is_decided, *_AGREEMENT)


def _must_be_settled(intent: Intent) -> bool:
    return is_at_least(intent.code, Code.AGREED_AD_REF) and not intent.condition


def _is_reopened(intent: Intent) -> bool:
    return bool(
        intent.present and intent.reopens == intent.present.decision and intent.note.strip()
    )


def _kept(kept: breaches.Kept, way_out: str, *ways_out: WayOut) -> Breach:
    return Breach(breaches.say(kept), way_out, ways_out, kept)
