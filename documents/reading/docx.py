"""A DOCX read into paragraphs: headings, numbers, tables, tracked changes, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from documents.reading.archives import Archive, attribute, local
from documents.reading.docx_numbering import Numbering
from documents.reading.docx_styles import (
    Styles,
    child,
    colour_of,
    is_struck,
    level_of,
    value,
    whether,
)
from documents.reading.exported import Said, id_of, is_ours, is_written_by_us, said_in, take
from documents.reading.model import Piece, State
from documents.reading.paragraphs import Cell, Paragraph, Part, Rows, flat, footnote, may_cite
from documents.writing.said import OWN

#: What holds runs or paragraphs and says nothing about them.
_HOLDERS = frozenset(
    {"sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo", "ruby",
     "rubyBase", "AlternateContent", "Choice"}
)  # fmt: skip
#: Styles that this program writes its own head and runs in.
OUR_HEAD = frozenset({"Title", "Subtitle", "Warning"})
OUR_RUNS = frozenset({"Label", "Remark", "Status", "Disputed", "Mark0", "Mark1", "Mark2", "Mark3"})
#: What of it stands beside the words.
BESIDE = frozenset({"Remark", "Status"})
_CUSTOM = re.compile(r"customXml/item\d{1,3}\.xml")
_STATES = {
    "ins": State.INSERTED,
    "moveTo": State.INSERTED,
    "del": State.DELETED,
    "moveFrom": State.DELETED,
}
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}


#: What notes say, and on which day.
NotesById = dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Notes:
    """Comments, footnotes and endnotes by their ids."""

    comments: NotesById
    footnotes: NotesById
    endnotes: NotesById


@dataclass(frozen=True, slots=True)
class Ground:
    """What holds for the words inside: how they are tracked, struck and coloured."""

    state: State = State.PLAIN
    struck: bool = False
    colour: str = ""


class Reader:
    """Reads the body of a file, counting its paragraphs on the way."""

    def __init__(self, archive: Archive) -> None:
        def part(name: str) -> etree._Element | None:
            return archive.read_xml(name) if name in archive else None

        self._body = child(archive.read_xml("word/document.xml"), "body")
        self._styles = Styles(part("word/styles.xml"))
        self._numbering = Numbering(part("word/numbering.xml"), self._styles)
        self._notes = Notes(
            _notes(part("word/comments.xml")),
            _notes(part("word/footnotes.xml")),
            _notes(part("word/endnotes.xml")),
        )
        self._said = _said(archive)
        self._is_ours = is_written_by_us(self._body, "bookmarkStart")
        self._cited = 0

    def parts(self) -> Iterator[Part]:
        """The paragraphs and tables of the body."""
        return self._parts(self._body, State.PLAIN)

    def _parts(self, holder: etree._Element | None, state: State) -> Iterator[Part]:
        for element in holder if holder is not None else ():
            match local(element):
                case "p":
                    yield self._paragraph(element, state)
                case "tbl":
                    yield self._table(element, state)
                case name if name in _HOLDERS:
                    yield from self._parts(element, state)
                case name if name in _STATES:
                    yield from self._parts(element, _STATES[name])

    def _table(self, element: etree._Element, state: State) -> Rows:
        table = Rows()
        for row in _inside(element, "tr"):
            changed = next((s for name, s in _STATES.items() if _row_is(row, name)), state)
            cells: list[Cell] = []
            for cell in _inside(row, "tc"):
                found = Cell()
                for part in self._parts(cell, changed):
                    found.paragraphs += flat(part)
                cells.append(found)
                span = value(cell, "tcPr", "gridSpan")
                cells += [Cell() for _more in range(min(_number(span, 1), 64) - 1)]
            table.rows.append(cells)
        return table

    def _paragraph(self, element: etree._Element, state: State) -> Paragraph:
        properties = child(element, "pPr")
        style = value(properties, "pStyle")
        level = level_of(properties)
        named = value(properties, "numPr", "numId"), value(properties, "numPr", "ilvl")
        is_head = self._is_ours and style in OUR_HEAD
        paragraph = Paragraph(
            level=self._styles.level(style) if level is None else level,
            is_text=not (is_head or self._styles.is_contents(style)),
        )
        ground = Ground(state, self._styles.struck(style), self._styles.colour(style))
        self._runs(element, ground, paragraph)
        if any(piece.words.strip() for piece in paragraph.pieces):
            paragraph.label = self._numbering.label(style, named) or paragraph.label
        if paragraph.id:
            take(paragraph, paragraph.id, self._said.get(paragraph.id, {}))
        return paragraph

    def _runs(self, holder: etree._Element, ground: Ground, paragraph: Paragraph) -> None:
        for element in holder:
            match local(element):
                case "r":
                    self._run(element, ground, paragraph)
                case "bookmarkStart" if not paragraph.id:
                    paragraph.id = id_of(attribute(element, "name"))
                case name if name in _HOLDERS:
                    self._runs(element, ground, paragraph)
                case name if name in _STATES:
                    self._runs(element, replace(ground, state=_STATES[name]), paragraph)

    def _run(self, run: etree._Element, ground: Ground, paragraph: Paragraph) -> None:
        properties = child(run, "rPr")
        style = value(properties, "rStyle")
        if whether(properties, "vanish"):
            return
        if paragraph.id and style in OUR_RUNS:
            self._our_run(run, style, ground, paragraph)
            return
        struck = is_struck(properties)
        if struck is None:
            struck = self._styles.struck(style) or ground.struck
        state = State.STRUCK if struck and ground.state is State.PLAIN else ground.state
        colour = colour_of(properties) or self._styles.colour(style) or ground.colour
        words = "".join(self._words(run, paragraph))
        if words:
            paragraph.pieces.append(Piece(words, state, colour))

    def _our_run(
        self, run: etree._Element, style: str, ground: Ground, paragraph: Paragraph
    ) -> None:
        """A run in a style that this program gives: its colours mean nothing."""
        words = "".join(self._words(run, paragraph))
        if style == "Label" and not paragraph.pieces:
            paragraph.label += words
        elif style not in BESIDE and words:
            paragraph.pieces.append(Piece(words, ground.state))

    def _words(self, run: etree._Element, paragraph: Paragraph) -> Iterator[str]:
        for element in run:
            match local(element):
                case "t" | "delText":
                    yield (element.text or "").replace("\n", " ")
                case "commentReference":
                    said, day = self._notes.comments.get(attribute(element, "id"), ("", ""))
                    is_ours_here = paragraph.id != "" and is_ours(day)
                    paragraph.notes += [said] if said and not is_ours_here else []
                case "footnoteReference":
                    yield self._cite(element, self._notes.footnotes, paragraph)
                case "endnoteReference":
                    yield self._cite(element, self._notes.endnotes, paragraph)
                case "AlternateContent" | "Choice":
                    yield from self._words(element, paragraph)
                case name:
                    yield _SIGNS.get(name, "")

    def _cite(self, element: etree._Element, said: NotesById, paragraph: Paragraph) -> str:
        words, _day = said.get(attribute(element, "id"), ("", ""))
        if not words:
            return ""
        self._cited += 1
        paragraph.notes.append(footnote(self._cited, words))
        return f"[{self._cited}]" if may_cite(paragraph) else ""


def _said(archive: Archive) -> dict[str, Said]:
    """What a file that this program wrote states of its provisions."""
    for part in sorted(archive.parts):
        if _CUSTOM.fullmatch(part):
            root = archive.read_xml(part)
            if root.tag == f"{{{OWN}}}provisions":
                return said_in(root)
    return {}


def _notes(root: etree._Element | None) -> NotesById:
    found: NotesById = {}
    for note in root if root is not None else ():
        if attribute(note, "type") in ("separator", "continuationSeparator"):
            continue
        words = " ".join(
            "".join(text.text or "" for text in paragraph.iter() if local(text) == "t")
            for paragraph in note.iter()
            if local(paragraph) == "p"
        ).strip()
        author = attribute(note, "author")
        if words:
            said = f"{author}: {words}" if author else words
            found[attribute(note, "id")] = said, attribute(note, "date")
    return found


def _inside(holder: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, through what holds them."""
    for element in holder:
        if local(element) == name:
            yield element
        elif local(element) in _HOLDERS:
            yield from _inside(element, name)


def _row_is(row: etree._Element, state: str) -> bool:
    return child(row, "trPr", state) is not None


def _number(printed: str, otherwise: int) -> int:
    return int(printed) if printed.isdecimal() and len(printed) < 7 else otherwise
