"""The parties that a reader may know of."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from negotiation.models import Member, Party
from negotiation.policies import Act, roles_that_may
from tracker.queries.moment import Reader
from tracker.queries.sent import visible_assignments, visible_submissions


def visible_parties(user: Reader) -> QuerySet[Party]:
    """Those that an officer belongs to, that facilitate a line, or that are named in what the
    reader may see; all of them for who may read everything in some process."""
    if user.is_authenticated and user.is_active:
        everything = Member.objects.filter(
            user_id=user.pk, role__in=roles_that_may(Act.READ_ALL)
        ).exists()
        if everything or getattr(user, "is_superuser", False):
            return Party.objects.all()
    submissions = visible_submissions(user).order_by().values("pk")
    named = (
        Q(submissions__in=submissions)
        | Q(positions__submission__in=submissions)
        | Q(assignments__in=visible_assignments(user).order_by().values("pk"))
        | Q(officers__isnull=False)
        | Q(facilitations__isnull=False)
    )
    return Party.objects.filter(pk__in=Party.objects.filter(named).values("pk"))
