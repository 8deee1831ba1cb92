"""How a status is shown: a shape, a character and a word; the colour is never alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Final, cast

from django.utils.functional import Promise, lazy
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from documents.lists import listed
from negotiation.codes import Code, Shown, shown_as
from negotiation.models import Process
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

#: The words of the process whose page is being written, by code.
_OWN: ContextVar[Mapping[str, str] | None] = ContextVar("own words of a process", default=None)


def speak_as(process: Process | None) -> None:
    """From here on call statuses as the process does, in the language of the page; without one
    as everywhere."""
    words = process.words if process else {}
    _OWN.set(words.get(get_language() or "", {}))


def _say(codes: tuple[str, ...], common: Words) -> str:
    """The common word, unless the process has one of its own for any of the codes."""
    own = _OWN.get() or {}
    if not any(code in own for code in codes):
        return str(common)
    return listed(own.get(code) or _COMMON[code] for code in codes)


_lazily = lazy(_say, str)
_COMMON: Final[dict[str, Words]] = {}


def _own(code: Code, common: Words) -> Words:
    """The word of a code, as the process calls it when it is written."""
    _COMMON[code] = common
    return cast("Words", _lazily((code.value,), common))


def common_word(code: Code) -> Words:
    """What a code is called where a process has no word of its own."""
    return _COMMON[code]


SIGNS: Final[dict[str, Sign]] = {
    Code.NOT_OPENED: Sign(*_UNREAD, _own(Code.NOT_OPENED, _("not yet read"))),
    Code.NOT_AGREED: Sign(*_OPEN, _own(Code.NOT_AGREED, _("not agreed"))),
    Code.OPEN: Sign(*_OPEN, _own(Code.OPEN, _("open"))),
    Code.BRACKETED: Sign(*_OPEN, _own(Code.BRACKETED, _("bracketed"))),
    Code.ALT: Sign(*_ALT, _own(Code.ALT, _("alternatives"))),
    Code.PENDING: Sign(*_OPEN, _own(Code.PENDING, _("pending"))),
    Code.UNDER_SILENCE: Sign(*_OPEN, _own(Code.UNDER_SILENCE, _("under silence"))),
    Code.SILENCE_BROKEN: Sign(*_OPEN, _own(Code.SILENCE_BROKEN, _("silence broken"))),
    Code.PRE_AGREED: Sign(*_HALF, _own(Code.PRE_AGREED, _("pre-agreed"))),
    Code.AGREED_IN_GROUP: Sign(*_HALF, _own(Code.AGREED_IN_GROUP, _("agreed in group"))),
    Code.SUGGESTED_FOR_CLOSURE: Sign(
        *_MOST, _own(Code.SUGGESTED_FOR_CLOSURE, _("suggested for closure"))
    ),
    Code.AGREED_AD_REF: Sign(*_MOST, _own(Code.AGREED_AD_REF, _("agreed ad referendum"))),
    Code.AGREED: Sign(*_FULL, _own(Code.AGREED, _("agreed"))),
    Code.FINAL_AGREED: Sign(*_FULL, _own(Code.FINAL_AGREED, _("final agreed"))),
    Code.ADOPTED: Sign(*_FULL, _own(Code.ADOPTED, _("adopted"))),
}
CONTRADICTION: Final = Sign("flag", "⚠", _("contradiction"))
REOPENED: Final = Sign("reopened", "↺", _("reopened"))


def _of_shape(shape: tuple[str, str], common: Words) -> Sign:
    """A shape of the legend: with all its codes where the process has words of its own."""
    codes = tuple(code.value for code in reversed(Code) if SIGNS[code].shape == shape[0])
    return Sign(*shape, cast("Words", _lazily(codes, common)))


#: The legend, in the order of the scale.
LEGEND: Final = (
    _of_shape(_FULL, _("agreed")),
    _of_shape(_HALF, _("pre-agreed, in group")),
    _of_shape(_MOST, _("ad ref, for closure")),
    _of_shape(_OPEN, _("pending, open")),
    _of_shape(_ALT, _("alternatives")),
    _of_shape(_UNREAD, _("not yet read")),
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
    if sign.shape != _ALT[0] or Code.ALT.value in (_OWN.get() or {}):
        return sign
    return replace(sign, word=ngettext_lazy("alternative", "alternatives", number))
