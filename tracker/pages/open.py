"""Outstanding issues."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.pages.asked import choice
from tracker.queries.moment import find_document
from tracker.queries.outstanding import BY, open_page


def outstanding(request: HttpRequest, document_slug: str) -> HttpResponse:
    """Every provision that is not agreed; ``?by=`` groups them."""
    page = open_page(
        find_document(document_slug, request.user),
        request.user,
        by=choice(request.GET, "by", BY, "chapter"),
    )
    return render(request, "outstanding/outstanding.html", {"page": page, "view": "open"})


def print_head(request: HttpRequest, document_slug: str) -> HttpResponse:
    """A style sheet with the running head of the printed list."""
    page = open_page(find_document(document_slug, request.user), request.user, by="chapter")
    return render(request, "outstanding/print.css", {"page": page}, content_type="text/css")
