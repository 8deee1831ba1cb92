"""A part of a draft, read without the rest of it."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain

from django.db.models import Q

from documents.models import Bracket, Draft, Wording
from documents.queries.drafts import build_view
from documents.queries.views import DraftView


def part_view(draft: Draft, wordings: Collection[int]) -> DraftView:
    """These wordings of a draft (primary keys), and where a bracket around whole provisions
    begins or ends in one of them, the wording in which it ends or begins. Four queries."""
    touching = Bracket.objects.filter(Q(wording__in=wordings) | Q(end_wording__in=wordings))
    ends = touching.filter(end_wording__isnull=False).values_list("wording", "end_wording")
    asked = {*wordings, *(end for end in chain.from_iterable(ends) if end is not None)}
    ranked = Wording.objects.filter(draft=draft, pk__in=asked).select_related("provision")
    return build_view(draft, list(ranked.order_by("rank", "id")))
