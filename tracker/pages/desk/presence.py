"""Who is at the desk, and what the plenary screen shows of it."""

from __future__ import annotations

from contextlib import suppress

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from negotiation.actions import desk as actions
from tracker.pages.asked import public_id
from tracker.pages.desk.door import REFUSALS, at_the_desk, open_desk
from tracker.queries.desk.door import text_at, wording_at


@require_POST
@at_the_desk
def here(request: HttpRequest, user: User, document_slug: str) -> HttpResponse:
    """A heartbeat: somebody has the provision open. With ``opened`` the plenary screen turns to
    it, unless it is held. With ``left`` they are gone."""
    found = open_desk(request.POST, document_slug, user)
    text = text_at(found)
    if "left" in request.POST:
        if found.rights.edit:
            actions.leave(text, by=user)
        return JsonResponse({})
    row = wording_at(found, public_id(request.POST, "at"))
    if found.rights.edit:
        actions.lease(text, row.provision, by=user)
    if "opened" in request.POST and found.meeting and found.rights.edit:
        # where the room holds its screen, or the meeting is closed, the desk goes on
        with suppress(*REFUSALS):
            actions.turn_screen(found.meeting, draft=text, first=row.provision, by=user)
    return JsonResponse({"version": row.version})


@require_POST
@at_the_desk
def screen_here(request: HttpRequest, user: User, document_slug: str) -> HttpResponse:
    """Show the provision on the plenary screen of the meeting."""
    found = open_desk(request.POST, document_slug, user)
    text, at = text_at(found), public_id(request.POST, "at")
    row = wording_at(found, at)
    if found.meeting:
        actions.turn_screen(found.meeting, draft=text, first=row.provision, by=user)
        messages.success(
            request, _("The screen of %(name)s shows it.") % {"name": found.meeting.short_title}
        )
    return HttpResponseRedirect(f"{found.address}?draft={text.public_id}&at={at}")
