"""The open brackets of a document from draft to draft, as a row of small columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.formats import date_format

from documents.models import Draft

_STEP: Final = 62
_BAR: Final = 16
_TOP, _TALL, _FOOT = 2, 36, 18


@dataclass(frozen=True, slots=True)
class Column:
    """A draft with its brackets, from its upper left corner downwards."""

    draft: Draft
    number: int
    x: int
    y: float
    height: float
    when: str

    @property
    def beside(self) -> int:
        """Where its number begins."""
        return self.x + _BAR + 5


@dataclass(frozen=True, slots=True)
class DraftsPicture:
    """The drawing is ``width`` by ``height``; ``base`` is its ground line."""

    columns: tuple[Column, ...]
    width: int
    height: int = _TOP + _TALL + _FOOT
    base: int = _TOP + _TALL
    bar: int = _BAR

    @property
    def number_at(self) -> int:
        """The line on which the numbers stand."""
        return self.base - 4

    @property
    def name_at(self) -> int:
        """The line on which the months stand."""
        return self.base + 14


def drafts_picture(drafts: Sequence[Draft], brackets: Mapping[int, int]) -> DraftsPicture | None:
    """The picture of drafts whose words are held; None where there is nothing to compare."""
    if len(drafts) < 2:
        return None
    most = max(1, *(brackets.get(draft.pk, 0) for draft in drafts))
    columns = []
    for place, draft in enumerate(drafts):
        number = brackets.get(draft.pk, 0)
        height = round(_TALL * number / most, 1)
        day = draft.issued_on or draft.as_of
        columns.append(
            Column(
                draft=draft,
                number=number,
                x=place * _STEP,
                y=_TOP + _TALL - height,
                height=height,
                when=date_format(day, "M Y") if day else str(draft.number),
            )
        )
    return DraftsPicture(tuple(columns), _STEP * len(columns))
