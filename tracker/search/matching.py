"""Which entries match, and in what order: one SQL for both databases, save the index it asks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.db.models import (
    Count,
    ExpressionWrapper,
    F,
    IntegerField,
    OrderBy,
    Q,
    QuerySet,
    Value,
    Window,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Collate, Length, Replace, RowNumber, StrIndex
from django.db.models.lookups import GreaterThan

from documents.models import Wording
from negotiation.codes import Code, shown_as
from negotiation.models import Tabling
from negotiation.queries import visible_decisions, visible_drafts, visible_proposals
from tracker.models import SearchEntry
from tracker.queries.moment import Reader
from tracker.search.asking import Asked, Phrase, Sought
from tracker.search.choices import Scope
from tracker.search.tokens import row_of

#: Results on a page.
PAGE: Final = 20

_KIND = SearchEntry.Kind
_BY_BYTES: Final = {"sqlite": "BINARY", "postgresql": "C"}
#: SQL of our own, into which nothing is written that anybody typed.
_EACH: Final = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT jsonb_array_elements_text(%s::jsonb)",
}
_MATCHING: Final = {
    "words": "SELECT id FROM tracker_searchentry WHERE words_index @@ %s::tsquery",
    "disputed": "SELECT id FROM tracker_searchentry WHERE disputed_index @@ %s::tsquery",
}


@dataclass(frozen=True, slots=True)
class Match:
    """The newest entry of a family that matches, and how many ``others`` of it do."""

    entry: int
    others: int


def matches(
    asked: Asked, sought: Sought, scope: Scope, user: Reader
) -> tuple[int, tuple[Match, ...]]:
    """How many there are, and those of the page that is asked for. Two queries."""
    found = _found(asked, sought, scope, user)
    total = found.aggregate(number=Count("family", distinct=True))["number"]
    first = (asked.page - 1) * PAGE
    if first >= total:
        return total, ()
    ranked = (
        found.annotate(hits=_hits(F(_column(asked)), sought.phrases))
        .annotate(
            nth=Window(RowNumber(), partition_by=F("family"), order_by=_newest()),
            among=Window(Count("pk"), partition_by=F("family")),
        )
        .filter(nth=1)
        .order_by(
            *([OrderBy(F("hits"), descending=True)] if asked.sort == "best" else []), *_newest()
        )
    )
    rows = ranked.values_list("pk", "among")[first : first + PAGE]
    return total, tuple(Match(pk, among - 1) for pk, among in rows)


def _found(asked: Asked, sought: Sought, scope: Scope, user: Reader) -> QuerySet[SearchEntry]:
    column = _column(asked)
    found = SearchEntry.objects.filter(
        _visible(user), *_narrowed(asked, scope), pk__in=_with_words(column, sought.phrases)
    )
    for phrase in sought.phrases:
        if len(phrase) > 1:
            found = found.filter(GreaterThan(StrIndex(F(column), Value(row_of(phrase))), Value(0)))
    return found


def _visible(user: Reader) -> Q:
    """The one door: what the reader may see of each kind."""
    return (
        Q(kind=_KIND.TEXT, draft__in=visible_drafts(user).values("pk"))
        | Q(kind=_KIND.DECISION, decision__in=visible_decisions(user).values("pk"))
        | Q(kind=_KIND.PROPOSAL, proposal__in=visible_proposals(user).values("pk"))
    )


def _narrowed(asked: Asked, scope: Scope) -> Iterable[Q]:
    if asked.kind:
        yield Q(kind=asked.kind)
    if asked.document:
        yield Q(document__slug=asked.document)
    if asked.meeting:
        tabled = Tabling.objects.filter(meeting__slug=asked.meeting).values("draft")
        yield (
            Q(decision__meeting__slug=asked.meeting)
            | Q(proposal__submission__meeting__slug=asked.meeting)
            | (Q(draft__in=tabled) & ~Q(kind=_KIND.DECISION, decision__meeting__isnull=False))
        )
    if scope.under is not None:
        yield _among(scope.under)
    if scope.stand is not None:
        codes = [code for code in Code if asked.status in (shown_as(code), f"code:{code}")]
        # a decision is what it says, whatever became of it
        yield Q(kind=_KIND.DECISION, decision__code__in=codes) | (
            ~Q(kind=_KIND.DECISION) & _among(scope.stand)
        )


def _column(asked: Asked) -> str:
    return "disputed" if asked.inside else "words"


def _with_words(column: str, phrases: Iterable[Phrase]) -> RawSQL:
    """The entries in which all the words stand, wherever: from the index of the database."""
    found = dict.fromkeys(token for phrase in phrases for token in phrase)
    if connection.vendor == "sqlite":
        asked = " AND ".join(f'"{token}"' for token in found)
        return RawSQL(
            "SELECT rowid FROM tracker_searchindex WHERE tracker_searchindex MATCH %s",
            [f"{{{column}}} : ({asked})"],
        )
    asked = " & ".join("'" + token.replace("'", "''") + "'" for token in found)
    return RawSQL(_MATCHING[column], [asked])  # noqa: S611


def _among(public_ids: Iterable[str]) -> Q:
    """Entries of those provisions, and of the alternatives for them and additions to them."""
    listed = _listed(public_ids)
    is_rival = ~Q(wording__role=Wording.Role.TEXT) & Q(wording__parent__public_id__in=listed)
    return Q(provision__public_id__in=listed) | is_rival


def _listed(public_ids: Iterable[str]) -> RawSQL:
    """Any number of ids as one parameter."""
    return RawSQL(_EACH[connection.vendor], [json.dumps(sorted(public_ids))])  # noqa: S611


def _hits(row: F, phrases: Iterable[Phrase]) -> Any:
    """How often all the phrases stand in it: the rank, of our own because those of the two
    databases differ."""
    total: Any = Value(0)
    for phrase in phrases:
        needle = row_of(phrase)
        rest = Length(Replace(row, Value(needle), Value("")))
        total = total + (Length(row) - rest) / Value(len(needle))
    return ExpressionWrapper(total, output_field=IntegerField())


def _newest() -> list[OrderBy]:
    """The day, then the later draft, then reading order; never left to chance."""
    place = Collate("place", _BY_BYTES[connection.vendor])
    return [
        OrderBy(F("on"), descending=True, nulls_last=True),
        OrderBy(F("document"), nulls_last=True),
        OrderBy(F("draft__number"), descending=True, nulls_last=True),
        OrderBy(F("kind")),
        OrderBy(place),
        *(OrderBy(F(name), nulls_last=True) for name in ("wording", "decision", "proposal")),
    ]
