"""The search as the number of provisions grows: queries, time and weight of its page."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from functools import partial

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench.matrix import OF_CHAPTER, database, grow
from tests.bench.measure import Row, exponent, milliseconds

AREA = "search"
SIZES = (100, 1_000, 10_000)


def rows() -> list[Row]:
    """Queries, growth of time, weight."""
    with database():
        return list(_by_size())


def _by_size() -> Iterator[Row]:
    asked: dict[int, int] = {}
    rare: dict[int, float] = {}
    common: dict[int, float] = {}
    weight: dict[int, int] = {}
    saved: dict[int, float] = {}
    for size in SIZES:
        _document(size)
        last = size // OF_CHAPTER
        # of two drafts of two provisions among all of the document
        sought = f"q=%22{last}%2F49%22&document=find-{size}-text"
        asked[size] = _queries(sought)
        rare[size] = milliseconds(partial(_get, sought), 5)
        every = f"q=the&document=find-{size}-text"
        common[size] = milliseconds(partial(_get, every), 3)
        weight[size] = len(gzip.compress(_get(every), 6))
        saved[size] = milliseconds(_index_one(size), 5)
    small, middle, large = SIZES
    yield _alone("queries at 100 provisions more than at 10,000", asked[small] - asked[large], 0)
    yield _alone("queries, whatever the size", asked[large], 20)
    yield _alone("a rare phrase, 1,000 provisions", rare[middle], 250)
    yield _alone("a rare phrase, 10,000 provisions", rare[large], 250)
    growth = exponent(rare[small], rare[large], large / small)
    yield _alone("growth of a rare phrase, 100 to 10,000 (exponent)", growth, 0.2)
    yield _alone("a word of every provision, 1,000", common[middle], 200)
    yield _alone("a word of every provision, 10,000", common[large], 1_500)
    by_found = exponent(common[middle], common[large], large / middle)
    yield _alone("growth with what is found (exponent)", by_found, 1.1)
    yield _alone("kB compressed", weight[large] / 1000, 30)
    yield _alone("entry of one edited provision, 10,000", saved[large], 50)
    edit = exponent(saved[small], saved[large], large / small)
    yield _alone("growth of that entry, 100 to 10,000 (exponent)", edit, 0.2)


def _document(size: int) -> None:
    from negotiation.models import Process
    from tracker.catching_up import catch_up

    grow(f"find-{size}", size, meetings=2, drafts=2)
    catch_up("search", Process.objects.get(slug=f"find-{size}").pk)


def _index_one(size: int) -> Callable[[], object]:
    """What the follower does when one paragraph is edited."""
    from documents.models import Wording
    from tracker.search.indexing import index_wordings

    wordings = Wording.objects.filter(draft__document__slug=f"find-{size}-text", kind="paragraph")
    wording = wordings.select_related("draft").order_by("pk")[size // 2]
    return partial(index_wordings, wording.draft, [wording.provision_id])


def _get(query: str) -> bytes:
    answer = Client(SERVER_NAME="127.0.0.1").get(f"/search/?{query}")
    assert answer.status_code == 200, query
    assert b'class="result"' in answer.content, query
    return answer.content


def _queries(query: str) -> int:
    with CaptureQueriesContext(connection) as taken:
        _get(query)
    return len(taken)


def _alone(what: str, ours: float, goal: float) -> Row:
    return Row(AREA, what, ours, None, "", goal)
