"""A text as plain text: a head, then a provision to a paragraph, each with its label."""

from __future__ import annotations

from collections.abc import Iterator

from documents.writing.model import Consolidated, Row
from documents.writing.said import Said, tags_stated

_INDENT = "  "


def write_text(text: Consolidated) -> Iterator[str]:
    """Line by line; what is held under another stands further in."""
    yield f"{text.head.document}\n"
    for line in text.head.lines:
        yield f"{line}\n"
    said = Said(text)
    for row in text.printed:
        yield f"\n{_line(row, said)}\n"
        for rival in row.rivals:
            yield f"\n{_INDENT}{_line(rival, said)}\n"


def _line(row: Row, said: Said) -> str:
    """A row as one paragraph; behind it in square brackets the tags that were printed there, else
    its status, as they are read again."""
    remark = f"{{{row.remark}}}" if row.remark else ""
    tags = [f"[{tag}]" for tag in tags_stated(said.of(row))]
    line = " ".join(part for part in (row.label, row.words, *tags, remark) if part)
    return _INDENT * row.provision.depth + line
