"""Two edits of the same words, side by side: a person decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from bracketed import ConflictReason, compare_pair
from documents.editing.outcomes import Clash
from tracker.queries.redline import both_readings
from tracker.queries.written import written


@dataclass(frozen=True, slots=True)
class Sides:
    """The text both started from, and what each made of it: changes marked. ``version`` is that
    of theirs, from which the words decided on are saved."""

    base: SafeString
    mine: SafeString
    theirs: SafeString
    theirs_text: str
    version: int
    by: str
    at: datetime
    is_overlap: bool


def sides_of(clash: Clash) -> Sides:
    """What the page of a conflict shows."""
    return Sides(
        base=written(clash.base_text),
        mine=_marked(clash.base_text, clash.mine),
        theirs=_marked(clash.base_text, clash.theirs),
        theirs_text=clash.theirs,
        version=clash.version,
        by=clash.by.get_full_name() or clash.by.get_username(),
        at=clash.at,
        is_overlap=clash.conflict.reason is ConflictReason.OVERLAP,
    )


def _marked(base: str, text: str) -> SafeString:
    return both_readings(base, text, compare_pair(base, text).hunks)
