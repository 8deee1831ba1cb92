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
from documents.models import Document, Draft, Edit, Lineage
from negotiation import actions
from negotiation.actions import desk
from negotiation.actions.texts import wait_turn
from negotiation.models import (
    Assignment,
    Body,
    Meeting,
    Member,
    Officer,
    Outcome,
    Party,
    Phase,
    Position,
    Proposal,
    Submission,
)
from negotiation.queries.record import check_record
from tests.documents.builders import Line, planned
from tests.documents.test_editing_together import together
from tests.negotiation.builders import FIRST_DAY, Negotiation
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


def _submit(talks: Negotiation) -> Model:
    return actions.submit(talks.process, title="Ours", parties=[], ref="s", by=talks.clerk)


def test_proposals_without_a_number_take_one_each(talks: Negotiation) -> None:
    sent = actions.submit(talks.process, title="On A", parties=[], ref="s", by=talks.clerk)

    def propose(text: str) -> Callable[[], object]:
        said = {"number": None, "does": Proposal.Does.ADD, "text": text, "by": talks.clerk}
        return lambda: actions.propose(sent, **said).number

    told = together(*(propose(f"Words {place}") for place in range(4)))
    assert set(told) == {1, 2, 3, 4}
    assert Proposal.objects.count() == 4


def _propose(talks: Negotiation) -> Model:
    sent = Submission.objects.get(ref="s")
    return actions.propose(sent, number=1, does=Proposal.Does.ADD, text="New.", by=talks.clerk)


def _assign(talks: Negotiation) -> Model:
    meeting = Meeting.objects.get(process=talks.process)
    return actions.assign(
        meeting,
        number=1,
        does=Assignment.Does.REDRAFT,
        text="Redraft.",
        provisions=[],
        by=talks.clerk,
    )


def _outcome(talks: Negotiation) -> Model:
    meeting = Meeting.objects.get(process=talks.process)
    return actions.record_outcome(
        meeting, number=1, kind=Outcome.Kind.NOTE, text="Noted.", by=talks.clerk
    )


def _phase(talks: Negotiation) -> Model:
    return actions.add_phase(talks.process, number=1, name="First", dates_as="", by=talks.clerk)


def _body(talks: Negotiation) -> Model:
    return actions.add_body(talks.process, slug="b", name="Body", rank=9, by=talks.clerk)


def _meeting(talks: Negotiation) -> Model:
    return actions.add_meeting(
        talks.process,
        slug="m",
        title="Meeting",
        short_title="M",
        body=talks.plenary,
        starts_on=FIRST_DAY,
        ends_on=FIRST_DAY,
        by=talks.clerk,
    )


def _party(talks: Negotiation) -> Model:
    return actions.add_party(talks.process, name="A", by=talks.clerk)


def _officer(talks: Negotiation) -> Model:
    office = Officer.Office.CHAIR
    return actions.name_officer(talks.process, office=office, name="C", by=talks.clerk)


def _member(talks: Negotiation) -> Model:
    return actions.enrol(talks.process, talks.clerk, Member.Role.OBSERVER, by=talks.clerk)


def _document(talks: Negotiation) -> Model:
    return actions.open_document(
        talks.process, slug="d", title="Document", short_title="D", by=talks.clerk
    )


def _draft(talks: Negotiation) -> Model:
    plan = planned(talks.document, 1, Line("1", "We agree."))
    return actions.import_draft(talks.process, plan, ref="d", by=talks.clerk)


@pytest.mark.parametrize(
    ("act", "model"),
    [
        (_submit, Submission),
        (_propose, Proposal),
        (_assign, Assignment),
        (_outcome, Outcome),
        (_phase, Phase),
        (_body, Body),
        (_meeting, Meeting),
        (_party, Party),
        (_officer, Officer),
        (_member, Member),
        (_document, Document),
        (_draft, Draft),
    ],
)
def test_the_same_is_recorded_by_two_one_of_them_within_a_longer_act(
    talks: Negotiation, act: Callable[[Negotiation], Model], model: type[Model]
) -> None:
    """The one who holds the process must not wait for the row of who waits for the process."""
    if act in (_assign, _outcome):
        _meeting(talks)
    if act is _propose:
        _submit(talks)
    written = Event()

    def pause() -> None:
        written.set()
        time.sleep(0.5)

    def load() -> Model:
        written.wait(10)
        with transaction.atomic():
            wait_turn(talks.process)
            return act(talks)

    with after_writing(model, pause):
        done = together(lambda: act(talks), load)
    assert done[0] == done[1]
    assert list(check_record()) == []
