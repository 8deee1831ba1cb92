"""Old label, new label, what happened: one row for each provision, or for those that merged or
split together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from bracketed.model import HEADINGS
from documents.between import compare_moments
from documents.lists import listed
from documents.models import Comparison, Document, Draft
from documents.queries import ChangeView, ComparisonView, SideView, comparison_view
from negotiation.models import Process
from tracker.queries.acts import acts_of
from tracker.queries.found import latest_done, sureness
from tracker.queries.labels import side_label
from tracker.queries.moment import Reader
from tracker.queries.places import Place, path_to, process_of
from tracker.queries.reopenings import Reopening, reopenings
from tracker.queries.totals import name_of

#: The columns of the table that is taken away.
COLUMNS: Final = (
    "earlier_label",
    "earlier_provision",
    "what_happened",
    "later_label",
    "later_provision",
    "link",
    "found_by",
    "certainty",
    "confirmed",
    "reopening",
    "earlier_ids",
    "later_ids",
)


@dataclass(frozen=True, slots=True)
class Named:
    """A provision as a concordance names it."""

    id: str
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class ConcordanceRow:
    """What became of a provision; ``kinds`` are the names of what happened, ``words`` the same
    for a reader."""

    order: int
    earlier: tuple[Named, ...]
    later: tuple[Named, ...]
    kinds: tuple[str, ...]
    words: tuple[str, ...]
    link: str
    found_by: str
    certainty: float
    sureness: str
    is_confirmed: bool
    is_heading: bool
    reopening: Reopening | None

    @property
    def was(self) -> str:
        """The labels before."""
        return ", ".join(one.label or "–" for one in self.earlier)

    @property
    def became(self) -> str:
        """The labels after."""
        return ", ".join(one.label or "–" for one in self.later)

    @property
    def happened(self) -> str:
        """All that happened, in words."""
        return listed(self.words) or _("unchanged")

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as a table takes it, in the order of :data:`COLUMNS`."""
        return (
            self.was,
            " / ".join(one.title for one in self.earlier),
            self.happened,
            self.became,
            " / ".join(one.title for one in self.later),
            self.link,
            self.found_by,
            f"{self.certainty:.2f}",
            _yes(self.is_confirmed),
            _yes(self.reopening is not None),
            " ".join(one.id for one in self.earlier),
            " ".join(one.id for one in self.later),
        )


@dataclass(frozen=True, slots=True)
class ConcordancePage:
    """``comparison`` is None while none is done; ``rows`` in the order of the later draft."""

    path: tuple[Place, ...]
    process: Process | None
    document: Document
    earlier: Draft
    later: Draft
    comparison: Comparison | None
    rows: tuple[ConcordanceRow, ...]


def concordance_page(
    document: Document, pair: tuple[Draft, Draft], user: Reader
) -> ConcordancePage:
    """The concordance of two drafts that the reader may see, as far as it is computed; of one
    beside itself at once."""
    comparison = latest_done(pair, user)
    view = comparison_view(comparison) if comparison else None
    if pair[0] == pair[1]:
        view = compare_moments(pair[0], None, pair[1], None)
    process = process_of(document)
    return ConcordancePage(
        path=path_to(process, document, _("Concordance")),
        process=process,
        document=document,
        earlier=pair[0],
        later=pair[1],
        comparison=view.comparison if view else None,
        rows=concordance_of(view, user) if view else (),
    )


def concordance_of(view: ComparisonView, user: Reader) -> tuple[ConcordanceRow, ...]:
    """The rows of a comparison, in the reading order of the later draft."""
    reopened = reopenings(view, user)
    return tuple(_row(change, reopened.get(change.order)) for change in view.changes)


def _row(change: ChangeView, reopening: Reopening | None) -> ConcordanceRow:
    acts = acts_of(change)
    return ConcordanceRow(
        order=change.order,
        earlier=tuple(map(_named, change.earlier)),
        later=tuple(map(_named, change.later)),
        kinds=tuple(act.kind for act in acts),
        words=tuple(act.word for act in acts),
        link=change.link,
        found_by=change.found_by,
        certainty=change.certainty,
        sureness=sureness(change),
        is_confirmed=change.is_confirmed,
        is_heading=all(side.kind in HEADINGS for side in (*change.earlier, *change.later)),
        reopening=reopening,
    )


def _named(side: SideView) -> Named:
    return Named(side.id, side_label(side), name_of(side))


def _yes(claim: bool) -> str:
    return "yes" if claim else "no"
