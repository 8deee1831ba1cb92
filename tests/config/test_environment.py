"""What the settings make of the environment."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper as Sqlite
from django.db.utils import ConnectionHandler, OperationalError
from pytest_django import DjangoDbBlocker

from config.environment import broker_options, database, is_yes, listed, secret_key


@pytest.fixture
def sqlite(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Callable[[], Sqlite]]:
    """Opens connections to one SQLite file as the program would, but waits for nobody."""
    settings = database(None, tmp_path)
    settings["OPTIONS"]["timeout"] = 0
    connections: list[Sqlite] = []

    def opened() -> Sqlite:
        connections.append(ConnectionHandler({DEFAULT_DB_ALIAS: settings})[DEFAULT_DB_ALIAS])
        return connections[-1]

    with django_db_blocker.unblock():
        yield opened
        for connection in connections:
            connection.close()


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("recursive_triggers", 1), ("foreign_keys", 1)]
)
def test_sqlite_is_opened_with(pragma: str, value: str | int, sqlite: Callable[[], Sqlite]) -> None:
    with sqlite().cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_a_transaction_on_sqlite_takes_its_place_when_it_begins(
    sqlite: Callable[[], Sqlite],
) -> None:
    """One that only took it when it first writes could not wait any more, and would fail there."""
    writer, other = sqlite(), sqlite()
    writer.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with pytest.raises(OperationalError, match="database is locked"):
        other.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    writer.rollback()


def test_a_writer_waits_for_the_one_before_it(tmp_path: Path) -> None:
    assert database(None, tmp_path)["OPTIONS"]["timeout"] == 120


def test_no_connection_outlives_its_request(tmp_path: Path) -> None:
    assert database(None, tmp_path)["CONN_MAX_AGE"] == 0


def test_an_address_names_the_database(tmp_path: Path) -> None:
    settings = database("postgresql://clerk:p%40ss@host:5433/texts", tmp_path)
    assert {
        name: settings[name] for name in ("ENGINE", "USER", "PASSWORD", "HOST", "PORT", "NAME")
    } == {
        "ENGINE": "django.db.backends.postgresql",
        "USER": "clerk",
        "PASSWORD": "p@ss",
        "HOST": "host",
        "PORT": 5433,
        "NAME": "texts",
    }


@pytest.mark.parametrize("url", ["mysql://host/texts", "gibberish://host/texts"])
def test_another_kind_of_database_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL"):
        database(url, tmp_path)


def test_a_message_in_memory_is_seen_at_once_and_one_in_redis_is_given_out_again() -> None:
    assert broker_options(None) == {"polling_interval": 0.05}
    assert broker_options("redis://host") == {
        "visibility_timeout": 600,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 5,
    }


@pytest.mark.parametrize(
    ("written", "said"),
    [("1", True), ("Yes", True), ("off", False), ("FALSE", False), ("", True), (None, True)],
)
def test_yes_and_no_are_read(
    written: str | None, said: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SHOUT", raising=False)
    if written is not None:
        monkeypatch.setenv("SHOUT", written)
    assert is_yes("SHOUT", otherwise=True) is said


def test_neither_yes_nor_no_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOUT", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="SHOUT='perhaps'"):
        is_yes("SHOUT")


def test_a_list_has_commas_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAMES", " a.example , b.example,")
    assert listed("NAMES") == ["a.example", "b.example"]


def test_a_secret_is_made_once_and_kept_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    first = secret_key(tmp_path, alone=True)
    assert re.fullmatch(r"[\w-]{60,}", first)
    assert secret_key(tmp_path, alone=True) == first
    assert [kept.name for kept in tmp_path.iterdir()] == ["secret-key"]
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_a_given_secret_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "given")
    assert secret_key(tmp_path, alone=True) == "given"
    assert list(tmp_path.iterdir()) == []


def test_processes_that_share_a_secret_must_be_given_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with pytest.raises(ImproperlyConfigured, match=r"^SECRET_KEY must be set"):
        secret_key(tmp_path, alone=False)
