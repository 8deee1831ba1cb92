"""Everything of a process that a reader may see, as tables; what is pointed to comes first."""

from typing import Final

from tracker.queries.dump.frame import CALENDAR, LINES
from tracker.queries.dump.model import Column, Table
from tracker.queries.dump.record import RECORD
from tracker.queries.dump.texts import TEXTS

TABLES: Final = (*CALENDAR, *TEXTS, *RECORD, *LINES)

__all__ = ["TABLES", "Column", "Table"]
