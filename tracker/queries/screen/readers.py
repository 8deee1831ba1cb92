"""For whom a screen is written: one rendering serves all who may see its draft."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, OuterRef

from documents.models import Draft
from negotiation.models import Event, Member, Process
from negotiation.policies import Act, roles_that_may
from negotiation.queries import Audience, audience_of


def readers_of(draft: Draft, process: Process) -> Audience:
    """Those who may see the draft: who would be told that a screen is turned to it. Five
    queries."""
    turned = Event(process=process, kind=Event.Kind.SCREEN, draft=draft)
    (found,) = audience_of([turned]).values()
    return found


def weakest_of(audience: Audience, process: Process) -> User | AnonymousUser | None:
    """The one of them who may see least: what is written for them tells nobody more than they
    may know. None where nobody may see it. One query."""
    if audience.public:
        return AnonymousUser()
    reads_all = Member.objects.filter(
        user=OuterRef("pk"), process=process, role__in=roles_that_may(Act.READ_ALL)
    )
    members = User.objects.filter(pk__in=audience.users).annotate(reads_all=Exists(reads_all))
    return members.order_by("is_superuser", "reads_all", "pk").first()
