"""What the record tells beside the texts: meetings, work given out, proposals, facilitators."""

from datetime import date

import pytest

from actionlines.models import ActionLine, Facilitation
from documents.public_ids import public_id_for
from negotiation.models import Assignment, Meeting, Officer, Outcome, Phase, Position, Submission

pytestmark = pytest.mark.usefixtures("corpus")


def test_six_phases_and_ten_meetings() -> None:
    assert Phase.objects.filter(process__slug="wsis10").count() == 6
    meetings = Meeting.objects.filter(process__slug="wsis10")
    assert {m.slug: (m.starts_on.isoformat(), m.ends_on.isoformat()) for m in meetings} == {
        "mpp-1": ("2013-10-07", "2013-10-08"),
        "mpp-2": ("2013-12-16", "2013-12-18"),
        "mpp-3": ("2014-02-17", "2014-02-18"),
        "mpp-4": ("2014-04-14", "2014-04-17"),
        "mpp-5": ("2014-05-28", "2014-05-31"),
        "mpp-additional": ("2014-06-09", "2014-06-09"),
        "hle-2014": ("2014-06-10", "2014-06-13"),
        "ga-informals-2015-11": ("2015-11-19", "2015-11-25"),
        "ga-informals-2015-12": ("2015-12-09", "2015-12-10"),
        "ga-hlm-2015": ("2015-12-15", "2015-12-16"),
    }
    not_closed = meetings.exclude(state="closed").values_list("slug", "state")
    assert list(not_closed) == [("ga-informals-2015-12", "open")]


def test_the_planned_dates_of_the_fourth_meeting_are_kept() -> None:
    assert "14 to 18 April" in Meeting.objects.get(slug="mpp-4").note


def test_officers() -> None:
    found = Officer.objects.filter(process__slug="wsis10").values_list("office", "party__name")
    assert sorted(found) == [
        ("chair", "Russian Federation"),
        ("co_facilitator", "Latvia"),
        ("co_facilitator", "United Arab Emirates"),
        ("vice_chair", "Egypt"),
        ("vice_chair", "Saudi Arabia"),
        ("vice_chair", "Switzerland"),
    ]


def test_seven_principles_of_the_first_meeting() -> None:
    principles = Outcome.objects.filter(meeting__slug="mpp-1")
    assert [o.text[:2] for o in principles] == ["a.", "b.", "c.", "d.", "e.", "f.", "g."]
    assert {o.kind for o in principles} == {"principle"}


def test_deadlines_with_their_cutting_days() -> None:
    deadlines = Outcome.objects.filter(kind="deadline", meeting__process__slug="wsis10")
    assert sorted(deadlines.values_list("meeting__slug", "due_on", "cutting_on"), key=str) == [
        ("ga-informals-2015-12", date(2015, 12, 10), None),
        ("mpp-2", date(2014, 1, 17), date(2014, 1, 24)),
        ("mpp-2", date(2014, 2, 2), None),
        ("mpp-2", date(2014, 2, 3), None),
        ("mpp-2", date(2014, 2, 5), None),
        ("mpp-4", date(2014, 5, 15), None),
    ]


def test_nine_follow_ups_of_the_second_meeting() -> None:
    found = Assignment.objects.filter(meeting__slug="mpp-2").order_by("number")
    assert [(a.does, a.provisions.count()) for a in found] == [
        ("combine", 2),
        ("combine", 3),
        ("combine", 2),
        ("combine", 4),
        ("combine", 2),
        ("combine", 2),
        ("replace", 9),
        ("alternate", 1),
        ("reformulate", 2),
    ]
    assert [a.result and a.result.public_id for a in found] == [
        public_id_for(f"statement/C/result-{number}") for number in range(1, 10)
    ]
    assert [a.text for a in found][7] == "Alternate text to be provided by UK"
    assert [a.holder.name if a.holder else "" for a in found] == [""] * 7 + ["United Kingdom", ""]
    assert [bool(a.contradiction) for a in found] == [False] * 8 + [True]


def test_who_redrafts_what_until_15_may() -> None:
    found = Assignment.objects.filter(meeting__slug="mpp-4").order_by("number")
    assert [(a.does, a.holder.name if a.holder else "", a.due_on) for a in found] == [
        ("consult", "Switzerland", None),
        ("redraft", "Health and Environment Program (HEP)", date(2014, 5, 15)),
        ("redraft", "Saudi Arabia", date(2014, 5, 15)),
        ("redraft", "", date(2014, 5, 15)),
    ]
    assert "printed 28 to 31" in found[2].contradiction


