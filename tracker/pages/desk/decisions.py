"""The gavel: a decision on the provision on the desk, and taking one back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from documents.models import Provision
from negotiation.actions import decide as record
from negotiation.actions import desk as actions
from negotiation.codes import READ_FROM_TEXT, Code
from negotiation.models import Body, Decision
from negotiation.queries import visible_decisions
from tracker.pages.asked import BadQuery, choice, public_id, slug
from tracker.pages.desk.door import REFUSALS, at_the_desk, open_desk, show, status_of
from tracker.queries.desk.decisions import Asked
from tracker.queries.desk.door import Desk, provisions_at, text_at, wording_at
from tracker.queries.desk.said import Said
from tracker.queries.signs import sign_of

_CODES = tuple(str(code) for code in Code if code not in READ_FROM_TEXT)


@require_POST
@at_the_desk
def decide(request: HttpRequest, user: User, document_slug: str) -> HttpResponse:
    """Record ``code`` for the provision; refused with the reason and the ways out."""
    found = open_desk(request.POST, document_slug, user)
    at = public_id(request.POST, "at")
    here = wording_at(found, at)
    asked = asked_in(request.POST)
    try:
        _record(found, here.provision, asked, request.POST, user)
    except REFUSALS as refusal:
        ways = tuple(getattr(refusal, "ways_out", ()))
        said = Said(asked=replace(asked, refusal=str(refusal)), ways_out=tuple(map(str, ways)))
        return show(request, found, at, said=said, status=status_of(refusal))
    messages.success(request, _("Recorded: %(name)s.") % {"name": sign_of(asked.code).word})
    return _back(found, at)


@require_POST
@at_the_desk
def take_back(request: HttpRequest, user: User, document_slug: str) -> HttpResponse:
    """Take back a decision, by a further record."""
    found = open_desk(request.POST, document_slug, user)
    at = public_id(request.POST, "at")
    here = wording_at(found, at)
    held = _decision(slug(request.POST, "decision"), here.provision, user)
    try:
        actions.take_back(held, note=request.POST.get("note", "").strip(), by=user)
    except REFUSALS as refusal:
        said = Said(problem=str(refusal))
        return show(request, found, at, said=said, status=status_of(refusal))
    messages.success(request, _("Taken back. Both are on record."))
    return _back(found, at)


def asked_in(sent: QueryDict) -> Asked:
    """What was filled in.

    :raises BadQuery: for a status that there is not."""
    return Asked(
        code=choice(sent, "code", _CODES, ""),
        condition=sent.get("condition", "").strip(),
        note=sent.get("note", "").strip(),
        body=sent.get("body", ""),
        covers="covers" in sent,
        exceptions=frozenset(sent.getlist("except")),
    )


def _record(
    desk: Desk, provision: Provision, asked: Asked, sent: Mapping[str, str], user: User
) -> None:
    reopened = slug(sent, "reopens")
    record(
        provision,
        Code(asked.code),
        by=user,
        draft=text_at(desk),
        covers=asked.covers,
        exceptions=provisions_at(desk, asked.exceptions),
        condition=asked.condition,
        note=asked.note,
        body=_body(desk, asked.body),
        reopens=_decision(reopened, None, user) if reopened else None,
    )


def _body(desk: Desk, named: str) -> Body | None:
    if not named:
        return None
    found = Body.objects.filter(process=desk.process, slug=named).first()
    if found is None:
        raise BadQuery("body", named, _("a body of %(name)s") % {"name": desk.process})
    return found


def _decision(event: str, provision: Provision | None, user: User) -> Decision:
    """The decision that was told of by the event of that public id.

    :raises Http404: where there is none, or none on this provision."""
    decisions = visible_decisions(user).filter(event__public_id=event)
    if provision is not None:
        decisions = decisions.filter(provision=provision)
    found = decisions.first()
    if found is None:
        raise Http404(_("There is no such decision."))
    return found


def _back(desk: Desk, at: str) -> HttpResponse:
    return HttpResponseRedirect(f"{desk.address}?draft={text_at(desk).public_id}&at={at}")
