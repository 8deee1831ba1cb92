"""Tables that are taken away, as spreadsheets read them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from documents.writing.model import Consolidated, Row

#: A cell that begins with one of these is read as a formula by some spreadsheet.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")

#: What a row of the table of provisions says; clients rely on these names.
COLUMNS: Final = (
    "document", "draft", "symbol", "as_of", "form",
    "id", "parent", "kind", "role", "depth", "label", "heading", "text",
    "shown", "code", "rollup", "status",
    "coverage", "disposition", "tags", "attribution", "notes", "warning",
)  # fmt: skip


class _Line:
    """What :mod:`csv` writes to: it keeps one line."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        self.text = text


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table as CSV (RFC 4180), line by line. A cell that a spreadsheet would take for a
    formula begins with an apostrophe, which makes it text."""
    line = _Line()
    writer = csv.writer(line, lineterminator="\r\n")
    writer.writerow(header)
    yield line.text
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
        yield line.text


def write_table(text: Consolidated) -> Iterator[str]:
    """A row for each provision of the form, those that compete after what they compete with."""
    return csv_lines(COLUMNS, _cells_of_all(text))


def _cells_of_all(text: Consolidated) -> Iterator[Sequence[str]]:
    head = text.head
    common = (head.slug, head.draft, head.symbol, head.as_of_day or "", head.form)
    for row in text.printed:
        for one in (row, *row.rivals):
            yield (*common, *_cells(one), head.warning)


def _cells(row: Row) -> tuple[str, ...]:
    one, status = row.provision, row.status
    return (
        one.id,
        one.parent or "",
        one.kind,
        one.role,
        str(one.depth),
        row.label,
        row.heading,
        row.text,
        status.shown if status else "",
        (status.code or "") if status else "",
        (status.rollup or "") if status else "",
        status.word if status else "",
        one.coverage,
        one.disposition,
        "; ".join(one.tags),
        one.attribution,
        "; ".join(row.notes),
    )


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
