"""What the engine reads from the wordings of a draft: brackets and problems. Derived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    ranked = Wording.objects.filter(draft=draft).order_by("rank", "id")
    wordings = [wording for wording, _ in in_reading_order(ranked)]
    brackets: list[Bracket] = []
    problems: list[Problem] = []
    for wording in wordings:
        _read_inside(wording, brackets, problems)
    parents = _parents(wordings)
    for span in _spans(wordings, parents):
        _read_span(span, wordings, brackets, problems)
    problems.extend(_contradictions(wordings, parents))
    Bracket.objects.bulk_create(brackets, batch_size=1000)
    Problem.objects.bulk_create(problems, batch_size=1000)
    draft.engine = ENGINE
    Draft.objects.filter(id=draft.id).update(engine=ENGINE)


def _read_inside(wording: Wording, brackets: list[Bracket], problems: list[Problem]) -> None:
    tree = parse_wording(wording.words)
    brackets.extend(
        Bracket(wording=wording, start=b.start, end=b.end, depth=b.depth, kind=b.kind)
        for b in tree.brackets
    )
    problems.extend(
        Problem(wording=wording, kind=p.kind, start=p.start, end=p.end, detail=p.detail)
        for p in tree.problems
        if p.kind not in _LOOSE
    )


def _parents(wordings: Sequence[Wording]) -> list[int | None]:
    """The index of each wording's parent."""
    place = {wording.provision_id: index for index, wording in enumerate(wordings)}
    return [None if w.parent_id is None else place.get(w.parent_id) for w in wordings]


def _spans(wordings: Sequence[Wording], parents: Sequence[int | None]) -> tuple[Span, ...]:
    return pair_spans(
        [
            find_loose_ends(wording.words, parent)
            for wording, parent in zip(wordings, parents, strict=True)
        ]
    )


def _contradictions(
    wordings: Sequence[Wording], parents: Sequence[int | None]
) -> Iterator[Problem]:
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
