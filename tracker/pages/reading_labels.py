"""A paragraph by its number: an address that a reader can type, and that stays right."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.pages.asked import public_id
from tracker.pages.permanent import label as label_in
from tracker.queries.labelled import labelled_page
from tracker.queries.moment import find_document


@require_safe
def paragraph(request: HttpRequest, document_slug: str, label: str) -> HttpResponse:
    """The paragraph that is called so, in the latest text or as ``?draft=`` calls it; where
    numbers have changed, a page that says where each went."""
    document = find_document(document_slug, request.user)
    draft = public_id(request.GET, "draft")
    if draft:
        return label_in(request, draft_id=draft, label=label)
    page = labelled_page(document, label[:100], request.user)
    if page.only:
        found = page.only.name.id
        place = f"/documents/{document.slug}/?at={found}#p-{found}"
        return HttpResponse(status=303, headers={"Location": place})
    return render(request, "document/paragraph.html", {"page": page, "view": "document"})
