"""How far a document is, for the head of its text: all of it, chapter by chapter, and as a map."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from documents.models import Document
from negotiation.models import Meeting
from negotiation.queries import Matrix, matrix
from tracker.pictures.chapters import Chapter, chapters
from tracker.queries.matrix_tree import Tree
from tracker.queries.moment import Reader
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


def standing_picture(
    document: Document, meeting: Meeting | None, user: Reader
) -> StandingPicture | None:
    """At that meeting, or at the last one at which anything is on record; None where nothing is."""
    return picture_of(matrix(document, user), meeting)


def picture_of(record: Matrix, meeting: Meeting | None = None) -> StandingPicture | None:
    """The same of a matrix."""
    counted = [one for one in record.meetings if one.slug in record.counts]
    if not counted:
        return None
    return StandingPicture(record, meeting if meeting in counted else counted[-1])
