"""What the database itself refuses: values, and the list of all of them.

A room registers its guards when it is ready. Conditions are SQL that SQLite and PostgreSQL
both read; ``{differs}`` stands for the vendor's comparison that knows null."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Model

PREFIX = "frozen_"


class Event(StrEnum):
    """What a guard watches. ``TRUNCATE`` exists on PostgreSQL only."""

    INSERT = "INSERT"
    UPDATE = "UPDATE"
    DELETE = "DELETE"
    TRUNCATE = "TRUNCATE"


@dataclass(frozen=True, slots=True)
class Guard:
    """One event on one table is refused with ``message`` where ``condition`` (SQL over ``OLD``
    and ``NEW``; empty: always) holds. The message is plain ASCII without quotes."""

    table: str
    watches: Event
    message: str
    condition: str = ""

    @property
    def name(self) -> str:
        """The trigger's name in the database."""
        return f"{PREFIX}{self.table}_{self.watches.lower()}"


_registered: dict[str, Guard] = {}


def register(*guards: Guard) -> None:
    """Have these guards installed after each migration.

    :raises ValueError: when another guard watches the same event of the same table.
    """
    for guard in guards:
        if _registered.setdefault(guard.name, guard) != guard:
            raise ValueError(f"{guard.name} is registered twice and differs.")


def registered() -> tuple[Guard, ...]:
    """All guards, by name."""
    return tuple(_registered[name] for name in sorted(_registered))


def append_only(*models: type[Model]) -> tuple[Guard, ...]:
    """The guards of tables to whose rows nothing ever happens. Many-to-many tables are named
    by their ``through``."""
    return tuple(
        Guard(
            model._meta.db_table,
            event,
            f"{model._meta.verbose_name} rows are never changed or deleted; add a further one",
        )
        for model in models
        for event in (Event.UPDATE, Event.DELETE, Event.TRUNCATE)
    )


def differs(columns: Sequence[str]) -> str:
    """The condition that one of the columns gets another value."""
    return "(" + " OR ".join(f'OLD."{name}" {{differs}} NEW."{name}"' for name in columns) + ")"
