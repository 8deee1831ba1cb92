"""The parties that a reader may know of."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from negotiation.models import Member, Party
from negotiation.policies import Act, is_superuser, roles_that_may
from tracker.queries.moment import Reader
from tracker.queries.sent import visible_assignments, visible_submissions


def visible_parties(user: Reader) -> QuerySet[Party]:
    """Those that an officer belongs to, that facilitate a line, or that are named in what the
    reader may see; for staff also those that are named in nothing yet."""
    submissions = visible_submissions(user).order_by().values("pk")
    named = (
        Q(submissions__in=submissions)
        | Q(positions__submission__in=submissions)
        | Q(assignments__in=visible_assignments(user).order_by().values("pk"))
        | Q(officers__isnull=False)
        | Q(facilitations__isnull=False)
    )
    if is_staff(user):
        named |= Q(submissions=None, positions=None, assignments=None)
    return Party.objects.filter(pk__in=Party.objects.filter(named).values("pk"))


def is_staff(user: Reader) -> bool:
    """Whether the reader may read everything in some process."""
    if not (user.is_authenticated and user.is_active):
        return False
    roles = roles_that_may(Act.READ_ALL)
    return is_superuser(user) or Member.objects.filter(user_id=user.pk, role__in=roles).exists()
