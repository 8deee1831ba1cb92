"""Words on a page that nobody translated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.db import models

from tests.languages.pseudo import CLOSES, OPENS
from tests.pages.conftest import Element

#: Attributes that are read to people.
READ_ALOUD: Final = (
    *("title", "aria-label", "placeholder", "alt", "aria-description", "aria-roledescription"),
    *("label", "aria-valuetext", "data-said"),
)
#: What holds no words of the interface: programs, keys, codes, what somebody typed, and times,
#: which the formats of a language write.
_APART: Final = ("script", "style", "code", "kbd", "textarea", "time")
#: Names that are the same in every language.
_NAMES: Final = frozenset(
    {"odt", "pdf", "epub", "html", "markdown", "json", "csv", "xml", "akoma", "ntoso"}
    | {"opendocument"}
)
_TRANSLATED: Final = re.compile(f"{OPENS}[^{OPENS}{CLOSES}]*{CLOSES}")
#: The end of what was cut to a length: a part of a word, or of a bracket of ours.
_CUT: Final = re.compile(rf"\w*{OPENS}…{CLOSES}|{OPENS}[^{CLOSES}]*$")
_FILLED_IN: Final = re.compile(r"\{\w+\}")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
#: So many words in a row that stand in a text are of that text.
_RUN: Final = 3

Words = tuple[str, ...]


def words_of(said: str) -> Words:
    """Its words, in small letters; numbers and single letters are none."""
    return tuple(word.casefold() for word in _WORD.findall(said))


@dataclass(frozen=True)
class Data:
    """What people wrote: whole values, and runs of words in them."""

    values: frozenset[Words]
    runs: frozenset[Words]

    def covers(self, said: Words) -> bool:
        """Whether the words are nothing but what people wrote, one piece after the other; the
        last word may be cut off."""
        reached = {0}
        for end in range(1, len(said) + 1):
            if any(self._is_data(said[start:end]) for start in reached):
                reached.add(end)
        return len(said) in reached or (len(said) > _RUN and len(said) - 1 in reached)

    def _is_data(self, said: Words) -> bool:
        if said in self.values or (len(said) == 1 and said[0] in _NAMES):
            return True
        pieces = range(len(said) - _RUN + 1)
        return len(said) >= _RUN and all(said[at : at + _RUN] in self.runs for at in pieces)


def data_of(also: Iterable[str]) -> Data:
    """All that the database holds, and what is written elsewhere."""
    values = {words_of(said) for said in also}
    for model in apps.get_models():
        kinds = (models.CharField, models.TextField)
        columns = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, kinds) and not field.choices
        ]
        if columns:
            for row in model._base_manager.values_list(*columns):
                values |= {words_of(said) for said in row if said}
    runs = {said[at : at + _RUN] for said in values for at in range(len(said) - _RUN + 1)}
    return Data(frozenset(values), frozenset(runs))


def said_on(page: Element) -> Iterator[tuple[str, Element, str]]:
    """What a page says: where, in which element, and the words."""
    if page.name in _APART:
        return
    for name in READ_ALOUD:
        if said := page.attributes.get(name, ""):
            yield name, page, said
    if page.name == "input" and page.attributes.get("type") in {"submit", "button"}:
        yield "value", page, page.attributes.get("value", "")
    for child in page.children:
        if not isinstance(child, str):
            yield from said_on(child)
        elif child.strip():
            yield "", page, child


def unmarked_in(page: Element, data: Data) -> Iterator[str]:
    """Words that were neither translated nor written by people."""
    for where, element, said in said_on(page):
        if is_of_a_text(element):
            continue
        left = _FILLED_IN.sub("", _TRANSLATED.sub("\0", _CUT.sub("", said)))
        for part in left.split("\0"):
            words = words_of(part)
            if words and not data.covers(words):
                yield f"<{element.name} {where}> {' '.join(said.split())[:160]}"
                break


def is_of_a_text(element: Element | None) -> bool:
    """Whether it says that its words are in the language of a text, or go in their own
    direction."""
    while element is not None and element.name != "html":
        if "lang" in element.attributes or element.name == "bdi":
            return True
        if element.attributes.get("dir") == "auto":
            return True
        element = element.parent
    return False


def misspoken_in(page: Element, language: str) -> Iterator[str]:
    """Translated words of which the page says that they are in another language."""
    for _where, element, said in said_on(page):
        above: Element | None = element
        while above is not None and "lang" not in above.attributes:
            above = above.parent
        if above is not None and above.attributes["lang"] != language and OPENS in said:
            yield f"<{element.name}> {' '.join(said.split())[:160]}"
