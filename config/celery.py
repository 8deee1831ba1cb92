"""The Celery app: the same one in the web process, the embedded worker and real workers.

A message only says "look now". What there is to do stands in the database, so every worker
looks through it when it is ready, when its broker comes back, and then once a minute.
"""

import os
from typing import Any

from celery import Celery, bootsteps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

#: What goes through the database: work left over, who lags behind what happened, what is to be
#: sent.
SWEEP_TASKS = (
    "documents.tasks.sweep",
    "tracker.catching_up.tasks.sweep",
    "tracker.webhooks.tasks.sweep",
    "tracker.following.tasks.sweep",
)
SWEEP_SECONDS = 60.0

app = Celery("tracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


class Sweeping(bootsteps.StartStopStep):  # type: ignore[misc]
    """Asks for a sweep each time the consumer starts, and at intervals while it runs."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, consumer: Any, **kwargs: Any) -> None:
        super().__init__(consumer, **kwargs)
        self.repeated: Any = None

    def start(self, consumer: Any) -> None:
        # Messages in memory are seen by this process alone, so there is no other worker.
        ask_for_sweep(alone=consumer.app.connection().transport_cls == "memory")
        self.repeated = consumer.timer.call_repeatedly(SWEEP_SECONDS, ask_for_sweep)

    def stop(self, consumer: Any) -> None:
        # A lost connection stops the steps and starts them again with a timer wiped clean.
        if self.repeated is not None:
            self.repeated.cancel()
            self.repeated = None


def ask_for_sweep(*, alone: bool = False) -> None:
    """Send for sweeps; one that no worker took within the interval is dropped for the next.

    :param alone: whether the worker that just began is the only one there is.
    """
    for task in SWEEP_TASKS:
        app.send_task(task, kwargs={"alone": alone}, expires=SWEEP_SECONDS)


app.steps["consumer"].add(Sweeping)
