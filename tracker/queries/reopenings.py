"""Changes to what was agreed: of these a negotiation speaks as reopenings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from documents.queries import ChangeView, ComparisonView
from negotiation.codes import Code, is_at_least
from negotiation.models import Decision
from negotiation.queries import meeting_of, standings, visible_decisions
from tracker.queries.moment import Moment, Reader, view_of_moment
from tracker.queries.signs import SIGNS, Words

#: What touches words or brackets; labels, tags, attributions and places are not the wording.
_TOUCHES: Final = frozenset(
    {
        "bracket_lifted",
        "bracket_deleted",
        "bracket_put",
        "bracket_widened",
        "bracket_narrowed",
        "alternative_chosen",
        "alternative_added",
        "alternative_withdrawn",
        "wording_changed",
        "deleted",
    }
)
_DECIDED: Final = frozenset({"own", "cover"})


@dataclass(frozen=True, slots=True)
class Reopening:
    """What was changed had been agreed under ``code``, with ``condition`` where there was one;
    ``is_recorded`` says that somebody recorded that it was reopened."""

    code: Code
    condition: str
    is_recorded: bool

    @property
    def was(self) -> Words:
        """As what it had been agreed."""
        return SIGNS[self.code].word


def reopenings(
    view: ComparisonView, user: Reader, when: Moment | None = None
) -> dict[int, Reopening]:
    """The changes, by their order, whose words or brackets changed although the provision was
    agreed when the earlier draft stood: ad referendum or higher, decided then or carried on. An
    editorial correction is none, nor is anything between documents. In a constant number of
    queries.

    :param when: the moment of the earlier text, where it is not that of its own meeting."""
    earlier, later = view.comparison.earlier, view.comparison.later
    is_onward = earlier.document_id == later.document_id and (
        (earlier.number, view.comparison.earlier_edit) < (later.number, view.comparison.later_edit)
    )
    touched = [change for change in view.changes if _touches(change)] if is_onward else []
    if not touched:
        return {}
    when = when or Moment(earlier.document, earlier, meeting_of(earlier))
    held = standings(view_of_moment(when), when.meeting, user, when.time)
    editorial, reopened = _on_record(touched, user)
    found = {}
    for change in touched:
        if any((side.provision_id, side.text_hash) in editorial for side in change.later):
            continue
        agreed = [
            (standing, side)
            for side in change.earlier
            if (standing := held.get(side.id))
            and standing.origin in _DECIDED
            and is_at_least(standing.code, Code.AGREED_AD_REF)
        ]
        if agreed:
            standing, _ = agreed[0]
            is_recorded = any(side.provision_id in reopened for side in change.earlier)
            found[change.order] = Reopening(standing.code, standing.condition, is_recorded)
    return found


def _touches(change: ChangeView) -> bool:
    return bool(change.earlier) and any(kind.kind in _TOUCHES for kind in change.kinds)


def _on_record(
    changes: Iterable[ChangeView], user: Reader
) -> tuple[set[tuple[int, str]], set[int]]:
    """The wordings that are editorial corrections, and the provisions that were reopened."""
    provisions = {
        side.provision_id for change in changes for side in (*change.earlier, *change.later)
    }
    rows = visible_decisions(user).filter(provision__in=provisions, corrected_by=None)
    editorial, reopened = set(), set()
    for provision, wording, basis, reopens in rows.values_list(
        "provision", "wording_hash", "basis", "reopens"
    ):
        if basis == Decision.Basis.EDITORIAL:
            editorial.add((provision, wording))
        if reopens is not None:
            reopened.add(provision)
    return editorial, reopened
