"""What a person watches, and what they were told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.following.digests import choose_mail
from tracker.following.mailing import following_of
from tracker.following.telling import Told, mark_read, notifications_of, tell
from tracker.following.watching import Unwatchable, Watched, let_go, watch, watched_by
from tracker.models import Following, Notification
from tracker.pages.asked import choice, public_id, slug
from tracker.pages.signed_in import signed_in
from tracker.queries.labels import latin
from tracker.queries.lines import find_line
from tracker.queries.moment import find_document
from tracker.queries.names import names_of
from tracker.queries.places import Place
from tracker.queries.provision import find_provision

#: How many notifications a page shows.
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A notification in words."""

    told: Told
    is_unread: bool


@dataclass(frozen=True, slots=True)
class FollowingPage:
    """What a person was told, and what they watch. ``until`` is the last notification there
    was when the page was made."""

    path: tuple[Place, ...]
    rows: tuple[Row, ...]
    leaf: Page[Notification]
    watches: tuple[Watched, ...]
    until: int
    unread: int
    mail: str
    mails: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AskedWatch:
    """A thing that somebody may want to watch: what to call it, and how the form names it."""

    path: tuple[Place, ...]
    title: str
    name: str
    value: str


@never_cache
@login_required
@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """What who is signed in was told, the newest first, and all that they watch."""
    person = signed_in(request)
    leaf = Paginator(notifications_of(person), AT_ONCE).get_page(request.GET.get("page"))
    shown = list(leaf.object_list)
    told = tell([row.event for row in shown], person)
    kept = Following.objects.filter(person=person).first()
    rows = tuple(Row(told[row.event_id], row.read_at is None) for row in shown)
    page = FollowingPage(
        path=(Place(_("Following")),),
        rows=rows,
        leaf=leaf,
        watches=watched_by(person),
        until=max((row.pk for row in shown), default=0),
        unread=sum(row.is_unread for row in rows),
        mail=kept.mail if kept else Following.Mail.NEVER,
        mails=tuple((one.value, str(one.label)) for one in Following.Mail),
    )
    return render(request, "following/following.html", {"page": page, "view": "following"})


@login_required
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark as read what the page showed when it was made."""
    said = request.POST.get("until", "")
    mark_read(signed_in(request), int(said) if said.isdecimal() and len(said) < 19 else None)
    return HttpResponseRedirect("/following/")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_watch(request: HttpRequest) -> HttpResponse:
    """Ask whether to watch a ``document``, ``provision``, ``line`` or ``word``; a POST does."""
    asked = request.POST if request.method == "POST" else request.GET
    person = signed_in(request)
    thing = _thing(asked, person)
    if request.method == "POST":
        try:
            made = watch(person, **thing.of)
        except Unwatchable as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect("/following/#watches")
        messages.success(request, _("You watch it from now on."))
        return HttpResponseRedirect(f"/following/#w-{made.public_id}")
    path = (Place(_("Following"), "/following/"), Place(_("Watch")))
    page = AskedWatch(path, thing.title, thing.name, asked.get(thing.name, "")[:100])
    return render(request, "following/watch.html", {"page": page, "view": "following"})


@dataclass(frozen=True, slots=True)
class _Thing:
    """What somebody asks to watch: its title, its name in a form, and what ``watch`` takes."""

    title: str
    name: str
    of: Mapping[str, Any]


def _thing(asked: Mapping[str, str], person: User) -> _Thing:
    """:raises Http404: when there is no such thing that the person may see."""
    if name := slug(asked, "document"):
        document = find_document(name, person)
        return _Thing(document.title, "document", {"document": document})
    if given := public_id(asked, "provision"):
        provision = find_provision(given, person)
        title = str(names_of([provision.pk], person)[provision.pk])
        return _Thing(title, "provision", {"provision": provision})
    if code := asked.get("line", ""):
        line = find_line(latin(code[:20]))
        return _Thing(str(line), "line", {"line": line})
    return _Thing("", "word", {"word": asked.get("word", "")[:100]})


@login_required
@require_POST
def remove_watch(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let go of what one watches. Of a watch that is gone already there is nothing to do."""
    had = let_go(signed_in(request), public_id)
    said = _("You watch it no longer.") if had else _("You had let go of it already.")
    messages.success(request, said)
    return HttpResponseRedirect("/following/#watches")


@login_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Say how one wants to be mailed."""
    said = choice(request.POST, "mail", Following.Mail.values, Following.Mail.NEVER)
    following, _is_new = Following.objects.get_or_create(person=signed_in(request))
    choose_mail(following, Following.Mail(said))
    messages.success(request, _("Mails: %(name)s.") % {"name": Following.Mail(said).label})
    return HttpResponseRedirect("/following/")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, signed: str) -> HttpResponse:
    """End the mails to whom the link was sent, signed in or not: a GET asks, a POST does it.

    A mail program posts without a cookie, so there is no form token to ask for: the signature
    of the link stands for it."""
    found = following_of(signed)
    if found is None:
        raise Http404(_("This link is not whole. Copy all of it from the mail."))
    if request.method == "POST":
        choose_mail(found, Following.Mail.NEVER)
    path = (Place(_("Mails")),)
    is_over = found.mail == Following.Mail.NEVER
    context = {"page": {"path": path}, "is_over": is_over}
    return render(request, "following/unsubscribe.html", context)
