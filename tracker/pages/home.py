"""Where to begin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.queries.home import find_process, home_page, process_page


def home(request: HttpRequest) -> HttpResponse:
    """All processes with their documents and calendars."""
    return render(request, "process/home.html", {"page": home_page(request.user)})


def process(request: HttpRequest, process_slug: str) -> HttpResponse:
    """One process."""
    page = process_page(find_process(process_slug), request.user)
    return render(request, "process/process.html", {"page": page})