def test_the_uk_proposal_and_its_22_supporters() -> None:
    submission = Submission.objects.get(ref="wsis10: uk-c9")
    positions = Position.objects.filter(submission=submission)
    assert positions.filter(stance="supports").count() == 22
    assert list(positions.filter(stance="proposes").values_list("party__name", flat=True)) == [
        "United Kingdom"
    ]
    targets = [
        (p.does, p.target and p.target.public_id) for p in submission.proposals.order_by("number")
    ]
    assert targets == [
        ("replace", public_id_for("vision/C9/chapeau")),
        ("replace", public_id_for("vision/C9/1")),
        ("replace", public_id_for("vision/C9/2")),
        ("replace", public_id_for("vision/C9/3")),
        ("replace", public_id_for("vision/C9/4")),
        ("add", None),
        ("replace", public_id_for("vision/C9/5")),
    ]


@pytest.mark.parametrize(
    ("ref", "parties", "begins"),
    [
        ("rwanda-russia-c9", {"Rwanda", "Russian Federation"}, "We reaffirm the continued"),
        ("unesco-c9", {"UNESCO"}, "Media will benefit from the broader"),
        ("un-women-c12", {"UN Women"}, "C12: Women’s Empowerment"),
    ],
)
def test_other_proposals_quote_their_words(ref: str, parties: set[str], begins: str) -> None:
    submission = Submission.objects.get(ref=f"wsis10: {ref}")
    assert set(submission.parties.values_list("name", flat=True)) == parties
    [proposal] = submission.proposals.all()
    assert proposal.text.startswith(begins)
    assert proposal.passage is not None
    assert proposal.passage.text == proposal.text


@pytest.mark.parametrize(
    ("ref", "party", "key"),
    [
        ("annex-a", "Russian Federation", "tunis-2005/One/annex-A"),
        ("annex-b", "Ghana", "tunis-2005/One/annex-B"),
    ],
)
def test_the_annexes_of_2005_are_proposals_of_parties(ref: str, party: str, key: str) -> None:
    submission = Submission.objects.get(ref=f"wsis10: {ref}")
    assert [p.name for p in submission.parties.all()] == [party]
    [proposal] = submission.proposals.all()
    assert proposal.stands_as is not None
    assert proposal.stands_as.public_id == public_id_for(key)


def test_the_action_lines() -> None:
    lines = ActionLine.objects.filter(process__slug="wsis10")
    assert [line.code for line in lines if line.parent is None] == [
        f"C{number}" for number in range(1, 13)
    ]
    assert lines.filter(parent__code="C7").count() == 8
    assert [line.code for line in lines if line.proposed] == ["C12"]
    assert list(lines.filter(sections=None).values_list("code", flat=True)) == ["C12"]


def test_facilitators_are_according_to_a_source() -> None:
    def cells(code: str) -> set[tuple[str, str, str, bool]]:
        found = Facilitation.objects.filter(line__code=code, line__process__slug="wsis10")
        return {(f.according_to, f.party.name, f.printed, f.inferred) for f in found}

    annex_a, annex_b = "Annex A (Russian Federation), 2005", "Annex B (Ghana), 2005"
    assert cells("C6") == {
        (annex_a, "ITU", "ITU+ UNDP", False),
        (annex_a, "UNDP", "ITU+ UNDP", False),
        (annex_b, "ITU", "ITU +UN RCs+Regional political bodies", False),
        (annex_b, "UN Regional Commissions", "ITU +UN RCs+Regional political bodies", False),
        (annex_b, "Regional political bodies", "ITU +UN RCs+Regional political bodies", False),
    }
    assert cells("C7") == {
        (annex_b, "ITU", "ITU +UN RCs", True),
        (annex_b, "UN Regional Commissions", "ITU +UN RCs", True),
    }
    assert cells("C7-e-government") == {
        (annex_a, "UNDP", "UNDP + ITU", False),
        (annex_a, "ITU", "UNDP + ITU", False),
    }
    assert {party for _, party, _, _ in cells("C12")} == {"UN Women"}
