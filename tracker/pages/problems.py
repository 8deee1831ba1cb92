"""The problems of a text."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.pages.asked import public_id, slug
from tracker.queries.moment import find_document, find_moment
from tracker.queries.problems import problems_page


def problems(request: HttpRequest, document_slug: str) -> HttpResponse:
    """What a careful reader would point out, each linked to its place."""
    moment = find_moment(
        find_document(document_slug, request.user),
        request.user,
        draft=public_id(request.GET, "draft"),
        meeting=slug(request.GET, "meeting"),
    )
    page = problems_page(moment, request.user)
    return render(request, "document/problems.html", {"page": page, "view": "problems"})
