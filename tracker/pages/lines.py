"""The action lines."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tracker.queries.labels import latin
from tracker.queries.lines import find_line, line_page, lines_page


def lines(request: HttpRequest) -> HttpResponse:
    """All action lines, with the state of each."""
    return render(request, "lines/lines.html", {"page": lines_page(request.user), "view": "lines"})


def line(request: HttpRequest, code: str) -> HttpResponse:
    """One action line; a code typed with the Cyrillic letter it is printed with leads there."""
    found = find_line(latin(code))
    if latin(code) != code:
        query = request.META["QUERY_STRING"]
        return redirect(f"/action-lines/{found.code}/" + (f"?{query}" if query else ""))
    page = line_page(found, request.user)
    return render(request, "lines/line.html", {"page": page, "view": "lines"})
