"""Changing words that were agreed reopens them: asked for, recorded, shown (rule 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from bracketed import find_loose_ends, parse_wording
from bracketed.model import Role
from documents.content import text_hash
from documents.editing.state import State, read_state, state_of
from documents.lists import named
from documents.models import Draft, Edit, EditItem, Wording
from documents.queries import OPEN_KINDS
from negotiation.actions.desk.arrivals import arrivals
from negotiation.codes import Code
from negotiation.models import Decision, Meeting
from negotiation.policies import ReasonNeeded, Refused, WayOut
from negotiation.queries.agreements import Agreement, agreements


@dataclass(frozen=True, slots=True)
class _Touched:
    """A provision of which an edit changed the words, or made them go, or with which something
    came to compete."""

    before: State
    after: State | None
    has_rival: bool = False

    @property
    def stays(self) -> bool:
        """Whether its words are still part of the text, nothing beside them."""
        return self.after is not None and self.after.is_live and not self.has_rival

    @property
    def is_newly_disputed(self) -> bool:
        return self.after is not None and _disputes(self.after) > _disputes(self.before)


def record_reopenings(
    draft: Draft, edit: Edit, meeting: Meeting | None, *, reason: str, editorial: bool, by: User
) -> list[Decision]:
    """The decisions that an edit takes: for each provision whose agreed words it changed, or
    took out of the text, or let something compete with, *open* with the reason, which reopens
    what was decided; for an editorial correction the same code on the new words. So it is, too,
    for what comes to stand under a decision that covers what is there, or no longer does.

    :raises ReasonNeeded: when words were agreed and there is neither a reason nor is it editorial.
    :raises Refused: when a correction called editorial takes words out or disputes them.
    """
    items = list(edit.items.select_related("provision"))
    before = {
        item.provision_id: state for item in items if (state := read_state(item.before)) is not None
    }
    touched = _touched(draft, items)
    found = agreements(draft, list(touched), before, by) if touched else ()
    known = {one.provision for one in found}
    came = [one for one in arrivals(draft, items, before, by) if one[0].provision not in known]
    found += tuple(agreed for agreed, _state in came)
    touched |= {agreed.provision: _Touched(state, state, has_rival=True) for agreed, state in came}
    if not found:
        return []
    if editorial:
        _check_editorial(found, touched)
    elif not reason.strip():
        sentence = _(
            "%(names)s was agreed. Say why the words change, which reopens it, or mark the "
            "change as an editorial correction."
        )
        if not known:
            sentence = _(
                "%(names)s comes to stand under what was agreed as a whole, or stands there no "
                "longer. Say why; it will be open."
            )
        raise ReasonNeeded(
            sentence % {"names": named([one.name for one in found])},
            tuple(one.public_id for one in found),
        )
    decisions = [
        _decision(one, touched[one.provision], draft, meeting, reason, editorial, edit, by)
        for one in found
    ]
    return Decision.objects.bulk_create(decisions)


def _touched(draft: Draft, items: Sequence[EditItem]) -> dict[int, _Touched]:
    found: dict[int, _Touched] = {}
    slots = set()
    for item in items:
        before, after = read_state(item.before), read_state(item.after)
        if before is not None and before.is_live and _is_reworded(before, after):
            found[item.provision_id] = _Touched(before, after)
        elif before and after and before.is_live and _comes_to_compete(before, after):
            found[item.provision_id] = _Touched(before, after, has_rival=True)
        if after is not None and _comes_to_compete(before, after) and after.parent is not None:
            slots.add(after.parent)
    if slots:
        rows = Wording.objects.filter(draft=draft, provision__public_id__in=slots)
        for row in rows.select_related("parent"):
            state = state_of(row)
            found.setdefault(row.provision_id, _Touched(state, state, has_rival=True))
    return found


def _is_reworded(before: State, after: State | None) -> bool:
    if not before.words or before.coverage == Wording.Coverage.NONE:
        return False
    return after is None or not after.is_live or after.words != before.words


def _comes_to_compete(before: State | None, after: State) -> bool:
    if after.role == Role.TEXT or not after.is_live:
        return False
    return before is None or not before.is_live or before.role == Role.TEXT


def _disputes(state: State) -> int:
    """How many brackets dispute its words, those that open or close elsewhere among them."""
    ends = find_loose_ends(state.words)
    loose = sum(map(len, (ends.starts, ends.ends, ends.opens, ends.closes)))
    return loose + sum(
        bracket.kind in OPEN_KINDS for bracket in parse_wording(state.words).brackets
    )


def _check_editorial(found: Iterable[Agreement], touched: Mapping[int, _Touched]) -> None:
    wrong = [
        one
        for one in found
        if not touched[one.provision].stays or touched[one.provision].is_newly_disputed
    ]
    if wrong:
        raise Refused(
            _(
                "An editorial correction leaves agreed words in the text, undisputed: %(names)s. "
                "Say why they change; that reopens them."
            )
            % {"names": named([one.name for one in wrong])},
            (WayOut.REASON,),
        )


def _decision(
    agreed: Agreement,
    touched: _Touched,
    draft: Draft,
    meeting: Meeting | None,
    reason: str,
    editorial: bool,
    edit: Edit,
    by: User,
) -> Decision:
    words = touched.after.words if touched.after is not None and touched.after.is_live else ""
    return Decision(
        provision_id=agreed.provision,
        code=agreed.ruling.code if editorial else Code.OPEN,
        condition=agreed.ruling.condition if editorial else "",
        note=reason.strip(),
        body=meeting.body if meeting else None,
        meeting=meeting,
        draft=draft,
        wording_hash=text_hash(words) if words else "",
        taken_on=timezone.localdate(),
        basis=Decision.Basis.EDITORIAL if editorial else Decision.Basis.GAVEL,
        reopens_id=None if editorial else agreed.ruling.id,
        by=by,
        at=edit.at,
    )
