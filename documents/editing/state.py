"""The whole state of a wording of a rolling draft, and its canonical text."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from bracketed.model import HEADINGS, Kind, Role
from documents.content import canonical_text
from documents.models import LIVE, Wording


@dataclass(frozen=True, slots=True)
class State:
    """Everything that an edit may change of a wording; ``parent`` is a public id."""

    kind: str
    role: str
    parent: str | None
    rank: str
    label: str
    number: str
    code: str
    heading: str
    symbol: str
    coverage: str
    disposition: str
    text: str

    @property
    def words(self) -> str:
        """The text, or of a heading its heading."""
        return self.text or self.heading

    @property
    def is_heading(self) -> bool:
        return self.kind in HEADINGS

    @property
    def is_live(self) -> bool:
        return self.disposition in LIVE

    @property
    def is_alternative(self) -> bool:
        return self.role == Role.ALTERNATIVE

    @property
    def place(self) -> tuple[str | None, str, str, bool]:
        """What brackets around whole provisions depend on, words apart."""
        return self.parent, self.rank, self.role, self.is_live


def state_of(wording: Wording) -> State:
    """The state of a row; its parent is read with it."""
    return State(
        kind=Kind(wording.kind).value,
        role=Role(wording.role).value,
        parent=wording.parent.public_id if wording.parent else None,
        rank=wording.rank,
        label=wording.label,
        number=wording.number,
        code=wording.code,
        heading=wording.heading,
        symbol=wording.symbol,
        coverage=str(wording.coverage),
        disposition=str(wording.disposition),
        text=wording.text,
    )


def canonical(state: State | None) -> str:
    """The text that is stored and hashed: JSON with sorted keys; empty for no wording."""
    if state is None:
        return ""
    return canonical_text(asdict(state))


def read_state(text: str) -> State | None:
    """The state of which ``text`` is the canonical text."""
    return State(**json.loads(text)) if text else None
