"""The rows of a dump: those of a process that a reader may see."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from actionlines.models import LineSection
from documents.models import Bracket, Wording
from documents.queries.lineage import edges_that_hold
from negotiation.models import Assignment, Decision, Position, Process, Tabling
from negotiation.queries import (
    visible_decisions,
    visible_documents,
    visible_drafts,
    visible_proposals,
    visible_provisions,
)
from tracker.queries.moment import Reader
from tracker.queries.sent import visible_assignments, visible_submissions


def seen_drafts(process: Process, user: Reader) -> QuerySet[Any]:
    return visible_drafts(user).filter(document__mandate__process=process)


def seen_provisions(process: Process, user: Reader) -> QuerySet[Any]:
    return visible_provisions(user).filter(document__mandate__process=process)


def _name_of(seen: QuerySet[Any], column: str, name: str = "public_id") -> Subquery:
    """How the row that a column points to is called; null where the reader may not see it."""
    return Subquery(seen.filter(pk=OuterRef(column)).order_by().values(name)[:1])


def rows_of_documents(process: Process, user: Reader) -> QuerySet[Any]:
    return visible_documents(user).filter(mandate__process=process).order_by("mandate__order", "pk")


def rows_of_drafts(process: Process, user: Reader) -> QuerySet[Any]:
    seen = visible_drafts(user)
    found: QuerySet[Any] = seen_drafts(process, user).annotate(
        seen_follows=_name_of(seen, "follows"), seen_original=_name_of(seen, "translation_of")
    )
    return found.order_by("document", "number", "pk")


def rows_of_wordings(process: Process, user: Reader) -> QuerySet[Any]:
    drafts = seen_drafts(process, user).values("pk")
    return Wording.objects.filter(draft__in=drafts).order_by("draft", "pk")


def rows_of_brackets(process: Process, user: Reader) -> QuerySet[Any]:
    drafts = seen_drafts(process, user).values("pk")
    return Bracket.objects.filter(wording__draft__in=drafts).order_by("wording__draft", "pk")


def rows_of_lineage(process: Process, user: Reader) -> QuerySet[Any]:
    """Edges with an end in this process; the other may be in another."""
    seen, drafts = visible_provisions(user).values("pk"), visible_drafts(user).values("pk")
    own = seen_provisions(process, user).values("pk")
    edges = edges_that_hold().filter(earlier__in=seen, later__in=seen)
    edges = edges.filter(in_draft=None) | edges.filter(in_draft__in=drafts)
    return (edges.filter(later__in=own) | edges.filter(earlier__in=own)).order_by("pk")


def rows_of_tablings(process: Process, user: Reader) -> QuerySet[Any]:
    drafts = visible_drafts(user).values("pk")
    return Tabling.objects.filter(meeting__process=process, draft__in=drafts).order_by("pk")


def rows_of_decisions(process: Process, user: Reader) -> QuerySet[Any]:
    seen = visible_decisions(user)
    return (
        seen.filter(provision__document__mandate__process=process)
        .annotate(
            seen_reopened=_name_of(seen, "reopens", "event__public_id"),
            seen_corrected=_name_of(seen, "corrects", "event__public_id"),
        )
        .order_by("pk")
    )


def rows_of_exceptions(process: Process, user: Reader) -> QuerySet[Any]:
    own = visible_decisions(user).filter(provision__document__mandate__process=process)
    through: Any = Decision.exceptions.through
    excepted: QuerySet[Any] = through.objects.filter(
        decision__in=own.values("pk"), provision__in=visible_provisions(user).values("pk")
    )
    return excepted.order_by("pk")


def rows_of_submissions(process: Process, user: Reader) -> QuerySet[Any]:
    return visible_submissions(user).filter(process=process).prefetch_related(None).order_by("pk")


def rows_of_proposals(process: Process, user: Reader) -> QuerySet[Any]:
    return visible_proposals(user).filter(submission__process=process).order_by("pk")


def rows_of_senders(process: Process, user: Reader) -> QuerySet[Any]:
    return (
        rows_of_submissions(process, user).filter(parties__isnull=False).order_by("pk", "parties")
    )


def rows_of_positions(process: Process, user: Reader) -> QuerySet[Any]:
    sent = rows_of_submissions(process, user).order_by().values("pk")
    return Position.objects.filter(submission__in=sent).order_by("pk")


def rows_of_assignments(process: Process, user: Reader) -> QuerySet[Any]:
    own = visible_assignments(user).filter(meeting__process=process)
    own = own.annotate(seen_result=_name_of(visible_provisions(user), "result"))
    return own.prefetch_related(None).order_by("meeting__starts_on", "number")


def rows_of_assigned(process: Process, user: Reader) -> QuerySet[Any]:
    seen = visible_provisions(user).values("pk")
    own = rows_of_assignments(process, user).order_by().values("pk")
    through: Any = Assignment.provisions.through
    about: QuerySet[Any] = through.objects.filter(assignment__in=own, provision__in=seen)
    return about.order_by("pk")


def rows_of_sections(process: Process, user: Reader) -> QuerySet[Any]:
    seen = visible_provisions(user).values("pk")
    return LineSection.objects.filter(line__process=process, provision__in=seen).order_by("pk")
