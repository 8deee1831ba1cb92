"""What a dump is made of: tables with columns of a type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from negotiation.models import Process
from tracker.queries.moment import Reader

#: Rows that are read at once: memory does not grow with the process.
_AT_ONCE: Final = 500
_Rows = Callable[[Process, Reader], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type as Frictionless has it, where it is looked up, and to which
    column of which table it points."""

    name: str
    type: str = "string"
    path: str = ""
    points_to: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the dump; ``key`` names the columns that tell its rows apart."""

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: _Rows

    def values(self, process: Process, user: Reader) -> Iterator[tuple[Any, ...]]:
        """The rows that the reader may see, one after another."""
        found = self.rows(process, user)
        paths = [column.path or column.name for column in self.columns]
        yield from found.values_list(*paths).iterator(chunk_size=_AT_ONCE)


def to(table: str, column: str = "id") -> tuple[str, str]:
    """A column that another points to; without a table one of the same."""
    return (table, column)
