"""Names and sentences that follow one another, as the language of the reader has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

#: More names than these nobody reads.
_MOST: Final = 5


def listed(things: Iterable[object]) -> str:
    """Things with what the language has between them."""
    # Translators: what stands between the things of a list, with its space: “1, 2, 3”.
    return pgettext("between the things of a list", ", ").join(map(str, things))


def first_of(things: Sequence[object], most: int = _MOST) -> str:
    """Things in a list; of many the first, and how many more there are."""
    shown, more = listed(things[:most]), len(things) - most
    if more <= 0:
        return shown
    said = ngettext("%(names)s and %(number)d more", "%(names)s and %(number)d more", more)
    return said % {"names": shown, "number": more}


def named(names: Iterable[str]) -> str:
    """Names in quotation marks; of many the first, and how many more there are."""
    return first_of([quoted(name) for name in names])


def quoted(words: str) -> str:
    """Words in quotation marks."""
    return _("“%(words)s”") % {"words": words}


def in_a_row(*sentences: object) -> str:
    """Sentences that follow one another; those that are empty are left out."""
    # Translators: what stands between two sentences: a space, in Chinese nothing.
    between = pgettext("between two sentences", " ")
    return between.join(said for one in sentences if (said := str(one)))
