"""A decision taken back: undone by a further record, for nothing is deleted."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.content import text_hash
from documents.editing.state import read_state
from documents.models import Draft, EditItem, Wording
from negotiation.actions.events import announce_all, happening_of
from negotiation.actions.grounds import text_decided_on
from negotiation.actions.texts import process_of
from negotiation.models import Decision, Meeting, Process
from negotiation.policies import Act, Refused, WayOut, require
from negotiation.queries import meeting_of
from negotiation.queries.agreements import agreements

_TAKEN_BACK = Decision.Basis.TAKEN_BACK


@transaction.atomic
def take_back(decision: Decision, *, note: str = "", by: User) -> Decision:
    """Record that a decision does not hold; what held before it does again.

    :raises Forbidden: for anybody but secretariat and chair.
    :raises Refused: when its meeting is closed, it was corrected or taken back already, or an
        agreement would hold again on words that are others by now, or disputed.
    """
    process = process_of(decision.provision.document)
    require(by, Act.DECIDE, process)
    process = Process.objects.select_for_update().get(pk=process.pk)
    _check(decision)
    taken = record_taking_back(decision, process, note=note, by=by, at=timezone.now())
    if decision.draft is not None:
        _check_words(decision, decision.draft, by)
    return taken


def record_taking_back(
    decision: Decision, process: Process, *, note: str, by: User, at: datetime
) -> Decision:
    """The record that takes a decision back, announced. The process is locked, and the decision
    one that may be taken back."""
    taken = Decision.objects.create(
        provision_id=decision.provision_id,
        code=decision.code,
        note=note.strip(),
        body_id=decision.body_id,
        meeting_id=decision.meeting_id,
        draft_id=decision.draft_id,
        taken_on=timezone.localdate(),
        basis=_TAKEN_BACK,
        corrects=decision,
        by=by,
        at=at,
    )
    happening = happening_of(taken, decision.provision.document)
    announce_all(process, [happening], by=by, at=at)
    return taken


def _check(decision: Decision) -> None:
    if decision.basis == _TAKEN_BACK:
        raise Refused(_("This takes another decision back; decide again instead."))
    if Decision.objects.filter(corrects=decision).exists():
        raise Refused(_("That decision was corrected or taken back already."))
    if decision.meeting_id is not None:
        meeting: Meeting | None = Meeting.objects.get(pk=decision.meeting_id)
    else:
        meeting = meeting_of(decision.draft) if decision.draft else None
    if meeting is not None and meeting.state == Meeting.State.CLOSED:
        raise Refused(
            _(
                "%(meeting)s is closed and its statuses stand. Add a late record that corrects "
                "this one, or decide at an open meeting."
            )
            % {"meeting": meeting.title},
            (WayOut.LATE_RECORD, WayOut.OPEN_MEETING),
        )


def _check_words(decision: Decision, draft: Draft, by: User) -> None:
    """Pass unless the decision that holds again is an agreement, and not on these words."""
    provision = decision.provision
    row = Wording.objects.filter(draft=draft, provision=provision).first()
    held = agreements(draft, [provision.pk], {}, by) if row is not None and row.is_live else ()
    if row is None or not held:
        return
    agreed_on = held[0].ruling.wording_hash
    if held[0].ruling.provision != provision.pk:
        agreed_on = _hash_before(decision, draft)
    if agreed_on not in ("", row.text_hash):
        raise Refused(
            _(
                "Without it “%(provision)s” would be agreed on words that it does not have any "
                "more. Undo the edit that changed them; that takes back the reopening, too."
            )
            % {"provision": row}
        )
    text = text_decided_on(provision, None, draft, Decision.Basis.GAVEL, by, covers=False)
    if text is None or held[0].ruling.condition:
        return
    if text.disputed(covers=False, exceptions=()) or text.competing(covers=False, exceptions=()):
        raise Refused(
            _("Without it “%(provision)s” would be agreed while its words are disputed.")
            % {"provision": row},
            (WayOut.LIFT, WayOut.CHOOSE),
        )


def _hash_before(decision: Decision, draft: Draft) -> str:
    """The words that an edit found which reopened what a decision covered; empty where none
    did."""
    items = EditItem.objects.filter(edit__draft=draft, provision=decision.provision)
    item = items.filter(edit__at=decision.at).first()
    state = read_state(item.before) if item is not None else None
    return text_hash(state.words) if state is not None else ""
