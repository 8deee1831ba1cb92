"""Two drafts beside each other; a pair nobody asked for yet is queued on request."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from documents.models import Document, Draft
from negotiation.actions import ask_comparison
from negotiation.queries import visible_drafts
from tracker.pages.asked import BadQuery, choice, public_id
from tracker.queries.comparison import SHOWS, VIEWS, comparison_page, usual_pair
from tracker.queries.moment import Reader, find_document


@require_http_methods(["GET", "HEAD", "POST"])
def comparison(request: HttpRequest, document_slug: str) -> HttpResponse:
    """What changed between ``?earlier=`` and ``?later=``; a POST asks for it."""
    held = find_document(document_slug, request.user)
    if request.method == "POST":
        return _ask(request, held)
    pair = asked_pair(request.GET, request.user) or usual_pair(held, request.user)
    view = choice(request.GET, "view", VIEWS, "side")
    show = choice(request.GET, "show", SHOWS, "all")
    page = comparison_page(held, pair, request.user, view=view, show=show)
    return render(request, "comparison/comparison.html", {"page": page, "view": "compare"})


@require_safe
def print_head(request: HttpRequest, document_slug: str) -> HttpResponse:
    """A style sheet with the running head of a redline: both symbols on every sheet."""
    find_document(document_slug, request.user)
    pair = asked_pair(request.GET, request.user)
    if pair is None:
        raise BadQuery("earlier", "", _("the ten letters of a draft's id"))
    earlier, later = (f"{one.document.short_title}, {one}" for one in pair)
    legend = _("Inserted words underlined, deleted words struck")
    head = {"earlier": earlier, "later": later, "legend": legend}
    return render(request, "comparison/print.css", head, content_type="text/css")


def _ask(request: HttpRequest, document: Document) -> HttpResponse:
    pair = asked_pair(request.POST, request.user)
    if pair is None:
        raise BadQuery("earlier", "", _("the ten letters of a draft's id"))
    ask_comparison(*pair, by=request.user)
    query = f"earlier={pair[0].public_id}&later={pair[1].public_id}"
    return HttpResponseRedirect(f"/documents/{document.slug}/compare/?{query}")


def asked_pair(asked: Mapping[str, str], user: Reader) -> tuple[Draft, Draft] | None:
    """The two drafts asked for, None where none is.

    :raises BadQuery: for one without the other.
    :raises Http404: for a draft that is not there, or not to be seen."""
    earlier, later = public_id(asked, "earlier"), public_id(asked, "later")
    if not earlier and not later:
        return None
    if not earlier or not later:
        raise BadQuery("later" if earlier else "earlier", "", _("the other draft of the two"))
    drafts = visible_drafts(user).select_related("document")
    found = drafts.in_bulk([earlier, later], field_name="public_id")
    for said in (earlier, later):
        if said not in found:
            raise Http404(_("There is no draft “%(name)s”.") % {"name": said})
    return found[earlier], found[later]
