"""What the engine reads from the wordings of a draft: brackets and problems. Derived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction

from bracketed import ENGINE, find_loose_ends, pair_spans, parse_wording
from bracketed.contradictions import find_contradictions
from bracketed.model import ProblemKind, Span
from documents.models import Bracket, Draft, Problem, Wording
from documents.queries.drafts import in_reading_order

#: Which marks are loose is decided across provisions, not inside one wording.
_LOOSE = frozenset({ProblemKind.UNCLOSED, ProblemKind.UNOPENED})


@transaction.atomic
def derive(draft: Draft) -> None:
    """Write the brackets and problems of a draft anew, as the engine of today reads them."""
    Bracket.objects.filter(wording__draft=draft).delete()
    Problem.objects.filter(wording__draft=draft).delete()
    brackets, problems = read_whole(Wording.objects.filter(draft=draft).order_by("rank", "id"))
    Bracket.objects.bulk_create(brackets, batch_size=1000)
    Problem.objects.bulk_create(problems, batch_size=1000)
    draft.engine = ENGINE
    Draft.objects.filter(id=draft.id).update(engine=ENGINE)


def read_whole(ranked: Iterable[Wording]) -> tuple[list[Bracket], list[Problem]]:
    """The brackets and problems of all wordings of a draft, siblings in order; not saved."""
    brackets: list[Bracket] = []
    problems: list[Problem] = []
    ranked = list(ranked)
    for wording in ranked:
        read_inside(wording, brackets, problems)
    # What is withdrawn closes no bracket, opens none, and is counted by no label.
    live = [w for w, _ in in_reading_order(w for w in ranked if w.is_live)]
    read_spans(live, brackets, problems)
    problems.extend(read_contradictions(live, _parents(live)))
    return brackets, problems


def read_inside(wording: Wording, brackets: list[Bracket], problems: list[Problem]) -> None:
    """Add the brackets of one wording, and what is to be said of its words if they count."""
    tree = parse_wording(wording.words)
    brackets.extend(
        Bracket(wording=wording, start=b.start, end=b.end, depth=b.depth, kind=b.kind)
        for b in tree.brackets
    )
    if not wording.is_live:
        return
    problems.extend(
        Problem(wording=wording, kind=p.kind, start=p.start, end=p.end, detail=p.detail)
        for p in tree.problems
        if p.kind not in _LOOSE
    )


def _parents(wordings: Sequence[Wording]) -> list[int | None]:
    """The index of each wording's parent."""
    place = {wording.provision_id: index for index, wording in enumerate(wordings)}
    return [None if w.parent_id is None else place.get(w.parent_id) for w in wordings]


def read_spans(
    wordings: Sequence[Wording], brackets: list[Bracket], problems: list[Problem]
) -> None:
    """Add the brackets around whole provisions of ``wordings``, which stand in reading order,
    and the marks that have no partner."""
    parents = _parents(wordings)
    ends = [find_loose_ends(w.words, parent) for w, parent in zip(wordings, parents, strict=True)]
    for span in pair_spans(ends):
        _read_span(span, wordings, brackets, problems)


def read_contradictions(
    wordings: Sequence[Wording], parents: Sequence[int | None]
) -> Iterator[Problem]:
    """What is to be said of the labels of ``wordings``, whose parents are indexes."""
    labels, numbers = [w.label for w in wordings], [w.number for w in wordings]
    for index, found in find_contradictions(labels, numbers, parents):
        wording = wordings[index]
        yield Problem(
            wording=wording,
            kind=ProblemKind.LABEL_CONTRADICTION,
            start=0,
            end=len(wording.words),
            detail=found,
        )


def _read_span(
    span: Span, wordings: Sequence[Wording], brackets: list[Bracket], problems: list[Problem]
) -> None:
    if span.opens is None:
        if span.closes is not None:
            problems.append(_loose(ProblemKind.UNOPENED, wordings, span.closes))
        return
    if span.closes is None:
        problems.append(_loose(ProblemKind.UNCLOSED, wordings, span.opens))
    index, at = span.opens
    brackets.append(
        Bracket(
            wording=wordings[index],
            start=at,
            end_wording=wordings[span.closes[0]] if span.closes else None,
            # As everywhere the end is exclusive: one past the closing mark.
            end=span.closes[1] + 1 if span.closes else None,
            depth=span.depth,
            kind=span.kind,
        )
    )


def _loose(kind: ProblemKind, wordings: Sequence[Wording], place: tuple[int, int]) -> Problem:
    index, at = place
    return Problem(wording=wordings[index], kind=kind, start=at, end=at + 1)
