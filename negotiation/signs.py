"""How a process shows statuses: its own colours and words. The codes, and the shapes that go with
them, are the same everywhere, and a colour is never the only sign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from negotiation.codes import Code
from negotiation.policies import Refused

#: The shapes whose colour can be chosen.
SHAPES: Final = ("agreed", "most", "half", "pending", "alt", "unread", "flag")
#: The papers on which a shape stands, light and dark, as the style sheets have them.
PAPERS: Final = {"light": ("#fdfcfa", "#f6f4ef"), "dark": ("#14161a", "#1b1e23")}
#: What a shape needs to be told from its paper (WCAG 2.2, 1.4.11).
ENOUGH: Final = 3.0
LONGEST: Final = 60
_PALE: Final = {
    "light": _lazy(
        "%(colour)s for “%(shape)s” on light paper has a contrast of %(ratio)s to 1; it takes 3 to"
        " 1 to be seen."
    ),
    "dark": _lazy(
        "%(colour)s for “%(shape)s” on dark paper has a contrast of %(ratio)s to 1; it takes 3 to"
        " 1 to be seen."
    ),
}
_COLOUR: Final = re.compile(r"#[0-9a-f]{6}")

Colours = Mapping[str, Mapping[str, str]]


def contrast(one: str, other: str) -> float:
    """How far apart the lightness of two colours (#rrggbb) is, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def check_colours(colours: Colours) -> None:
    """Go on only if each shape can be told from its paper.

    :raises Refused: naming the shape, and how much contrast it has."""
    for shape, paper, colour in _each(colours):
        if shape not in SHAPES or paper not in PAPERS or not _COLOUR.fullmatch(colour):
            raise Refused(
                _("“%(colour)s” for %(shape)s is no colour: write it as #2a6424.")
                % {"colour": colour[:20], "shape": shape[:20]}
            )
        ratio = min(contrast(colour, ground) for ground in PAPERS[paper])
        if ratio < ENOUGH:
            said = {"colour": colour, "shape": shape, "ratio": f"{ratio:.2f}"}
            raise Refused(_PALE[paper] % said)


def _each(colours: Colours) -> Iterator[tuple[str, str, str]]:
    for shape, pair in colours.items():
        for paper, colour in pair.items():
            yield shape, paper, colour


def check_words(words: Mapping[str, str]) -> None:
    """Go on only if each word is that of a code, short, and nobody else's.

    :raises Refused: naming the word."""
    for code, word in words.items():
        if code not in Code.values:
            raise Refused(_("There is no status “%(name)s”.") % {"name": code[:20]})
        if len(word) > LONGEST:
            said = {"word": word[:LONGEST], "most": LONGEST}
            raise Refused(
                _("“%(word)s…” is too long: a status has %(most)s letters at most.") % said
            )
    twice = {word for word in words.values() if list(words.values()).count(word) > 1}
    if twice:
        raise Refused(_("Two statuses cannot both be called “%(name)s”.") % {"name": min(twice)})
