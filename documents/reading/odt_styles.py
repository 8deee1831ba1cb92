"""The styles and lists of an ODT."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from documents.reading.archives import attribute, local
from documents.reading.docx_styles import name_colour
from documents.reading.numbers import print_bullet, print_number

_PLACE = re.compile(r"%(\d{1,2})%")


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says by itself."""

    parent: str
    level: int
    lists: str
    struck: bool | None
    colour: str


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; ``shown`` is how many levels the label prints."""

    start: int = 1
    how: str = "1"
    before: str = ""
    after: str = ""
    shown: int = 1
    pattern: str = ""
    bullet: str = ""


@dataclass(slots=True)
class Counter:
    """The numbers that a list has reached, by level."""

    reached: dict[int, int] = field(default_factory=dict)


class Styles:
    """Styles and list styles by their names."""

    def __init__(self, *roots: etree._Element) -> None:
        self._styles: dict[str, Style] = {}
        self._lists: dict[str, dict[int, Level]] = {}
        self.outline: dict[int, Level] = {}
        for root in roots:
            for element in root.iter():
                match local(element):
                    case "style":
                        self._styles[attribute(element, "name")] = _style(element)
                    case "list-style":
                        self._lists[attribute(element, "name")] = _levels(element)
                    case "outline-style":
                        self.outline = _levels(element)

    def line(self, name: str) -> Iterator[Style]:
        """The style and those that it comes from, the nearest first."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = self._styles[name].parent

    def struck(self, name: str) -> bool | None:
        """Whether a style strikes words out; None where nothing is said."""
        return next((one.struck for one in self.line(name) if one.struck is not None), None)

    def colour(self, name: str) -> str:
        """The colour of highlighting that a style gives."""
        return next((one.colour for one in self.line(name) if one.colour), "")

    def list_of(self, name: str) -> str:
        """The list style that a style of paragraphs names."""
        return next((one.lists for one in self.line(name) if one.lists), "")

    def level(self, lists: str, depth: int) -> Level | None:
        """How a list numbers its items at a depth from 1."""
        return self._lists.get(lists, {}).get(depth)


def next_label(levels: dict[int, Level], counter: Counter, depth: int, start: int | None) -> str:
    """The label of the next item at a depth from 1; ``start`` is the number it is given."""
    level = levels.get(depth)
    if level is None:
        return ""
    if level.bullet:
        return print_bullet(level.bullet)
    for above in range(1, depth):
        counter.reached.setdefault(above, levels.get(above, Level()).start)
    counter.reached[depth] = (
        counter.reached.get(depth, level.start - 1) + 1 if start is None else start
    )
    for below in [place for place in counter.reached if place > depth]:
        del counter.reached[below]
    if not level.how and "%" not in level.pattern:
        return ""

    def number(place: int) -> str:
        one = levels.get(place, Level())
        return print_number(counter.reached.get(place, one.start), one.how) if one.how else ""

    if level.pattern:
        return _PLACE.sub(lambda match: number(int(match[1])), level.pattern).strip()
    first = max(1, depth - level.shown + 1)
    numbers = [number(place) for place in range(first, depth + 1)]
    return f"{level.before}{'.'.join(one for one in numbers if one)}{level.after}".strip()


def _style(element: etree._Element) -> Style:
    struck, colour = None, ""
    for properties in element:
        if local(properties) not in ("text-properties", "paragraph-properties"):
            continue
        line = attribute(properties, "text-line-through-style")
        kind = attribute(properties, "text-line-through-type")
        if line or kind:
            struck = (line or kind) != "none"
        colour = name_colour(attribute(properties, "background-color")) or colour
    level = attribute(element, "default-outline-level")
    return Style(
        parent=attribute(element, "parent-style-name"),
        level=int(level) if level.isdecimal() and len(level) < 3 else 0,
        lists=attribute(element, "list-style-name"),
        struck=struck,
        colour=colour,
    )


def _levels(element: etree._Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for one in element:
        depth = attribute(one, "level")
        if not depth.isdecimal() or len(depth) > 2:
            continue
        is_bullet = local(one) in ("list-level-style-bullet", "list-level-style-image")
        start, shown = attribute(one, "start-value"), attribute(one, "display-levels")
        found[int(depth)] = Level(
            start=int(start) if start.isdecimal() and len(start) < 7 else 1,
            how=attribute(one, "num-format"),
            before=attribute(one, "num-prefix")[:40],
            after=attribute(one, "num-suffix")[:40],
            shown=int(shown) if shown.isdecimal() and len(shown) < 3 else 1,
            pattern=attribute(one, "num-list-format")[:80],
            bullet=(attribute(one, "bullet-char") or "•") if is_bullet else "",
        )
    return found
