"""Light, dark, or as the reader's system says."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

THEMES = ("system", "light", "dark")
_YEAR = 365 * 24 * 60 * 60


# A page that only a colour depends on needs no token, and no cookie before it is asked for.
@csrf_exempt
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Remember the theme in a cookie and go back to where the reader was."""
    response = HttpResponseRedirect(way_back(request))
    theme = request.POST.get("theme")
    if theme in THEMES:
        response.set_cookie(
            "theme", theme, _YEAR, secure=request.is_secure(), httponly=True, samesite="Lax"
        )
    return response


def way_back(request: HttpRequest) -> str:
    """Where the form was, if that is here."""
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return back if is_ours else "/"
