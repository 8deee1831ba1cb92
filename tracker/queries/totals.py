"""How often each kind of change occurs, by chapter and in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import chain

from documents.models import Wording
from documents.queries import ChangeView, ComparisonView, SideView
from tracker.queries.acts import Kind, kinds_in_order
from tracker.queries.labels import shown_label


@dataclass(frozen=True, slots=True)
class ChapterTotals:
    """How many provisions of a chapter show each kind of change, in the order of the columns;
    ``id`` is empty for the whole draft."""

    id: str
    title: str
    compared: int
    numbers: tuple[int, ...]
    reopenings: int


@dataclass(frozen=True, slots=True)
class Totals:
    """``kinds`` are the columns: those that occur."""

    kinds: tuple[Kind, ...]
    chapters: tuple[ChapterTotals, ...]
    whole: ChapterTotals

    def by_name(self, row: ChapterTotals) -> dict[str, int]:
        """The numbers of a row by the names of their kinds, those that are none left out."""
        pairs = zip(self.kinds, row.numbers, strict=True)
        return {kind.name: number for kind, number in pairs if number}


def totals_of(view: ComparisonView, reopened: Collection[int]) -> Totals:
    """The totals of a comparison; ``reopened`` are the orders of changes that reopen. One query."""
    chapters: dict[str, list[ChangeView]] = {}
    for change in view.changes:
        chapters.setdefault(change.chapter, []).append(change)
    kinds = kinds_in_order(kind.kind for change in view.changes for kind in change.kinds)
    names = _names(view, chapters)
    return Totals(
        kinds=kinds,
        chapters=tuple(
            _row(public_id, names.get(public_id, ""), changes, kinds, reopened)
            for public_id, changes in chapters.items()
        ),
        whole=_row("", "", view.changes, kinds, reopened),
    )


def _row(
    public_id: str,
    title: str,
    changes: Collection[ChangeView],
    kinds: tuple[Kind, ...],
    reopened: Collection[int],
) -> ChapterTotals:
    numbers = Counter(name for change in changes for name in {one.kind for one in change.kinds})
    return ChapterTotals(
        id=public_id,
        title=title,
        compared=len(changes),
        numbers=tuple(numbers[kind.name] for kind in kinds),
        reopenings=sum(change.order in reopened for change in changes),
    )


def _names(view: ComparisonView, chapters: Mapping[str, object]) -> dict[str, str]:
    """What to call each chapter: as the later text does, where both have it. Drafts are asked of
    those that are not compared themselves."""
    rows = Wording.objects.filter(
        draft__in=(view.comparison.earlier_id, view.comparison.later_id),
        provision__public_id__in=chapters,
    ).order_by("draft__number")
    names = {
        public_id: title_of(label=label, number=number, heading=heading, text=text)
        for public_id, label, number, heading, text in rows.values_list(
            "provision__public_id", "label", "number", "heading", "text"
        )
    }
    for sides in ([one.earlier for one in view.changes], [one.later for one in view.changes]):
        for side in chain.from_iterable(sides):
            if side.id in chapters:
                names[side.id] = title_of(
                    label=side.label, number=side.number, heading=side.heading, text=side.text
                )
    return names


def name_of(side: SideView) -> str:
    """What to call a provision in a table: its heading, or its first words."""
    return title_of(label="", number="", heading=side.heading, text=side.text)


def title_of(*, label: str, number: str, heading: str, text: str) -> str:
    """Label and heading of a provision; without a heading its first words."""
    said = heading.replace("[", "").replace("]", "").strip()
    if not said:
        words = text.replace("[", "").replace("]", "").split()
        said = " ".join(words[:8]) + ("…" if len(words) > 8 else "")
    return f"{shown_label(code='', number=number, label=label, heading=heading)} {said}".strip()
