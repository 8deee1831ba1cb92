"""The page of a text as it grows: queries, weight, and how often it is answered against a bare
template page with the same bytes."""

from __future__ import annotations

import gzip
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from tests.bench.measure import Row, side_by_side

AREA: Final = "reading"
SIZES: Final = (100, 1_000, 10_000)
_OF_CHAPTER: Final = 50
_WORDS: Final = ("recall the goals", "reaffirm [and extend] the principles", "[emphasize] the role")


def rows() -> list[Row]:
    """What a page of a text takes, at three sizes."""
    with _database():
        return list(_measured())


def _measured() -> Iterator[Row]:
    addresses = {size: grow(f"reading-{size}", size) for size in SIZES}
    small, middle, large = SIZES
    queries = {size: _queries(address) for size, address in addresses.items()}
    for size in (middle, large):
        what = f"queries of a page made anew, {size:,} provisions (peer: {small:,})"
        yield Row(AREA, what, queries[size], queries[small], "", 1)
    for size in SIZES:
        weight = len(gzip.compress(_page(addresses[size]), 6)) / 1000
        yield Row(AREA, f"{size:,} provisions, kB compressed", weight, None, "", 150)
    yield from _growth(addresses)
    yield from _throughput(addresses[middle])


def _growth(addresses: dict[int, str]) -> Iterator[Row]:
    """Pages made anew, of the long text with its outline known and without."""
    from negotiation.queries.outline import forget as forget_outline
    from tracker.pages.reading_kept import forget

    def anew(address: str, *, is_first: bool = False) -> Callable[[], object]:
        def work() -> object:
            forget()
            if is_first:
                forget_outline()
            return _page(address)

        return work

    small, middle, large = SIZES
    works = {f"{size}": anew(address) for size, address in addresses.items()}
    works["first"] = anew(addresses[large], is_first=True)
    taken = side_by_side(works, 7, time.process_time)
    shown = {size: _shown(address) for size, address in addresses.items()}
    for size in SIZES:
        what = (
            f"{size:,} provisions, page of {shown[size]:,} lines and headings made anew (processor)"
        )
        yield Row(AREA, what, taken[f"{size}"], None, "", 1_000)
    for size in (middle, large):
        what = f"ms for each line and heading shown, {size:,} provisions (peer: {small})"
        each, peer = taken[f"{size}"] / shown[size], taken[f"{small}"] / shown[small]
        yield Row(AREA, what, each, peer, "", 1.1)
    first = taken["first"] - taken[f"{large}"]
    what = f"{large:,} provisions, first reader after a change: more (processor)"
    yield Row(AREA, what, first, None, "", 1_000)


def _shown(address: str) -> int:
    """How many lines a page has, and its outline."""
    page = _page(address)
    return page.count(b"data-line") + page.count(b'<span class="num">')


def _throughput(address: str) -> Iterator[Row]:
    from django.http import HttpResponse
    from django.template import engines
    from django.urls import path

    import config.urls
    from tracker.pages.reading_kept import forget

    body = _page(address).decode()
    template = engines["django"].from_string("{% verbatim %}" + body + "{% endverbatim %}")

    def bare(request: Any) -> HttpResponse:
        return HttpResponse(template.render({}, request))

    class Urls:
        urlpatterns = [path("bare/", bare), *config.urls.urlpatterns]

    client = Client()
    known = client.get(address)["ETag"]

    def anew() -> object:
        forget()
        return client.get(address)

    def unchanged() -> object:
        return client.get(address, headers={"if-none-match": known})

    works: dict[str, Callable[[], object]] = {
        "bare": lambda: client.get("/bare/"),
        "kept": lambda: client.get(address),
        "unchanged": unchanged,
    }
    with override_settings(ROOT_URLCONF=Urls):
        assert client.get("/bare/").content == body.encode()
        assert client.get(address, headers={"if-none-match": known}).status_code == 304
        taken = side_by_side(works, 60)
        made = side_by_side({"anew": anew}, 5)["anew"]
    size = f"{SIZES[1]:,} provisions"
    peer = "bare Django template page with the same bytes"
    per_second = {name: 1000 / time for name, time in taken.items()}
    yield Row(
        AREA, f"{size}, pages a second", per_second["kept"], per_second["bare"], peer, 0.5, True
    )
    yield Row(
        AREA,
        f"{size}, unchanged, answers a second",
        per_second["unchanged"],
        per_second["bare"],
        peer,
        0.9,
        True,
    )
    yield Row(AREA, f"{size}, ms kept (peer: made anew)", taken["kept"], made, "", 0.5)


def _page(address: str) -> bytes:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content


def _queries(address: str) -> int:
    from negotiation.queries.outline import forget as forget_outline
    from tracker.pages.reading_kept import forget

    forget()
    forget_outline()
    with CaptureQueriesContext(connection) as taken:
        _page(address)
    return len(taken)


def grow(slug: str, size: int) -> str:
    """A document of so many provisions, some of them bracketed, with decisions on chapters."""
    from negotiation.codes import Code
    from tests.documents.builders import Line
    from tests.negotiation.builders import CHAPTER, Negotiation

    talks = Negotiation(slug=slug)
    meeting = talks.meeting()
    lines = []
    for chapter in range(1, size // _OF_CHAPTER + 1):
        name = str(chapter)
        lines.append(Line(name, f"Chapter {name}", label=f"{name}.", kind=CHAPTER))
        for number in range(1, _OF_CHAPTER):
            words = f"We {_WORDS[number % 3]} of {name}/{number}, and {_WORDS[chapter % 3]}."
            lines.append(Line(f"{name}/{number}", words, label=f"{number}.", parent=name))
    talks.draft(*lines, result_of=meeting)
    talks.decide("1", Code.PRE_AGREED, meeting, covers=True)
    return f"/documents/{talks.document.slug}/"


@contextmanager
def _database() -> Iterator[None]:
    """Django with an empty database in memory."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0)
    try:
        with override_settings(ALLOWED_HOSTS=["testserver"]):
            yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
