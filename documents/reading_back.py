"""The law of a rolling text: reading its print gives the same provisions again. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bracketed import read_outline
from bracketed.model import HEADINGS, Kind, Role
from bracketed.outline.printed import ToPrint
from documents.models import Wording
from documents.queries import ProvisionView


@dataclass(frozen=True, slots=True)
class ReadBack:
    """A provision as its print says it; ``parent`` is its place among them, from 0."""

    kind: Kind
    role: Role
    parent: int | None
    label: str
    number: str
    code: str
    words: str


def to_print(wording: Wording | ProvisionView, depth: int) -> ToPrint:
    """A wording of a rolling draft as it is printed."""
    return ToPrint(
        kind=Kind(wording.kind),
        role=Role(wording.role),
        depth=depth,
        label=wording.label,
        number=wording.number,
        code=wording.code,
        words=wording.heading if wording.kind in HEADINGS else wording.text,
    )


def as_written(wordings: Sequence[Wording]) -> tuple[ReadBack, ...]:
    """What reading the print of these wordings, which stand in reading order, has to give."""
    places = {wording.provision_id: place for place, wording in enumerate(wordings)}
    return tuple(
        ReadBack(
            Kind(wording.kind),
            Role(wording.role),
            None if wording.parent_id is None else places.get(wording.parent_id),
            wording.label,
            wording.number,
            wording.code,
            wording.heading if wording.kind in HEADINGS else wording.text,
        )
        for wording in wordings
    )


def read_back(text: str) -> tuple[ReadBack, ...]:
    """What reading a print gives."""
    return tuple(
        ReadBack(one.kind, one.role, one.parent, one.label, one.number, one.code, words)
        for one in read_outline(text).provisions
        for words in (one.text or one.heading,)
    )
