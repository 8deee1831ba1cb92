"""What the chair and the secretariat do with the screen of the room."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from documents.models import Draft, Provision
from negotiation.actions.desk import hold_screen, release_screen, turn_screen
from negotiation.models import Meeting, Screen
from negotiation.policies import Forbidden
from negotiation.queries import visible_drafts
from tracker.pages.asked import choice, public_id
from tracker.pages.screen import run_asked
from tracker.queries.moment import find_meeting
from tracker.queries.screen import VIEWS

_ACTS = ("hold", "release", "turn")


@require_POST
def turn(request: HttpRequest, meeting_slug: str) -> HttpResponse:
    """Hold the screen where it is, let it follow the desk again, or turn it to a place
    (``draft``, ``first``, ``run``, ``view``; or ``place``, the first two with a space between
    them). Whoever may not is refused by the action."""
    user = request.user
    if isinstance(user, AnonymousUser):
        raise Forbidden(_("Sign in to turn the screen of the room."))
    meeting = find_meeting(meeting_slug, user)
    act = choice(request.POST, "act", _ACTS, "turn")
    if act == "hold":
        hold_screen(meeting, by=user)
    elif act == "release":
        release_screen(meeting, by=user)
    else:
        _turn_to_place(request, meeting, user)
    return HttpResponseRedirect(f"/screen/{meeting.slug}/")


@transaction.atomic
def _turn_to_place(request: HttpRequest, meeting: Meeting, user: User) -> None:
    """Turn the screen. One that is held is let go of for that, and held there: it is the desk
    that it does not follow."""
    draft, first = _place(request)
    is_held = Screen.objects.filter(meeting=meeting, is_held=True).exists()
    if is_held:
        release_screen(meeting, by=user)
    turn_screen(
        meeting,
        draft=draft,
        first=first,
        run=run_asked(request.POST) or 1,
        view=Screen.View(choice(request.POST, "view", VIEWS, Screen.View.CHANGES)),
        by=user,
    )
    if is_held:
        hold_screen(meeting, by=user)


def _place(request: HttpRequest) -> tuple[Draft, Provision]:
    """:raises Http404: for a draft this person may not see, or a provision it does not have."""
    said = request.POST.get("place", "").split()
    asked = dict(zip(("draft", "first"), said, strict=False)) if said else request.POST
    draft = visible_drafts(request.user).filter(public_id=public_id(asked, "draft")).first()
    if draft is None:
        raise Http404(_("There is no draft “%(name)s”.") % {"name": asked.get("draft", "")})
    stands = Provision.objects.filter(wordings__draft=draft)
    first = stands.filter(public_id=public_id(asked, "first")).first()
    if first is None:
        raise Http404(
            _("This draft has no provision “%(name)s”.") % {"name": asked.get("first", "")}
        )
    return draft, first
