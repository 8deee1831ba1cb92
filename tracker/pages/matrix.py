"""The status of each provision at each meeting."""

import re
from collections.abc import Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from tracker.pages.asked import BadQuery, choice, public_ids
from tracker.queries.matrix import matrix_page
from tracker.queries.matrix_asked import EVERY, FOLDS, SHOWS, WINDOW, Asked
from tracker.queries.matrix_choices import STATUSES
from tracker.queries.matrix_entry import entry_page
from tracker.queries.moment import find_document, find_meeting

_ROWS: Final = re.compile(r"([1-9]\d{0,5})-([1-9]\d{0,5})")
#: No more rows than this at once; all of them only where all are asked for, to be printed.
_MOST: Final = 2_000


def matrix(request: HttpRequest, document_slug: str) -> HttpResponse:
    """Provisions × meetings, a window of rows; asked for by a script, the rows alone."""
    document = find_document(document_slug, request.user)
    page = matrix_page(document, request.user, _asked(request.GET))
    is_part = request.headers.get("HX-Request") == "true"
    template = "matrix/rows.html" if is_part else "matrix/matrix.html"
    answer = render(request, template, {"page": page, "view": "matrix"})
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def entry(
    request: HttpRequest, document_slug: str, public_id: str, meeting_slug: str
) -> HttpResponse:
    """What stands behind one cell."""
    page = entry_page(
        find_document(document_slug, request.user),
        public_id,
        find_meeting(meeting_slug, request.user),
        request.user,
    )
    return render(request, "matrix/entry.html", {"page": page, "view": "matrix"})


def _asked(said: Mapping[str, str]) -> Asked:
    first, last = _rows(said)
    return Asked(
        show=choice(said, "show", SHOWS, "all"),
        fold=choice(said, "fold", FOLDS, "agreed"),
        turned=public_ids(said, "turned"),
        chapter=_one_id(said, "chapter"),
        line=said.get("line", "")[:20],
        status=choice(said, "status", ["", *STATUSES], ""),
        holder=said.get("holder", "")[:200],
        text=" ".join(said.get("text", "")[:100].split()),
        first=first,
        last=last,
        row=_one_id(said, "row"),
    )


def _rows(said: Mapping[str, str]) -> tuple[int, int]:
    rows = said.get("rows", "") or f"1-{WINDOW}"
    if rows == "all":
        return 1, EVERY
    found = _ROWS.fullmatch(rows)
    if found is None or not 0 <= int(found[2]) - int(found[1]) < _MOST:
        expected = _("“all”, or two numbers as 101-200 (at most %(number)d)") % {"number": _MOST}
        raise BadQuery("rows", rows, expected)
    return int(found[1]), int(found[2])


def _one_id(said: Mapping[str, str], name: str) -> str:
    found = public_ids(said, name)
    if len(found) > 1:
        raise BadQuery(name, said[name], _("one id of ten letters"))
    return next(iter(found), "")
