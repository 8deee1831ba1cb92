"""The bar by which the status of the provision on the desk is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bracketed.model import HEADINGS
from documents.models import Wording
from negotiation.codes import Code, is_at_least
from negotiation.models import Body, Decision, Process
from negotiation.queries import Standing
from tracker.queries.desk.near import NearRow
from tracker.queries.signs import Sign, sign_of

#: What can be recorded, from the lowest to the highest, with the key of each.
_CHOICES: Final = (
    (Code.OPEN, "1"),
    (Code.PENDING, "2"),
    (Code.UNDER_SILENCE, "3"),
    (Code.SILENCE_BROKEN, "4"),
    (Code.NOT_AGREED, "5"),
    (Code.PRE_AGREED, "6"),
    (Code.AGREED_IN_GROUP, "7"),
    (Code.SUGGESTED_FOR_CLOSURE, "8"),
    (Code.AGREED_AD_REF, "9"),
    (Code.AGREED, "0"),
    (Code.FINAL_AGREED, ""),
    (Code.ADOPTED, ""),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A status that can be recorded. ``is_barred``: not without a condition, as long as words
    stand in brackets or alternatives compete."""

    code: str
    sign: Sign
    key: str
    is_present: bool
    is_barred: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody filled in before the decision was refused."""

    code: str = ""
    condition: str = ""
    note: str = ""
    body: str = ""
    covers: bool = False
    exceptions: frozenset[str] = frozenset()
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class DecisionBar:
    """``held`` is the decision that holds now, where it was taken on this very provision;
    ``is_agreed`` that going behind it would be a reopening."""

    choices: tuple[Choice, ...]
    bodies: tuple[Body, ...]
    body: str
    under: tuple[NearRow, ...]
    held: Decision | None
    is_agreed: bool
    is_heading: bool
    asked: Asked

    @property
    def refused(self) -> Choice | None:
        """The status that was asked for and refused."""
        if not self.asked.refusal:
            return None
        return next((one for one in self.choices if one.code == self.asked.code), None)


def decision_bar(
    process: Process,
    here: Wording,
    standing: Standing | None,
    under: Sequence[NearRow],
    *,
    is_disputed: bool,
    body: Body | None,
    asked: Asked | None = None,
) -> DecisionBar:
    """The bar of a provision; ``under`` is what stands under a heading, to be excepted from a
    decision that covers it. Two queries."""
    asked = asked or Asked()
    held = _held(here, standing)
    return DecisionBar(
        choices=tuple(
            Choice(
                code=str(code),
                sign=sign_of(code),
                key=key,
                is_present=bool(standing and standing.decision_id and standing.code == code),
                is_barred=is_disputed and is_at_least(code, Code.AGREED_AD_REF),
            )
            for code, key in _CHOICES
        ),
        bodies=tuple(Body.objects.filter(process=process)),
        body=asked.body or (body.slug if body else ""),
        under=tuple(under),
        held=held,
        is_agreed=bool(
            standing and standing.decision_id and is_at_least(standing.code, Code.AGREED_AD_REF)
        ),
        is_heading=here.kind in HEADINGS,
        asked=asked,
    )


def _held(here: Wording, standing: Standing | None) -> Decision | None:
    """The decision that holds, where it is one on the provision itself, with its event."""
    if standing is None or standing.decision_id is None or standing.origin != "own":
        return None
    found = Decision.objects.filter(pk=standing.decision_id, provision=here.provision_id)
    return found.select_related("event").first()
