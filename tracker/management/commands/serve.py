"""``manage.py serve``: the whole installation in one process."""

import signal
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import uvicorn
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tracker.worker import EmbeddedWorker


class Command(BaseCommand):
    help = (
        "Serve pages and programming interface with one process. Without REDIS_URL it also does "
        "the background work, in a thread; with it, run workers beside it."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="default: %(default)s")
        parser.add_argument("--port", type=int, default=8000, help="default: %(default)s")

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        server = uvicorn.Server(
            uvicorn.Config(
                settings.ASGI_APPLICATION.replace(".application", ":application"),
                host=host,
                port=port,
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=5,
            )
        )
        # The server turns a signal into an orderly end and then raises it again: it must not
        # kill the process before the worker has left.
        signal.signal(signal.SIGINT, leave)
        signal.signal(signal.SIGTERM, leave)
        # Taken before the worker starts, so that a second server does no work of the first.
        try:
            listener = server.config.bind_socket()
            # From here on callers wait in line until the server is ready, instead of failing.
            listener.listen(server.config.backlog)
        except SystemExit as refused:
            raise CommandError(
                f"Nothing can be served on {host}:{port}: the port is taken or not allowed. "
                "Choose another with --port."
            ) from refused
        with listener, background_work():
            shown = f"[{host}]" if ":" in host else host
            self.stdout.write(
                f"Open http://{shown}:{listener.getsockname()[1]}/ in a browser (Ctrl+C stops)."
            )
            self.stdout.flush()
            server.run(sockets=[listener])


def leave(signum: int, frame: object) -> NoReturn:
    raise SystemExit(0)


@contextmanager
def background_work() -> Iterator[None]:
    """Have the tasks done in this process, unless workers of their own take them from Redis."""
    if settings.REDIS_URL:
        yield
        return
    worker = EmbeddedWorker()
    worker.start()
    try:
        yield
    finally:
        worker.stop()
