"""Status tags printed in a text become decisions; what is not known is reported."""

from __future__ import annotations

import logging

import pytest

from documents.queries import draft_view
from negotiation.codes import Code
from negotiation.models import Decision
from negotiation.policies import Refused
from negotiation.queries import unknown_tags
from negotiation.tags import Tag, read_tag
from tests.documents.builders import Line
from tests.negotiation.builders import CHAPTER, Negotiation, day_of


@pytest.mark.parametrize(
    ("printed", "on_heading", "code", "condition", "covers"),
    [
        ("agreed", False, Code.AGREED, "", False),
        ("[agreed]", False, Code.AGREED, "", False),
        ("Agreed ad ref", False, Code.AGREED_AD_REF, "", False),
        ("FINAL AGREED DRAFT", True, Code.FINAL_AGREED, "", True),
        ("FINAL AGREED DRAFT", False, Code.FINAL_AGREED, "", False),
        ("Suggested for Closure", False, Code.SUGGESTED_FOR_CLOSURE, "", False),
        ("Suggested for Closure", True, Code.SUGGESTED_FOR_CLOSURE, "", False),
        ("agreed", True, Code.AGREED, "", False),
        ("status: not agreed", False, Code.NOT_AGREED, "", False),
        ("status: adopted", True, Code.ADOPTED, "", False),
        (
            "Suggested for\nClosure, given new figures",
            False,
            Code.SUGGESTED_FOR_CLOSURE,
            "given new figures",
            False,
        ),
    ],
)
def test_a_known_tag(
    printed: str, on_heading: bool, code: Code, condition: str, covers: bool
) -> None:
    plain = " ".join(printed.strip("[]").split())
    assert read_tag(printed, on_heading=on_heading) == Tag(plain, code, condition, covers)


@pytest.mark.parametrize(
    "printed", ["", "agreed?", "not agreed", "disagreed", "TBC", ", agreed", "status: bracketed"]
)
def test_a_tag_that_is_not_known_is_not_guessed(printed: str) -> None:
    assert read_tag(printed, on_heading=False) is None


def test_tags_of_the_result_of_a_meeting_are_decisions_there(talks: Negotiation) -> None:
    first = talks.meeting()
    draft = talks.draft(
        Line("C1", "Governance", kind=CHAPTER, tag="FINAL AGREED DRAFT"),
        Line("1", "We agree.", parent="C1", tag="agreed"),
        Line("2", "We do.", parent="C1"),
        result_of=first,
        issued_on=day_of(1),
    )
    decisions = Decision.objects.filter(draft=draft)
    expected = draft_view(draft).provision(talks.id_of("1"))
    assert [
        (d.provision, d.code, d.covers, d.meeting, d.body, d.taken_on, d.basis)
        for d in decisions.order_by("id")
    ] == [
        (talks.provision("C1"), "final_agreed", True, first, talks.plenary, day_of(1), "tag"),
        (talks.provision("1"), "agreed", False, first, talks.plenary, day_of(1), "tag"),
    ]
    assert decisions.get(code="agreed").wording_hash == expected.text_hash


def test_tags_of_a_draft_that_is_only_tabled_belong_to_no_meeting(talks: Negotiation) -> None:
    first = talks.meeting()
    draft = talks.draft(
        Line("1", "We agree.", tag="Suggested for Closure, given new figures"),
        tabled_at=[first],
        issued_on=day_of(1),
        as_of=day_of(0),
    )
    decision = Decision.objects.get()
    assert (decision.meeting, decision.draft, decision.body) == (None, draft, None)
    assert (decision.taken_on, decision.condition) == (day_of(0), "given new figures")


def test_an_unknown_tag_is_reported_and_gives_no_decision(
    talks: Negotiation, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="negotiation"):
        draft = talks.draft(
            Line("1", "We agree.", tag="parked"), Line("2", "We do.", tag="agreed"), as_of=day_of(0)
        )
    assert [decision.provision for decision in Decision.objects.all()] == [talks.provision("2")]
    reported = [(tag.provision, tag.printed) for tag in unknown_tags(draft_view(draft))]
    assert reported == [(talks.id_of("1"), "parked")]
    assert [record.getMessage() for record in caplog.records] == [
        f"{draft}: the tag “parked” is not known."
    ]


def test_tags_of_no_day_are_refused(talks: Negotiation) -> None:
    with pytest.raises(Refused, match="as of what day"):
        talks.draft(Line("1", "We agree.", tag="agreed"))
    assert not Decision.objects.exists()
