"""What was typed at the desk and could not be taken is given back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def kept(request: HttpRequest, reason: str) -> HttpResponse:
    """What was sent and could not be taken, given back to be sent again."""
    sent = request.POST
    names = ("draft", "at", "base", "operation", "reason", "mode", "label")
    told = {
        "reason": reason,
        "address": request.path,
        "text": sent.get("text", ""),
        "fields": [(name, sent[name]) for name in names if name in sent],
    }
    return render(request, "desk/kept.html", told, status=403)
