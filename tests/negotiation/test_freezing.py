"""The database refuses to change what was decided, published or said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from documents.models import Edit
from negotiation import actions
from negotiation.codes import Code
from negotiation.models import Decision, Position, Publication
from tests.documents.builders import Line
from tests.negotiation.builders import CHAPTER, Negotiation
from tests.negotiation.tables import Table


@pytest.fixture
def decided(talks: Negotiation) -> Negotiation:
    """A decision with an exception, a publication and a position."""
    first = talks.meeting()
    talks.draft(
        Line("A", "Chapter A", kind=CHAPTER), Line("1", "We agree.", parent="A"), result_of=first
    )
    talks.decide("A", Code.PRE_AGREED, first, covers=True, exceptions=["1"])
    egypt = actions.add_party(talks.process, name="Egypt", by=talks.clerk)
    submission = actions.submit(talks.process, title="Ours", parties=[], ref="s", by=talks.clerk)
    actions.take_position(submission, party=egypt, stance=Position.Stance.SUPPORTS, by=talks.clerk)
    return talks


def exceptions() -> QuerySet[Model]:
    return Decision.exceptions.through._default_manager.all()


@pytest.mark.parametrize(
    ("rows", "change"),
    [
        (Decision.objects.all, {"code": "agreed"}),
        (Decision.objects.all, {"note": "different"}),
        (exceptions, {"provision_id": 0}),
        (Publication.objects.all, {"visibility": "public"}),
        (Position.objects.all, {"stance": "opposes"}),
    ],
)
def test_nothing_is_changed_or_deleted(
    decided: Negotiation, rows: Callable[[], QuerySet[Model]], change: dict[str, object]
) -> None:
    before = list(rows().values())
    assert before
    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        rows().update(**change)
    # As somebody with a database client would: not stopped by what Django protects.
    delete = f"DELETE FROM {rows().model._meta.db_table}"
    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        connection.cursor().execute(delete)
    assert list(rows().values()) == before


def test_a_decision_gets_no_further_exception(decided: Negotiation) -> None:
    (decision,) = Decision.objects.all()
    with pytest.raises(IntegrityError, match="keeps the exceptions it was"), transaction.atomic():
        decision.exceptions.add(decided.provision("A"))
    assert list(decision.exceptions.all()) == [decided.provision("1")]


@pytest.mark.parametrize(
    ("basis", "is_taken"),
    [
        (Decision.Basis.GAVEL, False),
        (Decision.Basis.EDITORIAL, False),
        (Decision.Basis.STATED, True),
        (Decision.Basis.TAG, True),
        (Decision.Basis.LATE_RECORD, True),
    ],
)
def test_a_closed_meeting_takes_only_what_comes_from_the_record(
    decided: Negotiation, basis: Decision.Basis, is_taken: bool
) -> None:
    actions.close_meeting(decided.meetings[0], by=decided.clerk)
    number = Decision.objects.count()

    def insert() -> None:
        Decision.objects.create(
            provision=decided.provision("1"),
            code=Code.AGREED,
            meeting=decided.meetings[0],
            taken_on=timezone.localdate(),
            basis=basis,
            by=decided.clerk,
            at=timezone.now(),
        )

    if is_taken:
        insert()
    else:
        with pytest.raises(IntegrityError, match="the meeting is closed"), transaction.atomic():
            insert()
    assert Decision.objects.count() == number + is_taken


def test_a_closed_meeting_closes_the_text_on_its_table(talks: Negotiation) -> None:
    table = Table(talks)
    decided = table.decide("1", Code.PENDING, note="x")
    actions.close_meeting(table.meeting, by=talks.clerk)
    decided.pk, decided.meeting = None, None
    with pytest.raises(IntegrityError, match="the meeting is closed"), transaction.atomic():
        decided.save(force_insert=True)
    edit = Edit(draft=table.draft, number=1, operation="reword", by=talks.clerk, at=timezone.now())
    with pytest.raises(IntegrityError, match="the meeting of this text"), transaction.atomic():
        edit.save()
    decided.basis = Decision.Basis.LATE_RECORD
    decided.save(force_insert=True)
