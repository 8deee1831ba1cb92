"""Two people act at the same time: one waits for the other, and nobody for ever."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_save

from bracketed.model import Kind
from documents.models import Edit, Lineage
from negotiation import actions
from negotiation.actions import desk
from negotiation.models import Position
from negotiation.queries.record import check_record
from tests.documents.test_editing_together import together
from tests.negotiation.builders import Negotiation
from tests.negotiation.tables import Table

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def after_writing(model: type[Model], act: Callable[[], object]) -> Iterator[None]:
    """Have something done in the transaction that wrote a row, before it goes on."""

    def do(**told: Any) -> None:
        act()

    post_save.connect(do, sender=model)
    try:
        yield
    finally:
        post_save.disconnect(do, sender=model)


def test_a_link_is_parted_while_what_is_compared_goes(talks: Negotiation) -> None:
    """Both write to the comparison, and both are announced."""
    table = Table(talks)
    edit = desk.insert(
        table.draft,
        under=table["A"],
        after=None,
        kind=Kind.PARAGRAPH,
        text="A new demand.",
        by=talks.clerk,
    )
    comparison = actions.ask_comparison(table.issued, table.draft, by=talks.clerk)
    written = Event()

    def pause() -> None:
        written.set()
        time.sleep(1)

    def part() -> object:
        return actions.part_link(comparison, [table["1"]], [table["2"]], by=talks.clerk)

    def undo() -> object:
        written.wait(10)
        return desk.undo_edit(edit, by=talks.clerk)

    with after_writing(Lineage, pause):
        done = together(part, undo)
    assert done[0] == tuple(Lineage.objects.all())
    assert isinstance(done[1], Edit)
    assert list(check_record()) == []


def test_two_positions_are_taken_one_of_them_within_a_longer_act(talks: Negotiation) -> None:
    """Whoever loads a record holds the process from its first row on."""
    sent = actions.submit(talks.process, title="Ours", parties=[], ref="s", by=talks.clerk)
    parties = [actions.add_party(talks.process, name=name, by=talks.clerk) for name in ("A", "B")]
    taken = Event()

    def pause() -> None:
        taken.set()
        time.sleep(1)

    def take(number: int) -> Position:
        return actions.take_position(
            sent, party=parties[number], stance=Position.Stance.SUPPORTS, by=talks.clerk
        )

    def load() -> Position:
        taken.wait(10)
        with transaction.atomic():
            actions.submit(talks.process, title="Theirs", parties=[], ref="t", by=talks.clerk)
            return take(1)

    with after_writing(Position, pause):
        done = together(lambda: take(0), load)
    assert set(done) == set(Position.objects.all())
    assert list(check_record()) == []
