"""The worker thread of an installation that is one process: no broker, no second command."""

import logging
import threading
from typing import Any

from celery import current_app

HOSTNAME = "worker@embedded"
logger = logging.getLogger(__name__)


class EmbeddedWorker:
    """A Celery worker in a thread of this process, fed by ``memory://``.

    One task at a time (solo pool); signals stay with the server that owns the main thread.
    """

    def __init__(self) -> None:
        self._is_ready = threading.Event()
        self._worker: Any = current_app.WorkController(
            hostname=HOSTNAME,
            pool_cls="solo",
            concurrency=1,
            without_heartbeat=True,
            without_mingle=True,
            without_gossip=True,
            ready_callback=lambda _consumer: self._is_ready.set(),
        )
        self._thread = threading.Thread(target=self._worker.start, name="worker", daemon=True)

    def start(self, *, within: float = 10.0) -> None:
        """Return when the worker takes tasks.

        :raises RuntimeError: when it is not ready ``within`` so many seconds.
        """
        self._thread.start()
        if not self._is_ready.wait(within):
            raise RuntimeError(f"The embedded worker was not ready within {within:g} seconds.")

    def stop(self, *, within: float = 10.0) -> None:
        """Let the task at hand finish ``within`` so many seconds, then leave.

        A task that takes longer dies with the process; its row in the database stays
        unfinished, and the first sweep after the next start takes it up.
        """
        current_app.control.shutdown(destination=[HOSTNAME])
        self._thread.join(within)
        if self._thread.is_alive():
            logger.warning("The worker is still busy; its task is taken up at the next start.")
