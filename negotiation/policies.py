"""Who may do what in a process, and the two ways in which an act is refused."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils.translation import gettext_lazy as _

from negotiation.models import Member, Process

#: Anybody who reads: signed in, or not.
User = AbstractBaseUser | AnonymousUser


class Forbidden(Exception):
    """The person does not have the role for this; the message says which one it takes."""


class WayOut(StrEnum):
    """What can be done instead of what was refused."""

    CONDITION = "condition"  # agree on a condition
    LIFT = "lift"  # lift or delete the brackets
    CHOOSE = "choose"  # choose an alternative
    REOPEN = "reopen"  # reopen the decision, and say why
    REASON = "reason"  # say why the words change: it is a reopening
    EDITORIAL = "editorial"  # mark the change as an editorial correction
    LATE_RECORD = "late_record"  # record what a closed meeting decided
    OPEN_MEETING = "open_meeting"  # do it at a meeting that is open
    ISSUE = "issue"  # issue the text, and open one that follows it


class Refused(Exception):
    """The state of the negotiation does not allow this; the message says why, and what does.
    ``ways_out`` says the latter for a program."""

    def __init__(self, message: str, ways_out: tuple[WayOut, ...] = ()) -> None:
        super().__init__(message)
        self.ways_out = ways_out


class ReasonNeeded(Refused):
    """Words that were agreed would change: say why, which reopens them, or mark the change as
    editorial. ``provisions`` are their public ids."""

    def __init__(self, message: str, provisions: tuple[str, ...]) -> None:
        super().__init__(message, (WayOut.REASON, WayOut.EDITORIAL))
        self.provisions = provisions


class Act(StrEnum):
    """What one may do in a process."""

    ARRANGE = "arrange"  # the calendar, bodies, parties, members, officers
    CLOSE = "close"  # a meeting
    IMPORT = "import"  # a draft, a file
    EDIT = "edit"  # a text and what is known of where its words come from
    DECIDE = "decide"
    PUBLISH = "publish"
    SHOW = "show"  # on the plenary screen
    RECORD = "record"  # outcomes, submissions, proposals, positions, assignments
    READ_ALL = "read_all"  # drafts that are not published, too
    READ_PARTIES = "read_parties"  # drafts that are published to the parties


_READS: Final = frozenset({Act.READ_PARTIES})

#: What each role may do. The public may none of it, and reads what is public.
ROLES: Final = {
    Member.Role.SECRETARIAT: frozenset(Act),
    Member.Role.CHAIR: frozenset({Act.CLOSE, Act.DECIDE, Act.PUBLISH, Act.SHOW, Act.READ_ALL})
    | _READS,
    Member.Role.DELEGATE: _READS,
    Member.Role.OBSERVER: _READS,
}

#: Whom :data:`ROLES` lets do it, in words.
_ONLY: Final = {
    Act.ARRANGE: _("Only the secretariat of %(process)s may arrange its calendar and its people."),
    Act.CLOSE: _("Only the secretariat or chair of %(process)s may close its meetings."),
    Act.IMPORT: _("Only the secretariat of %(process)s may bring in drafts."),
    Act.EDIT: _("Only the secretariat of %(process)s may change its texts."),
    Act.DECIDE: _("Only the secretariat or chair of %(process)s may record its decisions."),
    Act.PUBLISH: _("Only the secretariat or chair of %(process)s may publish its drafts."),
    Act.SHOW: _("Only the secretariat or chair of %(process)s may turn its screen."),
    Act.RECORD: _(
        "Only the secretariat of %(process)s may record what its meetings and parties bring."
    ),
    Act.READ_ALL: _(
        "Only the secretariat or chair of %(process)s may read drafts that are not published."
    ),
    Act.READ_PARTIES: _(
        "Only a secretariat, chair, delegate or observer of %(process)s may read drafts that are"
        " published to its parties."
    ),
}


def roles_that_may(act: Act) -> tuple[Member.Role, ...]:
    """The roles that may do this."""
    return tuple(role for role, acts in ROLES.items() if act in acts)


def may(user: User, act: Act, process: Process) -> bool:
    """Whether the user has a role in the process that allows the act."""
    return act in acts_of(user, process)


def acts_of(user: User, process: Process) -> frozenset[Act]:
    """All that the roles of the user in the process allow. One query."""
    if not user.is_active:
        return frozenset()
    if is_superuser(user):
        return frozenset(Act)
    held = Member.objects.filter(user_id=user.pk, process=process)
    roles = held.values_list("role", flat=True)
    return frozenset(act for role in roles for act in ROLES[Member.Role(role)])


def require(user: User, act: Act, process: Process) -> None:
    """Go on only if the user may.

    :raises Forbidden: with the roles that may, in words.
    """
    if not may(user, act, process):
        raise Forbidden(_ONLY[act] % {"process": process.title})


def is_superuser(user: User) -> bool:
    """Whether the user stands above all roles."""
    return bool(user.is_active and getattr(user, "is_superuser", False))
