"""How a status is shown: a shape, a character and a word; the colour is never alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from negotiation.codes import Code, Shown, shown_as
from negotiation.queries import Counts, Standing

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
    REOPENED,
    CONTRADICTION,
)
#: Of what nothing is recorded.
SILENT: Final = "silent"
OF_SHOWN: Final[dict[str, Sign]] = {
    Shown.AGREED: Sign(*_FULL, _("agreed")),
    Shown.PENDING: Sign(*_OPEN, _("pending")),
    Shown.ALT: Sign(*_ALT, _("alternatives")),
    Shown.NOT_READ: Sign(*_UNREAD, _("not yet read")),
    SILENT: Sign(*_UNREAD, _("without a record")),
}
_TOLD_FIRST: Final = (Shown.ALT, Shown.PENDING, Shown.NOT_READ, Shown.AGREED, SILENT)


def sign_of(code: str) -> Sign:
    """The sign of a status code."""
    return SIGNS[code]


def sign_of_standing(standing: Standing) -> Sign:
    """The sign of what holds for a provision: where alternatives compete that is what is
    shown, whatever was decided on them."""
    if standing.shown == Shown.ALT:
        return SIGNS[Code.ALT]
    return SIGNS[standing.code]


def words_beside(standing: Standing) -> tuple[Words, ...]:
    """The codes that stand beside the sign of a standing, in words."""
    own = () if SIGNS[standing.code] == sign_of_standing(standing) else (standing.code,)
    return tuple(SIGNS[code].word for code in (*own, *standing.beside))


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
    """How many provisions stand under each of the four, and of how many nothing is recorded;
    ``codes`` says the same by finer codes, from the highest to the lowest."""

    parts: tuple[Part, ...]
    codes: tuple[tuple[Sign, int], ...]
    agreed: int
    total: int

    @property
    def is_settled(self) -> bool:
        """Whether all of them are agreed; nothing at all is not."""
        return bool(self.total) and self.agreed == self.total

    @property
    def lowest(self) -> Part | None:
        """What a reader should be told first: alternatives, else what is open, else unread."""
        found = {part.shown: part for part in self.parts}
        return next((found[shown] for shown in _TOLD_FIRST if shown in found), None)


def tally(counts: Counts) -> Tally:
    """Counts as parts of a bar, none of them empty."""
    numbers = {
        Shown.AGREED: counts.agreed,
        Shown.ALT: counts.alt,
        Shown.PENDING: counts.pending,
        Shown.NOT_READ: counts.not_read,
        SILENT: counts.silent,
    }
    parts, start = [], 0.0
    for shown, number in numbers.items():
        if number:
            width = 100 * number / counts.total
            parts.append(
                Part(
                    str(shown),
                    OF_SHOWN[shown],
                    number,
                    round(start, 2),
                    round(width, 2),
                )
            )
            start += width
    return Tally(tuple(parts), tuple(_by_code(counts, parts)), counts.agreed, counts.total)


def _by_code(counts: Counts, parts: Iterable[Part]) -> Iterable[tuple[Sign, int]]:
    """Each part by its finer codes, where these add up to it: of alternatives that compete
    the code says what was decided on them."""
    for part in parts:
        finer = [
            (counted(SIGNS[code], number), number)
            for code, number in reversed(counts.codes)
            if shown_as(code) == part.shown
        ]
        if sum(number for sign, number in finer) == part.number:
            yield from finer
        else:
            yield counted(part.sign, part.number), part.number


def counted(sign: Sign, number: int) -> Sign:
    """The sign as it is called after a number: only alternatives have a plural."""
    if sign.shape != _ALT[0]:
        return sign
    return replace(sign, word=ngettext_lazy("alternative", "alternatives", number))
