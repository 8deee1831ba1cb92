"""The form in which the secretariat chooses colours and words of statuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from negotiation.codes import Code
from negotiation.models import Process
from negotiation.policies import Act, require
from negotiation.signs import SHAPES
from tracker.queries.moment import Reader
from tracker.queries.places import Place
from tracker.queries.signs import CONTRADICTION, SIGNS, Sign, Words, common_word

#: As ``tokens.css`` has them.
DEFAULTS: Final[dict[str, tuple[str, str]]] = {
    "agreed": ("#2a6424", "#8fd07f"),
    "most": ("#2a6424", "#8fd07f"),
    "half": ("#2a6424", "#8fd07f"),
    "pending": ("#8a4a00", "#f2ba6c"),
    "alt": ("#553c9c", "#c0abf8"),
    "unread": ("#5f6267", "#a09f9b"),
    "flag": ("#942308", "#ffa58c"),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape with its two colours, and the codes that it is drawn for."""

    name: str
    sign: Sign
    light: str
    dark: str
    codes: tuple[tuple[str, Words, str], ...]


@dataclass(frozen=True, slots=True)
class SignsPage:
    """The shapes; of each code its name everywhere and its own word in this language."""

    path: tuple[Place, ...]
    process: Process
    shapes: tuple[Shape, ...]
    refusal: str


def signs_page(process: Process, user: Reader, *, refusal: str = "") -> SignsPage:
    """The page on which they are chosen.

    :raises Forbidden: for anybody but the secretariat."""
    require(user, Act.ARRANGE, process)
    return SignsPage(
        path=(Place(process.title, f"/processes/{process.slug}/"), Place(_("Signs"))),
        process=process,
        shapes=tuple(_shape(process, name) for name in SHAPES),
        refusal=refusal,
    )


def _shape(process: Process, name: str) -> Shape:
    light, dark = DEFAULTS[name]
    own = process.colours.get(name, {})
    words = process.words.get(get_language() or "", {})
    codes = [code for code in Code if SIGNS[code].shape == name]
    return Shape(
        name=name,
        sign=SIGNS[codes[0]] if codes else CONTRADICTION,
        light=own.get("light", light),
        dark=own.get("dark", dark),
        codes=tuple((code.value, common_word(code), words.get(code.value, "")) for code in codes),
    )


def colours_asked(said: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The colours of a form that are others than everywhere."""
    found: dict[str, dict[str, str]] = {}
    for shape, (light, dark) in DEFAULTS.items():
        pair = {"light": light, "dark": dark}
        for paper, common in pair.items():
            colour = said.get(f"{shape}-{paper}", common).strip().lower()
            if colour and colour != common:
                found.setdefault(shape, {})[paper] = colour
    return found


def words_asked(said: Mapping[str, str]) -> dict[str, str]:
    """The words of a form."""
    words = {code.value: " ".join(said.get(f"word-{code.value}", "").split()) for code in Code}
    return {code: word for code, word in words.items() if word}
