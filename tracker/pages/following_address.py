"""A person says where they want to be mailed, and confirms it from there."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tracker.following.addresses import ask_address, asked_address, forget_address, use_address
from tracker.pages.signed_in import signed_in
from tracker.queries.places import Place

logger = logging.getLogger(__name__)


@never_cache
@login_required
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Send a mail to the address that was entered; an empty one forgets the present one."""
    person = signed_in(request)
    email = request.POST.get("email", "").strip()[:254]
    if not email:
        forget_address(person)
        messages.success(request, _("No address is kept of you; no mail is sent."))
        return HttpResponseRedirect("/following/")
    try:
        validate_email(email)
    except ValidationError:
        said = _("“%(address)s” is no address for mails. One looks like name@example.org.")
        messages.error(request, said % {"address": email})
        return HttpResponseRedirect("/following/")
    try:
        is_sent = ask_address(person, email)
    except OSError:
        logger.exception("No mail to confirm an address goes out just now.")
        messages.error(request, _("The mail could not be sent just now. Try again in a while."))
        return HttpResponseRedirect("/following/")
    said = _(
        "A mail is on its way to %(address)s. Open the link in it; until then nothing changes."
    )
    if not is_sent:
        said = _("A mail was sent less than a minute ago. Look for it, or wait and try again.")
    messages.info(request, said % {"address": email})
    return HttpResponseRedirect("/following/")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, signed: str) -> HttpResponse:
    """What the link in that mail opens, signed in or not: a GET asks, a POST takes the address."""
    asked = asked_address(signed)
    if asked is None:
        raise Http404(
            _("This link is not whole, or older than two days. Ask for another on “Following”.")
        )
    if request.method == "POST" and not asked.is_late:
        use_address(asked)
        asked = asked_address(signed)
    context = {"page": {"path": (Place(_("Following"), "/following/"), Place(_("Your address")))}}
    return render(request, "following/address.html", {**context, "asked": asked})
