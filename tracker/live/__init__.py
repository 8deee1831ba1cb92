"""What happens, told at once to those who may know: one hub in a process reads the events and
hands them on. It decides nothing and keeps nothing: the table is the record."""

from tracker.live.answers import stream
from tracker.live.following import follow, told_so_far
from tracker.live.places import BEGINNING, NoSuchEvent, place_of
from tracker.live.screens import follow_screen, screen_now, screen_place
from tracker.live.telling import wake

__all__ = [
    "BEGINNING",
    "NoSuchEvent",
    "follow",
    "follow_screen",
    "place_of",
    "screen_now",
    "screen_place",
    "stream",
    "told_so_far",
    "wake",
]
