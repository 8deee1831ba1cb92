"""The door of the desk: who is let in, and what is kept of those who are not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from documents.refusals import BadText, Unfit
from negotiation.policies import Forbidden, Refused
from tracker.pages.asked import BadQuery, public_id
from tracker.pages.desk.kept import has_words, kept
from tracker.queries.desk.door import Desk, find_desk, wording_at
from tracker.queries.desk.page import desk_page
from tracker.queries.desk.said import Said, Typed
from tracker.queries.signs import speak_as

P = ParamSpec("P")
_View = Callable[Concatenate[HttpRequest, User, P], HttpResponse]


def at_the_desk(view: _View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view for somebody who is signed in. Whoever is not is led to the login; what they sent
    is given back to them, so that nothing typed is lost."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **named: P.kwargs) -> HttpResponse:
        user = request.user
        if isinstance(user, User):
            return view(request, user, *args, **named)
        if request.method in ("GET", "HEAD"):
            return redirect_to_login(request.get_full_path())
        if not has_words(request):
            return redirect_to_login("/".join(request.path.split("/")[:3]) + "/")
        return kept(request, _("You are no longer signed in, and nothing was saved."))

    return guarded


def open_desk(asked: Mapping[str, str], slug: str, user: User) -> Desk:
    """The desk of a document, with the rolling text that is asked for."""
    desk = find_desk(slug, user, draft=public_id(asked, "draft"))
    speak_as(desk.process)
    return desk


def number(asked: Mapping[str, str], name: str, otherwise: int | None = None) -> int:
    """The number under ``name``.

    :raises BadQuery: when it is none."""
    said = asked.get(name, "")
    if not said and otherwise is not None:
        return otherwise
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        raise BadQuery(name, said, _("a number"))
    return int(said)


def show(
    request: HttpRequest,
    desk: Desk,
    at: str,
    *,
    typed: Typed | None = None,
    said: Said | None = None,
    status: int = 200,
) -> HttpResponse:
    """The desk with a provision on it."""
    page = desk_page(desk, wording_at(desk, at), request.user, typed=typed, said=said)
    told = {"page": page, "view": "desk"}
    return render(request, "desk/desk.html", told, status=status)


def status_of(refusal: Exception) -> int:
    """With which status a refusal is answered."""
    if isinstance(refusal, BadText):
        return 400
    return 403 if isinstance(refusal, Forbidden) else 409


#: What the rooms below refuse; each message is a sentence.
REFUSALS = (Forbidden, Refused, Unfit)
