"""The status matrix of a document as a page shows it: narrowed, folded, counted, in windows."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from bracketed.model import HEADINGS
from documents.lists import quoted
from documents.models import Document
from negotiation.models import Meeting, Process
from negotiation.queries import matrix
from tracker.queries.matrix_asked import EVERY, FOLDS, SHOWS, WINDOW, Asked
from tracker.queries.matrix_choices import Choices, Narrowing
from tracker.queries.matrix_reopened import Reopened, reopened_in
from tracker.queries.matrix_rows import Column, Row, Table
from tracker.queries.matrix_tree import Seen, Tree
from tracker.queries.moment import Reader
from tracker.queries.places import Place, path_to, process_of

#: More meetings than this need a window of their own to scroll in, and a larger sheet.
_WIDE = 7


@dataclass(frozen=True, slots=True)
class Way:
    """A filter, or a way to fold, with its address; a filter with the number of rows that it
    leaves."""

    name: str
    address: str
    is_chosen: bool
    number: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """Which of the rows are here, counted from 1; ``before`` and ``after`` are the queries of
    the rows around them, empty where there are none."""

    first: int
    last: int
    total: int
    before: str
    after: str
    everything: str


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """A document's provisions by its meetings."""

    path: tuple[Place, ...]
    process: Process | None
    document: Document
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    window: Window
    asked: Asked
    shows: tuple[Way, ...]
    folds: tuple[Way, ...]
    choices: Choices
    is_wide: bool
    now: Meeting | None

    @property
    def narrowed(self) -> tuple[object, ...]:
        """What the rows are narrowed to, as the form calls it."""
        asked, choices = self.asked, self.choices
        chosen = (
            *(one.name for one in choices.chapters if one.value == asked.chapter),
            *(one.name for one in choices.lines if one.value == asked.line),
            *(one.name for one in choices.statuses if one.value == asked.status),
            asked.holder,
            quoted(asked.text) if asked.text else "",
        )
        return tuple(one for one in chosen if one)


def matrix_page(document: Document, user: Reader, asked: Asked) -> MatrixPage:
    """The window of rows that is asked for, in a constant number of queries.

    :raises Http404: where there is no such chapter, action line or holder, naming those there
        are."""
    record = matrix(document, user)
    reopened = reopened_in(document, user)
    tree = Tree(record)
    narrowing = Narrowing(tree, asked, user)
    scope = narrowing.scope()
    wanted = narrowing.wanted(scope)
    shown = _by_show(tree, wanted, reopened)
    seen = _seen(tree, asked, scope, shown[asked.show])
    window = _window(seen, asked)
    process = process_of(document)
    table = Table(tree, asked, reopened)
    return MatrixPage(
        path=path_to(process, document, _("Matrix")),
        process=process,
        document=document,
        columns=tuple(table.columns()),
        rows=tuple(table.rows(seen[window.first - 1 : window.last])),
        window=window,
        asked=asked,
        shows=tuple(
            Way(
                name,
                asked.address(show=name, turned=frozenset()),
                name == asked.show,
                _number(tree, shown[name], name),
            )
            for name in SHOWS
        ),
        folds=tuple(
            Way(name, asked.address(fold=name, turned=frozenset()), name == asked.fold)
            for name in FOLDS
        ),
        choices=narrowing.choices(),
        is_wide=len(record.meetings) > _WIDE,
        now=table.now,
    )


def _by_show(tree: Tree, rows: set[str], reopened: Reopened) -> dict[str, set[str]]:
    """The rows that each ``?show=`` leaves of those."""
    by_shown: dict[str, set[str]] = {}
    for row in rows:
        by_shown.setdefault(tree.shown(tree.by_id[row]), set()).add(row)
    pending, unread = by_shown.get("pending", set()), by_shown.get("not_read", set())
    alternatives = by_shown.get("alt", set())
    return {
        "all": rows,
        "not-agreed": pending | unread | alternatives,
        "alternatives": alternatives,
        "changed": rows & tree.record.changed,
        "reopened": rows & reopened.rows,
        "contradictions": rows & tree.record.contradicted,
    }


def _number(tree: Tree, rows: set[str], show: str) -> int:
    """How many rows a filter leaves; contradictions and reopenings are counted on headings,
    too."""
    if show in {"contradictions", "reopened"}:
        return len(rows)
    return sum(tree.by_id[row].kind not in HEADINGS for row in rows)


def _seen(tree: Tree, asked: Asked, scope: frozenset[str] | None, wanted: set[str]) -> list[Seen]:
    is_folded = tree.folds(asked.fold, asked.turned)
    if asked.is_narrow:
        return tree.seen(scope, wanted, is_folded)
    unfolded = tree.above([asked.row]) if asked.row in tree.by_id else set()
    if asked.chapter:
        unfolded.add(asked.chapter)
    return tree.seen(scope, None, lambda row: row not in unfolded and is_folded(row))


def _window(seen: list[Seen], asked: Asked) -> Window:
    first, last = asked.first, asked.last
    if asked.row:
        place = next((at for at, one in enumerate(seen) if one.row.id == asked.row), 0)
        first = place - place % WINDOW + 1
        last = first + WINDOW - 1
    first = min(first, max(1, len(seen)))
    last = min(last, len(seen))
    before = asked.address(first=max(1, first - WINDOW), last=first - 1) if first > 1 else ""
    after = asked.address(first=last + 1, last=last + WINDOW) if last < len(seen) else ""
    everything = asked.address(first=1, last=EVERY) if before or after else ""
    return Window(first, last, len(seen), before, after, everything)
