"""What a manifest or a client repeats is written once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.models import Draft
from negotiation import actions
from negotiation.codes import Code
from negotiation.models import (
    Assignment,
    Meeting,
    Outcome,
    Party,
    Position,
    Proposal,
    Submission,
    Tabling,
)
from negotiation.policies import Refused
from tests.documents.builders import Line, planned
from tests.negotiation.builders import Negotiation


def test_calendar_and_people(talks: Negotiation) -> None:
    meeting = talks.meeting()
    again = actions.add_meeting(
        talks.process,
        slug=meeting.slug,
        title="Another title",
        short_title="A",
        body=talks.plenary,
        starts_on=date(2020, 1, 1),
        ends_on=date(2020, 1, 1),
        by=talks.clerk,
    )
    assert (again, again.title) == (meeting, "Meeting 0")
    other = Negotiation("other")
    with pytest.raises(Refused, match="Another process has a meeting “review-0” already"):
        actions.add_meeting(
            other.process,
            slug=meeting.slug,
            title="T",
            short_title="T",
            body=other.plenary,
            starts_on=date(2020, 1, 1),
            ends_on=date(2020, 1, 1),
            by=other.clerk,
        )
    parties = [actions.add_party(talks.process, name="Egypt", by=talks.clerk) for _ in range(2)]
    assert Party.objects.get() == parties[0] == parties[1]


def test_proposals_and_positions(talks: Negotiation) -> None:
    egypt = actions.add_party(talks.process, name="Egypt", by=talks.clerk)
    for _ in range(2):
        submission = actions.submit(
            talks.process, title="Ours", parties=[egypt], ref="ours", by=talks.clerk
        )
        proposal = actions.propose(
            submission, number=1, does=Proposal.Does.ADD, text="Words.", ref="p", by=talks.clerk
        )
        position = actions.take_position(
            submission, party=egypt, stance=Position.Stance.PROPOSES, by=talks.clerk
        )
    assert Submission.objects.get() == submission
    assert Proposal.objects.get() == proposal
    assert Position.objects.get() == position
    assert list(submission.parties.all()) == [egypt]


def test_a_party_says_one_thing_a_day(talks: Negotiation) -> None:
    egypt = actions.add_party(talks.process, name="Egypt", by=talks.clerk)
    submission = actions.submit(talks.process, title="Ours", parties=[], ref="s", by=talks.clerk)
    supports, opposes = Position.Stance.SUPPORTS, Position.Stance.OPPOSES
    first, second = date(2014, 5, 28), date(2014, 5, 29)
    for day, stance in ((first, supports), (second, opposes)):
        actions.take_position(submission, party=egypt, stance=stance, taken_on=day, by=talks.clerk)
    with pytest.raises(Refused, match="Egypt is recorded for that day as supporting it"):
        actions.take_position(
            submission, party=egypt, stance=opposes, taken_on=first, by=talks.clerk
        )
    assert [p.stance for p in submission.positions.all()] == ["supports", "opposes"]


def test_a_proposal_says_something(talks: Negotiation) -> None:
    talks.draft(Line("1", "We agree."))
    submission = actions.submit(talks.process, title="Ours", parties=[], ref="s", by=talks.clerk)
    target = talks.provision("1")
    with pytest.raises(Refused, match="says something"):
        actions.propose(
            submission, number=1, does=Proposal.Does.REPLACE, target=target, by=talks.clerk
        )
    gone = actions.propose(
        submission, number=1, does=Proposal.Does.DELETE, target=target, by=talks.clerk
    )
    assert gone.text == ""


def test_assignments(talks: Negotiation) -> None:
    meeting = talks.meeting()
    talks.draft(Line("1", "We agree."), Line("2", "We do."), Line("3", "So."), tabled_at=[meeting])
    for ref, number in (("a", 1), ("a", 2)):
        given = work(talks, meeting, number, "12", result=talks.provision("3"), ref=ref)
    assert Assignment.objects.get() == given
    assert set(given.provisions.all()) == {talks.provision("1"), talks.provision("2")}


def test_a_meeting_of_another_process_takes_no_submission(talks: Negotiation) -> None:
    elsewhere = Negotiation("other").meeting()
    with pytest.raises(Refused, match="no meeting of Review"):
        actions.submit(
            talks.process, title="Ours", parties=[], ref="s", meeting=elsewhere, by=talks.clerk
        )


class TestARefOfSomethingElse:
    """A name that is taken is not given to something else, nor is the other row given back."""

    def test_of_a_decision(self, talks: Negotiation) -> None:
        first, second = talks.meeting(), talks.meeting()
        draft = talks.draft(Line("1", "We agree."), Line("2", "We do."), tabled_at=[first])
        later = talks.draft(Line("1", "We agree."), tabled_at=[second])
        once = talks.decide("1", Code.PENDING, first, ref="r")
        assert talks.decide("1", Code.PENDING, first, ref="r") == once
        assert talks.decide("1", Code.PENDING, first, draft=draft, ref="r") == once
        other = Negotiation("other")
        elsewhere = other.meeting()
        other.draft(Line("1", "We agree."), tabled_at=[elsewhere])
        for whose, key, meeting, on in (
            (talks, "2", first, None),
            (talks, "1", second, None),
            (talks, "1", first, later),
            (talks, "1", None, draft),
            (other, "1", elsewhere, None),
        ):
            with pytest.raises(Refused, match="“r” is a decision on something else"):
                whose.decide(key, Code.PENDING, meeting, draft=on, ref="r")

    def test_of_work(self, talks: Negotiation) -> None:
        first, second = talks.meeting(), talks.meeting()
        talks.draft(Line("1", "We agree."), Line("2", "We do."), tabled_at=[first])
        once = work(talks, first, 1, ["1"], ref="r")
        assert work(talks, first, 1, ["1"], ref="r") == once
        for meeting, keys in ((first, ["2"]), (first, ["1", "2"]), (second, ["1"])):
            with pytest.raises(Refused, match="“r” is work on something else"):
                work(talks, meeting, 1, keys, ref="r")

    def test_of_a_submission(self, talks: Negotiation) -> None:
        first, other = talks.meeting(), Negotiation("other")
        more: dict[str, Any] = {"title": "Ours", "parties": [], "ref": "r"}
        once = actions.submit(talks.process, **more, meeting=first, by=talks.clerk)
        assert actions.submit(talks.process, **more, meeting=first, by=talks.clerk) == once
        for process, meeting, by in (
            (other.process, None, other.clerk),
            (talks.process, None, talks.clerk),
            (talks.process, talks.meeting(), talks.clerk),
        ):
            with pytest.raises(Refused, match="“r” was sent to another process"):
                actions.submit(process, **more, meeting=meeting, by=by)

    def test_of_a_proposal(self, talks: Negotiation) -> None:
        talks.draft(Line("1", "We agree."), Line("2", "We do."))
        one, two = (
            actions.submit(talks.process, title="Ours", parties=[], ref=ref, by=talks.clerk)
            for ref in ("one", "two")
        )
        target, second = talks.provision("1"), talks.provision("2")
        more: dict[str, Any] = {"number": 1, "text": "So.", "ref": "r", "by": talks.clerk}
        more["does"] = Proposal.Does.REPLACE
        once = actions.propose(one, target=target, **more)
        assert actions.propose(one, target=target, **more) == once
        for submission, on in (
            (two, {"target": target}),
            (one, {"target": second}),
            (one, {}),
            (one, {"target": target, "stands_as": second}),
        ):
            with pytest.raises(Refused, match="“r” is a proposal on something else"):
                actions.propose(submission, **on, **more)

    def test_of_a_draft(self, talks: Negotiation) -> None:
        first = talks.meeting()
        line, other = Line("1", "We agree."), Negotiation("other")

        def bring_in(whose: Negotiation, *meetings: Meeting) -> Draft:
            tabled = [(meeting, Tabling.AsA.TABLED) for meeting in meetings]
            plan = planned(whose.document, 1, line)
            return actions.import_draft(whose.process, plan, tabled=tabled, ref="r", by=whose.clerk)

        once = bring_in(talks, first)
        assert bring_in(talks, first) == once
        for whose, meetings in ((other, []), (talks, [talks.meeting()])):
            with pytest.raises(Refused, match="“r” is a draft of another document, or at other"):
                bring_in(whose, *meetings)


class TestANumberThatIsTaken:
    """What is said under it again must be the same; else it would be lost."""

    def test_of_work(self, talks: Negotiation) -> None:
        first = talks.meeting()
        talks.draft(Line("1", "We agree."), Line("2", "We do."), tabled_at=[first])
        named, nameless = work(talks, first, 1, "1", ref="a"), work(talks, first, 2, "1")
        assert work(talks, first, 2, "1") == nameless
        with pytest.raises(Refused) as refusal:
            work(talks, first, 1, "1", ref="b")
        assert str(refusal.value) == (
            "Meeting 0 has given out other work as number 1; take another number."
        )
        with pytest.raises(Refused, match="other work as number 2"):
            work(talks, first, 2, "1", text="replace them")
        with pytest.raises(Refused, match="Assignment 2 of Meeting 0 is on other provisions"):
            work(talks, first, 2, "2")
        assert list(Assignment.objects.all()) == [named, nameless]

    def test_of_an_outcome(self, talks: Negotiation) -> None:
        more: dict[str, Any] = {"number": 1, "kind": Outcome.Kind.DEADLINE, "by": talks.clerk}
        first, day = talks.meeting(), date(2014, 4, 1)
        once = actions.record_outcome(first, text="By April.", due_on=day, **more)
        assert actions.record_outcome(first, text="By April.", due_on=day, **more) == once
        for text, due_on in (("By May.", day), ("By April.", None)):
            with pytest.raises(Refused, match="another outcome as number 1"):
                actions.record_outcome(first, text=text, due_on=due_on, **more)

    def test_of_a_proposal(self, talks: Negotiation) -> None:
        ours = actions.submit(talks.process, title="Ours", parties=[], ref="s", by=talks.clerk)
        more: dict[str, Any] = {"number": 1, "does": Proposal.Does.ADD, "by": talks.clerk}
        once = actions.propose(ours, text="Words.", **more)
        assert actions.propose(ours, text="Words.", **more) == once
        for said in ({"text": "Others."}, {"text": "Words.", "ref": "p"}):
            with pytest.raises(Refused, match="another proposal as number 1"):
                actions.propose(ours, **said, **more)


class TestProvisionsOfAnotherProcess:
    """Nothing is given out, or proposed, on them."""

    def test_are_not_given_out(self, talks: Negotiation) -> None:
        first, other = talks.meeting(), Negotiation("other")
        talks.draft(Line("1", "We agree."), tabled_at=[first])
        other.draft(Line("1", "We agree."))
        ours, foreign = talks.provision("1"), other.provision("1")
        for more in ({"provisions": [ours, foreign]}, {"provisions": [ours], "result": foreign}):
            with pytest.raises(Refused, match="Review does not negotiate all of these provisions"):
                work(talks, first, 1, "1", **more)
        assert not Assignment.objects.exists()

    def test_are_not_proposed_on(self, talks: Negotiation) -> None:
        other = Negotiation("other")
        other.draft(Line("1", "We agree."))
        ours = actions.submit(talks.process, title="Ours", parties=[], ref="s", by=talks.clerk)
        for field in ("target", "stands_as"):
            with pytest.raises(Refused, match="Review does not negotiate all of these provisions"):
                actions.propose(
                    ours,
                    number=1,
                    does=Proposal.Does.ADD,
                    text="So.",
                    by=talks.clerk,
                    **{field: other.provision("1")},
                )
        assert not Proposal.objects.exists()


def test_a_proposal_is_recorded_all_in_one(talks: Negotiation) -> None:
    ours = actions.submit(talks.process, title="Ours", parties=[], ref="s", by=talks.clerk)
    more: dict[str, Any] = {"does": Proposal.Does.ADD, "text": "So.", "by": talks.clerk}
    with CaptureQueriesContext(connection) as queries:
        actions.propose(ours, number=1, **more)
    assert queries[0]["sql"].startswith("SAVEPOINT")


def work(
    talks: Negotiation, meeting: Meeting, number: int, keys: Iterable[str], **more: Any
) -> Assignment:
    """Work on provisions, given out at a meeting."""
    said: dict[str, Any] = {
        "does": Assignment.Does.COMBINE,
        "text": "combine them",
        "provisions": [talks.provision(key) for key in keys],
    }
    return actions.assign(meeting, number=number, by=talks.clerk, **(said | more))
