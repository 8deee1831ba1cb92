"""The plenary screen of a meeting."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from negotiation.models import Screen
from tracker import live
from tracker.pages.asked import BadQuery, choice, public_id
from tracker.queries.moment import find_meeting
from tracker.queries.screen import MOST, VIEWS, screen_page


@require_safe
def screen(request: HttpRequest, meeting_slug: str) -> HttpResponse:
    """What the room looks at, in a view of one's own (``?view=``), or a place of one's own
    (``?first=``, ``?run=``)."""
    page = screen_page(
        find_meeting(meeting_slug, request.user),
        request.user,
        view=choice(request.GET, "view", ("", *VIEWS), ""),
        first=public_id(request.GET, "first"),
        run=run_asked(request.GET),
    )
    return render(request, "screen/screen.html", {"page": page, "views": Screen.View.choices})


@require_safe
def screen_stream(request: HttpRequest, meeting_slug: str) -> HttpResponseBase:
    """What the room looks at, written, each time it changes: first as it is now."""
    meeting = find_meeting(meeting_slug, request.user)
    view = choice(request.GET, "view", ("", *VIEWS), "")
    place = live.screen_place(meeting, request.user, view=view)
    return live.stream(request, lambda: live.follow_screen(place), lambda: live.screen_now(place))


def run_asked(asked: Mapping[str, str]) -> int:
    """How many provisions, 0 where nothing is said.

    :raises BadQuery: for what is no number, or more than a wall holds."""
    said = asked.get("run", "")
    if not said:
        return 0
    if not (said.isascii() and said.isdigit() and 1 <= int(said[:3]) <= MOST):
        raise BadQuery("run", said, _("a number from 1 to %(number)d") % {"number": MOST})
    return int(said)
