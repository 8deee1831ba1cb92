"""What changed between any two moments of texts, of which nothing is stored: drafts as they are
now, and rolling texts as one of their edits left them."""

from __future__ import annotations

from bracketed.model import ENGINE
from documents.alignment import link_drafts
from documents.coverage import require_words
from documents.models import Comparison, Draft, Wording
from documents.past import wordings_at
from documents.queries.changes import ComparisonView, Progress
from documents.queries.lineage import lineage_between
from documents.sides import Side, change_of
from documents.since import edges_within


def compare_moments(
    earlier: Draft, earlier_edit: int | None, later: Draft, later_edit: int | None
) -> ComparisonView:
    """The comparison of two texts as these edits left them, as they are now where there is None;
    both may be moments of one draft. Its row is not saved. Five queries at most.

    :raises NotComparable: when the text of one is not held."""
    require_words(earlier, later)
    # what is printed beside the words is known of drafts as they are, and of no edit
    has_marks = earlier_edit is None and later_edit is None
    before = _side(earlier, earlier_edit, has_marks=has_marks)
    after = _side(later, later_edit, has_marks=has_marks)
    edges = (
        edges_within(before.view, after.view)
        if earlier == later
        else lineage_between(earlier, later)
    )
    changes = tuple(
        change_of(order, change, before, after)
        for order, change in enumerate(link_drafts(before.view, after.view, edges))
    )
    return ComparisonView(
        comparison=_unsaved(earlier, earlier_edit, later, later_edit),
        state=Comparison.State.DONE,
        progress=Progress(len(changes), len(changes)),
        is_stale=False,
        changes=changes,
    )


def _side(draft: Draft, edit: int | None, *, has_marks: bool) -> Side:
    rows = (
        Wording.objects.filter(draft=draft).select_related("provision")
        if edit is None
        else wordings_at(draft, edit)
    )
    return Side(draft, rows, has_marks=has_marks)


def _unsaved(
    earlier: Draft, earlier_edit: int | None, later: Draft, later_edit: int | None
) -> Comparison:
    return Comparison(
        public_id="",
        earlier=earlier,
        earlier_reading=earlier.reading,
        earlier_edit=earlier.head_edit if earlier_edit is None else earlier_edit,
        later=later,
        later_reading=later.reading,
        later_edit=later.head_edit if later_edit is None else later_edit,
        engine=ENGINE,
        state=Comparison.State.DONE,
    )
