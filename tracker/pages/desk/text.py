"""The text on the desk: shown, read by the engine, tried, saved."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from documents.editing.outcomes import Clash, Saved, Unchanged
from documents.editing.words import clean_words
from documents.lists import listed
from documents.models import Edit
from documents.refusals import BadText, Unfit
from negotiation.actions import desk as actions
from negotiation.policies import Act, ReasonNeeded, require
from tracker.pages.asked import BadQuery, choice, public_id
from tracker.pages.desk.door import REFUSALS, at_the_desk, number, open_desk, show, status_of
from tracker.queries.desk.door import Desk, text_at, wording_at
from tracker.queries.desk.operations import RECORDED, Does, Wish, carry_out, place_of
from tracker.queries.desk.page import first_at
from tracker.queries.desk.reading import Elsewhere, read_text
from tracker.queries.desk.said import Said, Typed

_OPERATIONS = ("", *(str(operation) for operation in RECORDED.values()))
#: Acts on a place that somebody without JavaScript says by typing the words that stand there.
_BY_WORDS = (Does.BRACKET, Does.ADD, Does.ATTRIBUTE)


@require_safe
@at_the_desk
def desk(request: HttpRequest, user: User, document_slug: str) -> HttpResponse:
    """The desk with ``?at=`` on it; where no rolling text is open, what it can be opened from."""
    found = open_desk(request.GET, document_slug, user)
    if found.draft is None:
        return HttpResponseRedirect(f"{found.address}draft/")
    at = public_id(request.GET, "at") or first_at(found)
    return show(request, found, at)


@require_POST
@at_the_desk
def read(request: HttpRequest, user: User, document_slug: str) -> HttpResponse:
    """What the engine reads in a text that is being typed, as a part of the page."""
    found = open_desk(request.POST, document_slug, user)
    require(user, Act.EDIT, found.process)
    try:
        text = clean_words(request.POST.get("text", ""))
    except BadText as refusal:
        return JsonResponse({"refused": str(refusal)}, status=400)
    elsewhere = Elsewhere(number(request.POST, "opens", 0), number(request.POST, "closes", 0))
    at = min(number(request.POST, "start", 0), len(text))
    reading = read_text(text, at, elsewhere)
    told = {"reading": reading, "can_edit": True, "page": {"desk": found}}
    return render(request, "desk/reading.html", told)


@require_POST
@at_the_desk
def attempt(request: HttpRequest, user: User, document_slug: str) -> HttpResponse:
    """One act on the text as it is typed; nothing is saved. To a script only the text."""
    found = open_desk(request.POST, document_slug, user)
    require(user, Act.EDIT, found.process)
    is_script = request.headers.get("accept") == "application/json"
    typed = typed_in(request.POST)
    try:
        text = clean_words(typed.text)
        if request.POST.get("do", "") == "read":
            return _show(request, found, typed)
        wish = _wish(request.POST, text)
        after = carry_out(text, wish)
    except Unfit as refusal:
        if is_script:
            return JsonResponse({"refused": str(refusal)}, status=status_of(refusal))
        return _show(request, found, typed, Said(problem=str(refusal)), status_of(refusal))
    operation = str(RECORDED[wish.does])
    if is_script:
        return JsonResponse({"text": after, "operation": operation})
    is_first = text == wording_at(found, public_id(request.POST, "at")).words
    left = Typed(
        text=after,
        base=typed.base,
        at=min(wish.start, len(after)),
        operation=operation if is_first else "",
        reason=typed.reason,
        is_editorial=typed.is_editorial,
        label=typed.label,
    )
    return _show(request, found, left, Said(news=_("Done in the field below; not saved yet.")))


@require_POST
@at_the_desk
def save(request: HttpRequest, user: User, document_slug: str) -> HttpResponse:
    """Save what was typed. Whatever is refused, the typed text stays on the page."""
    found = open_desk(request.POST, document_slug, user)
    typed = typed_in(request.POST)
    here = wording_at(found, public_id(request.POST, "at"))
    try:
        outcome = actions.save_wording(
            text_at(found),
            here.provision,
            typed.text,
            base=typed.base,
            operation=Edit.Operation(typed.operation or Edit.Operation.REWORD),
            reason=typed.reason,
            editorial=typed.is_editorial,
            label=typed.label,
            by=user,
        )
    except ReasonNeeded as refusal:
        return _show(request, found, typed, Said(problem=str(refusal), asks_reason=True), 409)
    except REFUSALS as refusal:
        return _show(request, found, typed, Said(problem=str(refusal)), status_of(refusal))
    match outcome:
        case Clash():
            clash = Typed(outcome.mine, outcome.version, reason=typed.reason, label=typed.label)
            return _show(request, found, clash, Said(clash=outcome), 409)
        case Saved() | Unchanged():
            return _saved(request, found, outcome)


def _saved(request: HttpRequest, desk: Desk, outcome: Saved | Unchanged) -> HttpResponse:
    news = _("Nothing was changed, and nothing saved.")
    if isinstance(outcome, Saved):
        news = _("Saved: edit %(number)d.") % {"number": outcome.edit.number}
        if outcome.is_joined:
            news = _("Saved, joined with what another person saved meanwhile: edit %(number)d.") % (
                {"number": outcome.edit.number}
            )
    if request.headers.get("accept") == "application/json":
        told = {"news": news, "version": outcome.version, "text": outcome.text}
        return JsonResponse(told)
    messages.success(request, news)
    at = public_id(request.POST, "at")
    return HttpResponseRedirect(f"{desk.address}?draft={text_at(desk).public_id}&at={at}")


def typed_in(sent: Mapping[str, str]) -> Typed:
    """What was typed in the form of the desk.

    :raises BadQuery: for a form that is not that of the desk."""
    return Typed(
        text=sent.get("text", "").replace("\r\n", "\n"),
        base=number(sent, "base"),
        at=number(sent, "start", 0),
        operation=choice(sent, "operation", _OPERATIONS, ""),
        reason=sent.get("reason", "").strip()[:2000],
        is_editorial=choice(sent, "mode", ("negotiated", "editorial"), "negotiated") == "editorial",
        words=sent.get("words", "").strip()[:5000],
        quote=sent.get("quote", "")[:5000],
        label=None if sent.get("label") == sent.get("label_was") else sent.get("label"),
    )


def _wish(sent: Mapping[str, str], text: str) -> Wish:
    """What is to be done: ``do=lift`` at the selection, ``do=lift:12`` at a place of the text
    for which the buttons were made.

    :raises Unfit: when the text is no longer that one.
    :raises BadQuery: when nothing of the kind can be done."""
    name, _colon, place = sent.get("do", "").partition(":")
    if name not in [str(does) for does in Does]:
        raise BadQuery("do", name, listed(Does))
    does, words = Does(name), sent.get("words", "").strip()[:5000]
    if place:
        if sent.get("listed", "").replace("\r\n", "\n").strip() != text:
            raise Unfit(
                _("The text was changed since its brackets were listed; they are listed anew.")
            )
        at = number({"do": place}, "do")
        # inside the mark: an alternative is pointed at by its words
        return Wish(does, at + 1 if does is Does.CHOOSE else at, at + 1, words)
    if does in _BY_WORDS and "start" not in sent:
        return Wish(does, *place_of(text, sent.get("quote", "")), words)
    start = number(sent, "start")
    return Wish(does, start, number(sent, "end", start), words)


def _show(
    request: HttpRequest,
    desk: Desk,
    typed: Typed,
    said: Said | None = None,
    status: int = 200,
) -> HttpResponse:
    at = public_id(request.POST, "at")
    return show(request, desk, at, typed=typed, said=said, status=status)
