"""The text of a document, and what its print carries on every sheet."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from tracker.following.visits import note_visit
from tracker.pages.asked import parts, public_id, slug
from tracker.pages.reading_kept import Made, answer_kept
from tracker.queries.as_of import as_of
from tracker.queries.document import document_page
from tracker.queries.moment import find_document, find_moment
from tracker.queries.part import ALL, find_part
from tracker.queries.reading import HIDEABLE


def document(request: HttpRequest, document_slug: str) -> HttpResponseBase:
    """A draft (``?draft=``) with the statuses of a meeting (``?meeting=``); of a long one the
    window in which a provision is (``?at=``), or ``all`` of it; ``?hide=`` names parts of its
    notation, ``?print=notes`` prints the reader's notes, too. Asked for by a script, the lines
    alone."""
    if request.user.is_authenticated:
        note_visit(request.user, find_document(document_slug, request.user))
    answer = answer_kept(request, document_slug, lambda: _show(request, document_slug))
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _show(request: HttpRequest, document_slug: str) -> Made:
    held = find_document(document_slug, request.user)
    moment = find_moment(
        held,
        request.user,
        draft=public_id(request.GET, "draft"),
        meeting=slug(request.GET, "meeting"),
    )
    find = request.GET.get("find", "")[:100].strip()
    hidden = parts(request.GET, "hide", HIDEABLE)
    at = ALL if request.GET.get("at") == ALL else public_id(request.GET, "at")
    query = request.GET.copy()
    query.pop("at", None)
    try:
        part = find_part(moment, request.user, at, query.urlencode())
    except LookupError:
        return Made(HttpResponseRedirect(f"/provisions/{at}/"))
    if part.at != at and not part.is_whole:
        return Made(HttpResponseRedirect(request.path + part.place(at)))
    page = document_page(moment, request.user, part, find=find, hidden=hidden)
    page = replace(page, prints_notes=request.GET.get("print") == "notes")
    is_asked_by_script = request.headers.get("HX-Request") == "true"
    template = "document/lines.html" if is_asked_by_script else "document/document.html"
    answer = render(request, template, {"page": page, "view": "document"})
    return Made(answer, is_whole=len(part.windows) == 1)


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
