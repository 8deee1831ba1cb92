"""Decisions: statuses recorded for provisions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.lists import in_a_row
from documents.models import Draft, Passage, Provision
from negotiation.actions.events import announce_all, happening_of
from negotiation.actions.grounds import present_decision, text_decided_on
from negotiation.actions.texts import process_of
from negotiation.codes import Code
from negotiation.models import Body, Decision, Meeting, Process
from negotiation.policies import Act, Refused, require
from negotiation.queries import meeting_of
from negotiation.rules import (
    AS_THE_RECORD_HAS_IT,
    PASSES_A_CLOSED_MEETING,
    Intent,
    broken_rules,
    contradictions,
)

_BASIS = Decision.Basis


@transaction.atomic
def decide(
    provision: Provision,
    code: Code,
    *,
    by: User,
    meeting: Meeting | None = None,
    draft: Draft | None = None,
    covers: bool = False,
    exceptions: Iterable[Provision] = (),
    condition: str = "",
    note: str = "",
    contradiction: str = "",
    body: Body | None = None,
    taken_on: date | None = None,
    basis: Decision.Basis = _BASIS.GAVEL,
    reopens: Decision | None = None,
    corrects: Decision | None = None,
    passage: Passage | None = None,
    ref: str | None = None,
) -> Decision:
    """Record a status of a provision at a meeting, or in a draft that belongs to none.

    What is decided on the spot must keep the rules (``negotiation.rules``); what a report
    states is recorded as stated, with what it breaks beside it. Without ``draft`` it is the
    text at the meeting; without ``meeting`` that of a rolling ``draft``. The same ``ref``, on
    the same provision, gives the first decision.

    :raises Forbidden: for anybody but secretariat and chair.
    :raises Refused: when a rule is broken, with the ways out, or the parts do not fit together.
    """
    process = process_of(provision.document)
    require(by, Act.DECIDE, process)
    process = Process.objects.select_for_update().get(pk=process.pk)
    if meeting is None and draft and draft.state == Draft.State.ROLLING:
        meeting = meeting_of(draft)
    if meeting:
        # Whoever closes a meeting waits for the process, too: as it is now it stays.
        meeting = Meeting.objects.select_related("body").get(pk=meeting.pk)
    if ref is not None and (known := Decision.objects.filter(ref=ref).first()):
        is_the_same = (known.provision, known.meeting) == (provision, meeting)
        if not is_the_same or (draft and known.draft != draft):
            raise Refused(
                _("“%(ref)s” is a decision on something else, or of another meeting.")
                % {"ref": ref}
            )
        return known
    exceptions = set(exceptions)
    _check_parts(process, provision, meeting, draft, exceptions, corrects)
    if body and body.process_id != process.pk:
        raise Refused(
            _("%(body)s is no body of %(process)s.") % {"body": body.name, "process": process.title}
        )
    if basis == _BASIS.TAKEN_BACK:
        raise Refused(_("A decision is taken back at the desk."))
    if basis == _BASIS.TAG:
        raise Refused(_("Tags become decisions when their draft is brought in."))
    text = text_decided_on(provision, meeting, draft, basis, by, covers=covers)
    body = body or (meeting.body if meeting else None)
    # What is kept beside a decision everybody reads: it names nothing but what the public sees.
    reader = None if basis in AS_THE_RECORD_HAS_IT else by
    intent = Intent(
        code=Code(code),
        basis=_BASIS(basis),
        covers=covers,
        has_exceptions=bool(exceptions),
        condition=condition,
        note=note,
        meeting=meeting or (meeting_of(draft) if draft else None),  # in whose column it stands
        body=body,
        present=present_decision(provision, text, meeting, corrects, reader),
        reopens=reopens.pk if reopens else None,
        disputed=text.disputed(covers, exceptions) if text else (),
        competing=text.competing(covers, exceptions) if text else (),
    )
    if broken := broken_rules(intent):
        ways_out = dict.fromkeys(way for breach in broken for way in breach.ways_out)
        raise Refused(in_a_row(*broken), tuple(ways_out))
    decision = Decision.objects.create(
        provision=provision,
        code=intent.code,
        covers=covers,
        excepts=len(exceptions),
        condition=condition,
        note=note,
        contradiction=contradiction,
        breaks=[] if contradiction else list(contradictions(intent)),
        body=body,
        meeting=meeting,
        draft=text.view.draft if text else draft,
        wording_hash=text.wording_hash if text else "",
        taken_on=taken_on or _day(basis, meeting, draft),
        basis=basis,
        reopens=reopens,
        corrects=corrects,
        passage=passage,
        ref=ref,
        by=by,
        at=timezone.now(),
    )
    decision.exceptions.set(exceptions)
    happening = happening_of(decision, provision.document, [one.pk for one in exceptions])
    announce_all(process, [happening], by=by, at=decision.at)
    return decision


def _check_parts(
    process: Process,
    provision: Provision,
    meeting: Meeting | None,
    draft: Draft | None,
    exceptions: Collection[Provision],
    corrects: Decision | None,
) -> None:
    if meeting is None and draft is None:
        raise Refused(_("Say at which meeting, or in which draft, it was decided."))
    if meeting and meeting.process_id != process.pk:
        raise Refused(
            _("%(meeting)s is no meeting of %(process)s.")
            % {"meeting": meeting.title, "process": process.title}
        )
    parts: list[Provision | Draft] = [*exceptions, *([draft] if draft else ())]
    if any(part.document_id != provision.document_id for part in parts):
        raise Refused(
            _("Draft and exceptions must belong to “%(document)s”, as the provision does.")
            % {"document": provision.document.title}
        )
    if corrects and corrects.provision_id != provision.pk:
        raise Refused(_("A correction is of a decision on the same provision."))
    if corrects and Decision.objects.filter(corrects=corrects).exists():
        raise Refused(_("That decision was corrected already; correct the correction."))


def _day(basis: Decision.Basis, meeting: Meeting | None, draft: Draft | None) -> date:
    """Today for what is decided on the spot; for what the record tells its own day."""
    if basis not in PASSES_A_CLOSED_MEETING:
        return timezone.localdate()
    day = meeting.ends_on if meeting else None
    if draft is not None:
        day = day or draft.as_of or draft.issued_on
    if day is None:
        raise Refused(_("Say on what day it was decided."))
    return day
