"""What holds for a provision at a meeting, as pages, programming interface and exports show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from negotiation.codes import Code, Shown

Origin = Literal["own", "cover", "excepted", "text", "rollup"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for a provision at a meeting, and why.

    ``origin`` says whether it was decided for itself, covered by a decision on what it stands
    under, excepted from one, read from the text, or taken from the lowest under a heading.
    ``at`` is the slug of the meeting where it is recorded there, ``carried_from`` that of the
    earlier meeting where it is not; both are None for what belongs to no meeting. ``beside``
    are codes that stand beside it: of a heading with a decision the lowest under it, of
    competing alternatives what was decided on them. ``contradictions`` are sentences."""

    shown: Shown
    code: Code
    origin: Origin
    condition: str = ""
    note: str = ""
    decision_id: int | None = None
    at: str | None = None
    carried_from: str | None = None
    beside: tuple[Code, ...] = ()
    contradictions: tuple[str, ...] = ()
