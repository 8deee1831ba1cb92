"""A part of a draft, read without the rest of it."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from documents.models import Bracket, Draft, Problem, Wording
from documents.queries.drafts import view_of
from documents.queries.views import DraftView


def part_view(draft: Draft, wordings: Collection[int]) -> DraftView:
    """These wordings of a draft (primary keys), and where a bracket around whole provisions
    begins or ends in one of them, the wording in which it ends or begins. Three queries."""
    touching = Bracket.objects.filter(Q(wording__in=wordings) | Q(end_wording__in=wordings))
    brackets = list(
        touching.order_by("wording", "start").values_list(
            "wording", "start", "end_wording", "end", "depth", "kind"
        )
    )
    ends = {end for opening, _, closing, *_ in brackets for end in (opening, closing) if end}
    ranked = Wording.objects.filter(draft=draft, pk__in={*wordings, *ends})
    problems = Problem.objects.filter(wording__in=wordings).order_by("wording", "start", "id")
    return view_of(
        draft,
        list(ranked.select_related("provision").order_by("rank", "id")),
        brackets,
        problems.values_list("wording_id", "kind", "start", "end", "detail"),
    )
