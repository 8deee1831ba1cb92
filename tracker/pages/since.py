"""What changed since a visit, yesterday, a day, a meeting or a draft."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from documents.models import Document
from negotiation.queries import latest_draft
from tracker.following.visits import last_visit, note_visit
from tracker.pages.asked import BadQuery, public_id
from tracker.queries.comparison import usual_pair
from tracker.queries.moment import Reader, find_document
from tracker.queries.since import since_page
from tracker.queries.since_moment import VISIT, find_since
from tracker.queries.since_part import Part, chapter_part, line_part, watched_part


@require_safe
def since(request: HttpRequest, document_slug: str) -> HttpResponse:
    """What changed since ``?from=``, in the ``?chapter=``, under the ``?line=``, or of what the
    reader watches (``?mine=1``)."""
    document = find_document(document_slug, request.user)
    note_visit(request.user, document)
    if request.GET.get("mine") and not isinstance(request.user, User):
        return redirect_to_login(request.get_full_path())
    asked = request.GET.get("from", "").strip() or _usual(document, request.user)
    try:
        start = find_since(document, request.user, asked) if asked else None
    except ValueError:
        expected = _("visit, yesterday, a day like 2014-04-30, a meeting or a draft")
        raise BadQuery("from", asked, expected) from None
    page = since_page(document, request.user, start, _part(request, document))
    return render(request, "since/since.html", {"page": page, "view": "since", "asked": asked})


def _usual(document: Document, user: Reader) -> str:
    """The last visit; of who never was here before the draft before the present one."""
    if last_visit(user, document):
        return VISIT
    pair = usual_pair(document, user)
    draft = pair[0] if pair else latest_draft(document, user)
    return draft.public_id if draft else ""


def _part(request: HttpRequest, document: Document) -> Part:
    if chapter := public_id(request.GET, "chapter"):
        return chapter_part(document, request.user, chapter)
    if line := request.GET.get("line", "").strip():
        return line_part(document, request.user, line[:20])
    if request.GET.get("mine") and isinstance(request.user, User):
        return watched_part(document, request.user)
    return Part()
