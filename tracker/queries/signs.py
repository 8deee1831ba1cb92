"""How a status is shown: a shape, a character and a word; the colour is never alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from negotiation.codes import Code, Shown, shown_as

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Sign:
    """``shape`` names the drawing in ``status.css``; ``glyph`` is what a reader without style
    sheets sees in its place."""

    shape: str
    glyph: str
    word: Words


_FULL, _MOST, _HALF = ("agreed", "●"), ("most", "◕"), ("half", "◑")
_OPEN, _ALT, _UNREAD = ("pending", "◯"), ("alt", "◆"), ("unread", "·")

SIGNS: Final[dict[str, Sign]] = {
    Code.NOT_OPENED: Sign(*_UNREAD, _("not yet read")),
    Code.NOT_AGREED: Sign(*_OPEN, _("not agreed")),
    Code.OPEN: Sign(*_OPEN, _("open")),
    Code.BRACKETED: Sign(*_OPEN, _("bracketed")),
    Code.ALT: Sign(*_ALT, _("alternatives")),
    Code.PENDING: Sign(*_OPEN, _("pending")),
    Code.UNDER_SILENCE: Sign(*_OPEN, _("under silence")),
    Code.SILENCE_BROKEN: Sign(*_OPEN, _("silence broken")),
    Code.PRE_AGREED: Sign(*_HALF, _("pre-agreed")),
    Code.AGREED_IN_GROUP: Sign(*_HALF, _("agreed in group")),
    Code.SUGGESTED_FOR_CLOSURE: Sign(*_MOST, _("suggested for closure")),
    Code.AGREED_AD_REF: Sign(*_MOST, _("agreed ad referendum")),
    Code.AGREED: Sign(*_FULL, _("agreed")),
    Code.FINAL_AGREED: Sign(*_FULL, _("final agreed")),
    Code.ADOPTED: Sign(*_FULL, _("adopted")),
}
CONTRADICTION: Final = Sign("flag", "⚠", _("contradiction"))
REOPENED: Final = Sign("reopened", "↺", _("reopened"))

#: The legend, in the order of the scale.
LEGEND: Final = (
    Sign(*_FULL, _("agreed")),
    Sign(*_HALF, _("pre-agreed, in group")),
    Sign(*_MOST, _("ad ref, for closure")),
    Sign(*_OPEN, _("pending, open")),
    Sign(*_ALT, _("alternatives")),
    Sign(*_UNREAD, _("not yet read")),
    CONTRADICTION,
)
_OF_SHOWN: Final = {
    Shown.AGREED: Sign(*_FULL, _("agreed")),
    Shown.PENDING: Sign(*_OPEN, _("pending")),
    Shown.ALT: Sign(*_ALT, _("alternatives")),
    Shown.NOT_READ: Sign(*_UNREAD, _("not yet read")),
}


def sign_of(code: str) -> Sign:
    """The sign of a status code."""
    return SIGNS[code]


@dataclass(frozen=True, slots=True)
class Part:
    """How many stand under one of the four; ``start`` and ``width`` are its place in a bar
    a hundred wide."""

    shown: str
    sign: Sign
    number: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Tally:
    """How many provisions stand under each of the four that everybody knows."""

    parts: tuple[Part, ...]
    total: int

    def number(self, shown: str) -> int:
        """How many of them are ``shown`` so."""
        return next((part.number for part in self.parts if part.shown == shown), 0)

    @property
    def agreed(self) -> int:
        """How many are agreed, at whatever level."""
        return self.number(Shown.AGREED)

    @property
    def is_settled(self) -> bool:
        """Whether all of them are agreed; nothing at all is not."""
        return bool(self.total) and self.agreed == self.total

    @property
    def lowest(self) -> Part | None:
        """What a reader should be told first: alternatives, else what is open, else unread."""
        order = (Shown.ALT, Shown.PENDING, Shown.NOT_READ, Shown.AGREED)
        found = {part.shown: part for part in self.parts}
        return next((found[shown] for shown in order if shown in found), None)


def tally(codes: Iterable[str]) -> Tally:
    """Counts of status codes under the four, none of them zero."""
    numbers = dict.fromkeys((Shown.AGREED, Shown.ALT, Shown.PENDING, Shown.NOT_READ), 0)
    for code in codes:
        numbers[shown_as(Code(code))] += 1
    total = sum(numbers.values())
    parts, start = [], 0.0
    for shown, number in numbers.items():
        if number:
            width = 100 * number / total
            parts.append(Part(shown.value, _OF_SHOWN[shown], number, round(start, 2), round(width, 2)))
            start += width
    return Tally(tuple(parts), total)
