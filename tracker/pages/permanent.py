"""Addresses that last: of a draft, a provision, a provision in a draft. They send on to the page,
or whoever asks for JSON to the interface."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from documents.models import Draft, Wording
from negotiation.queries import visible_drafts, visible_provisions
from tracker.api.access import BearerAuthentication
from tracker.api.conventions import problem
from tracker.models import Token
from tracker.queries.labelled import plain_label

_View = Callable[..., HttpResponse]


def with_token(view: _View) -> _View:
    """The view as the person of a token sees it, so that a program that may read a draft finds
    it here, too; a token that opens nothing is answered as in the interface."""

    @wraps(view)
    def see(request: HttpRequest, **names: str) -> HttpResponse:
        door = BearerAuthentication()
        try:
            found = door.authenticate(Request(request))
        except AuthenticationFailed as refusal:
            answer = problem(HTTPStatus.UNAUTHORIZED, str(refusal.detail))
            answer.headers["WWW-Authenticate"] = door.authenticate_header(Request(request))
            return answer
        if found is not None and Token.Scope.READ.value in found[1].scopes:
            request.user = found[0]
        return view(request, **names)

    return see


@require_safe
@with_token
def draft(request: HttpRequest, draft_id: str) -> HttpResponse:
    """A draft."""
    found = _draft(request, draft_id)
    return _see(request, _page(found), f"/api/v1/drafts/{draft_id}/")


@require_safe
@with_token
def provision(request: HttpRequest, provision_id: str) -> HttpResponse:
    """A provision through its life."""
    if not visible_provisions(request.user).filter(public_id=provision_id).exists():
        raise Http404(_("There is no provision “%(name)s”.") % {"name": provision_id})
    return _see(request, f"/provisions/{provision_id}/", f"/api/v1/provisions/{provision_id}/")


@require_safe
@with_token
def wording(request: HttpRequest, draft_id: str, provision_id: str) -> HttpResponse:
    """What a provision says in a draft."""
    found = _draft(request, draft_id)
    if not Wording.objects.filter(draft=found, provision__public_id=provision_id).exists():
        raise Http404(
            _("“%(draft)s” has no provision “%(provision)s”.")
            % {"draft": found, "provision": provision_id}
        )
    return _see_wording(request, found, provision_id)


@require_safe
@with_token
def label(request: HttpRequest, draft_id: str, label: str) -> HttpResponse:
    """The provision that a draft calls so: its label as printed, its number by reading order
    where printing lost it, or the Latin code of an action line."""
    found = _draft(request, draft_id)
    asked = plain_label(label)
    rows = Wording.objects.filter(draft=found).values_list(
        "provision__public_id", "label", "number", "code"
    )
    named = [row[0] for row in rows if asked and asked in map(plain_label, row[1:])]
    if len(named) == 1:
        return _see_wording(request, found, named[0])
    said = {"draft": found, "label": label}
    if not named:
        raise Http404(_("“%(draft)s” has no provision called “%(label)s”.") % said)
    said["addresses"] = ", ".join(f"/id/draft/{draft_id}/provision/{one}" for one in named[:20])
    raise Http404(_("“%(draft)s” has several provisions called “%(label)s”: %(addresses)s.") % said)


def _draft(request: HttpRequest, draft_id: str) -> Draft:
    drafts = visible_drafts(request.user).select_related("document")
    found = drafts.filter(public_id=draft_id).first()
    if found is None:
        raise Http404(_("There is no draft “%(name)s”.") % {"name": draft_id})
    return found


def _page(found: Draft) -> str:
    return f"/documents/{found.document.slug}/?draft={found.public_id}"


def _see_wording(request: HttpRequest, found: Draft, provision_id: str) -> HttpResponse:
    return _see(
        request,
        f"{_page(found)}&at={provision_id}#p-{provision_id}",
        f"/api/v1/drafts/{found.public_id}/provisions/{provision_id}/",
    )


def _see(request: HttpRequest, page: str, data: str) -> HttpResponse:
    """See other (303): what is named is no page, but there is one about it."""
    kind = request.get_preferred_type(["text/html", "application/json"])
    address = data if kind == "application/json" else page
    answer = HttpResponse(status=303, headers={"Location": quote(address, safe="/?=&#")})
    patch_vary_headers(answer, ("Accept", "Authorization", "Cookie"))
    return answer
