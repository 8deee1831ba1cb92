"""What was typed at the desk and could not be taken is given back."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

#: The fields into which words are typed, beside the text itself.
_TYPED: Final = frozenset({"note", "condition", "reason", "label", "title", "symbol", "as_of_note"})
_NOT_SENT_AGAIN: Final = frozenset({"text", "listed", "csrfmiddlewaretoken"})


def has_words(request: HttpRequest) -> bool:
    """Whether somebody typed anything into the form that was sent."""
    sent = request.POST
    return "text" in sent or any(sent.get(name, "").strip() for name in _TYPED)


def kept(request: HttpRequest, reason: str) -> HttpResponse:
    """What was sent and could not be taken, given back to be sent again."""
    sent = request.POST
    fields = [
        (name, value)
        for name, values in sent.lists()
        if name not in _NOT_SENT_AGAIN
        for value in values
    ]
    told = {
        "reason": reason,
        "address": request.path,
        "text": sent.get("text"),
        "typed": [(name, value) for name, value in fields if name in _TYPED and value.strip()],
        "fields": [(name, value) for name, value in fields if name not in _TYPED],
    }
    return render(request, "desk/kept.html", told, status=403)
