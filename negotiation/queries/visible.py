"""The one door: which drafts, and what hangs on them, a user may see."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from documents.models import Comparison, Document, Draft, Provision, Wording
from negotiation.models import Decision, Meeting, Member, Proposal, Publication
from negotiation.policies import Act, User, is_superuser, roles_that_may

_PUBLIC = Publication.Visibility.PUBLIC
_PARTIES = Publication.Visibility.PARTIES


def visible_drafts(user: User | None) -> QuerySet[Draft]:
    """The drafts that the user may see; fit to be a subquery of every other read.

    The latest publication of a draft counts; one that was never published is seen by those
    who may read everything in its process.
    """
    user = user or AnonymousUser()
    if is_superuser(user):
        return Draft.objects.all()
    latest = Publication.objects.filter(draft=OuterRef("pk")).order_by("-id")
    drafts = Draft.objects.alias(visibility=Subquery(latest.values("visibility")[:1]))
    allowed = Q(visibility=_PUBLIC)
    if user.is_authenticated and user.is_active:
        allowed |= Q(visibility=_PARTIES) & _is_negotiated_where(user, Act.READ_PARTIES)
        allowed |= _is_negotiated_where(user, Act.READ_ALL)
    return drafts.filter(allowed)


def _is_negotiated_where(user: AbstractBaseUser, act: Act) -> Q:
    members = Member.objects.filter(user_id=user.pk, role__in=roles_that_may(act))
    return Q(document__mandate__process__in=members.values("process"))


def visible_documents(user: User | None) -> QuerySet[Document]:
    """The documents of which the user may see a draft."""
    drafts = visible_drafts(user).filter(document=OuterRef("pk"))
    return Document.objects.filter(Exists(drafts))


def visible_meetings(user: User | None) -> QuerySet[Meeting]:
    """All meetings: the calendar of a process is public. What is tabled at them is not."""
    return Meeting.objects.all()


def visible_provisions(user: User | None) -> QuerySet[Provision]:
    """The provisions that stand in a draft which the user may see."""
    wordings = Wording.objects.filter(
        provision=OuterRef("pk"), draft__in=visible_drafts(user).values("pk")
    )
    return Provision.objects.filter(Exists(wordings))


def visible_comparisons(user: User | None) -> QuerySet[Comparison]:
    """The comparisons of which the user may see both ends."""
    drafts = visible_drafts(user).values("pk")
    return Comparison.objects.filter(earlier__in=drafts, later__in=drafts)


def visible_decisions(user: User | None) -> QuerySet[Decision]:
    """The decisions on provisions, and on drafts, that the user may see."""
    drafts = visible_drafts(user).values("pk")
    wordings = Wording.objects.filter(provision=OuterRef("provision"), draft__in=drafts)
    return Decision.objects.filter(Exists(wordings), Q(draft__isnull=True) | Q(draft__in=drafts))


def visible_proposals(user: User | None) -> QuerySet[Proposal]:
    """The proposals whose target and whose words the user may see."""
    drafts = visible_drafts(user).values("pk")
    targets = Wording.objects.filter(provision=OuterRef("target"), draft__in=drafts)
    words = Wording.objects.filter(provision=OuterRef("stands_as"), draft__in=drafts)
    return Proposal.objects.filter(
        Q(target__isnull=True) | Exists(targets), Q(stands_as__isnull=True) | Exists(words)
    )
