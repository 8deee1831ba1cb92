"""The text of a document, and what its print carries on every sheet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.pages.asked import public_id, slug
from tracker.queries.as_of import as_of
from tracker.queries.document import document_page
from tracker.queries.moment import find_document, find_moment


def document(request: HttpRequest, document_slug: str) -> HttpResponse:
    """A draft (``?draft=``) with the statuses of a meeting (``?meeting=``)."""
    held = find_document(document_slug, request.user)
    moment = find_moment(
        held,
        request.user,
        draft=public_id(request.GET, "draft"),
        meeting=slug(request.GET, "meeting"),
    )
    find = request.GET.get("find", "")[:100].strip()
    page = document_page(moment, request.user, find=find)
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
