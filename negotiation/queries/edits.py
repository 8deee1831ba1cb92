"""Which changes of a rolling text a user may read."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import OuterRef, Q, QuerySet, Subquery

from documents.models import Edit
from negotiation.models import Member, Publication
from negotiation.policies import Act, User, is_superuser, roles_that_may
from negotiation.queries.visible import visible_drafts

_PUBLIC = Publication.Visibility.PUBLIC
_PARTIES = Publication.Visibility.PARTIES


def visible_edits(user: User | None) -> QuerySet[Edit]:
    """The edits of drafts that the user may see now and might have seen when they were made:
    what was saved before the draft was published stays with those who read all."""
    if user is not None and is_superuser(user):
        return Edit.objects.all()
    then = Publication.objects.filter(draft=OuterRef("draft"), at__lte=OuterRef("at"))
    edits = Edit.objects.alias(seen_by=Subquery(then.order_by("-id").values("visibility")[:1]))
    allowed = Q(seen_by=_PUBLIC)
    if user is not None and user.is_authenticated and user.is_active:
        allowed |= Q(seen_by=_PARTIES) & _is_negotiated_where(user, Act.READ_PARTIES)
        allowed |= _is_negotiated_where(user, Act.READ_ALL)
    return edits.filter(allowed, draft__in=visible_drafts(user).values("pk"))


def _is_negotiated_where(user: AbstractBaseUser, act: Act) -> Q:
    members = Member.objects.filter(user_id=user.pk, role__in=roles_that_may(act))
    return Q(draft__document__mandate__process__in=members.values("process"))
