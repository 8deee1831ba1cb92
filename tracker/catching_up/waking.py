"""Wakes the followers when something happened."""

from __future__ import annotations

import logging
from typing import Any

from tracker.catching_up.followers import names
from tracker.catching_up.tasks import catch_up

logger = logging.getLogger(__name__)


def wake(sender: Any, process: int, **told: Any) -> None:
    """Send for every follower of a process (its primary key). A broker that cannot be reached
    is no failure of the write: the sweep finds what lags."""
    for name in names():
        try:
            catch_up.delay(name, process)
        except Exception:
            logger.exception("The follower %s was not woken; the sweep brings it forward.", name)
