"""The guards as triggers of the database: their texts, and putting them in place.

SQLite loses triggers when Django rebuilds a table, and PostgreSQL does not alter a column that
a trigger uses. So they are taken away before migrations and put back after them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from documents.freezing.guards import PREFIX, Event, Guard, registered

_LIST = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
    ),
}


def install(using: str = DEFAULT_DB_ALIAS) -> int:
    """Put every guard in place whose table is there; tell how many there are now.

    :raises RuntimeError: when the database does not hold them afterwards.
    """
    connection = connections[using]
    with transaction.atomic(using=using):
        remove(using)
        for guard in _wanted(connection):
            _execute(connection, *_texts(connection.vendor, guard))
    if missing := missing_guards(using):
        raise RuntimeError(f"The database did not take: {', '.join(missing)}.")
    return len(_wanted(connection))


def remove(using: str = DEFAULT_DB_ALIAS) -> None:
    """Take every guard away."""
    connection = connections[using]
    with transaction.atomic(using=using):
        for name, table in _present(connection).items():
            if connection.vendor == "postgresql":
                _execute(
                    connection, f'DROP TRIGGER "{name}" ON "{table}"', f'DROP FUNCTION "{name}"()'
                )
            else:
                _execute(connection, f'DROP TRIGGER "{name}"')


def missing_guards(using: str = DEFAULT_DB_ALIAS) -> tuple[str, ...]:
    """The names of the guards that should be in place and are not."""
    connection = connections[using]
    present = _present(connection)
    return tuple(guard.name for guard in _wanted(connection) if guard.name not in present)


@contextmanager
def lifted(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """No guard is in place meanwhile. For tests that empty the tables, and nothing else."""
    remove(using)
    try:
        yield
    finally:
        install(using)


def _wanted(connection: BaseDatabaseWrapper) -> tuple[Guard, ...]:
    tables = set(connection.introspection.table_names())
    return tuple(
        guard
        for guard in registered()
        if guard.table in tables
        and (guard.watches is not Event.TRUNCATE or connection.vendor == "postgresql")
    )


def _present(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(_LIST[connection.vendor])
        return {name: table for name, table in cursor.fetchall() if name.startswith(PREFIX)}


def _execute(connection: BaseDatabaseWrapper, *statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _texts(vendor: str, guard: Guard) -> tuple[str, ...]:
    return _for_postgresql(guard) if vendor == "postgresql" else (_for_sqlite(guard),)


def _for_sqlite(guard: Guard) -> str:
    condition = f" WHEN {guard.condition.format(differs='IS NOT')}" if guard.condition else ""
    return (
        f'CREATE TRIGGER "{guard.name}" BEFORE {guard.watches} ON "{guard.table}"'
        f" FOR EACH ROW{condition} BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"
    )


def _for_postgresql(guard: Guard) -> tuple[str, str]:
    condition = guard.condition.format(differs="IS DISTINCT FROM") or "TRUE"
    row = "OLD" if guard.watches is Event.DELETE else "NEW"
    each = "STATEMENT" if guard.watches is Event.TRUNCATE else "ROW"
    refuse = f"RAISE '{guard.message}' USING ERRCODE = 'integrity_constraint_violation'"
    passing = "NULL" if guard.watches is Event.TRUNCATE else row
    return (
        (
            f'CREATE OR REPLACE FUNCTION "{guard.name}"() RETURNS trigger LANGUAGE plpgsql'
            f" AS $guard$ BEGIN IF {condition} THEN {refuse}; END IF; RETURN {passing}; END $guard$"
        ),
        (
            f'CREATE TRIGGER "{guard.name}" BEFORE {guard.watches} ON "{guard.table}"'
            f' FOR EACH {each} EXECUTE FUNCTION "{guard.name}"()'
        ),
    )
