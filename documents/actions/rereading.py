"""Brackets and problems after an edit: those of what was touched, and of no more than that.

Brackets around whole provisions are matched again only where a loose end came, went or got
another place; then what is read are the wordings with loose ends, what they stand under, and
the last provision under each of those, which tells whether a run of provisions is whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q

from bracketed import find_loose_ends
from bracketed.contradictions import names_several
from documents.actions.readings import read_contradictions, read_inside, read_spans
from documents.models import LIVE, Bracket, Draft, Problem, Wording
from documents.queries.drafts import in_reading_order
from documents.queries.places import live_children, with_ancestors

_LOOSE = (Problem.Kind.UNCLOSED, Problem.Kind.UNOPENED)


def has_loose_ends(words: str) -> bool:
    """Say whether a bracket mark stands here that these words alone do not pair."""
    ends = find_loose_ends(words)
    return bool(ends.starts or ends.ends or ends.opens or ends.closes)


def loose_wordings(draft: Draft) -> set[int]:
    """The primary keys of the wordings that hold an end of a bracket around whole provisions,
    or a mark without a partner. Two queries."""
    spans = Bracket.objects.filter(_spanning(), wording__draft=draft)
    found = {key for row in spans.values_list("wording", "end_wording") for key in row if key}
    problems = Problem.objects.filter(wording__draft=draft, kind__in=_LOOSE)
    return found | set(problems.values_list("wording", flat=True))


def reread_words(draft: Draft, wordings: Sequence[Wording]) -> None:
    """Write the brackets inside these wordings, and what is to be said of them, anew."""
    Bracket.objects.filter(~_spanning(), wording__in=wordings).delete()
    Problem.objects.filter(wording__in=wordings).exclude(
        kind__in=(*_LOOSE, Problem.Kind.LABEL_CONTRADICTION)
    ).delete()
    brackets: list[Bracket] = []
    problems: list[Problem] = []
    for wording in wordings:
        read_inside(wording, brackets, problems)
    Bracket.objects.bulk_create(brackets)
    Problem.objects.bulk_create(problems)


def reread_spans(draft: Draft, loose: Collection[int]) -> None:
    """Match the brackets around whole provisions anew; ``loose`` are the primary keys of all
    wordings that have, or had, a loose end."""
    Bracket.objects.filter(_spanning(), wording__in=loose).delete()
    Problem.objects.filter(wording__in=loose, kind__in=_LOOSE).delete()
    ids = Wording.objects.filter(id__in=loose).values_list("provision_id", flat=True)
    tree = with_ancestors(draft, ids)
    live = {key: wording for key, wording in tree.items() if wording.is_live}
    for wording in _last_children(draft, list(live)):
        live.setdefault(wording.provision_id, wording)
    ranked = sorted(live.values(), key=lambda wording: (wording.rank, wording.id))
    brackets: list[Bracket] = []
    problems: list[Problem] = []
    read_spans([wording for wording, _ in in_reading_order(ranked)], brackets, problems)
    Bracket.objects.bulk_create(brackets)
    Problem.objects.bulk_create(problems)


def reread_labels(draft: Draft, provision_ids: Iterable[int]) -> None:
    """Look again whether these headings name what stands under them."""
    for wording in Wording.objects.filter(draft=draft, provision__in=set(provision_ids)):
        Problem.objects.filter(wording=wording, kind=Problem.Kind.LABEL_CONTRADICTION).delete()
        if names_several(wording.label) and wording.is_live:
            below = live_children(draft, wording.provision_id)
            parents = [None, *(0 for _ in below)]
            Problem.objects.bulk_create(read_contradictions([wording, *below], parents))


def _last_children(draft: Draft, provision_ids: Sequence[int]) -> list[Wording]:
    """The last live wording under each of these provisions. One query for each."""
    rows = Wording.objects.filter(draft=draft, disposition__in=LIVE).order_by("-rank", "-id")
    last = (rows.filter(parent=provision_id).first() for provision_id in provision_ids)
    return [wording for wording in last if wording is not None]


def _spanning() -> Q:
    return Q(end__isnull=True) | Q(end_wording__isnull=False)
