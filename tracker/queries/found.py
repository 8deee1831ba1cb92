"""How the provisions of two drafts were found to belong together, and how sure that is."""

from __future__ import annotations

from django.utils.translation import gettext as _

from documents.models import Comparison, Draft
from documents.queries import ChangeView
from negotiation.queries import visible_comparisons
from tracker.queries.moment import Reader

#: What was found by the program alone, and may be wrong.
_DOUBTFUL = frozenset({"likeness", "inferred"})


def latest_done(pair: tuple[Draft, Draft], user: Reader) -> Comparison | None:
    """The last comparison of two drafts that is done, if the reader may see both. One query."""
    return (
        visible_comparisons(user)
        .filter(earlier=pair[0], later=pair[1], state=Comparison.State.DONE)
        .select_related("earlier__document", "later__document")
        .order_by("-id")
        .first()
    )


def is_doubtful(change: ChangeView) -> bool:
    """Whether a person could say better than the program what belongs together here."""
    return (
        bool(change.earlier and change.later)
        and change.found_by in _DOUBTFUL
        and is_of_note(change)
    )


def sureness(change: ChangeView) -> str:
    """How it was found and how sure that is, where it is not plain."""
    if change.found_by == "person":
        if change.earlier and change.later:
            return _("confirmed by the secretariat")
        return _("parted by the secretariat")
    if not (change.earlier and change.later):
        return ""
    sure = round(100 * change.certainty)
    match change.found_by:
        case "likeness":
            return _("found by likeness, %(number)d%% sure") % {"number": sure}
        case "inferred":
            return _("inferred, %(number)d%% sure") % {"number": sure}
        case "exact" if is_of_note(change):
            return _("found by the same words")
        case "stated" if is_of_note(change):
            return _("stated in the record")
        case _:
            return ""


def is_of_note(change: ChangeView) -> bool:
    """Whether it was not one provision all along."""
    return {side.id for side in change.earlier} != {side.id for side in change.later}
