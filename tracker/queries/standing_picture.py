"""How far a document is, for the head of its text: all of it, chapter by chapter, and as a map."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from negotiation.models import Meeting
from negotiation.queries import Matrix
from negotiation.queries.outline import as_matrix
from tracker.pictures.chapters import Chapter, chapters
from tracker.queries.matrix_tree import Tree
from tracker.queries.moment import Moment
from tracker.queries.part import Part
from tracker.queries.signs import Tally, tally


@dataclass(frozen=True)
class StandingPicture:
    """What holds at the close of a meeting, all over and in each chapter."""

    record: Matrix
    at: Meeting

    @cached_property
    def tally(self) -> Tally:
        """Of all provisions."""
        return tally(self.record.counts[self.at.slug])

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """Chapter by chapter."""
        return chapters(Tree(self.record), self.at.slug)


def picture_of_text(moment: Moment, part: Part) -> StandingPicture | None:
    """How a text is at the meeting of a moment; of a long one without its chapters, which its
    outline counts. None where it belongs to no meeting."""
    if moment.meeting is None:
        return None
    record = as_matrix(part.outline, moment.document, moment.meeting)
    shown = record if part.is_whole else replace(record, rows=())
    return StandingPicture(shown, moment.meeting)


def picture_of(record: Matrix, meeting: Meeting | None = None) -> StandingPicture | None:
    """The same of a matrix."""
    counted = [one for one in record.meetings if one.slug in record.counts]
    if not counted:
        return None
    return StandingPicture(record, meeting if meeting in counted else counted[-1])
