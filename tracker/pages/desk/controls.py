"""The rolling text as a whole: opened, shown to others, renumbered, issued; the meeting closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from documents.models import Draft
from documents.queries import new_labels
from negotiation.actions import close_meeting, publish
from negotiation.actions import desk as actions
from negotiation.models import Meeting, Publication
from negotiation.policies import Refused
from negotiation.queries import visible_drafts
from tracker.pages.asked import BadQuery, choice, public_id, slug
from tracker.pages.desk.door import REFUSALS, at_the_desk, open_desk, status_of
from tracker.queries.desk.controls import controls_page
from tracker.queries.desk.door import Desk, text_at

#: What is done, as the form says, by this person; where one goes afterwards.
_Act = Callable[[HttpRequest, Desk, QueryDict, User], str]


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def controls(request: HttpRequest, user: User, document_slug: str) -> HttpResponse:
    """The rolling text as a whole; ``?labels=`` shows what a renumbering would change."""
    asked = request.POST if request.method == "POST" else request.GET
    found = open_desk(asked, document_slug, user)
    problem, status = "", 200
    if request.method == "POST":
        act = choice(request.POST, "act", tuple(_ACTS), "")
        try:
            return HttpResponseRedirect(_ACTS[act](request, found, request.POST, user))
        except REFUSALS as refusal:
            problem, status = str(refusal), status_of(refusal)
    page = controls_page(
        found,
        user,
        today=timezone.localdate(),
        with_labels="labels" in asked,
        sent=asked.dict(),
        problem=problem,
    )
    told = {"page": page, "view": "desk"}
    return render(request, "desk/controls.html", told, status=status)


def _open(request: HttpRequest, desk: Desk, sent: QueryDict, user: User) -> str:
    drafts = visible_drafts(user).filter(document=desk.document)
    follows = drafts.filter(public_id=public_id(sent, "follows")).first()
    meetings = Meeting.objects.filter(process=desk.process, slug=slug(sent, "meeting"))
    meeting = meetings.first()
    if follows is None or meeting is None:
        raise Http404(_("There is no such draft, or no such meeting."))
    title = sent.get("title", "").strip()[:200]
    actions.open_rolling(
        desk.document, follows=follows, meeting=meeting, title=title or _("Rolling text"), by=user
    )
    messages.success(request, _("The rolling text is open. Nobody else sees it yet."))
    return desk.address


def _issue(request: HttpRequest, desk: Desk, sent: QueryDict, user: User) -> str:
    draft = actions.issue_rolling(
        text_at(desk),
        symbol=sent.get("symbol", "").strip()[:80],
        issued_on=day(sent, "issued_on"),
        as_of=day(sent, "as_of"),
        as_of_note=sent.get("as_of_note", "").strip()[:40],
        by=user,
    )
    messages.success(request, _("Issued as %(name)s, and frozen.") % {"name": draft})
    return f"/documents/{desk.document.slug}/?draft={draft.public_id}"


def _publish(request: HttpRequest, desk: Desk, sent: QueryDict, user: User) -> str:
    visibility = choice(sent, "visibility", Publication.Visibility.values, "")
    publish(text_at(desk), visibility=Publication.Visibility(visibility), by=user)
    messages.success(request, _("Who sees the rolling text was changed."))
    return _here(desk)


def _close(request: HttpRequest, desk: Desk, sent: QueryDict, user: User) -> str:
    if desk.meeting is None:
        raise Refused(_("The rolling text belongs to no meeting."))
    close_meeting(desk.meeting, by=user)
    messages.success(request, _("%(name)s is closed; its statuses stand.") % {"name": desk.meeting})
    return f"/meetings/{desk.meeting.slug}/"


def _relabel(request: HttpRequest, desk: Desk, sent: QueryDict, user: User) -> str:
    """The labels that were shown, and no others: what was changed since is refused."""
    text = text_at(desk)
    found = new_labels(text)
    shown = [(one.id, one.after) for one in found]
    if list(zip(sent.getlist("id"), sent.getlist("after"), strict=False)) != shown:
        raise Refused(_("The text was changed since the new labels were shown. Look again."))
    edit = actions.relabel(text, found, reason=sent.get("reason", "").strip()[:2000], by=user)
    messages.success(request, _("Renumbered: edit %(number)d.") % {"number": edit.number})
    return _here(desk)


_ACTS: dict[str, _Act] = {
    "open": _open,
    "issue": _issue,
    "publish": _publish,
    "close": _close,
    "relabel": _relabel,
}


def _here(desk: Desk) -> str:
    draft: Draft = text_at(desk)
    return f"{desk.address}draft/?draft={draft.public_id}"


def day(sent: QueryDict, name: str) -> date:
    """The day under ``name``.

    :raises BadQuery: when it is none."""
    try:
        return date.fromisoformat(sent.get(name, ""))
    except ValueError:
        raise BadQuery(name, sent.get(name, ""), _("a day as 2015-12-16")) from None
