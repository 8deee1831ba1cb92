"""Words sought in one text."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from documents.models import Draft, Wording
from tracker.queries.part import Part
from tracker.queries.text import Line

#: So many places are named; of more the number is told.
_NAMED: Final = 100


@dataclass(frozen=True, slots=True)
class Found:
    """In how many lines of a text words stand, and the first of these, each with its address."""

    number: int = 0
    first: tuple[tuple[Line, str], ...] = ()

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.number - len(self.first)


def places_of(words: str, draft: Draft, part: Part) -> tuple[str, ...]:
    """The lines of a text in whose words (or those of what competes for their place) these
    words stand, brackets and case aside: public ids, in reading order. One query, which reads
    the text."""
    sought = _plain(words)
    if not sought:
        return ()
    rows = Wording.objects.filter(draft=draft).values_list(
        "provision__public_id", "text", "heading"
    )
    found = {key for key, text, heading in rows if sought in _plain(text or heading)}
    return tuple(line[0].id for line in part.windows.lines if any(one.id in found for one in line))


def to_name(places: Collection[str]) -> tuple[str, ...]:
    """Those of the places that a page names."""
    return tuple(places)[:_NAMED]


def named(places: Collection[str], lines: Iterable[Line], part: Part) -> Found:
    """The places as a page names them; ``lines`` has those that are to be named."""
    by_id = {line.provision.id: line for line in lines}
    first = tuple((by_id[key], part.address(key)) for key in to_name(places))
    return Found(len(places), first)


def _plain(words: str) -> str:
    return " ".join(words.replace("[", "").replace("]", "").casefold().split())
