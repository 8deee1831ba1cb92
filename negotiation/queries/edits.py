"""Which changes of a rolling text a user may read."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import OuterRef, Q, QuerySet, Subquery

from documents.models import Draft, Edit
from negotiation.models import Member, Process, Publication
from negotiation.policies import Act, User, is_superuser, may, roles_that_may
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


def readings_of(draft: Draft, user: User | None) -> tuple[tuple[datetime, bool], ...]:
    """From when on the user might read a draft, and from when on not, in order: what a rolling
    text said before it was published stays with those who read all. Three queries at most."""
    user = user or AnonymousUser()
    process = Process.objects.filter(mandates__document=draft.document_id).first()
    if is_superuser(user) or (process is not None and may(user, Act.READ_ALL, process)):
        return ((draft.written_at, True),) if draft.written_at else ()
    open_to_user = {_PUBLIC}
    if process is not None and may(user, Act.READ_PARTIES, process):
        open_to_user.add(_PARTIES)
    published = Publication.objects.filter(draft=draft).order_by("id")
    rows = published.values_list("at", "visibility")
    return tuple((at, visibility in open_to_user) for at, visibility in rows)


def _is_negotiated_where(user: AbstractBaseUser, act: Act) -> Q:
    members = Member.objects.filter(user_id=user.pk, role__in=roles_that_may(act))
    return Q(draft__document__mandate__process__in=members.values("process"))
