"""What changed between two drafts, as it was stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import Count

from bracketed.model import ENGINE, Kind, Role
from documents.content import text_hash as hash_words
from documents.editing.state import State
from documents.models import (
    Change,
    ChangeSide,
    Comparison,
    Draft,
    EditItem,
    Provision,
    Wording,
)
from documents.queries.changes import (
    ChangeView,
    ComparisonView,
    HunkView,
    KindView,
    Progress,
    SideView,
    SlotView,
    Stretch,
    is_only_proposed,
)
from documents.queries.edits import states_at


def progress(comparison: Comparison) -> Progress:
    """How far the comparison is. One query."""
    return progress_of([comparison])[comparison.pk]


def progress_of(comparisons: Sequence[Comparison]) -> dict[int, Progress]:
    """How far each comparison is, by its primary key. One query."""
    rows = (
        Change.objects.filter(comparison__in=comparisons)
        .values("comparison")
        .annotate(done=Count("compared_at"), total=Count("pk"))
        .values_list("comparison", "done", "total")
    )
    found = {pk: Progress(done, total) for pk, done, total in rows}
    return {comparison.pk: found.get(comparison.pk, Progress(0, 0)) for comparison in comparisons}


def is_stale(comparison: Comparison) -> bool:
    """Say whether it was computed by an older engine, from readings since corrected, or from a
    rolling draft that was edited since."""
    earlier, later = comparison.earlier, comparison.later
    return (
        comparison.engine != ENGINE
        or comparison.earlier_reading != earlier.reading
        or comparison.later_reading != later.reading
        or comparison.earlier_edit != earlier.head_edit
        or comparison.later_edit != later.head_edit
    )


def comparison_view(comparison: Comparison) -> ComparisonView:
    """The comparison with all its changes, of a rolling draft with the words of the edit it
    was asked at. Six queries at most, and one more for each draft that was edited since."""
    later = _Tree(comparison.later)
    sides = _sides(comparison, later)
    rows = list(Change.objects.filter(comparison=comparison).order_by("order"))
    changes = tuple(_change(row, sides.get(row.id, {}), later) for row in rows)
    done = sum(change.is_compared for change in changes)
    return ComparisonView(
        comparison=comparison,
        state=Comparison.State(comparison.state),
        progress=Progress(done, len(changes)),
        is_stale=is_stale(comparison),
        changes=changes,
    )


def _change(row: Change, sides: dict[str, list[SideView]], later: _Tree) -> ChangeView:
    before = sides.get(ChangeSide.Side.EARLIER, ())
    after = sides.get(ChangeSide.Side.LATER, ())
    return ChangeView(
        order=row.order,
        link=row.link,
        found_by=row.found_by,
        certainty=row.certainty,
        earlier=tuple(before),
        later=tuple(after),
        kinds=tuple(
            KindView(kind["kind"], _stretch(kind["earlier"]), _stretch(kind["later"]))
            for kind in row.kinds
        ),
        hunks=tuple(HunkView(*hunk) for hunk in row.hunks),
        is_compared=row.compared_at is not None,
        is_proposed=is_only_proposed(before, after, later),
    )


def _stretch(place: Sequence[int] | None) -> Stretch | None:
    return None if place is None else Stretch(*place)


def _sides(comparison: Comparison, later: _Tree) -> dict[int, dict[str, list[SideView]]]:
    """By change and by side, in order."""
    trees = {
        ChangeSide.Side.EARLIER.value: _Tree(comparison.earlier),
        ChangeSide.Side.LATER.value: later,
    }
    edited = {
        ChangeSide.Side.EARLIER.value: _edited(comparison.earlier, comparison.earlier_edit),
        ChangeSide.Side.LATER.value: _edited(comparison.later, comparison.later_edit),
    }
    sides: dict[int, dict[str, list[SideView]]] = {}
    rows = ChangeSide.objects.filter(change__comparison=comparison)
    for change, side, wording, provision, public_id, kind, role, *printed in rows.order_by(
        "change", "side", "order"
    ).values_list(
        "change_id",
        "side",
        "wording_id",
        "wording__provision_id",
        "wording__provision__public_id",
        "wording__kind",
        "wording__role",
        "wording__label",
        "wording__number",
        "wording__heading",
        "wording__text",
        "wording__text_hash",
    ):
        label, number, heading, text, text_hash = printed
        if (state := edited[side].get(public_id)) is not None:
            label, number, heading, text = state.label, state.number, state.heading, state.text
            text_hash = hash_words(state.words)
        tree = trees[side]
        view = SideView(
            wording_id=wording,
            provision_id=provision,
            id=public_id,
            kind=Kind(kind),
            role=Role(role),
            label=label,
            number=number,
            heading=heading,
            text=text,
            slot=tree.slot(public_id),
            parent=tree.parent(public_id),
            chapter=tree.top(public_id),
            text_hash=text_hash,
        )
        sides.setdefault(change, {}).setdefault(side, []).append(view)
    return sides


def _edited(draft: Draft, number: int) -> dict[str, State]:
    """What provisions (public ids) said at edit ``number``, of those edited since."""
    if draft.head_edit == number:
        return {}
    since = EditItem.objects.filter(edit__draft=draft, edit__number__gt=number)
    return dict(
        states_at(draft, number, Provision.objects.filter(id__in=since.values("provision")))
    )


class _Tree:
    """Who stands under whom in a draft, by public ids. One query."""

    def __init__(self, draft: Draft) -> None:
        rows = (
            Wording.objects.filter(draft=draft)
            .order_by("rank")
            .values_list(
                "provision__public_id", "parent__public_id", "role", "number", "label", "heading"
            )
        )
        self._parents: dict[str, str | None] = {}
        self._printed: dict[str | None, tuple[str, str, str]] = {}
        self._tops: dict[str, str] = {}
        rivals: list[str] = []
        for public_id, parent, role, number, label, heading in rows:
            self._parents[public_id] = parent
            self._printed[public_id] = (number, label, heading)
            if role != Role.TEXT:
                rivals.append(public_id)
        self._places = self._count(rivals)

    def __contains__(self, public_id: object) -> bool:
        return public_id in self._parents

    def _count(self, rivals: Iterable[str]) -> dict[str, int]:
        """Which of the rivals each is, of those that hold nothing and so stand beside a slot."""
        over = set(self._parents.values())
        numbers: Counter[str | None] = Counter()
        places = {}
        for rival in rivals:
            slot = self._parents[rival]
            if rival not in over and slot in self._printed:
                numbers[slot] += 1
                places[rival] = numbers[slot]
        return places

    def slot(self, public_id: str) -> SlotView | None:
        """For what it competes; None of what stands in the flow of the text."""
        if public_id not in self._places:
            return None
        number, label, heading = self._printed[self._parents[public_id]]
        return SlotView(number, label, heading, self._places[public_id])

    def parent(self, public_id: str) -> str | None:
        """The public id of the provision over this one."""
        return self._parents.get(public_id)

    def top(self, public_id: str) -> str:
        """The public id of the topmost provision over this one, or its own."""
        way = []
        at, over = public_id, self._parents.get(public_id)
        while over is not None and over in self._parents and at not in self._tops:
            way.append(at)
            at, over = over, self._parents[over]
        top = self._tops.get(at, at)
        self._tops.update(dict.fromkeys(way, top))
        return top
