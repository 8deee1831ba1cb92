"""A text as Markdown (CommonMark)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.writing.model import Consolidated, Row

#: What Markdown would take for markup. Brackets would make links.
_MARKUP = re.compile(r"([\\`*_\[\]<>~&])")
#: What would begin a heading, a list or a rule.
_BEGINS = re.compile(r"^(\d*)([#+=.)-])")


def write_markdown(text: Consolidated) -> Iterator[str]:
    """Headings as headings, each provision a paragraph; labels bold, statuses in italics."""
    yield f"# {plain(text.head.document)}\n\n"
    yield "  \n".join(plain(line) for line in text.head.lines) + "\n"
    for row in text.printed:
        yield f"\n{_block(row)}\n"
        for rival in row.rivals:
            yield f"\n{_block(rival)}\n"


def plain(words: str) -> str:
    """Words that mean nothing to Markdown; line ends become spaces."""
    return _BEGINS.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", " ".join(words.split())))


def plain_part(words: str) -> str:
    """A stretch inside a line; the spaces at its ends stay."""
    return _MARKUP.sub(r"\\\1", words.replace("\n", " "))


def _block(row: Row) -> str:
    label = plain(row.label)
    status = f" *{plain(row.status.said)}*" if row.status else ""
    words = plain(row.words)
    remark = f" *{plain(row.remark)}*" if row.remark else ""
    if row.level:
        named = " ".join(part for part in (label, words) if part)
        return f"{'#' * min(row.level, 6)} {named}{status}"
    said = f"**{label}** {words}{remark}" if label else words + remark
    quote = "> " * (row.indent + (row.provision.role != "text"))
    return f"{quote}{said}{status}"
