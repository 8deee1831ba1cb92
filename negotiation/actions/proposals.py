"""What parties send, what they propose in it, and who stands where."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from documents.models import Draft, Passage, Provision
from negotiation.actions.events import announce
from negotiation.actions.repeats import check_repeat
from negotiation.actions.texts import check_negotiated, wait_turn
from negotiation.models import Event, Meeting, Party, Position, Process, Proposal, Submission
from negotiation.policies import Act, Refused, require

_STANCE = Position.Stance
_ALREADY = {
    _STANCE.PROPOSES: _lazy("%(party)s is recorded for that day as proposing it already."),
    _STANCE.SUPPORTS: _lazy("%(party)s is recorded for that day as supporting it already."),
    _STANCE.OPPOSES: _lazy("%(party)s is recorded for that day as opposing it already."),
}


@transaction.atomic
def submit(
    process: Process,
    *,
    title: str,
    parties: Iterable[Party],
    ref: str,
    meeting: Meeting | None = None,
    symbol: str = "",
    received_on: date | None = None,
    passage: Passage | None = None,
    note: str = "",
    by: User,
) -> Submission:
    """Record what parties sent or tabled. The same ``ref`` gives the first.

    :raises Forbidden: for anybody but the secretariat.
    :raises Refused: when the meeting, or what has that ``ref``, belongs to another process.
    """
    require(by, Act.RECORD, process)
    wait_turn(process)
    if meeting and meeting.process_id != process.pk:
        raise Refused(
            _("%(meeting)s is no meeting of %(process)s.")
            % {"meeting": meeting.title, "process": process.title}
        )
    submission, is_new = Submission.objects.get_or_create(
        ref=ref,
        defaults={
            "process": process,
            "title": title,
            "meeting": meeting,
            "symbol": symbol,
            "received_on": received_on,
            "passage": passage,
            "note": note,
        },
    )
    if is_new:
        submission.parties.set(parties)
        announce(process, Event.Kind.SUBMITTED, meeting=meeting, by=by, at=timezone.now())
    elif submission.process != process or submission.meeting != meeting:
        raise Refused(
            _("“%(ref)s” was sent to another process, or to another meeting.") % {"ref": ref}
        )
    return submission


@transaction.atomic
def propose(
    submission: Submission,
    *,
    number: int | None,
    does: Proposal.Does,
    target: Provision | None = None,
    stands_as: Provision | None = None,
    text: str = "",
    passage: Passage | None = None,
    ref: str | None = None,
    by: User,
) -> Proposal:
    """Record what a submission proposes on one provision; without ``target`` something new.
    The same again gives the first, by its ``ref`` or its number in the submission; without a
    number it takes the next one.

    :raises Forbidden: for anybody but the secretariat.
    :raises Refused: when it says nothing, a provision belongs to another process, or that
        ``ref`` or number is another proposal.
    """
    require(by, Act.RECORD, submission.process)
    wait_turn(submission.process)
    if not (text or stands_as) and does != Proposal.Does.DELETE:
        raise Refused(_("A proposal says something: words, or that its target be deleted."))
    check_negotiated(submission.process, [one for one in (target, stands_as) if one])
    if ref is not None and (known := Proposal.objects.filter(ref=ref).first()):
        is_the_same = (known.submission, known.target) == (submission, target)
        if not is_the_same or known.stands_as != stands_as:
            raise Refused(
                _("“%(ref)s” is a proposal on something else, or of another submission.")
                % {"ref": ref}
            )
        return known
    if number is None:
        number = _next_number(submission)
    said = {
        "does": does,
        "target": target,
        "stands_as": stands_as,
        "text": text,
        "passage": passage,
        "ref": ref,
    }
    proposal, is_new = Proposal.objects.get_or_create(
        submission=submission, number=number, defaults=said
    )
    check_repeat(
        proposal,
        said,
        _("“%(submission)s” has another proposal as number %(number)d; take another number.")
        % {"number": number, "submission": submission.title},
    )
    if is_new:
        announce(
            submission.process,
            Event.Kind.PROPOSED,
            provision=target or stands_as,
            draft=_first_draft_of(stands_as) if target and stands_as else None,
            meeting=submission.meeting,
            by=by,
            at=timezone.now(),
        )
    return proposal


def _next_number(submission: Submission) -> int:
    last: int | None = submission.proposals.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _first_draft_of(provision: Provision) -> Draft | None:
    return Draft.objects.filter(wordings__provision=provision).order_by("number").first()


@transaction.atomic
def take_position(
    submission: Submission,
    *,
    party: Party,
    stance: Position.Stance,
    taken_on: date | None = None,
    by: User,
) -> Position:
    """Record that a party proposes, supports or opposes a submission; it may think otherwise
    on a later day, not on the same.

    :raises Forbidden: for anybody but the secretariat.
    :raises Refused: when it said something else that day.
    """
    require(by, Act.RECORD, submission.process)
    wait_turn(submission.process)
    position, is_new = Position.objects.get_or_create(
        submission=submission, party=party, taken_on=taken_on, defaults={"stance": stance}
    )
    if position.stance != stance:
        raise Refused(_ALREADY[Position.Stance(position.stance)] % {"party": party.name})
    if is_new:
        about = Provision.objects.filter(proposals__submission=submission).order_by("id").first()
        announce(
            submission.process,
            Event.Kind.POSITION,
            provision=about,
            meeting=submission.meeting,
            holds=[position],
            by=by,
            at=timezone.now(),
        )
    return position
