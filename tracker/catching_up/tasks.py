"""The doors for Celery. A message only says "look now": the places stand in the database."""

from __future__ import annotations

from typing import Any

from celery import shared_task


@shared_task  # type: ignore[untyped-decorator]
def catch_up(name: str, process_id: int) -> None:
    """Bring one follower forward in one process."""
    from tracker import catching_up

    catching_up.catch_up(name, process_id)


@shared_task  # type: ignore[untyped-decorator]
def sweep(**asked: Any) -> None:
    """Bring forward whoever lags, woken or not."""
    from tracker.catching_up import catch_up_all

    catch_up_all()
