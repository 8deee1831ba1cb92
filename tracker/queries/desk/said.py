"""What was typed at the desk and is not saved, and what is to be said of an act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from documents.editing.outcomes import Clash
from tracker.queries.desk.decisions import Asked


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody has typed and not saved. ``at`` is where the caret stood; a ``label`` of None
    is the one that is saved."""

    text: str
    base: int
    at: int = 0
    operation: str = ""
    reason: str = ""
    is_editorial: bool = False
    words: str = ""
    quote: str = ""
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be said of an act: why it was refused, or what was done instead;
    ``asks_reason`` that it will be done once a reason is given. ``act`` is the one that was
    refused and ``sent`` its form, to be filled in again; ``ways_out`` what can be done."""

    problem: str = ""
    news: str = ""
    asks_reason: bool = False
    clash: Clash | None = None
    asked: Asked | None = None
    ways_out: tuple[str, ...] = ()
    act: str = ""
    sent: Mapping[str, str] = field(default_factory=dict)

    @property
    def number(self) -> int | None:
        """The edit that the form named."""
        named = self.sent.get("number", "")
        return int(named) if named.isdecimal() else None
