"""Who is at which provision, and what the plenary screen shows: what is so just now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.models import Draft, Edit, Provision, Wording
from negotiation.actions.events import announce
from negotiation.actions.texts import process_of
from negotiation.models import Event, Lease, Meeting, Process, Screen, Tabling
from negotiation.policies import Act, Refused, require

#: How long somebody counts as being at a provision who says no more.
LEASE: Final = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class At:
    """Somebody is at a provision (public id), ``until`` when nothing more is said."""

    user_id: int
    name: str
    provision: str
    until: datetime


def lease(draft: Draft, provision: Provision, *, by: User) -> tuple[At, ...]:
    """Say that one is at a provision of a rolling draft, for the next half minute; whoever is
    anywhere in the draft, by name. It tells, and never blocks.

    :raises Forbidden: for anybody but the secretariat.
    :raises Refused: when the provision is no part of the draft.
    """
    require(by, Act.EDIT, process_of(draft.document))
    if not Wording.objects.filter(draft=draft, provision=provision).exists():
        raise Refused(_("This provision is no part of “%(draft)s”.") % {"draft": draft})
    now = timezone.now()
    Lease.objects.update_or_create(
        draft=draft, by=by, defaults={"provision": provision, "until": now + LEASE}
    )
    held = Lease.objects.filter(draft=draft, until__gt=now).select_related("by", "provision")
    return tuple(
        At(one.by_id, _name(one.by), one.provision.public_id, one.until)
        for one in held.order_by("id")
    )


def leave(draft: Draft, by: User) -> None:
    """Say that one is at none of its provisions any more.

    :raises Forbidden: for anybody but the secretariat.
    """
    require(by, Act.EDIT, process_of(draft.document))
    Lease.objects.filter(draft=draft, by=by).delete()


@transaction.atomic
def turn_screen(
    meeting: Meeting,
    *,
    draft: Draft,
    first: Provision,
    run: int = 1,
    view: Screen.View = Screen.View.CHANGES,
    by: User,
) -> Screen:
    """Have the screen of a meeting show a run of provisions. While it is held, or shows just
    that already, it stays as it is.

    :raises Forbidden: for anybody but secretariat and chair.
    :raises Refused: when the draft is not on the table of the meeting, or has no such provision.
    """
    screen = _screen(meeting, by)
    if screen.is_held:
        return screen
    if not Tabling.objects.filter(draft=draft, meeting=meeting).exists():
        raise Refused(
            _("“%(draft)s” is not on the table of %(meeting)s.")
            % {"draft": draft, "meeting": meeting.title}
        )
    if not Wording.objects.filter(draft=draft, provision=first).exists():
        raise Refused(_("This provision is no part of “%(draft)s”.") % {"draft": draft})
    run = max(1, min(run, 100))
    if (screen.draft, screen.first, screen.run, screen.view) == (draft, first, run, view):
        return screen
    if screen.draft != draft:
        screen.since_edit = _edits_before(meeting, draft)
    screen.draft, screen.first, screen.run, screen.view = draft, first, run, view
    return _shown(screen, by)


@transaction.atomic
def hold_screen(meeting: Meeting, *, by: User) -> Screen:
    """Keep the screen where it is, wherever the desk goes.

    :raises Forbidden: for anybody but secretariat and chair.
    """
    return _hold(meeting, by, is_held=True)


@transaction.atomic
def release_screen(meeting: Meeting, *, by: User) -> Screen:
    """Let the screen follow the desk again.

    :raises Forbidden: for anybody but secretariat and chair.
    """
    return _hold(meeting, by, is_held=False)


def _hold(meeting: Meeting, by: User, *, is_held: bool) -> Screen:
    screen = _screen(meeting, by)
    if screen.is_held == is_held:
        return screen
    screen.is_held = is_held
    return _shown(screen, by)


def _screen(meeting: Meeting, by: User) -> Screen:
    """The screen of a meeting, locked with its process; new, not saved, where it has none."""
    require(by, Act.SHOW, meeting.process)
    Process.objects.select_for_update().get(pk=meeting.process_id)
    known = Screen.objects.filter(meeting=meeting).select_related("draft", "first").first()
    return known or Screen(meeting=meeting)


def _shown(screen: Screen, by: User) -> Screen:
    screen.by, screen.at = by, timezone.now()
    screen.save()
    announce(
        screen.meeting.process,
        Event.Kind.SCREEN,
        document=screen.draft.document if screen.draft else None,
        draft=screen.draft,
        provision=screen.first,
        meeting=screen.meeting,
        by=by,
        at=screen.at,
    )
    return screen


def _edits_before(meeting: Meeting, draft: Draft) -> int:
    """The last edit of a draft before the meeting opened; 0 where there is none."""
    opened = Event.objects.filter(meeting=meeting, kind=Event.Kind.MEETING_OPENED).last()
    before = Edit.objects.filter(draft=draft, at__lt=opened.at) if opened else Edit.objects.none()
    last = before.order_by("number").last()
    return last.number if last else 0


def _name(user: User) -> str:
    return user.get_full_name() or user.get_username()
