"""What a person is told when a page cannot be shown."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from documents.refusals import Unfit
from negotiation.policies import Forbidden, Refused
from tracker.pages.desk.kept import has_words, kept


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A malformed query, with the name of the parameter; or a form that is too large."""
    if isinstance(exception, RequestDataTooBig):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
        told = _(
            "What you sent is larger than %(most)d MB, the most that a form may hold. Nothing "
            "was changed: go back, where it still stands, and send less of it at once."
        )
        return render(request, "413.html", {"reason": told % {"most": most}}, status=400)
    return render(request, "400.html", {"reason": str(exception)}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A refusal, with its reason."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing at this address, with what there is instead."""
    told = str(exception) if exception.args and isinstance(exception.args[0], str) else ""
    reason = told or _("There is no page at %(name)s.") % {"name": request.path}
    return render(request, "404.html", {"reason": reason}, status=404)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is not of this session: made before the login, or elsewhere. What was typed at
    the desk is given back, to be looked at and sent again."""
    told = _("This form was opened before you signed in, or in another browser.")
    if request.path.startswith("/desk/") and has_words(request):
        return kept(request, told)
    return forbidden(request, Forbidden(told))


class Refusals:
    """Middleware: what the rooms below refuse, as a page that says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page for a refusal; None for everything else."""
        if isinstance(exception, Forbidden):
            return forbidden(request, exception)
        if isinstance(exception, Refused | Unfit):
            reason = {"reason": str(exception)}
            return render(request, "409.html", reason, status=409)
        return None
