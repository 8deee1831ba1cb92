"""What a save costs as the draft grows from 100 to 10,000 provisions."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count

import django
from django.db import connection

from tests.bench.measure import Row, exponent, side_by_side

AREA = "saving"
SIZES = (100, 10_000)
ROUNDS = 15
_AT = datetime(2015, 12, 7, tzinfo=UTC)
_WORDS = "We reaffirm our [common] vision of an information society, number {}."
_KINDS = ("a save", "a save of a loose bracket", "an insertion", "the view of one provision")


def rows() -> list[Row]:
    """How each kind of work grows, and how long a save in the large draft takes."""
    small, large = SIZES
    with _database():
        works = dict(work for size in SIZES for work in _works(size))
        times = side_by_side(works, ROUNDS)
    grown = [
        Row(
            AREA,
            f"{kind}, {small} to {large:,} provisions (exponent)",
            exponent(times[f"{kind} {small}"], times[f"{kind} {large}"], large / small),
            None,
            "–",
            0.2,
        )
        for kind in _KINDS
    ]
    return [
        *grown,
        Row(AREA, f"a save, {large:,} provisions", times[f"a save {large}"], None, "–", 100),
    ]


@contextmanager
def _database() -> Iterator[None]:
    """Django with an empty database in memory."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _works(size: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """One work for each kind, on a draft of that many provisions."""
    from bracketed.model import Kind
    from documents.actions import insert, save_wording
    from documents.models import Draft, Wording
    from documents.queries import close_view
    from tests.documents.builders import a_document, a_person, rolling

    draft: Draft = rolling(a_document(f"of-{size}"), 1, *_lines(size))
    user, numbers = a_person(), count()
    rows = Wording.objects.filter(draft=draft, kind=Kind.PARAGRAPH).order_by("id")
    ordered = list(rows.select_related("provision", "parent"))
    middle = ordered[len(ordered) // 2]

    def save(place: int, words: str) -> object:
        row = ordered[place]
        base = Wording.objects.values_list("version", flat=True).get(id=row.id)
        text = words.format(next(numbers))
        return save_wording(draft, row.provision, text, base=base, by=user, at=_AT)

    def put_in() -> object:
        row = ordered[next(numbers) % len(ordered)]
        where = {"under": row.parent, "after": row.provision}
        return insert(draft, **where, kind=Kind.PARAGRAPH, text="New.", by=user, at=_AT)

    yield f"{_KINDS[0]} {size}", lambda: save(len(ordered) // 2, _WORDS)
    yield f"{_KINDS[1]} {size}", lambda: save(len(ordered) // 3, f"[{_WORDS}")
    yield f"{_KINDS[2]} {size}", put_in
    yield f"{_KINDS[3]} {size}", lambda: close_view(draft, middle.provision)


def _lines(size: int) -> Iterator[object]:
    """Chapters of fifty paragraphs."""
    from bracketed.model import Kind
    from tests.documents.builders import Line

    for number in range(size):
        chapter = f"c{number // 50}"
        if number % 50 == 0:
            yield Line(chapter, "Chapter", label=f"{number // 50 + 1}.", kind=Kind.CHAPTER)
        words = _WORDS.format(number)
        yield Line(f"p{number}", words, label=f"{number + 1}.", parent=chapter)
