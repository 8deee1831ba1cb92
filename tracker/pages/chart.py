"""Numbers over the drafts of a document."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.queries.chart import chart_page
from tracker.queries.moment import find_document


def chart(request: HttpRequest, document_slug: str) -> HttpResponse:
    """Brackets, alternatives and agreed paragraphs from draft to draft."""
    page = chart_page(find_document(document_slug, request.user), request.user)
    return render(request, "chart/chart.html", {"page": page})
