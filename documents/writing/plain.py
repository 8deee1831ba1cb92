"""A text as plain text: a head, then a provision to a paragraph, each with its label."""

from __future__ import annotations

from collections.abc import Iterator

from documents.writing.model import Consolidated, Row

_INDENT = "  "


def write_text(text: Consolidated) -> Iterator[str]:
    """Line by line; what is held under another stands further in."""
    yield f"{text.head.document}\n"
    for line in text.head.lines:
        yield f"{line}\n"
    for row in text.printed:
        yield f"\n{line_of(row)}\n"
        for rival in row.rivals:
            yield f"\n{_INDENT}{line_of(rival)}\n"


def line_of(row: Row) -> str:
    """A row as one paragraph."""
    remark = f"{{{row.remark}}}" if row.remark else ""
    line = " ".join(part for part in (row.label, row.words, remark) if part)
    return _INDENT * row.provision.depth + line
