"""The styles of a DOCX: which are headings, numbered, struck out or coloured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from documents.reading.archives import attribute, local
from documents.reading.numbers import read_number

_HEADING = re.compile(r"heading\s*([1-9])\Z", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off", "none", "nil"})
_COLOURS = {
    "FFFF00": "yellow",
    "00FF00": "green",
    "00FFFF": "cyan",
    "FF00FF": "magenta",
    "0000FF": "blue",
    "FF0000": "red",
    "C0C0C0": "lightGray",
    "808080": "darkGray",
    "000000": "black",
}
#: A ground that nobody sees.
_NO_COLOURS = frozenset({"", "none", "auto", "FFFFFF", "transparent", "white"})


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says by itself, and the one that it is based on."""

    name: str
    based_on: str
    level: int | None
    number: tuple[str, str]  # list and level, as named in the file
    struck: bool | None
    colour: str


class Styles:
    """The styles of a file by their ids."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        for element in root if root is not None else ():
            if local(element) == "style":
                self._styles[attribute(element, "styleId")] = _style(element)

    def line(self, style: str) -> Iterator[Style]:
        """The style and those that it is based on, the nearest first."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = self._styles[style].based_on

    def level(self, style: str) -> int:
        """The level of heading that a style gives, 0 where it gives none."""
        return next((one.level for one in self.line(style) if one.level is not None), 0)

    def is_contents(self, style: str) -> bool:
        """Whether it is a style of tables of contents."""
        return any(one.name.lower().startswith("toc ") for one in self.line(style))

    def number(self, style: str) -> tuple[str, str]:
        """List and level that a style gives, empty where it gives none."""
        lists = level = ""
        for one in self.line(style):
            lists, level = lists or one.number[0], level or one.number[1]
        return lists, level

    def struck(self, style: str) -> bool:
        """Whether a style strikes words out."""
        return next((one.struck for one in self.line(style) if one.struck is not None), False)

    def colour(self, style: str) -> str:
        """The colour of highlighting that a style gives."""
        return next((one.colour for one in self.line(style) if one.colour), "")


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of a child … of these names."""
    for name in names:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


def value(element: etree._Element | None, *names: str) -> str:
    """The value that a child states, empty where there is none."""
    found = child(element, *names)
    return "" if found is None else attribute(found, "val")


def whether(element: etree._Element | None, name: str) -> bool | None:
    """Whether a property is on; None where nothing is said."""
    found = child(element, name)
    return None if found is None else attribute(found, "val").lower() not in _OFF


def is_struck(properties: etree._Element | None) -> bool | None:
    """Whether these properties strike words out."""
    said = [whether(properties, name) for name in ("strike", "dstrike")]
    known = [one for one in said if one is not None]
    return any(known) if known else None


def colour_of(properties: etree._Element | None) -> str:
    """The colour on which these properties set words."""
    highlight = value(properties, "highlight")
    if highlight not in _NO_COLOURS:
        return highlight
    shade = child(properties, "shd")
    return name_colour(attribute(shade, "fill")) if shade is not None else ""


def name_colour(printed: str) -> str:
    """The colour by its name, where it has one: the same in every kind of file."""
    printed = printed.strip().lstrip("#")
    if printed in _NO_COLOURS or printed.upper() in _NO_COLOURS:
        return ""
    if re.fullmatch(r"[0-9a-fA-F]{6}", printed):
        return _COLOURS.get(printed.upper(), f"#{printed.lower()}")
    return printed if re.fullmatch(r"[A-Za-z]{1,30}", printed) else ""


def _style(element: etree._Element) -> Style:
    paragraph, run = child(element, "pPr"), child(element, "rPr")
    name = value(element, "name")
    heading = _HEADING.match(name)
    return Style(
        name=name,
        based_on=value(element, "basedOn"),
        level=int(heading[1]) if heading else level_of(paragraph),
        number=(value(paragraph, "numPr", "numId"), value(paragraph, "numPr", "ilvl")),
        struck=is_struck(run),
        colour=colour_of(run),
    )


def level_of(properties: etree._Element | None) -> int | None:
    """The level of outline, from 1; 0 where it is said to be body text."""
    said = read_number(value(properties, "outlineLvl"), None)
    if said is None:
        return None
    return said + 1 if said < 9 else 0
