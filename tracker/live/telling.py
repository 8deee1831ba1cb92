"""Tells the hubs that something happened: that of this process, and through Redis the others."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from tracker.live.hub import wake_hubs
from tracker.live.waking import tell


def wake(sender: Any, process: int, **told: Any) -> None:
    """Wake whoever hands on what happens in a process (its primary key)."""
    wake_hubs()
    if settings.REDIS_URL:
        tell(settings.REDIS_URL, process)
