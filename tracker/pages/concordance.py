"""Old label, new label, what happened: as a page, and as a table to take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.pages.asked import choice
from tracker.pages.comparison import asked_pair
from tracker.queries.comparison import comparable_drafts, usual_pair
from tracker.queries.concordance import COLUMNS, ConcordancePage, concordance_page
from tracker.queries.moment import find_document
from tracker.queries.places import path_to, process_of
from tracker.queries.tables import comma_separated

FORMATS = ("html", "csv")


@require_safe
def concordance(request: HttpRequest, document_slug: str) -> HttpResponse:
    """The concordance of ``?earlier=`` and ``?later=``; ``?format=csv`` to take it away."""
    held = find_document(document_slug, request.user)
    asked_format = choice(request.GET, "format", FORMATS, "html")
    pair = asked_pair(request.GET, request.user) or usual_pair(held, request.user)
    if pair is None:
        path = path_to(process_of(held), held, _("Concordance"))
        page = {"path": path, "document": held, "drafts": comparable_drafts(request.user)}
        return render(request, "concordance/choose.html", {"page": page})
    found = concordance_page(held, pair, request.user)
    if asked_format == "csv" and found.comparison:
        return _as_table(found)
    return render(request, "concordance/concordance.html", {"page": found})


def _as_table(found: ConcordancePage) -> HttpResponse:
    """With the mark by which spreadsheets know UTF-8."""
    name = f"concordance-{found.earlier.public_id}-{found.later.public_id}.csv"
    return HttpResponse(
        "\ufeff" + comma_separated(COLUMNS, (row.cells for row in found.rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
