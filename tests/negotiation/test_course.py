"""What one provision went through, read alone, is its row of the matrix."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.models import Document, Provision
from negotiation.codes import Code
from negotiation.queries import Matrix, matrix
from negotiation.queries.course import course_of
from tests.documents.builders import Line
from tests.negotiation.builders import ADDITION, ALT, CHAPTER, SECRETARIAT, Negotiation


def said_by(record: Matrix, provision: Provision) -> list[tuple[str, object]]:
    cells = ((one.slug, record.cell(provision.public_id, one.slug)) for one in record.meetings)
    return [(slug, cell) for slug, cell in cells if cell is not None]


def course(provision: Provision) -> list[tuple[str, object]]:
    return [(meeting.slug, standing) for meeting, standing in course_of(provision, None)]


@pytest.mark.usefixtures("corpus")
def test_it_is_what_the_matrix_says_of_every_provision_of_the_corpus() -> None:
    compared = 0
    for document in Document.objects.all():
        record = matrix(document, None)
        provisions = Provision.objects.filter(document=document).select_related("document")
        for provision in provisions.order_by("pk")[::4]:
            assert course(provision) == said_by(record, provision), provision.public_id
            compared += 1
    assert compared > 100


@pytest.fixture
def talks(db: None) -> Negotiation:
    """Two chapters: what stands in one moves to the other, gets rivals, a bracket around it."""
    talks = Negotiation(slug="talks")
    first, second, third, fourth = (talks.meeting() for _ in range(4))
    heads = (
        Line("A", "Preamble", label="A.", kind=CHAPTER),
        Line("B", "The rest", label="B.", kind=CHAPTER),
    )
    talks.draft(
        *heads,
        Line("1", "We agree.", parent="A", tag="agreed"),
        Line("2", "[We [may].", parent="A"),
        Line("3", "We act.", parent="A"),
        Line("4", "We do.]", parent="A"),
        result_of=first,
    )
    talks.decide("A", Code.PRE_AGREED, second, covers=True, exceptions=["3"])
    talks.draft(
        *heads,
        Line("1", "We agree at last.", parent="B"),
        Line("1/alt", "We differ.", parent="1", role=ALT),
        Line("1/alt/a", "Here.", parent="1/alt"),
        Line("3", "We act.", parent="A"),
        Line("3/more", "And [so] on.", parent="3", role=ADDITION),
        Line("5", "We [never close.", parent="B"),
        result_of=third,
    )
    talks.decide("B", Code.NOT_OPENED, fourth, covers=True)
    talks.decide("3", Code.AGREED, fourth)
    return talks


@pytest.mark.parametrize("key", ["A", "1", "1/alt", "1/alt/a", "2", "3", "3/more", "4", "5"])
def test_it_is_what_the_matrix_says_wherever_it_moved(talks: Negotiation, key: str) -> None:
    provision = talks.provision(key)
    said = said_by(matrix(talks.document, None), provision)
    assert said
    assert course(provision) == said


def test_what_a_reader_may_not_see_is_no_part_of_it(talks: Negotiation) -> None:
    meeting = talks.meeting()
    talks.draft(Line("3", "We [hush]."), result_of=meeting, visibility=SECRETARIAT)
    told = {meeting.slug for meeting, _ in course_of(talks.provision("3"), None)}
    known = {meeting.slug for meeting, _ in course_of(talks.provision("3"), talks.clerk)}
    assert known - told == {meeting.slug}


def test_what_it_takes_does_not_grow_with_the_text(db: None) -> None:
    taken = []
    for size in (2, 40):
        talks = Negotiation(slug=f"talks-{size}")
        lines = [Line("A", "Preamble", kind=CHAPTER)]
        lines += [Line(f"{at}", f"We [may] {at}.", parent="A") for at in range(size)]
        talks.draft(*lines, result_of=talks.meeting())
        for at in range(size):
            talks.decide(f"{at}", Code.PENDING, talks.meetings[0])
        with CaptureQueriesContext(connection) as asked:
            assert len(course_of(talks.provision("1"), None)) == 1
        taken.append(len(asked))
    assert taken[0] == taken[1]
