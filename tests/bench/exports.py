"""Texts as files: against a bare view that answers the same bytes, and as they grow.

The bare view stands behind the same middleware and is asked in turns with ours."""

import os
import tempfile
from collections.abc import Iterable
from functools import partial
from itertools import count
from typing import Any

from tests.bench.edits import grow
from tests.bench.measure import Row, exponent, milliseconds, peak_megabytes, side_by_side

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
    from django.test import Client, override_settings
    from django.urls import path

    from config.urls import urlpatterns as ours

    call_command("migrate", verbosity=0)
    urlpatterns[:] = [path("bare/", _bare), path("empty/", _empty), *ours]
    quotas = {"address": 0, "person": 0, "token": 0}
    with override_settings(ROOT_URLCONF=__name__, API_QUOTAS=quotas, ALLOWED_HOSTS=["testserver"]):
        _published("thousand", 1_000)
        client, address = Client(), "/api/v1/documents/thousand-text/text/"
        first = client.get(address)
        _LONG["first"] = first.content

        asked = count()

        def cold() -> None:
            number = next(asked)
            client.get(f"{address}?at=2014-03-{number % 28 + 1:02}")

        took = side_by_side(
            {"warm": lambda: client.get(address), "bare": lambda: client.get("/bare/")}, 30
        )
        yield Row(_AREA, "JSON of 1,000 provisions, warm", took["warm"], took["bare"],
                  "the same bytes from a bare view", 2)  # fmt: skip
        yield Row(_AREA, "JSON of 1,000 provisions, cold", milliseconds(cold, 5), took["bare"],
                  "the same bytes from a bare view", 1_000)  # fmt: skip
        known = {"If-None-Match": first["ETag"]}
        took = side_by_side(
            {
                "304": lambda: client.get(address, headers=known),
                "empty": lambda: client.get("/empty/"),
            },
            100,
        )
        yield Row(_AREA, "304", took["304"], took["empty"], "an empty bare view", 1.25)
        yield from _growth()


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

        small, large = (milliseconds(partial(write, one), 1) for one in moments)
        yield Row(_AREA, f"{name}: exponent of time, {large:,.0f} ms at 10,000",
                  exponent(small, large, factor), None, "", 1.1)  # fmt: skip
        if name in ("json", "csv", "txt", "html"):
            peak = peak_megabytes(lambda: write(moments[1]))
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
