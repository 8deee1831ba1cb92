"""How many provisions of each draft stand where."""

from __future__ import annotations

from documents.models import Document
from negotiation.policies import User
from negotiation.queries.entries import entries_of, marks_of
from negotiation.queries.folded import Moment
from negotiation.queries.folding import fold
from negotiation.queries.layers import Layers
from negotiation.queries.moments import Issue, calendar_of
from negotiation.queries.rollup import Counts, count
from negotiation.queries.rulings import rulings_on
from negotiation.queries.standings import is_taken_by


def counts_by_draft(document: Document, user: User | None) -> tuple[tuple[Issue, Counts], ...]:
    """The texts of a document that a user may see, in the order of their numbers, each with the
    standings of its own provisions at the close of its meeting, as :func:`standings` has them.
    What a party proposed is no text. Seven queries, whatever their number."""
    calendar = calendar_of(document, user)
    issues = [issue for issue in calendar.issues if not issue.is_proposal]
    by_draft = entries_of(issues)
    marks = marks_of(issues)
    rulings = rulings_on(document, calendar, user)
    found = []
    for issue in issues:
        layers = Layers([by_draft[issue.draft.pk]], marks)
        layers.lay_up_to(None)
        tree = layers.tree()
        place = calendar.place_of(issue.meeting)
        held = [one for one in rulings if is_taken_by(one, place, issue.draft.pk, issue)]
        folded = fold(tree, held, Moment(place, calendar.meetings))
        slots = (pk for pk, node in tree.nodes.items() if tree.is_slot(node))
        found.append((issue, count(folded.standings.get(pk) for pk in slots)))
    return tuple(found)
