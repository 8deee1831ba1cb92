"""The status of each provision at each meeting."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.pages.asked import choice, public_ids
from tracker.queries.matrix import FOLDS, SHOWS, matrix_page
from tracker.queries.moment import find_document


def matrix(request: HttpRequest, document_slug: str) -> HttpResponse:
    """Provisions × meetings; ``?show=`` filters, ``?fold=`` and ``?turned=`` fold."""
    page = matrix_page(
        find_document(document_slug, request.user),
        request.user,
        show=choice(request.GET, "show", SHOWS, "all"),
        fold=choice(request.GET, "fold", FOLDS, "agreed"),
        turned=public_ids(request.GET, "turned"),
    )
    return render(request, "matrix/matrix.html", {"page": page, "view": "matrix"})
