"""What an edit is going to do, before it is written."""

from __future__ import annotations

from dataclasses import dataclass

from documents.editing.state import State
from documents.models import Provision, Wording


@dataclass(frozen=True, slots=True)
class Item:
    """A provision, its row if the draft has one, and its state before and after; None where it
    has no wording."""

    provision: Provision
    row: Wording | None
    before: State | None
    after: State | None

    @property
    def is_moved(self) -> bool:
        """Say whether it comes, goes, or stands elsewhere afterwards."""
        if self.before is None or self.after is None:
            return True
        return self.before.place != self.after.place

    @property
    def is_reworded(self) -> bool:
        """Say whether the words that brackets are read from are others, or count or do not."""
        if self.before is None or self.after is None:
            return True
        return (self.before.words, self.before.is_live) != (self.after.words, self.after.is_live)

    @property
    def is_relabelled(self) -> bool:
        before, after = self.before, self.after
        return before is None or after is None or before.label != after.label
