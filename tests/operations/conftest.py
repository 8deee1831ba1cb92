"""Installations that a test starts, kills and starts again."""

import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from config.environment import database
from tests.services import redis

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Installation:
    """A database of its own, and the processes that a test started on it."""

    var: Path
    database_url: str
    redis_url: str
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def environment(self, *, with_redis: bool) -> dict[str, str]:
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url if with_redis else "",
            "SECRET_KEY": "a secret for tests alone, known to everybody",
            "VAR_DIR": str(self.var),
            "STATIC_ROOT": str(self.var),
        }

    def start(self, *command: str, with_redis: bool) -> subprocess.Popen[str]:
        with (self.var / "log").open("a") as log:
            process = subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env=self.environment(with_redis=with_redis),
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                # Killed as a whole: the processes of a worker would outlive their parent.
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def connection(self) -> BaseDatabaseWrapper:
        settings = database(self.database_url, self.var)
        return ConnectionHandler({DEFAULT_DB_ALIAS: settings})[DEFAULT_DB_ALIAS]

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        with closing(self.connection()) as connection, connection.cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall())

    def comparisons(self) -> set[object]:
        """The states in which comparisons are."""
        return {state for (state,) in self.rows("SELECT state FROM documents_comparison")}

    def changes(self) -> list[tuple[object, ...]]:
        """Every change that was found, with what is said of it."""
        return self.rows(
            'SELECT comparison_id, "order", link, kinds, hunks FROM documents_change'
            ' ORDER BY comparison_id, "order"'
        )

    def leave_half_done(self, *, claimed_until: str) -> int:
        """Put the rows back to where a process stands that compared some words and then died;
        tell how many changes lack their words."""
        with closing(self.connection()) as connection, connection.cursor() as cursor:
            cursor.execute(
                "UPDATE documents_change SET compared_at = NULL, kinds = '[]', hunks = '[]'"
                " WHERE hunks <> '[]'"
            )
            lacking: int = cursor.rowcount
            cursor.execute(
                "UPDATE documents_comparison SET state = 'running', done_at = NULL,"
                " claimed_until = %s",
                [claimed_until],
            )
        return lacking

    def wait_until_compared(self, *, within: float = 30.0) -> None:
        """Return when every comparison is done, of which there is at least one."""
        until = time.monotonic() + within
        while (states := self.comparisons()) != {"done"}:
            assert time.monotonic() < until, f"{states}\n{(self.var / 'log').read_text()}"
            time.sleep(0.1)


@contextmanager
def new_database(place: Path, like: str | None = None) -> Iterator[str]:
    """The address of a database: a file, or one more on the server of this run.

    :param like: the address of one that this is to be a copy of.
    """
    beside = os.environ.get("DATABASE_URL")
    name = f"installation_{uuid.uuid4().hex[:12]}"
    if not beside:
        file = place / f"{name}.sqlite3"
        if like:
            shutil.copyfile(like.removeprefix("sqlite:///"), file)
        yield f"sqlite:///{file}"
        return
    server = ConnectionHandler({DEFAULT_DB_ALIAS: database(beside, place)})[DEFAULT_DB_ALIAS]
    with closing(server), server.cursor() as cursor:
        cursor.execute(
            f"CREATE DATABASE {name}"
            + (f" TEMPLATE {urlsplit(like).path.removeprefix('/')}" if like else "")
        )
        try:
            yield urlsplit(beside)._replace(path=f"/{name}").geturl()
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def manage(installation: Installation, *words: str) -> None:
    subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *words, "--verbosity=0"],
        env=installation.environment(with_redis=False),
        check=True,
    )


@pytest.fixture(scope="session")
def loaded(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """The address of a database with the corpus, whose comparisons nobody has done yet.

    The command that loaded it had no Redis: its messages died with its memory.
    """
    place = tmp_path_factory.mktemp("loaded")
    with django_db_blocker.unblock(), new_database(place) as url:
        loading = Installation(place, url, "")
        manage(loading, "migrate")
        manage(loading, "load_corpus")
        assert loading.comparisons() == {"waiting"}
        yield url


@pytest.fixture
def installation(
    tmp_path: Path, loaded: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[Installation]:
    """The corpus in a database of this test, and a Redis; all processes end with the test."""
    with (
        redis() as redis_url,
        django_db_blocker.unblock(),
        new_database(tmp_path, like=loaded) as url,
    ):
        installed = Installation(tmp_path, url, redis_url)
        yield installed
        for process in installed.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate(timeout=10)
