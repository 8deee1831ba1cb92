"""The text of a document, and what its print carries on every sheet."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from tracker.following.visits import note_visit
from tracker.pages.asked import parts, public_id, slug
from tracker.pages.reading_kept import answer_kept
from tracker.queries.as_of import as_of
from tracker.queries.document import document_page
from tracker.queries.moment import find_document, find_moment
from tracker.queries.reading import HIDEABLE


def document(request: HttpRequest, document_slug: str) -> HttpResponseBase:
    """A draft (``?draft=``) with the statuses of a meeting (``?meeting=``); ``?hide=`` names parts
    of its notation, ``?print=notes`` prints the reader's notes, too."""
    if request.user.is_authenticated:
        note_visit(request.user, find_document(document_slug, request.user))
    return answer_kept(request, document_slug, lambda: _show(request, document_slug))


def _show(request: HttpRequest, document_slug: str) -> HttpResponse:
    held = find_document(document_slug, request.user)
    moment = find_moment(
        held,
        request.user,
        draft=public_id(request.GET, "draft"),
        meeting=slug(request.GET, "meeting"),
    )
    find = request.GET.get("find", "")[:100].strip()
    hidden = parts(request.GET, "hide", HIDEABLE)
    page = document_page(moment, request.user, find=find, hidden=hidden)
    page = replace(page, prints_notes=request.GET.get("print") == "notes")
    return render(request, "document/document.html", {"page": page, "view": "document"})


def print_head(request: HttpRequest, document_slug: str) -> HttpResponse:
    """A style sheet with the running head of one text: a style attribute is not allowed."""
    held = find_document(document_slug, request.user)
    moment = find_moment(
        held,
        request.user,
        draft=public_id(request.GET, "draft"),
        meeting=slug(request.GET, "meeting"),
    )
    head = {"moment": moment, "as_of": as_of(moment)}
    return render(request, "document/print.css", head, content_type="text/css")
