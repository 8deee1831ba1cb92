"""Search."""

import re
from collections.abc import Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tracker.pages.asked import BadQuery, choice, slug
from tracker.queries.matrix_choices import STATUSES
from tracker.queries.search import search_page
from tracker.search.asking import KINDS, SORTS, Asked, shorten

_LAST: Final = 9999
_PAGE: Final = re.compile(r"0{0,9}[1-9][0-9]{0,3}")


def search(request: HttpRequest) -> HttpResponse:
    """Texts, proposals and decisions with the words of ``?q=``."""
    page = search_page(_asked(request.GET), request.user)
    return render(request, "search/search.html", {"page": page, "view": "search"})


def _asked(said: Mapping[str, str]) -> Asked:
    return Asked(
        q=shorten(said.get("q", "")),
        inside=choice(said, "inside", ("", "0", "1"), "") == "1",
        kind=choice(said, "kind", KINDS, ""),
        document=slug(said, "document"),
        meeting=slug(said, "meeting"),
        line=said.get("line", "")[:20],
        status=choice(said, "status", ["", *STATUSES], ""),
        sort=choice(said, "sort", SORTS, SORTS[0]),
        page=_number(said),
    )


def _number(said: Mapping[str, str]) -> int:
    number = said.get("page", "") or "1"
    if not _PAGE.fullmatch(number):
        raise BadQuery("page", number, _("a number from 1 to %(number)d") % {"number": _LAST})
    return int(number)
