"""How many open brackets texts have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count

from documents.models import LIVE, Bracket, Draft
from documents.queries import OPEN_KINDS


def open_brackets(drafts: Iterable[Draft]) -> Counter[int]:
    """By draft (primary key) its pairs around words that are not agreed. One query."""
    counted = (
        Bracket.objects.filter(
            wording__draft__in=list(drafts),
            wording__disposition__in=LIVE,
            kind__in=[kind.value for kind in OPEN_KINDS],
        )
        .values_list("wording__draft")
        .annotate(number=Count("pk"))
    )
    return Counter(dict(counted))
