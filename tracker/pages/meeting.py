"""The record of a meeting."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.queries.meeting import meeting_page
from tracker.queries.moment import find_meeting


def meeting(request: HttpRequest, meeting_slug: str) -> HttpResponse:
    """Dates, place, body, drafts, decisions, deadlines, principles, assignments."""
    page = meeting_page(find_meeting(meeting_slug, request.user), request.user)
    return render(request, "meeting/meeting.html", {"page": page})
