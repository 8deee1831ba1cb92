"""What all tests share: the database of this run, and the corpus in it.

The database is the one ``DATABASE_URL`` names, SQLite in memory without it; each test sees it in
a transaction that is rolled back.
"""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from documents.freezing import lifted


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """The tables, and the corpus in them when a test of this run asks for it.

    The whole suite always has it, so a test counts what it made itself, never the whole table;
    a run of a few tests that need no corpus does not wait for one.
    """
    if any("corpus" in getattr(item, "fixturenames", ()) for item in request.session.items):
        with django_db_blocker.unblock():
            call_command("load_corpus", verbosity=0)


@pytest.fixture
def corpus(db: None) -> None:
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
