"""A Markdown text read into paragraphs: what is markup is taken away, brackets stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.reading.model import Piece, State
from documents.reading.paragraphs import Cell, Paragraph, Part, Rows

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
    r"|(?P<entity>&(?:amp|lt|gt|nbsp|quot);)"
)
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&quot;": '"'}


def read_markdown(text: str) -> Iterator[Part]:
    """The paragraphs and tables of a text, headings with their levels."""
    gathered: list[str] = []
    rows: list[str] = []
    is_code = False
    for printed in [*text.splitlines(), ""]:
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
            yield Piece(_ENTITIES[match["entity"]])
    yield Piece(words[at:])


def _table(lines: list[str]) -> Rows:
    table = Rows()
    for line in lines:
        if _RULER.fullmatch(line):
            continue
        cells = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
        table.rows.append([Cell([_paragraph([cell])]) for cell in cells])
    return table
