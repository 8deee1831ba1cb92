"""What happened in a process, and who may know of it. Judged when it is delivered, not when it
happened: an event holds ids, and what it is about may be published later, or no longer."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from documents.models import Wording
from negotiation.models import Event, Member, Process
from negotiation.policies import Act, User, is_superuser, roles_that_may
from negotiation.queries.edits import visible_edits
from negotiation.queries.visible import visible_drafts

KIND = Event.Kind

#: Of the calendar, which everybody reads.
CALENDAR = (KIND.CALENDAR, KIND.MEETING_OPENED, KIND.MEETING_CLOSED, KIND.OUTCOME)
#: Of people: for those who arrange them.
PEOPLE = (KIND.PEOPLE,)
#: Of what parties sent: for the members, as far as they see what it is about.
SENT = (KIND.SUBMITTED, KIND.POSITION)
#: Of a draft alone, whichever provision of it they name.
OF_A_DRAFT = (KIND.EDITED, KIND.SCREEN)

_SUBJECTS = (
    "process", "document", "draft__document", "provision", "meeting", "edit", "decision", "actor",
)  # fmt: skip


def events_after(process: Process, seq: int, limit: int = 500) -> tuple[Event, ...]:
    """The next events of a process in their order, with what they are about. One query. None of
    them was asked for as somebody: see :func:`audience_of`."""
    events = Event.objects.filter(process=process, seq__gt=seq).select_related(*_SUBJECTS)
    return tuple(events.order_by("seq")[:limit])


def visible_events(user: User | None) -> QuerySet[Event]:
    """The events that the user may know of, fit to be a subquery: just those of which
    ``audience_of`` says so."""
    if user is not None and is_superuser(user):
        return Event.objects.all()
    drafts = visible_drafts(user).values("pk")
    held = Wording.objects.filter(provision=OuterRef("provision"), draft__in=drafts)
    sees_draft = Q(draft=None) | Q(draft__in=drafts)
    sees_provision = Q(provision=None) | Q(kind__in=OF_A_DRAFT) | Q(Exists(held))
    sees_edit = Q(edit=None) | Q(edit__in=visible_edits(user).values("pk"))
    allowed = Q(kind__in=CALENDAR) | ~Q(kind__in=(*PEOPLE, *SENT))
    if user is not None and user.is_authenticated and user.is_active:
        allowed |= Q(kind__in=PEOPLE) & _is_member(user, Act.ARRANGE)
        allowed |= Q(kind__in=SENT) & _is_member(user, Act.READ_PARTIES)
    return Event.objects.filter(allowed, sees_draft, sees_provision, sees_edit)


def _is_member(user: AbstractBaseUser, act: Act) -> Q:
    members = Member.objects.filter(user_id=user.pk, role__in=roles_that_may(act))
    return Q(process__in=members.values("process"))
