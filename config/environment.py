"""What the settings read from the environment, and the one secret made on first start."""

import os
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

# Without recursive triggers, INSERT OR REPLACE would slip past those that forbid deleting.
SQLITE_PRAGMAS = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA recursive_triggers = ON;
"""


def is_yes(name: str, *, otherwise: bool = False) -> bool:
    """Say whether the variable is switched on.

    :raises ImproperlyConfigured: when it is set to something that is neither yes nor no.
    """
    written = os.environ.get(name, "").strip().lower()
    if not written:
        return otherwise
    if written in {"1", "true", "yes", "on"}:
        return True
    if written in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}={written!r} is neither yes (1) nor no (0).")


def whole_number(name: str, otherwise: int) -> int:
    """The number of the variable, ``otherwise`` when it is unset.

    :raises ImproperlyConfigured: when it is no whole number from 0.
    """
    written = os.environ.get(name, "").strip()
    if not written:
        return otherwise
    if not (written.isascii() and written.isdecimal()):
        raise ImproperlyConfigured(f"{name}={written!r} is no whole number from 0.")
    return int(written)


def listed(name: str) -> list[str]:
    """The comma-separated values of the variable, none when it is unset."""
    return [value.strip() for value in os.environ.get(name, "").split(",") if value.strip()]


def database(url: str | None, var: Path) -> dict[str, Any]:
    """The settings of the one database.

    Without an address, or with ``sqlite:///path``, it is a SQLite file (by default
    ``db.sqlite3`` in ``var``): readers never wait for the writer (WAL), and a transaction takes
    its place in the queue of writers when it begins, so that none fails halfway as "locked".

    :raises ImproperlyConfigured: when the address names another kind of database.
    """
    try:
        settings: dict[str, Any] = dict(
            dj_database_url.parse(url or f"sqlite:///{var / 'db.sqlite3'}")
        )
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}") from error
    # Under ASGI a kept connection belongs to a thread that may never be asked again.
    settings["CONN_MAX_AGE"] = 0
    options = settings.setdefault("OPTIONS", {})
    match settings["ENGINE"]:
        case "django.db.backends.sqlite3":
            options |= {
                "init_command": SQLITE_PRAGMAS,
                "transaction_mode": "IMMEDIATE",
                # Who waits looks every tenth of a second, and whoever looks first is next: of
                # twenty writers on a machine with twenty times its work one waited 54 seconds.
                "timeout": 120,
            }
        case "django.db.backends.postgresql":
            options.setdefault("connect_timeout", 10)
        case engine:
            raise ImproperlyConfigured(
                f"DATABASE_URL asks for {engine}; PostgreSQL and SQLite are supported."
            )
    return settings


def broker_options(redis_url: str | None) -> Mapping[str, Any]:
    """How Celery's transport behaves: Redis for several processes, memory inside one."""
    if not redis_url:
        return {"polling_interval": 0.05}
    return {
        # A task whose worker was killed is given out again after this long; the sweep of the
        # database finds it earlier, and a task that finds its row done returns at once.
        "visibility_timeout": 600,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 5,
    }


def secret_key(var: Path, *, alone: bool) -> str:
    """The secret that signs sessions: from ``SECRET_KEY``, else made once in ``var``.

    :param alone: true when this process is the whole installation, so that a secret kept beside
        its database is known to everything that needs it.
    :raises ImproperlyConfigured: when several processes must share a secret and none is given.
    """
    if given := os.environ.get("SECRET_KEY"):
        return given
    if not alone:
        raise ImproperlyConfigured(
            "SECRET_KEY must be set together with DATABASE_URL or REDIS_URL: the web server and "
            "the workers share it. Make one with: "
            "python -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    kept = var / "secret-key"
    if not kept.exists():
        _keep_once(kept, secrets.token_urlsafe(50))
    return kept.read_text(encoding="ascii").strip()


def _keep_once(place: Path, words: str) -> None:
    """Write a private file, unless another process wrote it first; never half of one."""
    descriptor, name = tempfile.mkstemp(dir=place.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(words)
        os.link(draft, place)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


#: Ports of the ways in which mail is handed on.
_MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def mail(url: str) -> dict[str, Any]:
    """The settings of mail: ``smtp://``, ``smtp+tls://`` (STARTTLS) or ``smtps://`` with
    ``user:password@host:port``; without an address mails are printed.

    :raises ImproperlyConfigured: when the address is of another kind or names no host.
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"EMAIL_URL cannot be read: {error}") from error
    if parts.scheme not in _MAIL_PORTS or not parts.hostname:
        kinds = ", ".join(_MAIL_PORTS)
        raise ImproperlyConfigured(f"EMAIL_URL must begin with one of {kinds} and name a host.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or _MAIL_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
