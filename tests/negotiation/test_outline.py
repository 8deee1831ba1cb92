"""A draft without its words stands as it does with them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.models import Draft
from documents.queries import draft_view, part_view
from negotiation.codes import Code
from negotiation.models import Meeting
from negotiation.queries import outline, roll_up, standings, visible_drafts
from negotiation.queries.outline import forget
from tests.documents.builders import Line
from tests.negotiation.builders import ALT, CHAPTER, SECRETARIAT, Negotiation


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    forget()


@pytest.fixture
def talks(db: None) -> Negotiation:
    talks = Negotiation(slug="talks")
    talks.draft(
        Line("A", "Preamble", label="A.", kind=CHAPTER),
        Line("A/1", "[We [all] agree.", label="1.", parent="A"),
        Line("A/1/alt", "We disagree.", label="Alt", role=ALT, parent="A/1"),
        Line("A/2", "We act.]", label="2.", parent="A"),
        Line("B", "The rest", label="B.", kind=CHAPTER),
        Line("B/2", "We recall.", label="2.", parent="B"),
        Line("B/3", "We note.", label="3.", parent="B"),
        result_of=talks.meeting(),
    )
    return talks


@pytest.mark.usefixtures("corpus")
def test_it_is_what_the_whole_text_says_of_every_draft_at_every_meeting() -> None:
    compared = 0
    for draft in visible_drafts(None).select_related("document"):
        view = draft_view(draft)
        meetings = Meeting.objects.filter(process__mandates__document=draft.document)
        for meeting in (None, *meetings):
            found = outline(draft, meeting, None)
            said = standings(view, meeting, None)
            assert [(row.id, row.parent, row.depth) for row in found.rows] == [
                (one.id, one.parent, one.depth) for one in view.provisions
            ]
            assert found.standings == said, (draft, meeting)
            assert found.counts == roll_up(view, said), (draft, meeting)
            compared += len(said)
    assert compared > 1_000


def test_it_is_kept_until_something_is_decided(talks: Negotiation) -> None:
    draft = Draft.objects.select_related("document").get()

    def ask() -> int:
        with CaptureQueriesContext(connection) as taken:
            outline(draft, None, None)
        return len(taken)

    assert (ask(), ask()) == (8, 4)
    talks.decide("B", Code.PRE_AGREED, talks.meetings[0], covers=True)
    assert outline(draft, None, None).standings[talks.id_of("B/3")].code == Code.PRE_AGREED


def test_a_decision_that_a_reader_may_not_see_is_not_kept_for_them(talks: Negotiation) -> None:
    hidden = talks.draft(
        Line("B/3", "We note.", label="3."), tabled_at=talks.meetings, visibility=SECRETARIAT
    )
    draft = Draft.objects.get(number=1)
    talks.decide("B/3", Code.NOT_AGREED, talks.meetings[0], draft=hidden)
    key = talks.id_of("B/3")
    for reader, code in (
        (talks.clerk, Code.NOT_AGREED),
        (None, Code.OPEN),
        (talks.clerk, Code.NOT_AGREED),
    ):
        assert outline(draft, talks.meetings[0], reader).standings[key].code == code


def test_a_part_has_the_far_end_of_a_bracket_around_it(talks: Negotiation) -> None:
    draft = Draft.objects.get()
    whole = draft_view(draft)
    (last,) = (one.wording_id for one in whole.provisions if one.id == talks.id_of("A/2"))
    part = part_view(draft, [last])
    assert {one.id for one in part.provisions} == {talks.id_of("A/1"), talks.id_of("A/2")}
    assert part.spans == whole.spans
    assert len(part.spans) == 1
