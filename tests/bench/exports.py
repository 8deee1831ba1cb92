"""Texts as files: against a bare view that answers the same bytes, and as they grow.

The bare view is one of this project, behind the same middleware, and asked in turns with ours;
further rows hold ours against the same view with no middleware at all. Quotas are counted."""

import os
import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from itertools import count
from typing import Any

from tests.bench.edits import grow
from tests.bench.measure import (
    Row,
    exponent,
    least_milliseconds,
    milliseconds,
    peak_megabytes,
    side_by_side,
)

_AREA = "exports"
_SIZES = (2_500, 10_000)
_LONG = {"first": b""}
urlpatterns: list[Any] = []


def rows() -> list[Row]:
    """The measurements, on a database of their own."""
    with tempfile.TemporaryDirectory() as place:
        os.environ["VAR_DIR"] = place
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        import django

        django.setup()
        return [*_measured()]


def _measured() -> Iterable[Row]:
    from django.core.management import call_command
    from django.test import override_settings
    from django.urls import path

    from config.urls import urlpatterns as ours

    call_command("migrate", verbosity=0)
    urlpatterns[:] = [path("bare/", _bare), path("empty/", _empty), *ours]
    quotas = dict.fromkeys(("address", "person", "token"), 10**9)
    with override_settings(ROOT_URLCONF=__name__, API_QUOTAS=quotas, ALLOWED_HOSTS=["testserver"]):
        yield from _answers()
        yield from _growth()


def _answers() -> Iterable[Row]:
    from django.test import Client, override_settings

    texts = {size: _published(f"of-{size}", size) for size in (100, 1_000)}
    addresses = {
        size: f"/api/v1/documents/{document.slug}/text/" for size, document in texts.items()
    }
    address, client, alone = addresses[1_000], Client(), Client()
    queries = {size: _queries(client, place) for size, place in addresses.items()}
    yield Row(_AREA, "queries of JSON made anew, 1,000 provisions (peer: 100)",
              queries[1_000], queries[100], "", 1)  # fmt: skip
    yield Row(_AREA, "queries of JSON kept", _queries(client, address), None, "", 1)
    first = client.get(address)
    _LONG["first"] = first.content
    known = {"If-None-Match": first["ETag"]}
    token = {"Authorization": f"Bearer {_token()}"}
    with override_settings(MIDDLEWARE=[]):
        alone.get("/bare/")  # its middleware is chosen with its first request
    works: dict[str, Callable[[], Any]] = {
        "warm": lambda: client.get(address),
        "token": lambda: client.get(address, headers=token),
        "bare": lambda: client.get("/bare/"),
        "304": lambda: client.get(address, headers=known),
        "empty": lambda: client.get("/empty/"),
        "bare alone": lambda: alone.get("/bare/"),
        "empty alone": lambda: alone.get("/empty/"),
    }
    said = {name: work() for name, work in works.items()}
    assert said["warm"].content == said["token"].content == said["bare alone"].content
    assert said["304"].status_code == 304
    took = side_by_side(works, 200)
    text = "JSON of 1,000 provisions"
    bare, empty = "the same bytes from a bare view", "an empty bare view"
    yield _per_second(f"{text}, warm", took["warm"], took["bare"], bare, 0.5)
    yield _per_second(f"{text}, warm, with a token", took["token"], took["bare"], bare, 0.5)
    yield _per_second("304", took["304"], took["empty"], empty, 0.8)
    none = ", without middleware"
    yield _per_second(f"{text}, warm", took["warm"], took["bare alone"], bare + none, 0.5)
    yield _per_second("304", took["304"], took["empty alone"], empty + none, 0.8)
    asked = count()

    def cold() -> None:
        number = next(asked)
        client.get(f"{address}?at=2014-03-{number % 28 + 1:02}")

    yield Row(_AREA, f"{text}, cold", milliseconds(cold, 5), took["bare"], bare, 1_000)


def _per_second(what: str, ours: float, peer: float, peer_name: str, goal: float) -> Row:
    """From milliseconds."""
    return Row(_AREA, f"{what}, a second", 1000 / ours, 1000 / peer, peer_name, goal, least=True)


def _queries(client: Any, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as taken:
        client.get(address)
    return len(taken)


def _token() -> str:
    """The secret of a token of somebody who has no role in the talks."""
    from django.contrib.auth.models import User

    from tracker.models import Token
    from tracker.tokens import make_token

    person = User.objects.create_user("reader")
    return make_token(person, name="bench", scopes=[Token.Scope.READ], days=7)[1]


def _growth() -> Iterable[Row]:
    from django.contrib.auth.models import AnonymousUser

    from tracker.exports.consolidated import consolidated
    from tracker.exports.formats import FORMATS
    from tracker.queries.moment import find_moment

    nobody = AnonymousUser()
    moments = []
    for size in _SIZES:
        document = _published(f"of-{size}", size)
        moments.append(find_moment(document, nobody))
    factor = _SIZES[1] / _SIZES[0]
    for name, one in FORMATS.items():
        if name == "pdf":
            continue

        def write(moment: Any, one: Any = one) -> None:
            written = one.write(consolidated(moment, "bracketed", nobody))
            for _ in () if isinstance(written, bytes) else written:
                pass

        small, large = (least_milliseconds(partial(write, one), 4) for one in moments)
        yield Row(_AREA, f"{name}: exponent of time, {large:,.0f} ms of processor at 10,000",
                  exponent(small, large, factor), None, "", 1.1)  # fmt: skip
        peak = peak_megabytes(partial(write, moments[1]))
        yield Row(_AREA, f"{name} of 10,000 provisions: MB more", peak, None, "", 50)


def _published(slug: str, size: int) -> Any:
    """A document with a public draft of so many provisions; some are in brackets."""
    from tests.documents.builders import Line
    from tests.negotiation.builders import CHAPTER, PUBLIC, Negotiation

    talks = Negotiation(slug=slug)
    lines = []
    for number, words in enumerate(grow(size, seed=7)):
        chapter = f"C{number // 100}"
        if number % 100 == 0:
            lines.append(Line(chapter, f"Chapter {number // 100}", kind=CHAPTER))
        else:
            said = f"{words[:40]} [{words[40:]}]" if number % 5 == 0 else words
            lines.append(Line(f"P{number}", said, label=f"{number}.", parent=chapter))
    talks.draft(*lines, result_of=talks.meeting(), visibility=PUBLIC)
    return talks.document


def _bare(_request: Any) -> Any:
    from django.http import HttpResponse

    return HttpResponse(_LONG["first"], "application/json")


def _empty(_request: Any) -> Any:
    from django.http import HttpResponse

    return HttpResponse(b"")
