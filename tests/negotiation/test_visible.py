"""The one door: nothing of a draft that is not published to a reader comes through, with
data there that could."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser, User
from pytest_django import DjangoAssertNumQueries

from documents.models import Comparison, Draft
from documents.queries import draft_view
from negotiation import actions
from negotiation.codes import Code
from negotiation.models import Decision, Meeting, Member, Proposal
from negotiation.policies import Forbidden
from negotiation.queries import (
    draft_at,
    later_draft_known,
    latest_draft,
    matrix,
    meetings_of,
    standings,
    visible_comparisons,
    visible_decisions,
    visible_documents,
    visible_drafts,
    visible_meetings,
    visible_proposals,
    visible_provisions,
)
from tests.documents.builders import Line
from tests.negotiation.builders import CHAPTER, PARTIES, PUBLIC, SECRETARIAT, Negotiation

READERS = ("public", "outsider", "observer", "delegate", "chair", "secretariat", "root", "left")
#: How many of the three drafts (public, for the parties, for the secretariat) each may see.
SEES = {
    "public": 1,
    "outsider": 1,
    "left": 1,
    "observer": 2,
    "delegate": 2,
    "chair": 3,
    "secretariat": 3,
    "root": 3,
}


@dataclass
class World:
    """Three meetings, three drafts of growing secrecy, a decision and a proposal on each."""

    talks: Negotiation
    meetings: list[Meeting]
    drafts: list[Draft]
    decisions: list[Decision]
    proposals: list[Proposal]
    comparisons: list[Comparison]
    readers: dict[str, User | AnonymousUser]


@pytest.fixture
def world(talks: Negotiation) -> World:
    meetings, drafts, decisions, proposals = [], [], [], []
    submission = actions.submit(talks.process, title="Ours", parties=[], ref="s", by=talks.clerk)
    for number, visibility in enumerate((PUBLIC, PARTIES, SECRETARIAT)):
        meeting = talks.meeting()
        lines = [
            Line("A", "Chapter A", kind=CHAPTER),
            Line("shared", f"We agree {number}.", parent="A", tag="agreed"),
            *(Line(f"only-{n}", f"We {n}.", parent="A") for n in range(number + 1)),
        ]
        drafts.append(talks.draft(*lines, result_of=meeting, visibility=visibility))
        decisions.append(talks.decide(f"only-{number}", Code.NOT_AGREED, meeting))
        proposals.append(
            actions.propose(
                submission,
                number=number,
                does=Proposal.Does.REPLACE,
                target=talks.provision(f"only-{number}"),
                text="Words.",
                by=talks.clerk,
            )
        )
        meetings.append(meeting)
    root = User.objects.create(username="root", is_superuser=True)
    left = talks.member(Member.Role.SECRETARIAT)
    left.is_active = False
    left.save()
    readers = {role.value: talks.member(role) for role in Member.Role}
    first, second, third = drafts
    return World(
        talks,
        meetings,
        drafts,
        decisions,
        proposals,
        [
            actions.ask_comparison(earlier, later, by=root)
            for earlier, later in ((first, second), (first, third), (second, third))
        ],
        {
            **readers,
            "public": AnonymousUser(),
            "outsider": Negotiation("other").clerk,
            "root": root,
            "left": left,
        },
    )


@pytest.mark.parametrize("reader", READERS)
class TestEachReader:
    def test_drafts_and_documents(self, world: World, reader: str) -> None:
        user, number = world.readers[reader], SEES[reader]
        assert list(visible_drafts(user)) == world.drafts[:number]
        assert list(visible_documents(user)) == [world.talks.document]

    def test_provisions(self, world: World, reader: str) -> None:
        number = SEES[reader]
        seen = set(visible_provisions(world.readers[reader]).values_list("public_id", flat=True))
        keys = ("A", "shared", *(f"only-{n}" for n in range(number)))
        assert seen == {world.talks.id_of(key) for key in keys}

    def test_decisions(self, world: World, reader: str) -> None:
        number = SEES[reader]
        stated = visible_decisions(world.readers[reader]).filter(basis=Decision.Basis.STATED)
        assert list(stated) == world.decisions[:number]
        tags = visible_decisions(world.readers[reader]).filter(basis=Decision.Basis.TAG)
        assert [decision.draft for decision in tags] == world.drafts[:number]

    def test_comparisons(self, world: World, reader: str) -> None:
        seen = {1: [], 2: world.comparisons[:1], 3: world.comparisons}[SEES[reader]]
        assert list(visible_comparisons(world.readers[reader]).order_by("id")) == seen

    def test_proposals(self, world: World, reader: str) -> None:
        assert list(visible_proposals(world.readers[reader])) == world.proposals[: SEES[reader]]

    def test_the_calendar_is_public_and_what_is_tabled_is_not(
        self, world: World, reader: str
    ) -> None:
        user = world.readers[reader]
        assert list(visible_meetings(user).filter(process=world.talks.process)) == world.meetings
        seen = tuple(world.meetings[: SEES[reader]])
        assert meetings_of(world.talks.document, user) == seen
        assert matrix(world.talks.document, user).meetings == seen

    def test_the_text_at_a_meeting_and_the_latest(self, world: World, reader: str) -> None:
        user, document = world.readers[reader], world.talks.document
        last = world.drafts[SEES[reader] - 1]
        assert draft_at(document, world.meetings[2], user) == last
        assert latest_draft(document, user) == last
        assert later_draft_known(last, user) is None

    def test_standings_and_matrix(self, world: World, reader: str) -> None:
        user, number = world.readers[reader], SEES[reader]
        talks = world.talks
        found = standings(draft_view(world.drafts[0]), world.meetings[2], user)
        last = world.meetings[number - 1].slug
        shared = found[talks.id_of("shared")]
        assert (shared.at or shared.carried_from) == last
        table = matrix(talks.document, user)
        keys = ("A", "shared", *(f"only-{n}" for n in range(number)))
        assert {row.id for row in table.rows} == {talks.id_of(key) for key in keys}
        assert table.counts[last].total == number + 1

    def test_comparisons_to_ask_for(self, world: World, reader: str) -> None:
        user = world.readers[reader]
        first, second, third = world.drafts
        for needs, pair in ((2, (first, second)), (3, (third, first))):
            if SEES[reader] >= needs:
                assert actions.ask_comparison(*pair, by=user).earlier == pair[0]
            else:
                with pytest.raises(Forbidden, match="not published to you"):
                    actions.ask_comparison(*pair, by=user)


def test_the_latest_publication_counts(talks: Negotiation) -> None:
    draft = talks.draft(Line("1", "We agree."), visibility=SECRETARIAT)
    for visibility, seen in ((PUBLIC, [draft]), (PARTIES, []), (PUBLIC, [draft])):
        actions.publish(draft, visibility=visibility, by=talks.clerk)
        assert list(visible_drafts(None)) == seen


def test_a_document_without_a_draft_to_see_is_not_there(talks: Negotiation) -> None:
    assert list(visible_documents(talks.clerk)) == []
    talks.draft(Line("1", "We agree."), visibility=SECRETARIAT)
    assert list(visible_documents(None)) == []
    assert list(visible_documents(talks.clerk)) == [talks.document]


def test_a_draft_published_to_the_parties_of_one_process(talks: Negotiation) -> None:
    draft = talks.draft(Line("1", "We agree."), visibility=PARTIES)
    stranger = Negotiation("other").member(Member.Role.DELEGATE)
    assert list(visible_drafts(stranger)) == []
    assert list(visible_drafts(talks.member(Member.Role.DELEGATE))) == [draft]


def test_a_decision_on_a_provision_that_only_a_hidden_draft_holds(talks: Negotiation) -> None:
    first, second = talks.meeting(), talks.meeting()
    talks.draft(Line("1", "We agree."), result_of=first, visibility=SECRETARIAT)
    decision = talks.decide("1", Code.AGREED, second)
    assert decision.draft is None
    assert list(visible_decisions(None)) == []
    assert list(visible_decisions(talks.clerk)) == [decision]


def test_a_comparison_of_a_hidden_draft_with_a_later_public_one(talks: Negotiation) -> None:
    hidden = talks.draft(Line("1", "We agree."), visibility=SECRETARIAT)
    shown = talks.draft(Line("1", "We do."), visibility=PUBLIC)
    comparison = actions.ask_comparison(hidden, shown, by=talks.clerk)
    assert list(visible_comparisons(None)) == []
    assert list(visible_comparisons(talks.clerk)) == [comparison]


def test_publishing_the_same_again_records_nothing(talks: Negotiation) -> None:
    draft = talks.draft(Line("1", "We agree."), visibility=PUBLIC)
    actions.publish(draft, visibility=PUBLIC, by=talks.clerk)
    assert draft.publications.count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_one_query_whatever_the_number(
    talks: Negotiation, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        meeting = talks.meeting()
        talks.draft(Line("1", f"We agree {number}."), result_of=meeting, visibility=PARTIES)
        talks.decide("1", Code.AGREED, meeting)
    delegate = talks.member(Member.Role.DELEGATE)
    for visible in (
        visible_drafts,
        visible_documents,
        visible_provisions,
        visible_decisions,
        visible_comparisons,
        visible_meetings,
    ):
        with django_assert_num_queries(1):
            list(visible(delegate))
    with django_assert_num_queries(1):
        assert latest_draft(talks.document, delegate) is not None
    with django_assert_num_queries(1):
        assert draft_at(talks.document, meeting, delegate) is not None
    with django_assert_num_queries(1):
        assert len(meetings_of(talks.document, delegate)) == rows
