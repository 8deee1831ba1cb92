"""What was typed at the desk and could not be taken is given back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def kept(request: HttpRequest, reason: str) -> HttpResponse:
    """What was sent and could not be taken, given back to be sent again."""
    sent = request.POST
    apart = ("text", "listed", "csrfmiddlewaretoken")
    told = {
        "reason": reason,
        "address": request.path,
        "text": sent.get("text", ""),
        "fields": [
            (name, value) for name, values in sent.lists() if name not in apart for value in values
        ],
    }
    return render(request, "desk/kept.html", told, status=403)
