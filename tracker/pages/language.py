"""The language of the pages, and of the mails to who is signed in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import check_for_language
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from tracker.following.speaking import speak_to
from tracker.pages.appearance import way_back
from tracker.pages.signed_in import signed_in


# To whom nothing is kept, no token: pages for everybody stay without a cookie.
@csrf_exempt
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie, of who is signed in for their mails, too, and go back
    to where the reader was. One that is not spoken here changes nothing."""
    code = request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES) or not check_for_language(code):
        return HttpResponseRedirect(way_back(request))
    return _choose_for(request) if request.user.is_authenticated else _choose(request)


@csrf_protect
def _choose_for(request: HttpRequest) -> HttpResponse:
    speak_to(signed_in(request), request.POST["language"])
    return _choose(request)


def _choose(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(way_back(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        request.POST["language"],
        settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response
