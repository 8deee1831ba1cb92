"""A draft as it is read, and as it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q

from bracketed.model import BracketKind, Kind, MarkKind, ProblemKind, Role
from documents.models import Bracket, Draft, DraftPassage, Problem, Provision, Wording
from documents.queries.views import (
    OPEN_KINDS,
    BracketView,
    DraftView,
    Place,
    ProblemView,
    ProvisionView,
    SpanView,
)

#: Wording, start, wording and place where it ends, depth, kind.
BracketRow = tuple[int, int, int | None, int | None, int, str]
#: Wording, kind, start, end, detail.
ProblemRow = tuple[int, str, int, int, str]

_APPARATUS = frozenset({MarkKind.INSTRUCTION, MarkKind.FOOTNOTE, MarkKind.NOTE, MarkKind.REMNANT})


def printed(draft: Draft) -> str:
    """What the draft prints: its passages one after another, byte for byte."""
    prints = DraftPassage.objects.filter(draft=draft).order_by("order")
    texts: dict[int, str] = {}
    pieces = []
    for printing in prints.select_related("passage__source"):
        passage = printing.passage
        if passage.source_id not in texts:
            texts[passage.source_id] = passage.source.text
        pieces.append(texts[passage.source_id][passage.start : passage.end])
    return "".join(pieces)


def source_of(draft: Draft, provision: Provision) -> str:
    """What the draft prints of one provision, its label and tags included.

    :raises Wording.DoesNotExist: when the draft has no wording of it.
    """
    return Wording.objects.only("source").get(draft=draft, provision=provision).source


def draft_view(draft: Draft) -> DraftView:
    """The whole draft in reading order, with brackets and problems. Three queries."""
    ranked = Wording.objects.filter(draft=draft).select_related("provision")
    return build_view(draft, list(ranked.order_by("rank", "id")), is_whole=True)


def build_view(draft: Draft, wordings: Sequence[Wording], *, is_whole: bool = False) -> DraftView:
    """These wordings of a draft, siblings in order, in reading order; of the brackets around
    whole provisions those with both ends in them. Two queries.

    :param is_whole: these are all wordings of the draft.
    """
    ids = [wording.id for wording in wordings]
    among = Q(wording__draft=draft) if is_whole else Q(wording__in=ids)
    brackets = Bracket.objects.filter(among).order_by("wording", "start")
    problems = Problem.objects.filter(among).order_by("wording", "start", "id")
    return view_of(
        draft,
        wordings,
        brackets.values_list("wording", "start", "end_wording", "end", "depth", "kind"),
        problems.values_list("wording_id", "kind", "start", "end", "detail"),
    )


def view_of(
    draft: Draft,
    wordings: Sequence[Wording],
    brackets: Iterable[BracketRow],
    problems_found: Iterable[ProblemRow],
) -> DraftView:
    """These wordings of a draft, siblings in order, in reading order, with what was read from
    them. Asks nobody."""
    public_ids = {wording.id: wording.provision.public_id for wording in wordings}
    pairs, spans = _brackets(brackets, public_ids)
    problems = _problems(problems_found, public_ids)
    names = {wording.provision_id: wording.provision.public_id for wording in wordings}
    left_open = {
        span.opens.provision for span in spans if span.closes is None and span.kind in OPEN_KINDS
    }
    provisions = tuple(
        _provision_view(
            wording,
            depth=depth,
            parent=names.get(wording.parent_id) if wording.parent_id else None,
            brackets=tuple(pairs.get(wording.id, ())),
            problems=tuple(problems.get(wording.id, ())),
            is_left_open=wording.provision.public_id in left_open,
        )
        for wording, depth in in_reading_order(wordings)
    )
    return DraftView(
        draft=draft,
        provisions=provisions,
        spans=_sort_spans(spans, provisions),
        problems=tuple(problem for view in provisions for problem in view.problems),
    )


def in_reading_order(wordings: Iterable[Wording]) -> Iterator[tuple[Wording, int]]:
    """The wordings of one draft (siblings already in order), each after its parent and with
    its depth. One whose parent has no wording here stands at the top."""
    wordings = list(wordings)
    present = {wording.provision_id for wording in wordings}
    children: dict[int | None, list[Wording]] = {}
    for wording in wordings:
        parent = wording.parent_id if wording.parent_id in present else None
        children.setdefault(parent, []).append(wording)
    waiting = [(wording, 0) for wording in reversed(children.get(None, ()))]
    while waiting:
        wording, depth = waiting.pop()
        yield wording, depth
        under = children.get(wording.provision_id, ())
        waiting.extend((child, depth + 1) for child in reversed(under))


def _brackets(
    rows: Iterable[BracketRow], public_ids: dict[int, str]
) -> tuple[dict[int, list[BracketView]], list[SpanView]]:
    """The pairs inside each wording, and the brackets around whole provisions."""
    pairs: dict[int, list[BracketView]] = {}
    spans = []
    for wording, start, end_wording, end, depth, code in rows:
        kind = BracketKind(code)
        opens = Place(public_ids[wording], start)
        if end is None:
            spans.append(SpanView(kind, depth, opens, None))
        elif not end_wording:
            pairs.setdefault(wording, []).append(BracketView(start, end, depth, kind))
        elif end_wording in public_ids:
            closes = Place(public_ids[end_wording], end - 1)
            spans.append(SpanView(kind, depth, opens, closes))
    return pairs, spans


def _problems(
    rows: Iterable[ProblemRow], public_ids: dict[int, str]
) -> dict[int, list[ProblemView]]:
    problems: dict[int, list[ProblemView]] = {}
    for wording, kind, start, end, detail in rows:
        problems.setdefault(wording, []).append(
            ProblemView(ProblemKind(kind), public_ids[wording], start, end, detail)
        )
    return problems


def _sort_spans(
    spans: Iterable[SpanView], provisions: Iterable[ProvisionView]
) -> tuple[SpanView, ...]:
    order = {provision.id: index for index, provision in enumerate(provisions)}
    return tuple(sorted(spans, key=lambda span: (order[span.opens.provision], span.opens.at)))


def _provision_view(
    wording: Wording,
    *,
    depth: int,
    parent: str | None,
    brackets: tuple[BracketView, ...],
    problems: tuple[ProblemView, ...],
    is_left_open: bool,
) -> ProvisionView:
    marks = tuple((MarkKind(kind), start, end) for kind, start, end in wording.marks)
    slices = [(kind, _unwrap(wording.source[start:end])) for kind, start, end in marks]
    return ProvisionView(
        wording_id=wording.id,
        provision_id=wording.provision_id,
        id=wording.provision.public_id,
        kind=Kind(wording.kind),
        role=Role(wording.role),
        label=wording.label,
        number=wording.number,
        code=wording.code,
        heading=wording.heading,
        text=wording.text,
        source=wording.source,
        start=wording.start,
        parent=parent,
        depth=depth,
        coverage=Wording.Coverage(wording.coverage),
        disposition=Wording.Disposition(wording.disposition),
        symbol=wording.symbol,
        text_hash=wording.text_hash,
        marks=marks,
        tags=tuple(words for kind, words in slices if kind is MarkKind.TAG),
        attribution="; ".join(words for kind, words in slices if kind is MarkKind.ATTRIBUTION),
        apparatus=tuple(words for kind, words in slices if kind in _APPARATUS),
        brackets=brackets,
        problems=problems,
        is_left_open=is_left_open,
    )


def _unwrap(words: str) -> str:
    """The words of a mark without the brackets and spaces around them."""
    words = words.strip().removeprefix("[").removesuffix("]").strip()
    is_in_parentheses = words.startswith("(") and words.find(")") == len(words) - 1
    return words[1:-1].strip() if is_in_parentheses else words
