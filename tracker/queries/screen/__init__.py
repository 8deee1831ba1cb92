"""What the plenary screen shows, and what a reader may do about it."""

from tracker.queries.screen.page import ScreenPage, screen_page
from tracker.queries.screen.readers import readers_of, weakest_of
from tracker.queries.screen.wall import MOST, VIEWS, Row, Wall, wall

__all__ = [
    "MOST",
    "VIEWS",
    "Row",
    "ScreenPage",
    "Wall",
    "readers_of",
    "screen_page",
    "wall",
    "weakest_of",
]
