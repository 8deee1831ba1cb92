"""What changed between two moments: stored where two drafts were compared as they are, else
computed for whoever asks."""

from __future__ import annotations

from dataclasses import dataclass

from documents.between import compare_moments
from documents.models import Comparison, Draft
from documents.queries import ComparisonView, comparison_view
from negotiation.queries import meeting_of
from tracker.queries.moment import Moment


@dataclass(frozen=True, slots=True)
class Between:
    """Two moments, and what happened to each provision from one to the other."""

    earlier: Moment
    later: Moment
    view: ComparisonView


def kept_between(comparison: Comparison) -> Between:
    """A comparison that was stored, of its drafts as they came out of their meetings."""
    earlier, later = moment_of(comparison.earlier), moment_of(comparison.later)
    return Between(earlier, later, comparison_view(comparison))


def between_moments(earlier: Moment, later: Moment) -> Between:
    """What changed between any two moments, one of one draft and itself among them.

    :raises NotComparable: when the text of one is not held."""
    view = compare_moments(earlier.draft, earlier.edit, later.draft, later.edit)
    return Between(earlier, later, view)


def moment_of(draft: Draft) -> Moment:
    """A draft as it is, at the meeting it came out of."""
    return Moment(draft.document, draft, meeting_of(draft))
