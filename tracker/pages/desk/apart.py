"""Pages of the desk that ask one thing: what becomes one text, where a provision goes, which of
its texts is brought back. What is refused there is said there, with all that was typed."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.models import Wording
from negotiation.policies import Act, require
from tracker.pages.asked import choice, public_id, public_ids
from tracker.pages.desk.door import at_the_desk, number, open_desk, show
from tracker.queries.desk.door import Desk, provisions_at, wording_at
from tracker.queries.desk.history import history_page
from tracker.queries.desk.merging import merge_page
from tracker.queries.desk.moving import move_page
from tracker.queries.desk.said import Said

_APART = ("merge", "move", "history")


@require_safe
@at_the_desk
def merging(request: HttpRequest, user: User, document_slug: str) -> HttpResponse:
    """The words of the provision and those ``?with=`` it, to be made one text."""
    found = open_desk(request.GET, document_slug, user)
    require(user, Act.EDIT, found.process)
    here = wording_at(found, public_id(request.GET, "at"))
    return _merging(request, found, here, public_ids_in(request.GET.getlist("with")))


@require_safe
@at_the_desk
def moving(request: HttpRequest, user: User, document_slug: str) -> HttpResponse:
    """The whole text as a list, to say where the provision goes."""
    found = open_desk(request.GET, document_slug, user)
    require(user, Act.EDIT, found.process)
    return _moving(request, found, wording_at(found, public_id(request.GET, "at")))


@require_safe
@at_the_desk
def history(request: HttpRequest, user: User, document_slug: str) -> HttpResponse:
    """Every saved text of ``?at=``, back from edit ``?before=``; ``?earlier=`` and ``?later=``
    are two edits to be compared."""
    found = open_desk(request.GET, document_slug, user)
    here = wording_at(found, public_id(request.GET, "at"))
    return _history(request, found, here, request.GET)


def show_again(
    request: HttpRequest, desk: Desk, here: Wording, said: Said, status: int
) -> HttpResponse:
    """The page from which an act was asked that is refused, as it was filled in."""
    sent = request.POST
    match choice(sent, "page", ("", *_APART), ""):
        case "merge":
            others = public_ids_in(sent.getlist("merged")) - {here.provision.public_id}
            return _merging(request, desk, here, others, said, status)
        case "move":
            return _moving(request, desk, here, said, status)
        case "history":
            return _history(request, desk, here, sent, said, status)
        case _:
            return show(request, desk, here.provision.public_id, said=said, status=status)


def public_ids_in(named: list[str]) -> frozenset[str]:
    """Public ids given one by one.

    :raises BadQuery: when one of them is none."""
    return public_ids({"merged": ",".join(named)}, "merged")


def _merging(
    request: HttpRequest,
    desk: Desk,
    here: Wording,
    others: frozenset[str],
    said: Said | None = None,
    status: int = 200,
) -> HttpResponse:
    page = merge_page(desk, here, provisions_at(desk, others), said)
    return render(request, "desk/merge.html", {"page": page, "view": "desk"}, status=status)


def _moving(
    request: HttpRequest, desk: Desk, here: Wording, said: Said | None = None, status: int = 200
) -> HttpResponse:
    page = move_page(desk, here, said)
    return render(request, "desk/move.html", {"page": page, "view": "desk"}, status=status)


def _history(
    request: HttpRequest,
    desk: Desk,
    here: Wording,
    asked: QueryDict,
    said: Said | None = None,
    status: int = 200,
) -> HttpResponse:
    before = number(asked, "before") if asked.get("before") else None
    pair = None
    if "earlier" in asked or "later" in asked:
        pair = number(asked, "earlier"), number(asked, "later")
    page = history_page(desk, here, before=before, pair=pair, said=said)
    return render(request, "desk/history.html", {"page": page, "view": "desk"}, status=status)
