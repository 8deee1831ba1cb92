"""The automatic numbers of a DOCX, recovered from the definitions of its lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from documents.reading.archives import attribute, local
from documents.reading.docx_styles import Styles, child, value, whether
from documents.reading.numbers import print_bullet, print_number, read_number

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered. ``restarts_after`` is the level (from 1) whose next
    number starts it anew: None the one above, 0 none."""

    start: int = 1
    how: str = "decimal"
    pattern: str = ""
    restarts_after: int | None = None
    is_legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """A list that paragraphs name: which definition counts, and what it changes of it."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class Count:
    """The numbers that a definition has reached, by level."""

    reached: dict[int, int] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)


class Numbering:
    """Counts the paragraphs of a file in their order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, List] = {}
        self._counts: dict[str, Count] = {}
        self._level_of_style: dict[tuple[str, str], int] = {}
        if root is not None:
            self._read(root)

    def label(self, style: str, named: tuple[str, str]) -> str:
        """The label of the next paragraph with this style, and the list and level that it
        names itself; empty where it has no number."""
        from_style = self._styles.number(style)
        name = named[0] or from_style[0]
        held = self._lists.get(name)
        if held is None or name == "0":
            return ""
        level = read_number(named[1] or from_style[1], self._level_of_style.get((name, style))) or 0
        return self._next(name, held, min(level, _LEVELS - 1))

    def _next(self, name: str, held: List, at: int) -> str:
        level = held.levels.get(at, Level())
        if level.how == "none":
            return ""
        if level.how == "bullet":
            return print_bullet(level.pattern)
        count = self._counts.setdefault(held.definition, Count())
        if name not in count.begun:
            count.begun.add(name)
            for place, start in held.starts.items():
                count.reached[place] = start - 1
        for above in range(at):
            count.reached.setdefault(above, held.levels.get(above, Level()).start)
        count.reached[at] = count.reached.get(at, level.start - 1) + 1
        for below in [place for place in count.reached if place > at]:
            after = held.levels.get(below, Level()).restarts_after
            if after is None or (after and at <= after - 1):
                del count.reached[below]
        return self._print(held, level, count)

    @staticmethod
    def _print(held: List, level: Level, count: Count) -> str:
        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            one = held.levels.get(place, Level())
            how = "decimal" if level.is_legal else one.how
            return print_number(count.reached.get(place, one.start), how)

        return _PLACE.sub(number, level.pattern).strip()

    def _read(self, root: etree._Element) -> None:
        by_link: dict[str, str] = {}
        links: dict[str, str] = {}
        for element in root:
            if local(element) == "abstractNum":
                name = attribute(element, "abstractNumId")
                self._definitions[name] = _levels(element)
                by_link[value(element, "styleLink")] = name
                links[name] = value(element, "numStyleLink")
        for element in root:
            if local(element) == "num":
                self._read_list(element, links, by_link)

    def _read_list(
        self, element: etree._Element, links: dict[str, str], by_link: dict[str, str]
    ) -> None:
        definition = value(element, "abstractNumId")
        if links.get(definition):
            definition = by_link.get(links[definition], definition)
        levels = dict(self._definitions.get(definition, {}))
        starts: dict[int, int] = {}
        for change in element:
            at = read_number(attribute(change, "ilvl"), None)
            if local(change) != "lvlOverride" or at is None:
                continue
            own = child(change, "lvl")
            if own is not None:
                levels[at] = _level(own)
            start = read_number(value(change, "startOverride"), None)
            if start is not None:
                starts[at] = start
        name = attribute(element, "numId")
        self._lists[name] = List(definition, levels, starts)
        for place, level in levels.items():
            if level.style:
                self._level_of_style[name, level.style] = place


def _levels(element: etree._Element) -> dict[int, Level]:
    return {
        at: _level(one)
        for one in element
        if local(one) == "lvl" and (at := read_number(attribute(one, "ilvl"), None)) is not None
    }


def _level(element: etree._Element) -> Level:
    start = read_number(value(element, "start"), None)
    return Level(
        start=1 if start is None else start,
        how=value(element, "numFmt") or "decimal",
        pattern=value(element, "lvlText")[:80],
        restarts_after=read_number(value(element, "lvlRestart"), None),
        is_legal=bool(whether(element, "isLgl")),
        style=value(element, "pStyle"),
    )
