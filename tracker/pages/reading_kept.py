"""The page of a text, kept as long as nothing it was made from has changed.

What it is made from is known by one row: the head of the chain of events of the process, how often
its drafts were read and edited; and by the reader's own roles and notes. Equal marks give equal
pages. What a browser is told (``ETag``) is of the page itself: what happens unseen by a reader
changes no tag."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.db import connection
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language

from bracketed import ENGINE
from negotiation.models import Member
from negotiation.queries.kept import Kept
from tracker.following.telling import count_unread
from tracker.queries.notes import visible_notes

#: Bytes of pages that one process keeps.
_MOST: Final = 32_000_000
#: One row of one text; written out, for to build it would take longer than all the rest.
_KNOWN: Final = """
SELECT text.id, text.title, text.short_title, process.id, process.slug, process.title,
       process.head_seq, process.head_hash, process.colours, process.words,
       drafts.number, drafts.readings, drafts.edits, drafts.written_at
FROM documents_document AS text
LEFT JOIN negotiation_mandate AS mandate ON mandate.document_id = text.id
LEFT JOIN negotiation_process AS process ON process.id = mandate.process_id
LEFT JOIN (
    SELECT document_id, COUNT(*) AS number, SUM(reading) AS readings, SUM(head_edit) AS edits,
           MAX(written_at) AS written_at
    FROM documents_draft GROUP BY document_id
) AS drafts ON drafts.document_id = text.id
WHERE text.slug = %s
"""
_TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[A-Za-z0-9]{64}')


@dataclass(frozen=True, slots=True)
class Made:
    """An answer that was made; ``is_whole`` where it is the page of the whole text, whichever
    part of it was asked for."""

    answer: HttpResponse
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class _Page:
    body: bytes
    tag: str
    is_whole: bool


_PAGES: Final = Kept[_Page](_MOST, lambda page: len(page.body))


def forget() -> None:
    """Keep no page: for measurements."""
    _PAGES.clear()


def answer_kept(request: HttpRequest, slug: str, make: Callable[[], Made]) -> HttpResponseBase:
    """The page that ``make`` gives, or the one it gave; 304 to who has it. A page with a message
    on it is not kept, nor what is no page."""
    if len(get_messages(request)):
        return make().answer
    mark = _mark(request, slug)
    page = _kept(request, mark)
    if page is None:
        made = make()
        if made.answer.status_code != 200:
            return made.answer
        body = made.answer.content
        page = _Page(body, _tag(request, body), made.is_whole)
        _PAGES.put((_address(request, is_whole=made.is_whole), mark), page)
    body = page.body
    if request.user.is_authenticated:
        # forms carry the token of this session, masked anew
        body = _TOKEN.sub(rb"\g<1>" + get_token(request).encode(), body)
    response = HttpResponse(body, headers={"ETag": page.tag})
    patch_cache_control(response, private=True, no_cache=True)
    return get_conditional_response(request, etag=page.tag, response=response) or response


def _kept(request: HttpRequest, mark: Hashable) -> _Page | None:
    """The page of the part that is asked for, or of the whole text."""
    whole = _PAGES.get((_address(request, is_whole=True), mark))
    if whole is not None and whole.is_whole:
        return whole
    return _PAGES.get((_address(request), mark))


def _address(request: HttpRequest, *, is_whole: bool = False) -> str:
    """The address of a page; of the whole text the same for all its parts."""
    query = request.GET.copy()
    if is_whole:
        query.pop("at", None)
    return f"{request.path}?{query.urlencode()}"


def _tag(request: HttpRequest, body: bytes) -> str:
    """Of the page, whatever token its forms carry, and of the session they are good in."""
    known = blake2b(_TOKEN.sub(b"", body), digest_size=16)
    if request.user.is_authenticated:
        known.update(request.COOKIES.get("csrftoken", "").encode())
    return f'W/"{known.hexdigest()}"'


def _mark(request: HttpRequest, slug: str) -> Hashable:
    """One query; four for who is signed in. What is asked of drafts here is of all of them, seen
    or not: the mark leaves this process nowhere."""
    user = request.user
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [slug])
        known = repr(cursor.fetchone())
    return (
        request.headers.get("HX-Request"),
        get_language(),
        request.COOKIES.get("theme"),
        user.pk and (user.pk, user.get_username(), request.COOKIES.get("csrftoken")),
        ENGINE,
        known,
        _own(request, slug),
    )


def _own(request: HttpRequest, slug: str) -> Hashable:
    """Everything on the page that is of the reader alone belongs here."""
    user = request.user
    if not user.is_authenticated:
        return None
    roles = Member.objects.filter(user_id=user.pk, process__mandates__document__slug=slug)
    notes = visible_notes(user).filter(provision__document__slug=slug)
    said = notes.aggregate(number=Count("pk"), last=Max("pk"), at=Max("changed_at"))
    roles_held = tuple(roles.order_by("pk").values_list("role", "party"))
    # the head of every page tells how many notifications wait
    waiting = count_unread(user) if isinstance(user, User) else 0
    return user.is_superuser, user.is_active, waiting, roles_held, tuple(said.values())
