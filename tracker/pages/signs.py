"""The colours and words with which a process shows its statuses."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from negotiation.actions.signs import choose_signs
from negotiation.models import Process
from negotiation.policies import Refused
from tracker.queries.home import find_process
from tracker.queries.sign_choice import DEFAULTS, colours_asked, signs_page, words_asked


def signs(request: HttpRequest, process_slug: str) -> HttpResponse:
    """The page on which the secretariat chooses them; POST does."""
    process = find_process(process_slug)
    page = signs_page(process, request.user)
    if request.method != "POST":
        return render(request, "process/signs.html", {"page": page})
    try:
        _choose(process, request)
    except Refused as refusal:
        page = signs_page(process, request.user, refusal=str(refusal))
        return render(request, "process/signs.html", {"page": page}, status=409)
    messages.success(request, _("Shown so from now on."))
    return redirect("signs", process_slug)


def _choose(process: Process, request: HttpRequest) -> None:
    assert isinstance(request.user, User), "the page is for the secretariat alone"
    choose_signs(
        process,
        colours=colours_asked(request.POST),
        words=words_asked(request.POST),
        language=get_language() or "en",
        by=request.user,
    )


def colours(request: HttpRequest, process_slug: str) -> HttpResponse:
    """The style sheet with the colours of a process."""
    chosen = find_process(process_slug).colours
    pairs = [
        (shape, pair.get("light", light), pair.get("dark", dark))
        for shape, (light, dark) in DEFAULTS.items()
        if (pair := chosen.get(shape))
    ]
    return render(request, "process/signs.css", {"pairs": pairs}, content_type="text/css")
