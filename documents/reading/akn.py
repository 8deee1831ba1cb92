"""Akoma Ntoso read into paragraphs; what this program wrote is taken as it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from documents.reading.archives import attribute, local
from documents.reading.exported import Said, said_in, take
from documents.reading.model import Piece, State
from documents.reading.paragraphs import Paragraph, Part

#: Elements that state what a document is, not what it says.
_SILENT = frozenset({"meta", "preface", "coverPage", "conclusions", "components", "attachments",
                     "authorialNote"})  # fmt: skip
_HEADED = frozenset({"heading", "subheading"})
_WORDS = frozenset({"p", "block", "span", "li", "listIntroduction", "listWrapUp", "longTitle"})
_LEVELS = {"part": 1, "book": 1, "title": 1, "chapter": 1, "section": 2, "subchapter": 2,
           "division": 2, "article": 3, "hcontainer": 2, "tblock": 2}  # fmt: skip


def read_akn(root: etree._Element) -> Iterator[Part]:
    """The provisions of a document, each a paragraph, in reading order."""
    said = said_in(root)
    for element in root.iter():
        if local(element) in ("body", "mainBody", "debateBody", "judgmentBody"):
            yield from _inside(element, "", said)


def _inside(holder: etree._Element, number: str, said: Mapping[str, Said]) -> Iterator[Part]:
    """The paragraphs in an element; the first of them has the number that was read before."""
    for element in holder:
        name = local(element)
        if name in _SILENT:
            continue
        if name == "num":
            number = _plain(element)
        elif name in _HEADED:
            level = _LEVELS.get(local(holder), 2)
            yield _paragraph(element, number, level)
            number = ""
        elif name in _WORDS:
            yield _paragraph(element, number, 0)
            number = ""
        elif attribute(element, "wId") in said:
            yield _provision(element, said)
            yield from _under(element, said)
        else:
            yield from _inside(element, number, said)
            number = ""


def _provision(element: etree._Element, said: Mapping[str, Said]) -> Paragraph:
    """A provision that this program wrote: its number, heading or words, without what stands
    under it."""
    name = attribute(element, "wId")
    paragraph = Paragraph()
    for one in element:
        if local(one) == "num":
            paragraph.label = _plain(one)
        elif local(one) in _HEADED:
            paragraph.pieces += _pieces(one, State.PLAIN)
        elif local(one) in ("content", "intro"):
            for words in one.iter():
                if local(words) == "p":
                    paragraph.pieces += _pieces(words, State.PLAIN)
    take(paragraph, name, said[name])
    return paragraph


def _under(element: etree._Element, said: Mapping[str, Said]) -> Iterator[Part]:
    """What stands under a provision; what else is in it was read with it."""
    for one in element:
        if local(one) not in ("num", "content", "intro", *_HEADED):
            yield from _inside_one(one, said)


def _inside_one(element: etree._Element, said: Mapping[str, Said]) -> Iterator[Part]:
    if attribute(element, "wId") in said:
        yield _provision(element, said)
        yield from _under(element, said)
    else:
        yield from _inside(element, "", said)


def _paragraph(element: etree._Element, number: str, level: int) -> Paragraph:
    pieces = [replace(one, words=_even(one.words)) for one in _pieces(element, State.PLAIN)]
    return Paragraph(pieces=pieces, label=number, level=level)


def _even(words: str) -> str:
    """Words of a file that is set out for people: its line ends are no line breaks."""
    return words if words == "\n" else re.sub(r"\s+", " ", words)


def _pieces(element: etree._Element, state: State) -> Iterator[Piece]:
    if element.text:
        yield Piece(element.text, state)
    for one in element:
        name = local(one)
        inner = {"ins": State.INSERTED, "del": State.DELETED}.get(name, state)
        if name == "br" or name == "eol":
            yield Piece("\n", state)
        elif name not in _SILENT:
            yield from _pieces(one, inner)
        if one.tail:
            yield Piece(one.tail, state)


def _plain(element: etree._Element) -> str:
    return "".join(piece.words for piece in _pieces(element, State.PLAIN))
