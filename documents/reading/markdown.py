"""A Markdown text read into paragraphs: what is markup is taken away, brackets stay."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html import unescape

from documents.reading.exported import take
from documents.reading.model import Piece, State
from documents.reading.paragraphs import Cell, Paragraph, Part, Rows
from documents.writing.markdown import BEGINS_HERE

_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s+|\Z)(.*?)(?:\s+#+\s*)?\Z")
_UNDERLINED = re.compile(r" {0,3}(=+|-{2,})\s*\Z")
_ROW = re.compile(r"\s*\|.*\|\s*\Z")
_RULER = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*\Z")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_QUOTE = re.compile(r"\A(?: {0,3}>\s?)+")
_RULE = re.compile(r" {0,3}(?:[-*_]\s*){3,}")
#: Escaped signs, struck words, emphasis, links, tags of HTML: what may stand in a line.
_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|~~(?P<struck>[^~\n]+)~~"
    r"|(?P<emphasis>\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w))"
    r"|\[(?P<link>[^\[\]\n]*)\]\((?:https?:|mailto:|#|/)[^()\s]*\)"
    r"|(?P<break><br\s*/?>)"
    r"|(?P<entity>&(?:amp|lt|gt|nbsp|quot|#\d{1,7});)"
)
#: What this program writes: a comment that says what a provision is, and the provision.
_STATED = re.compile(r"\s*<!-- provision (.*) -->\s*")
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_LABELLED = re.compile(r"(?:\*\*(?P<label>(?:\\.|[^\\*])+)\*\*(?: |\Z))?(?P<words>.*)")
_PRINTED = re.compile(
    r"(?:\*\*(?P<label>(?:\\.|[^\\*])+)\*\*(?: |\Z))?(?P<words>(?:\\.|[^\\*])*?)"
    r"(?: ?\*(?:\\.|[^\\*])+\*)*"
)


def read_markdown(text: str) -> Iterator[Part]:
    """The paragraphs and tables of a text, headings with their levels; of one that this program
    wrote the provisions as it says."""
    _head, is_ours, body = text.partition(BEGINS_HERE)
    foreign: list[str] = []
    stated: re.Match[str] | None = None
    ours: list[str] = []
    for line in [*(body if is_ours else text).split("\n"), ""]:
        if stated is not None and line.strip():
            ours.append(line)
        elif stated is not None and ours:
            yield _provision(" ".join(one.strip() for one in ours), stated[1])
            stated, ours = None, []
        elif is_ours and (stated := _STATED.fullmatch(line)):
            yield from _read_lines(foreign)
            foreign = []
        else:
            foreign.append(line)
    yield from _read_lines(foreign)


def _provision(line: str, stated: str) -> Paragraph:
    """A provision as this program writes it, in whatever way somebody changed it since."""
    said = {found[1]: unescape(found[2]) for found in _ATTRIBUTE.finditer(stated)}
    heading = _HEADING.fullmatch(line)
    paragraph = Paragraph(level=len(heading[1]) if heading else 0)
    printed = line.lstrip("#").strip() if heading else _QUOTE.sub("", line)
    found = _PRINTED.fullmatch(printed) or _LABELLED.fullmatch(printed)
    if found is not None:
        paragraph.label = "".join(piece.words for piece in _pieces(found["label"] or ""))
        paragraph.pieces = list(_pieces(found["words"]))
    take(paragraph, said.get("id", ""), said)
    return paragraph


def _read_lines(lines: list[str]) -> Iterator[Part]:
    gathered: list[str] = []
    rows: list[str] = []
    is_code = False
    for printed in [*"\n".join(lines).splitlines(), ""]:
        is_code ^= _FENCE.match(printed) is not None
        line = "" if _FENCE.match(printed) else _QUOTE.sub("", printed, count=1)
        is_row = not is_code and _ROW.match(line) is not None
        if rows and not is_row:
            yield _table(rows)
            rows = []
        underlined = _UNDERLINED.fullmatch(line) if len(gathered) == 1 else None
        if underlined:
            yield _paragraph(gathered, level=1 if "=" in underlined[1] else 2)
            gathered = []
        elif not is_code and _ends(line):
            yield from [_paragraph(gathered)] if gathered else []
            gathered = []
            heading = _HEADING.fullmatch(line)
            if heading:
                yield _paragraph([heading[2]], level=len(heading[1]))
            elif is_row:
                rows.append(line)
            elif line.strip() and not _RULE.fullmatch(line):
                gathered.append(line)
        elif line.strip():
            gathered.append(line)


def _ends(line: str) -> bool:
    """Whether a line ends the paragraph before it."""
    return not line.strip() or bool(_HEADING.fullmatch(line) or _ROW.match(line) or _begins(line))


def _begins(line: str) -> bool:
    """Whether a line begins an item of a list, which needs no empty line before it."""
    return re.match(r"\s*(?:[-*+•]\s|\d{1,3}[.)]\s|\(?[a-z]{1,4}\)\s)", line) is not None


def _paragraph(lines: list[str], *, level: int = 0) -> Paragraph:
    """Lines that follow each other are one paragraph, unless they end in two spaces."""
    words = ""
    for line in lines:
        broken = line.endswith(("  ", "\\"))
        words += line.strip().removesuffix("\\") + ("\n" if broken else " ")
    words = re.sub(r"\A\s*[-*+](?=\s)", "•", words.strip())
    return Paragraph(pieces=list(_pieces(words)), level=level)


def _pieces(words: str) -> Iterator[Piece]:
    at = 0
    for match in _INLINE.finditer(words):
        yield Piece(words[at : match.start()])
        at = match.end()
        if match["escaped"]:
            yield Piece(match["escaped"])
        elif match["struck"]:
            yield Piece("".join(piece.words for piece in _pieces(match["struck"])), State.STRUCK)
        elif match["link"]:
            yield Piece(match["link"])
        elif match["break"]:
            yield Piece("\n")
        elif match["entity"]:
            yield Piece(_character(match["entity"]))
    yield Piece(words[at:])


def _character(entity: str) -> str:
    number = entity[2:-1] if entity.startswith("&#") else ""
    if number and int(number) <= sys.maxunicode:
        return chr(int(number))
    return unescape(entity).replace("\xa0", " ")


def _table(lines: list[str]) -> Rows:
    table = Rows()
    for line in lines:
        if _RULER.fullmatch(line):
            continue
        cells = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
        table.rows.append([Cell([_paragraph([cell])]) for cell in cells])
    return table
