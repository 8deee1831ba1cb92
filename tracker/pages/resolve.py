"""“Resolve for me”: a reader tries what a paragraph says with its brackets lifted or deleted and
one of its alternatives chosen."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tracker.pages.asked import BadQuery
from tracker.pages.asked import public_id as asked_id
from tracker.queries.moment import find_moment
from tracker.queries.provision import find_provision
from tracker.queries.resolve import steps_in, try_page


# What is tried is the reader's own affair: it goes in the body, which nobody writes down, and not
# in the address. Nothing is kept, so a form from elsewhere can do no harm and no cookie is needed.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resolve(request: HttpRequest, public_id: str) -> HttpResponse:
    """A paragraph as ``?draft=`` words it, after the steps that a form sends."""
    provision = find_provision(public_id, request.user)
    moment = find_moment(provision.document, request.user, draft=asked_id(request.GET, "draft"))
    sent = request.POST
    steps = _steps("done", sent.get("done", ""))
    act = sent.get("act", "")
    if act == "back":
        steps = steps[:-1]
    elif act:
        steps += _steps("act", act)
    page = try_page(moment, provision, steps, sent.get("of", ""))
    return render(request, "document/try.html", {"page": page, "view": "document"})


def _steps(name: str, said: str) -> tuple[str, ...]:
    steps = steps_in(said)
    if steps is None:
        raise BadQuery(name, said, _("steps that this page offered"))
    return steps
