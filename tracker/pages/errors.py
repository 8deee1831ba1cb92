"""What a person is told when a page cannot be shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A malformed query, with the name of the parameter."""
    return render(request, "400.html", {"reason": str(exception)}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A refusal, with its reason."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing at this address, with what there is instead."""
    told = str(exception) if exception.args and isinstance(exception.args[0], str) else ""
    reason = told or _("There is no page at %s.") % request.path
    return render(request, "404.html", {"reason": reason}, status=404)
