"""The action lines."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.queries.lines import find_line, line_page, lines_page


def lines(request: HttpRequest) -> HttpResponse:
    """All action lines, with the state of each."""
    return render(request, "lines/lines.html", {"page": lines_page(request.user), "view": "lines"})


def line(request: HttpRequest, code: str) -> HttpResponse:
    """One action line."""
    page = line_page(find_line(code), request.user)
    return render(request, "lines/line.html", {"page": page, "view": "lines"})
