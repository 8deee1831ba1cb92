"""The status matrix as the number of provisions grows: queries, time and weight of its page."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench.measure import Row, exponent, milliseconds, peak_megabytes

AREA = "matrix"
SIZES = (100, 1_000, 10_000)
OF_CHAPTER = 50
_WORDS = (
    "reaffirm the commitment of Geneva and Tunis to [build] a people-centred information society",
    "recognize that [bridging the [digital] divide] needs affordable access and cooperation",
    "encourage the facilitators of the action lines to report on what was done",
)


def rows() -> list[Row]:
    """Queries, growth of time, weight, memory."""
    with database():
        return [*_by_size(), *_long_and_wide()]


def _by_size() -> Iterator[Row]:
    asked: dict[int, int] = {}
    first: dict[int, float] = {}
    again: dict[int, float] = {}
    weight: dict[int, int] = {}
    for size in SIZES:
        address = grow(f"talks-{size}", size, meetings=4, drafts=3)
        asked[size] = _queries(address)
        first[size] = milliseconds(_afresh(address), 1)
        again[size] = milliseconds(partial(_get, address), 5)
        weight[size] = _weight(address)
    small, middle, large = SIZES
    yield _alone("queries at 100 provisions more than at 10,000", asked[small] - asked[large], 0)
    yield _alone("queries, whatever the size", asked[large], 20)
    yield _alone("kB compressed, 1,000 provisions", weight[middle] / 1000, 150)
    yield _alone("kB compressed, 10,000 provisions", weight[large] / 1000, 150)
    yield _alone("1,000 provisions, first reader after a change", first[middle], 1_000)
    yield _alone("1,000 provisions", again[middle], 200)
    yield _alone("10,000 provisions", again[large], 400)
    growth = exponent(again[middle], again[large], large / middle)
    yield _alone("growth from 1,000 to 10,000 provisions, 200 rows shown (exponent)", growth, 1.0)
    made = exponent(first[middle], first[large], large / middle)
    yield _alone("growth of the first reader's wait (exponent)", made, 1.1)


def _long_and_wide() -> Iterator[Row]:
    address = grow("talks-wide", 3_000, meetings=20, drafts=5)
    yield _alone(
        "3,000 × 20, first reader after a change", milliseconds(_afresh(address), 1), 5_000
    )
    get = partial(_get, address)
    yield _alone("3,000 × 20, first 200 rows", milliseconds(get, 5), 500)
    part = partial(_get, f"{address}&rows=1001-1200", {"HX-Request": "true"})
    yield _alone("3,000 × 20, 200 rows further down", milliseconds(part, 5), 500)
    yield _alone("3,000 × 20, kB compressed", _weight(address) / 1000, 150)
    yield _alone("3,000 × 20, peak MB of a page", peak_megabytes(get), 50)


def _alone(what: str, ours: float, goal: float) -> Row:
    return Row(AREA, what, ours, None, "", goal)


def _afresh(address: str) -> Callable[[], object]:
    """The page with nothing kept of the matrix before."""
    from negotiation.queries.matrix import forget

    def work() -> object:
        forget()
        return _get(address)

    return work


def _get(address: str, headers: Mapping[str, str] | None = None) -> bytes:
    answer = Client(SERVER_NAME="127.0.0.1", headers=headers).get(address)
    assert answer.status_code == 200, address
    return answer.content


def _queries(address: str) -> int:
    from negotiation.queries.matrix import forget

    forget()
    with CaptureQueriesContext(connection) as taken:
        _get(address)
    return len(taken)


def _weight(address: str) -> int:
    return len(gzip.compress(_get(address), 6))


def grow(slug: str, size: int, *, meetings: int, drafts: int) -> str:
    """Write a document of so many provisions, a fiftieth of them headings, drafts at meetings
    spread over all, decisions at each; give the address of its matrix with nothing folded."""
    from negotiation.codes import Code
    from tests.documents.builders import Line
    from tests.negotiation.builders import CHAPTER, Negotiation

    talks = Negotiation(slug=slug)
    chapters = size // OF_CHAPTER
    for at in range(meetings):
        meeting = talks.meeting()
        if at * drafts % meetings < drafts:
            lines = []
            for chapter in range(chapters):
                name = f"{chapter + 1}"
                lines.append(Line(name, f"Chapter {name}", label=f"{name}.", kind=CHAPTER))
                for number in range(1, OF_CHAPTER):
                    words = f"We {_WORDS[(number + at) % 3]}, {slug} {name}/{number}."
                    tag = "agreed" if number % meetings < at else ""
                    lines.append(Line(f"{name}/{number}", words, f"{number}.", tag, parent=name))
            talks.draft(*lines, result_of=meeting)
        chapter = at % chapters + 1
        excepted = [f"{chapter}/{number}" for number in (3, 11)]
        talks.decide(str(chapter), Code.PRE_AGREED, meeting, covers=True, exceptions=excepted)
    return f"/documents/{talks.document.slug}/status/?fold=nothing"


@contextmanager
def database() -> Iterator[None]:
    """Django with an empty database in memory."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
