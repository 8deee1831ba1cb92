"""Submissions and work given out, as far as a reader may see what they are about."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from documents.models import Provision
from negotiation.models import Assignment, Proposal, Submission
from negotiation.queries import visible_proposals, visible_provisions
from tracker.queries.moment import Reader


def visible_submissions(user: Reader) -> QuerySet[Submission]:
    """Those that propose nothing, or something that the reader may see."""
    proposals = Proposal.objects.filter(submission=OuterRef("pk"))
    seen = visible_proposals(user).filter(submission=OuterRef("pk"))
    return (
        Submission.objects.filter(Q(~Exists(proposals)) | Q(Exists(seen)))
        .select_related("meeting")
        .prefetch_related("parties")
        .order_by("id")
    )


def visible_assignments(user: Reader) -> QuerySet[Assignment]:
    """Those that are about no provision, or about one that the reader may see; with the
    provisions."""
    about = Provision.objects.filter(assignments=OuterRef("pk"))
    seen = visible_provisions(user).filter(assignments=OuterRef("pk"))
    return (
        Assignment.objects.filter(Q(~Exists(about)) | Q(Exists(seen)))
        .select_related("meeting", "holder")
        .prefetch_related(Prefetch("provisions", Provision.objects.order_by("pk")))
        .order_by("meeting__starts_on", "number")
    )
