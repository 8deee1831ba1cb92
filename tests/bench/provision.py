"""The page of a provision as the text around it grows: queries, time and weight."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench.matrix import database, grow
from tests.bench.measure import Row, exponent, side_by_side

AREA = "provision"
SIZES = (100, 1_000, 10_000)
#: A paragraph, and the chapter of fifty that it stands in.
_KEYS = {"a paragraph": "1/7", "a chapter": "1"}


def rows() -> list[Row]:
    """Queries, growth of time, weight."""
    with database():
        return list(_by_size())


def _by_size() -> Iterator[Row]:
    for size in SIZES:
        grow(f"life-{size}", size, meetings=4, drafts=3)
    small, _, large = SIZES
    for what, key in _KEYS.items():
        pages = {size: _page(size, key) for size in SIZES}
        asked = {size: _queries(page) for size, page in pages.items()}
        taken = side_by_side(
            {str(size): page for size, page in pages.items()}, 15, time.process_time
        )
        more = f"{what}: queries at {large:,} more than at {small}"
        yield _alone(more, asked[large] - asked[small], 0)
        yield _alone(f"{what}: queries, whatever the size", asked[large], 30)
        for size in SIZES:
            yield _alone(f"{what}, text of {size:,} provisions (processor)", taken[str(size)], 250)
        growth = exponent(taken[str(small)], taken[str(large)], large / small)
        yield _alone(f"{what}: growth, {small} to {large:,} (exponent)", growth, 0.2)
        weight = len(gzip.compress(pages[large](), 6)) / 1000
        yield _alone(f"{what}: kB compressed", weight, 30)


def _page(size: int, key: str) -> Callable[[], bytes]:
    """Asks for the page with nothing kept from before."""
    from documents.public_ids import public_id_for
    from negotiation.queries.matrix import forget

    address = f"/provisions/{public_id_for(f'life-{size}-text/{key}')}/"

    def get() -> bytes:
        forget()
        answer = Client(SERVER_NAME="127.0.0.1").get(address)
        assert answer.status_code == 200, address
        return answer.content

    return get


def _queries(page: Callable[[], bytes]) -> int:
    with CaptureQueriesContext(connection) as taken:
        page()
    return len(taken)


def _alone(what: str, ours: float, goal: float) -> Row:
    return Row(AREA, what, ours, None, "", goal)
