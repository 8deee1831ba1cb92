"""Tables that are taken away whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from documents.writing.table import csv_lines, harmless

__all__ = ["comma_separated", "harmless"]


def comma_separated(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as CSV; see :func:`documents.writing.table.csv_lines`."""
    return "".join(csv_lines(header, rows))
