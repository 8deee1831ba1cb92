"""An ODT read into paragraphs: headings, numbers, tables, tracked changes, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from documents.reading.archives import Archive, attribute, local
from documents.reading.docx import BESIDE, OUR_HEAD, OUR_RUNS
from documents.reading.exported import id_of, is_ours, is_written_by_us, said_in, take
from documents.reading.model import Piece, State
from documents.reading.odt_styles import Counter, Level, Styles, next_label
from documents.reading.paragraphs import Cell, Paragraph, Part, Rows, flat, footnote, may_cite
from documents.writing.odt_parts import SAID_IN

_HOLDERS = frozenset(
    {"section", "index-body", "table-header-rows", "table-rows", "numbered-paragraph"}
)
_BLANKS = re.compile(r"[\t\r\n]+")
_SIGNS = {"s": " ", "tab": " ", "line-break": "\n"}
#: What is inside a paragraph and is no words of it.
_SILENT = frozenset({"frame", "custom-shape", "tracked-changes", "sequence-decls", "number"})
_ROWS = frozenset({"table-header-rows", "table-rows", "table-row-group"})


@dataclass(frozen=True, slots=True)
class Ground:
    """What holds for the words inside."""

    struck: bool = False
    colour: str = ""


@dataclass(slots=True)
class Item:
    """The item of a list that a paragraph begins: its list style, depth, counter, and number."""

    levels: dict[int, Level]
    depth: int
    counter: Counter
    start: int | None


class Reader:
    """Reads the text of a file, counting its items on the way."""

    def __init__(self, archive: Archive) -> None:
        content = archive.read_xml("content.xml")
        styles = [archive.read_xml("styles.xml")] if "styles.xml" in archive else []
        self._styles = Styles(*styles, content)
        self._body = next((one for one in content.iter() if _is_body(one)), None)
        self._deleted: dict[str, str] = {}
        self._inserted: set[str] = set()
        self._said = said_in(archive.read_xml(SAID_IN)) if SAID_IN in archive else {}
        self._is_ours = is_written_by_us(self._body, "bookmark")
        self._read_changes()
        self._open: set[str] = set()
        self._counters: dict[str, Counter] = {}
        self._headings = Counter()
        self._cited = 0

    def parts(self) -> Iterator[Part]:
        """The paragraphs and tables of the text."""
        return self._parts(self._body)

    def _read_changes(self) -> None:
        for region in self._body.iter() if self._body is not None else ():
            if local(region) != "changed-region":
                continue
            name = attribute(region, "id")
            for change in region:
                if local(change) == "insertion":
                    self._inserted.add(name)
                elif local(change) == "deletion":
                    words = [_plain(one) for one in change if local(one) in ("p", "h")]
                    self._deleted[name] = "\n".join(words)

    def _parts(self, holder: etree._Element | None) -> Iterator[Part]:
        for element in holder if holder is not None else ():
            match local(element):
                case "p" | "h":
                    yield self._paragraph(element, None)
                case "list":
                    yield from self._list(element, "", 1, None)
                case "table":
                    yield self._table(element)
                case name if name in _HOLDERS:
                    yield from self._parts(element)
                case "table-of-content":
                    pass
                case "change-start" | "change-end":
                    self._turn(element)

    def _list(
        self, element: etree._Element, style: str, depth: int, counter: Counter | None
    ) -> Iterator[Part]:
        style = attribute(element, "style-name") or style
        if counter is None:
            counter = self._counter(element, style)
        for item in element:
            if local(item) not in ("list-item", "list-header"):
                continue
            start = attribute(item, "start-value")
            begins = local(item) == "list-item"
            for one in item:
                match local(one):
                    case "p" | "h":
                        levels = self._levels(style, one)
                        number = int(start) if start.isdecimal() and len(start) < 7 else None
                        place = Item(levels, depth, counter, number) if begins else None
                        yield self._paragraph(one, place)
                        begins = False
                    case "list":
                        yield from self._list(one, style, depth + 1, counter)
                    case "change-start" | "change-end":
                        self._turn(one)

    def _counter(self, element: etree._Element, style: str) -> Counter:
        """The counter of a list: its own, or that of the one that it continues."""
        earlier = attribute(element, "continue-list")
        goes_on = attribute(element, "continue-numbering") == "true"
        counter = self._counters.get(f"#{earlier}" if earlier else style) if (
            earlier or goes_on
        ) else None  # fmt: skip
        counter = counter or Counter()
        self._counters[style] = counter
        if name := attribute(element, "id"):
            self._counters[f"#{name}"] = counter
        return counter

    def _levels(self, style: str, paragraph: etree._Element) -> dict[int, Level]:
        style = style or self._styles.list_of(attribute(paragraph, "style-name"))
        found = {depth: self._styles.level(style, depth) for depth in range(1, 11)}
        return {depth: level for depth, level in found.items() if level is not None}

    def _table(self, element: etree._Element) -> Rows:
        table = Rows()
        for row in _rows(element):
            cells: list[Cell] = []
            for cell in row:
                if local(cell) not in ("table-cell", "covered-table-cell"):
                    continue
                found = Cell()
                for part in self._parts(cell):
                    found.paragraphs += flat(part)
                cells.append(found)
            table.rows.append(cells)
        return table

    def _paragraph(self, element: etree._Element, item: Item | None) -> Paragraph:
        style = attribute(element, "style-name")
        level = attribute(element, "outline-level") if local(element) == "h" else ""
        paragraph = Paragraph(
            level=int(level) if level.isdecimal() and len(level) < 3 else 0,
            is_text=not (self._is_ours and style in OUR_HEAD),
        )
        ground = Ground(bool(self._styles.struck(style)), self._styles.colour(style))
        self._words(element, ground, paragraph)
        is_ours = bool(paragraph.id and paragraph.label)
        if not is_ours and not any(piece.words.strip() for piece in paragraph.pieces):
            return paragraph
        if item is not None:
            paragraph.label = next_label(item.levels, item.counter, item.depth, item.start)
        elif paragraph.level and attribute(element, "is-list-header") != "true":
            paragraph.label = (
                next_label(self._styles.outline, self._headings, paragraph.level, None)
                or paragraph.label
            )
        if paragraph.id:
            take(paragraph, paragraph.id, self._said.get(paragraph.id, {}))
        return paragraph

    def _words(self, holder: etree._Element, ground: Ground, paragraph: Paragraph) -> None:
        self._say(holder.text, ground, paragraph)
        for element in holder:
            match local(element):
                case "span":
                    self._span(element, ground, paragraph)
                case "a" | "meta" | "meta-field" | "ruby" | "ruby-base":
                    self._words(element, ground, paragraph)
                case name if name in _SIGNS:
                    self._say(_SIGNS[name] * _repeated(element), ground, paragraph)
                case "change-start" | "change-end" | "bookmark" | "bookmark-start":
                    self._turn(element)
                    paragraph.id = paragraph.id or id_of(attribute(element, "name"))
                case "change":
                    words = self._deleted.get(attribute(element, "change-id"), "")
                    paragraph.pieces += [Piece(words, State.DELETED)] if words else []
                case "annotation":
                    self._note(element, paragraph)
                case "note":
                    self._cite(element, ground, paragraph)
                case name if name not in _SILENT and len(element) == 0:
                    self._say(element.text, ground, paragraph)
            self._say(element.tail, ground, paragraph)

    def _span(self, element: etree._Element, ground: Ground, paragraph: Paragraph) -> None:
        """Words in a style; those of this program say what they are, and their colours
        nothing."""
        style = attribute(element, "style-name")
        if not paragraph.id or style not in OUR_RUNS:
            self._words(element, self._on(element, ground), paragraph)
        elif style == "Label" and not any(piece.words.strip() for piece in paragraph.pieces):
            paragraph.label += _plain(element)
        elif style not in BESIDE:
            self._words(element, ground, paragraph)

    def _say(self, words: str | None, ground: Ground, paragraph: Paragraph) -> None:
        if not words:
            return
        words = words if words == "\n" else _BLANKS.sub(" ", words)
        state = State.STRUCK if ground.struck else State.PLAIN
        if self._open & self._inserted:
            state = State.INSERTED
        paragraph.pieces.append(Piece(words, state, ground.colour))

    def _on(self, element: etree._Element, ground: Ground) -> Ground:
        style = attribute(element, "style-name")
        struck = self._styles.struck(style)
        return replace(
            ground,
            struck=ground.struck if struck is None else struck,
            colour=self._styles.colour(style) or ground.colour,
        )

    def _turn(self, element: etree._Element) -> None:
        name = attribute(element, "change-id")
        if local(element) == "change-start":
            self._open.add(name)
        elif local(element) == "change-end":
            self._open.discard(name)

    def _note(self, element: etree._Element, paragraph: Paragraph) -> None:
        day = next((one.text or "" for one in element if local(one) == "date"), "")
        if paragraph.id and is_ours(day):
            return
        words = " ".join(_plain(one) for one in element if local(one) in ("p", "list"))
        author = next((one.text or "" for one in element if local(one) == "creator"), "")
        if words.strip():
            paragraph.notes.append(f"{author}: {words}" if author else words)

    def _cite(self, element: etree._Element, ground: Ground, paragraph: Paragraph) -> None:
        body = next((one for one in element if local(one) == "note-body"), None)
        words = " ".join(_plain(one) for one in body) if body is not None else ""
        if not words.strip():
            return
        self._cited += 1
        paragraph.notes.append(footnote(self._cited, words))
        if may_cite(paragraph):
            self._say(f"[{self._cited}]", ground, paragraph)


def _repeated(element: etree._Element) -> int:
    """How often a space is repeated."""
    said = attribute(element, "c")
    return min(int(said), 100) if said.isascii() and said.isdecimal() and len(said) < 4 else 1


def _is_body(element: etree._Element) -> bool:
    parent = element.getparent()
    return local(element) == "text" and parent is not None and local(parent) == "body"


def _rows(holder: etree._Element) -> Iterator[etree._Element]:
    for element in holder:
        if local(element) == "table-row":
            yield element
        elif local(element) in _ROWS:
            yield from _rows(element)


def _plain(element: etree._Element) -> str:
    """All the words in an element, without any notes in it."""
    found = [element.text or ""]
    for one in element:
        if local(one) in ("s", "tab"):
            found.append(" " * _repeated(one))
        elif local(one) not in ("annotation", "note"):
            found.append(_plain(one))
        found.append(one.tail or "")
    return "".join(found)
