"""A text as Markdown (CommonMark)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from documents.writing.model import Consolidated, Row
from documents.writing.said import Said, attributes

#: What Markdown would take for markup. Brackets would make links.
_MARKUP = re.compile(r"([\\`*_\[\]<>~&])")
#: What would begin a heading, a list or a rule.
_BEGINS = re.compile(r"^(\d*)([#+=.)-])")
#: White space at the ends, twice in a row, or of another kind than a space and a line end.
_LOST = re.compile(r"[^\S \n]|(?<=\s) |\A | \Z")
#: Ends the lines over the text.
BEGINS_HERE: Final = "<!-- the text -->"


def write_markdown(text: Consolidated) -> Iterator[str]:
    """Headings as headings, each provision a paragraph; labels bold, statuses in italics. A
    comment before each says to who reads the file back what it is."""
    said = Said(text)
    yield f"# {plain(text.head.document)}\n\n"
    yield "  \n".join(plain(line) for line in text.head.lines) + f"\n\n{BEGINS_HERE}\n"
    for row in text.printed:
        for one in (row, *row.rivals):
            yield f"\n{_comment(one, said)}{_block(one)}\n"


def plain(words: str) -> str:
    """Words that mean nothing to Markdown; line ends become spaces."""
    return _BEGINS.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", " ".join(words.split())))


def plain_part(words: str) -> str:
    """A stretch inside a line; the spaces at its ends stay."""
    return _MARKUP.sub(r"\\\1", words.replace("\n", " "))


def _comment(row: Row, said: Said) -> str:
    """What is stated of a provision, on a line of its own; nothing in forms that leave words
    out."""
    stated = said.of(row)
    if not stated:
        return ""
    told = attributes({"id": row.provision.id, **stated})
    return f"<!-- provision {' '.join(told.split())} -->\n"


def _words(row: Row) -> str:
    """The words of a provision on one line, so that the same are read back: line ends as
    ``<br>``, other white space that would be lost as a number."""
    said = _LOST.sub(lambda one: f"&#{ord(one[0])};", _MARKUP.sub(r"\\\1", row.words))
    said = said.replace("\n", "<br>")
    return said if row.label else _BEGINS.sub(r"\1\\\2", said)


def _block(row: Row) -> str:
    words = f"**{plain(row.label)}** {_words(row)}" if row.label else _words(row)
    remark = f" *{plain(row.remark)}*" if row.remark else ""
    status = f" *{plain(row.status.said)}*" if row.status else ""
    if row.level:
        return f"{'#' * min(row.level, 6)} {words.rstrip()}{status}"
    quote = "> " * (row.indent + (row.provision.role != "text"))
    return f"{quote}{words.rstrip()}{remark}{status}"
