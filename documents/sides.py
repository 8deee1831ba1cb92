"""One side of a comparison that nobody stored: a text at a moment, and what happened to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bracketed.model import Role
from documents.alignment import LinkedChange
from documents.differences import differ, kinds_on_record
from documents.models import Draft, Wording
from documents.queries.changes import (
    ChangeView,
    HunkView,
    KindView,
    SideView,
    SlotView,
    Stretch,
    is_only_proposed,
)
from documents.queries.drafts import view_of
from documents.queries.views import ProvisionView


class Side:
    """All provisions of a draft at one moment, from wordings none of which is to be saved.

    :param has_marks: what is printed beside the words is compared, too; it belongs to no edit."""

    def __init__(
        self, draft: Draft, wordings: Iterable[Wording], *, has_marks: bool = False
    ) -> None:
        ranked = sorted(wordings, key=lambda wording: (wording.rank, abs(wording.pk)))
        if not has_marks:
            for wording in ranked:
                wording.marks = []
        self.rows = {wording.pk: wording for wording in ranked}
        self.view = view_of(draft, ranked, (), ())
        self.places = self._count()
        self._tops: dict[str, str] = {}
        for view in self.view.provisions:  # each after its parent
            self._tops[view.id] = self._tops[view.parent] if view.parent else view.id

    def _count(self) -> dict[str, int]:
        """Which of the rivals for a place each is."""
        numbers: Counter[str] = Counter()
        places = {}
        for view in self.view.provisions:
            if view.role is not Role.TEXT and view.parent and not self.view.children(view.id):
                numbers[view.parent] += 1
                places[view.id] = numbers[view.parent]
        return places

    def __contains__(self, public_id: object) -> bool:
        return public_id in self._tops

    def side(self, view: ProvisionView) -> SideView:
        """A provision as it takes part in a change."""
        return SideView(
            wording_id=view.wording_id,
            provision_id=view.provision_id,
            id=view.id,
            kind=view.kind,
            role=view.role,
            label=view.label,
            number=view.number,
            heading=view.heading,
            text=view.text,
            slot=self._slot(view),
            parent=view.parent,
            chapter=self._tops[view.id],
            text_hash=view.text_hash,
        )

    def _slot(self, view: ProvisionView) -> SlotView | None:
        if view.id not in self.places or view.parent is None:
            return None
        over = self.view.provision(view.parent)
        return SlotView(over.number, over.label, over.heading, self.places[view.id])


def change_of(order: int, change: LinkedChange, earlier: Side, later: Side) -> ChangeView:
    """What happened to provisions that belong together, as a stored change is read."""
    kinds, hunks = kinds_on_record(change.link), []
    if change.has_words:
        found = differ(
            change.link,
            [earlier.rows[view.wording_id] for view in change.earlier],
            [later.rows[view.wording_id] for view in change.later],
        )
        kinds, hunks = found.kinds, found.hunks
    before = tuple(earlier.side(view) for view in change.earlier)
    after = tuple(later.side(view) for view in change.later)
    return ChangeView(
        order=order,
        link=change.link,
        found_by=change.found_by,
        certainty=change.certainty,
        earlier=before,
        later=after,
        kinds=tuple(
            KindView(str(kind["kind"]), _stretch(kind["earlier"]), _stretch(kind["later"]))
            for kind in kinds
        ),
        hunks=tuple(HunkView(*hunk) for hunk in hunks),  # type: ignore[arg-type]
        is_compared=True,
        is_proposed=is_only_proposed(before, after, later),
    )


def _stretch(place: object) -> Stretch | None:
    return Stretch(*place) if isinstance(place, list) else None
