"""What a manifest or a client repeats is written once."""

from __future__ import annotations

from datetime import date

import pytest

from negotiation import actions
from negotiation.models import Assignment, Outcome, Party, Position, Proposal, Submission
from negotiation.policies import Refused
from tests.documents.builders import Line
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
    outcomes = {
        actions.record_outcome(
            meeting, number=1, kind=Outcome.Kind.NOTE, text=text, by=talks.clerk
        ).text
        for text in ("Noted.", "Again.")
    }
    assert outcomes == {"Noted."}
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
    with pytest.raises(Refused, match="Egypt supports it already"):
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
        work = actions.assign(
            meeting,
            number=number,
            does=Assignment.Does.COMBINE,
            text="combine 1 and 2",
            provisions=[talks.provision("1"), talks.provision("2")],
            result=talks.provision("3"),
            ref=ref,
            by=talks.clerk,
        )
    assert Assignment.objects.get() == work
    assert set(work.provisions.all()) == {talks.provision("1"), talks.provision("2")}


def test_a_meeting_of_another_process_takes_no_submission(talks: Negotiation) -> None:
    elsewhere = Negotiation("other").meeting()
    with pytest.raises(Refused, match="no meeting of Review"):
        actions.submit(
            talks.process, title="Ours", parties=[], ref="s", meeting=elsewhere, by=talks.clerk
        )
