"""The words of a provision in the five views of the screen."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString

from bracketed import agreed_only, clean, compare_pair
from negotiation.models import Screen
from tracker.queries.marks import Edge
from tracker.queries.redline import both_readings
from tracker.queries.written import written

_View = Screen.View


def shown_words(view: str, now: str, before: str, edges: Iterable[Edge]) -> SafeString:
    """The words as the view has them; ``before`` is what they were when changes began to be
    tracked, empty where there was no such provision."""
    if view == _View.AGREED:
        return format_html("{}", agreed_only(now).strip())
    if view == _View.CLEAN:
        return format_html("{}", clean(now))
    if view == _View.CHANGES and before != now:
        return both_readings(before, now, compare_pair(before, now).hunks)
    return written(now, edges)
