"""Processes, their phases, bodies and meetings, and what meetings settle. What is there
already, by its slug or number, is given back as it is."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.models import Passage
from negotiation.actions.events import announce
from negotiation.actions.repeats import check_repeat
from negotiation.actions.texts import wait_turn
from negotiation.models import Body, Event, Meeting, Member, Outcome, Phase, Process
from negotiation.policies import Act, Forbidden, Refused, is_superuser, require

_KIND = Event.Kind


@transaction.atomic
def open_process(*, slug: str, title: str, summary: str = "", by: User | None) -> Process:
    """Open a process; who opens it joins its secretariat. Without ``by`` it is whoever runs
    the machine, in a command.

    :raises Forbidden: for anybody but a superuser.
    """
    if by is not None and not is_superuser(by):
        raise Forbidden(_("Only an administrator may open a process."))
    process, is_new = Process.objects.get_or_create(
        slug=slug, defaults={"title": title, "summary": summary}
    )
    if is_new and by is not None:
        Member.objects.create(process=process, user=by, role=Member.Role.SECRETARIAT)
    if is_new:
        announce(process, _KIND.CALENDAR, by=by, at=timezone.now())
    return process


@transaction.atomic
def add_phase(
    process: Process,
    *,
    number: int,
    name: str,
    dates_as: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    note: str = "",
    by: User,
) -> Phase:
    """Add a phase to a process.

    :raises Forbidden: for anybody but the secretariat.
    """
    require(by, Act.ARRANGE, process)
    wait_turn(process)
    phase, is_new = Phase.objects.get_or_create(
        process=process,
        number=number,
        defaults={
            "name": name,
            "dates_as": dates_as,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "note": note,
        },
    )
    if is_new:
        announce(process, _KIND.CALENDAR, by=by, at=timezone.now())
    return phase


@transaction.atomic
def add_body(process: Process, *, slug: str, name: str, rank: int, by: User) -> Body:
    """Add a body; a lower ``rank`` never silently overrides a higher one.

    :raises Forbidden: for anybody but the secretariat.
    """
    require(by, Act.ARRANGE, process)
    wait_turn(process)
    body, is_new = Body.objects.get_or_create(
        process=process, slug=slug, defaults={"name": name, "rank": rank}
    )
    if is_new:
        announce(process, _KIND.CALENDAR, by=by, at=timezone.now())
    return body


@transaction.atomic
def add_meeting(
    process: Process,
    *,
    slug: str,
    title: str,
    short_title: str,
    body: Body,
    starts_on: date,
    ends_on: date,
    phase: Phase | None = None,
    place: str = "",
    note: str = "",
    by: User,
) -> Meeting:
    """Plan a meeting.

    :raises Forbidden: for anybody but the secretariat.
    :raises Refused: when body, phase or a meeting of that slug belong to another process, or
        it would end before it starts.
    """
    require(by, Act.ARRANGE, process)
    wait_turn(process)
    if body.process_id != process.pk or (phase and phase.process_id != process.pk):
        raise Refused(
            _("Body and phase of a meeting belong to its process, %(process)s.")
            % {"process": process.title}
        )
    if ends_on < starts_on:
        raise Refused(_("%(meeting)s would end before it starts.") % {"meeting": title})
    meeting, is_new = Meeting.objects.get_or_create(
        slug=slug,
        defaults={
            "process": process,
            "title": title,
            "short_title": short_title,
            "body": body,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "phase": phase,
            "place": place,
            "note": note,
        },
    )
    if meeting.process_id != process.pk:
        raise Refused(_("Another process has a meeting “%(slug)s” already.") % {"slug": slug})
    if is_new:
        announce(process, _KIND.CALENDAR, meeting=meeting, by=by, at=timezone.now())
    return meeting


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """Open a planned meeting, so that it takes decisions.

    :raises Forbidden: for anybody but secretariat and chair.
    :raises Refused: when it is closed.
    """
    require(by, Act.CLOSE, meeting.process)
    wait_turn(meeting.process)
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.state == Meeting.State.CLOSED:
        raise Refused(
            _("%(meeting)s is closed; a closed meeting is not opened again.")
            % {"meeting": meeting.title}
        )
    if meeting.state != Meeting.State.OPEN:
        meeting.state = Meeting.State.OPEN
        meeting.save(update_fields=["state"])
        _announce(meeting, _KIND.MEETING_OPENED, by)
    return meeting


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """Close a meeting: its statuses freeze. A second time changes nothing.

    :raises Forbidden: for anybody but secretariat and chair.
    """
    require(by, Act.CLOSE, meeting.process)
    # Decisions are taken one after another under this lock: none comes in meanwhile.
    wait_turn(meeting.process)
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.state != Meeting.State.CLOSED:
        meeting.state, meeting.closed_at = Meeting.State.CLOSED, timezone.now()
        meeting.save(update_fields=["state", "closed_at"])
        _announce(meeting, _KIND.MEETING_CLOSED, by)
    return meeting


@transaction.atomic
def record_outcome(
    meeting: Meeting,
    *,
    number: int,
    kind: Outcome.Kind,
    text: str,
    due_on: date | None = None,
    cutting_on: date | None = None,
    passage: Passage | None = None,
    by: User,
) -> Outcome:
    """Record a principle, a deadline or a note of a meeting.

    :raises Forbidden: for anybody but the secretariat.
    :raises Refused: when that number at the meeting says something else.
    """
    require(by, Act.RECORD, meeting.process)
    wait_turn(meeting.process)
    said = {
        "kind": kind,
        "text": text,
        "due_on": due_on,
        "cutting_on": cutting_on,
        "passage": passage,
    }
    outcome, is_new = Outcome.objects.get_or_create(meeting=meeting, number=number, defaults=said)
    check_repeat(
        outcome,
        said,
        _("%(meeting)s has another outcome as number %(number)d; take another number.")
        % {"number": number, "meeting": meeting.title},
    )
    if is_new:
        _announce(meeting, _KIND.OUTCOME, by)
    return outcome


def _announce(meeting: Meeting, kind: Event.Kind, by: User) -> None:
    announce(meeting.process, kind, meeting=meeting, by=by, at=timezone.now())
