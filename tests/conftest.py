"""What all tests share: the database of this run, and the corpus in it.

The database is the one ``DATABASE_URL`` names, SQLite in memory without it; each test sees it in
a transaction that is rolled back. Tests that ask for the corpus come last: they share one that is
loaded before the first of them, and the tests before them have a database without any rows.
"""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from documents.freezing import lifted


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Put the tests that share the corpus last, whatever else orders them.

    Each process of a parallel run takes its share in this order, too.
    """
    yield
    items.sort(key=lambda item: "corpus" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """The database of this run; whoever is still connected at its end, as the thread of a server
    that was stopped a moment ago, keeps nobody from removing it."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session")
def _loaded_corpus(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        call_command("load_corpus", verbosity=0)


@pytest.fixture
def corpus(_loaded_corpus: None, db: None) -> None:
    """The corpus, loaded once for the whole run: to be read, or changed for this test alone."""


@pytest.fixture(autouse=True, scope="session")
def _flush_despite_freezing() -> Iterator[None]:
    """Tests that commit are followed by a flush, which is what the triggers forbid."""
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def flush_unfrozen(case: TransactionTestCase) -> None:
        with lifted():
            flush(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush_unfrozen)
        yield
