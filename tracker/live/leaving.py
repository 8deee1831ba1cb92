"""Streams never end by themselves, and a server waits for them before it leaves: they must be
told that it wants to."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Final

_FAREWELLS: Final = (signal.SIGINT, signal.SIGTERM)


def when_leaving(act: Callable[[], None]) -> None:
    """Have ``act`` called when the process is asked to end, before whatever else was to happen
    then. Only the main thread hears signals; a server in another one ends streams by force."""
    if threading.current_thread() is not threading.main_thread():
        return
    for farewell in _FAREWELLS:
        _call_first(farewell, act)


def _call_first(farewell: signal.Signals, act: Callable[[], None]) -> None:
    before = signal.getsignal(farewell)
    if not callable(before):
        return

    def act_then_leave(number: int, frame: FrameType | None) -> None:
        act()
        before(number, frame)

    signal.signal(farewell, act_then_leave)
