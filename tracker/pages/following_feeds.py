"""Atom feeds: of a document and a provision for everybody, of a person by a secret address."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import conditional_page, require_POST, require_safe

from tracker.following.feeds import (
    news_for,
    news_of,
    news_of_provision,
    person_of,
    renew_secret,
    write_feed,
)
from tracker.following.mailing import absolute
from tracker.pages.signed_in import signed_in
from tracker.queries.moment import find_document
from tracker.queries.names import names_of
from tracker.queries.places import Place
from tracker.queries.provision import find_provision

ATOM = "application/atom+xml; charset=utf-8"


@require_safe
@conditional_page
def document_feed(request: HttpRequest, document_slug: str) -> HttpResponse:
    """What happened to a document, as everybody may know it, whoever asks."""
    document = find_document(document_slug, AnonymousUser())
    address = f"/documents/{document.slug}/"
    text = write_feed(document.title, address, f"{address}feed/", news_of(document))
    return HttpResponse(text, content_type=ATOM)


@require_safe
@conditional_page
def provision_feed(request: HttpRequest, public_id: str) -> HttpResponse:
    """What happened to a provision, as everybody may know it, whoever asks."""
    anybody = AnonymousUser()
    provision = find_provision(public_id, anybody)
    name = names_of([provision.pk], anybody)[provision.pk]
    address = f"/provisions/{provision.public_id}/"
    title = f"{name.document}: {name}"
    text = write_feed(title, address, f"{address}feed/", news_of_provision(provision))
    return HttpResponse(text, content_type=ATOM)


@never_cache
@require_safe
def own_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What the person was told to whom the address belongs, signed in or not."""
    person = person_of(secret)
    if person is None:
        raise Http404(_("This feed has another address by now; make one on the page “Following”."))
    own = f"/following/feed/{secret}/"
    text = write_feed(_("What you follow"), "/following/", own, news_for(person))
    return HttpResponse(text, content_type=ATOM)


@never_cache
@login_required
@require_POST
def renew_feed(request: HttpRequest) -> HttpResponse:
    """A new address for the own feed, shown this once; the old one ends."""
    address = absolute(f"/following/feed/{renew_secret(signed_in(request))}/")
    messages.success(request, _("An address that was there before opens nothing any longer."))
    path = (Place(_("Following"), "/following/"), Place(_("Feed")))
    context = {"page": {"path": path}, "address": address, "view": "following"}
    return render(request, "following/feed.html", context)
