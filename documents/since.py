"""What changed within one rolling text since one of its edits, in the words of a comparison.

Nothing is stored: the state after the edit is put together again from the history, and both
states go through the alignment and the engine of the comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from bracketed import LinkKind
from bracketed.model import Role
from documents.alignment import LinkedChange, link_drafts
from documents.differences import differ
from documents.models import Draft, EditItem, Provision, Wording
from documents.past import as_wording
from documents.queries.changes import ChangeView, HunkView, KindView, SideView, SlotView, Stretch
from documents.queries.drafts import view_of
from documents.queries.edits import states_at
from documents.queries.lineage import lineage_between
from documents.queries.views import DraftView, ProvisionView


def changes_since(draft: Draft, number: int) -> tuple[ChangeView, ...]:
    """What happened to the provisions of a draft after its edit ``number``, in reading order;
    what did not change is left out. Four queries, and one more for every 400 provisions that
    were edited since."""
    edited = EditItem.objects.filter(edit__draft=draft, edit__number__gt=number)
    touched = {
        provision.public_id: provision
        for provision in Provision.objects.filter(pk__in=edited.values("provision"))
    }
    if not touched:
        return ()
    now = list(Wording.objects.filter(draft=draft).select_related("provision"))
    then = _before(draft, number, now, touched)
    earlier, later = _Side(draft, then), _Side(draft, now)
    return tuple(
        _change(order, change, earlier, later)
        for order, change in enumerate(_links(earlier.view, later.view))
    )


def _before(
    draft: Draft, number: int, now: Iterable[Wording], touched: Mapping[str, Provision]
) -> list[Wording]:
    """The wordings as they were, none of them to be saved; their ids are below zero."""
    kept = [wording for wording in now if wording.provision.public_id not in touched]
    ids = {one.provision.public_id: one.provision_id for one in now}
    ids |= {public_id: provision.pk for public_id, provision in touched.items()}
    for public_id, state in states_at(draft, number, touched.values()):
        provision = touched[public_id]
        parent_id = ids.get(state.parent) if state.parent else None
        kept.append(as_wording(state, draft, provision, parent_id, wording_id=-provision.pk))
    return kept


def _links(earlier: DraftView, later: DraftView) -> Iterable[LinkedChange]:
    """What belongs together, of that which differs. What split or merged before is known."""
    then, now = earlier.living, later.living
    edges = [
        edge
        for edge in lineage_between(earlier.draft, later.draft)
        if not (edge.later in then and edge.earlier in now)
    ]
    return (
        change
        for change in link_drafts(earlier, later, edges)
        if change.link is not LinkKind.KEPT or _said(change.earlier) != _said(change.later)
    )


def _said(sides: Iterable[ProvisionView]) -> list[tuple[str, str]]:
    return [(side.label, side.words) for side in sides]


class _Side:
    """All provisions of the draft at one moment."""

    def __init__(self, draft: Draft, wordings: Iterable[Wording]) -> None:
        ranked = sorted(wordings, key=lambda wording: (wording.rank, abs(wording.pk)))
        for wording in ranked:
            wording.marks = []  # what is printed beside the words belongs to no edit
        self.rows = {wording.pk: wording for wording in ranked}
        self.view = view_of(draft, ranked, (), ())
        self.places = self._count()

    def _count(self) -> dict[str, int]:
        """Which of the rivals for a place each is."""
        numbers: Counter[str] = Counter()
        places = {}
        for view in self.view.provisions:
            if view.role is not Role.TEXT and view.parent and not self.view.children(view.id):
                numbers[view.parent] += 1
                places[view.id] = numbers[view.parent]
        return places

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
            chapter=self._top(view),
            text_hash=view.text_hash,
        )

    def _slot(self, view: ProvisionView) -> SlotView | None:
        if view.id not in self.places or view.parent is None:
            return None
        over = self.view.provision(view.parent)
        return SlotView(over.number, over.label, over.heading, self.places[view.id])

    def _top(self, view: ProvisionView) -> str:
        while view.parent is not None:
            view = self.view.provision(view.parent)
        return view.id


def _change(order: int, change: LinkedChange, earlier: _Side, later: _Side) -> ChangeView:
    found = differ(
        change.link,
        [earlier.rows[view.wording_id] for view in change.earlier],
        [later.rows[view.wording_id] for view in change.later],
    )
    return ChangeView(
        order=order,
        link=change.link,
        found_by=change.found_by,
        certainty=change.certainty,
        earlier=tuple(earlier.side(view) for view in change.earlier),
        later=tuple(later.side(view) for view in change.later),
        kinds=tuple(
            KindView(str(kind["kind"]), _stretch(kind["earlier"]), _stretch(kind["later"]))
            for kind in found.kinds
        ),
        hunks=tuple(HunkView(*hunk) for hunk in found.hunks),  # type: ignore[arg-type]
        is_compared=True,
        is_proposed=False,
    )


def _stretch(place: object) -> Stretch | None:
    return Stretch(*place) if isinstance(place, list) else None
