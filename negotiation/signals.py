"""What the rest of the program may listen to."""

from __future__ import annotations

from django.dispatch import Signal

#: Something happened in a process (``process``: its primary key), and it is committed. A missed
#: signal costs time and never an event: whoever listens asks for the events after the last known.
announced = Signal()
