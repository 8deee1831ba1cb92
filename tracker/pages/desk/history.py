"""The history of a provision in the rolling text."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.pages.asked import public_id
from tracker.pages.desk.door import at_the_desk, number, open_desk
from tracker.queries.desk.door import wording_at
from tracker.queries.desk.history import history_page


@require_safe
@at_the_desk
def history(request: HttpRequest, user: User, document_slug: str) -> HttpResponse:
    """Every saved text of ``?at=``, back from edit ``?before=``; ``?earlier=`` and ``?later=``
    are two edits to be compared."""
    found = open_desk(request.GET, document_slug, user)
    here = wording_at(found, public_id(request.GET, "at"))
    before = number(request.GET, "before") if "before" in request.GET else None
    pair = None
    if "earlier" in request.GET or "later" in request.GET:
        pair = number(request.GET, "earlier"), number(request.GET, "later")
    page = history_page(found, here, before=before, pair=pair)
    return render(request, "desk/history.html", {"page": page, "view": "desk"})
