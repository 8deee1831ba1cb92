"""The rules of the field for a decision taken on the spot: refused, and permitted beside it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from documents.models import Draft, Wording
from documents.queries import draft_view
from negotiation import actions
from negotiation.codes import Code
from negotiation.models import Decision, Meeting
from negotiation.policies import Refused
from tests.documents.builders import Line
from tests.negotiation.builders import (
    ALT,
    CHAPTER,
    LATE,
    SECRETARIAT,
    STATED,
    Negotiation,
    day_of,
)

CHAPTER_A = Line("A", "Chapter A", kind=CHAPTER)


class TestWordsAreSettled:
    """Rule 1."""

    @pytest.mark.parametrize("code", [Code.AGREED_AD_REF, Code.AGREED, Code.ADOPTED])
    def test_brackets_stand_in_the_way_of_agreement(self, talks: Negotiation, code: Code) -> None:
        first = talks.meeting()
        talks.draft(Line("12", "We [may] agree.", label="12."), tabled_at=[first])
        with pytest.raises(Refused) as refusal:
            talks.gavel("12", code, first)
        assert str(refusal.value) == (
            "Words stand in brackets in “12.”. "
            "Lift or delete the brackets, or agree on a condition."
        )

    def test_below_ad_referendum_they_do_not(self, talks: Negotiation) -> None:
        first = talks.meeting()
        talks.draft(Line("12", "We [may] agree."), tabled_at=[first])
        assert talks.gavel("12", Code.SUGGESTED_FOR_CLOSURE, first).code == "suggested_for_closure"

    def test_on_a_condition_they_do_not(self, talks: Negotiation) -> None:
        first = talks.meeting()
        talks.draft(Line("12", "We [may] agree."), tabled_at=[first])
        assert talks.gavel("12", Code.AGREED, first, condition="once lifted").code == "agreed"

    def test_words_without_brackets_are_agreed(self, talks: Negotiation) -> None:
        first = talks.meeting()
        draft = talks.draft(Line("12", "We agree."), tabled_at=[first])
        decision = talks.gavel("12", Code.AGREED, first)
        expected = draft_view(draft).provision(talks.id_of("12")).text_hash
        assert (decision.draft, decision.wording_hash) == (draft, expected)
        assert (decision.taken_on, decision.body) == (timezone.localdate(), talks.plenary)

    def test_alternatives_stand_in_the_way(self, talks: Negotiation) -> None:
        first = talks.meeting()
        talks.draft(
            Line("21", label="21."),
            Line("21/1", "This.", role=ALT, parent="21"),
            tabled_at=[first],
        )
        with pytest.raises(Refused, match=r"Alternatives compete for “21\.”\. Choose one"):
            talks.gavel("21", Code.AGREED, first)

    def test_withdrawn_alternatives_do_not(self, talks: Negotiation) -> None:
        first = talks.meeting()
        talks.draft(
            Line("21", "So."), Line("21/1", "This.", role=ALT, parent="21"), tabled_at=[first]
        )
        Wording.objects.filter(provision=talks.provision("21/1")).update(disposition="withdrawn")
        assert talks.gavel("21", Code.AGREED, first).code == "agreed"

    def test_a_chapter_is_agreed_with_all_it_covers(self, talks: Negotiation) -> None:
        first = talks.meeting()
        talks.draft(
            CHAPTER_A,
            Line("1", "We agree.", label="1.", parent="A"),
            Line("2", "We [may].", label="2.", parent="A"),
            tabled_at=[first],
        )
        with pytest.raises(Refused, match=r"in “2\.”"):
            talks.gavel("A", Code.AGREED, first, covers=True)
        assert talks.gavel("A", Code.AGREED, first, covers=True, exceptions=["2"]).covers

    def test_a_heading_alone_has_no_words_to_settle(self, talks: Negotiation) -> None:
        first = talks.meeting()
        talks.draft(CHAPTER_A, Line("2", "We [may].", parent="A"), tabled_at=[first])
        assert not talks.gavel("A", Code.AGREED, first).covers


class TestMeetings:
    """Rule 5."""

    @pytest.mark.parametrize("is_known", [True, False], ids=["known", "closed meanwhile"])
    def test_a_closed_meeting_takes_no_decision(self, talks: Negotiation, is_known: bool) -> None:
        first = talks.meeting()
        talks.draft(Line("1", "We agree."), result_of=first)
        closed = actions.close_meeting(first, by=talks.clerk)
        with pytest.raises(Refused) as refusal:
            talks.gavel("1", Code.AGREED, closed if is_known else first)
        assert str(refusal.value) == (
            "Meeting 0 is closed and its statuses stand. "
            "Add a late record, or decide at an open meeting."
        )

    def test_nor_by_way_of_the_draft_that_is_its_text(self, talks: Negotiation) -> None:
        first, second, third = (talks.meeting() for _ in range(3))
        draft = talks.draft(Line("1", "We agree."), result_of=first, tabled_at=[second])
        actions.close_meeting(first, by=talks.clerk)
        with pytest.raises(Refused, match="Meeting 0 is closed and its statuses stand"):
            talks.decide("1", Code.AGREED, draft=draft, basis=Decision.Basis.GAVEL)
        late = talks.decide("1", Code.AGREED, draft=draft, basis=LATE, taken_on=day_of(0))
        assert (late.meeting, late.draft) == (None, draft)
        assert talks.gavel("1", Code.AGREED, second, draft=draft).draft == draft
        tabled = talks.draft(Line("1", "We do agree."), tabled_at=[third])
        assert talks.decide("1", Code.AGREED, draft=tabled, basis=Decision.Basis.GAVEL).pk

    @pytest.mark.parametrize("basis", [LATE, STATED])
    def test_it_takes_a_late_record_of_its_own_day(
        self, talks: Negotiation, basis: Decision.Basis
    ) -> None:
        first = talks.meeting()
        talks.draft(Line("1", "We agree."), result_of=first)
        closed = actions.close_meeting(first, by=talks.clerk)
        decision = talks.decide("1", Code.AGREED, closed, basis=basis)
        assert decision.taken_on == first.ends_on

    def test_a_meeting_that_is_not_open_yet(self, talks: Negotiation) -> None:
        planned = talks.meeting(is_open=False)
        talks.draft(Line("1", "We agree."), tabled_at=[planned])
        with pytest.raises(Refused, match="Meeting 0 is not open yet"):
            talks.gavel("1", Code.AGREED, planned)
        opened = actions.open_meeting(planned, by=talks.clerk)
        assert talks.gavel("1", Code.AGREED, opened).meeting == planned

    def test_a_closed_meeting_is_not_opened_again(self, talks: Negotiation) -> None:
        closed = actions.close_meeting(talks.meeting(), by=talks.clerk)
        assert closed.closed_at is not None
        with pytest.raises(Refused, match="not opened again"):
            actions.open_meeting(closed, by=talks.clerk)
        assert actions.close_meeting(closed, by=talks.clerk).closed_at == closed.closed_at
        assert Meeting.objects.get(pk=closed.pk).state == "closed"


class TestHigherBodies:
    """Rule 6."""

    def test_a_lower_body_does_not_override_a_higher_one(self, talks: Negotiation) -> None:
        plenary, group = talks.meeting(), talks.meeting(body=talks.group)
        talks.draft(Line("1", "We agree."), tabled_at=[plenary])
        talks.gavel("1", Code.PENDING, plenary)
        with pytest.raises(Refused, match="by decision of the plenary"):
            talks.gavel("1", Code.AGREED_IN_GROUP, group)
        assert talks.gavel("1", Code.PENDING, group).body == talks.group

    def test_unless_it_reopens_and_says_why(self, talks: Negotiation) -> None:
        plenary, group = talks.meeting(), talks.meeting(body=talks.group)
        talks.draft(Line("1", "We agree."), tabled_at=[plenary])
        before = talks.gavel("1", Code.PENDING, plenary)
        with pytest.raises(Refused, match="say why"):
            talks.gavel("1", Code.AGREED_IN_GROUP, group, reopens=before)
        decision = talks.gavel("1", Code.AGREED_IN_GROUP, group, reopens=before, note="as asked")
        assert decision.reopens == before

    def test_a_higher_body_may(self, talks: Negotiation) -> None:
        group, plenary = talks.meeting(body=talks.group), talks.meeting()
        talks.draft(Line("1", "We agree."), tabled_at=[group])
        talks.gavel("1", Code.AGREED_IN_GROUP, group)
        assert talks.gavel("1", Code.NOT_AGREED, plenary).code == "not_agreed"


class TestReopening:
    """Rule 3."""

    def test_going_back_behind_an_agreement_is_asked_for(self, talks: Negotiation) -> None:
        first = talks.meeting()
        talks.draft(Line("1", "We agree."), tabled_at=[first])
        before = talks.gavel("1", Code.AGREED, first)
        with pytest.raises(Refused, match="It was “agreed” before, and no reopening is recorded"):
            talks.gavel("1", Code.PENDING, first)
        reopened = talks.gavel("1", Code.PENDING, first, reopens=before, note="Egypt asked")
        assert (reopened.reopens, reopened.note) == (before, "Egypt asked")

    def test_a_chapter_agreement_is_reopened_for_one_of_its_provisions(
        self, talks: Negotiation
    ) -> None:
        first = talks.meeting()
        talks.draft(CHAPTER_A, Line("1", "We agree.", parent="A"), tabled_at=[first])
        before = talks.gavel("A", Code.AGREED, first, covers=True)
        with pytest.raises(Refused, match="Reopen that decision"):
            talks.gavel("1", Code.OPEN, first)
        assert talks.gavel("1", Code.OPEN, first, reopens=before, note="Egypt asked").pk

    def test_what_was_excepted_is_not_reopened(self, talks: Negotiation) -> None:
        first = talks.meeting()
        talks.draft(CHAPTER_A, Line("1", "We agree.", parent="A"), tabled_at=[first])
        talks.gavel("A", Code.AGREED, first, covers=True, exceptions=["1"])
        assert talks.gavel("1", Code.NOT_AGREED, first).code == "not_agreed"

    def test_going_on_from_group_to_plenary_is_none(self, talks: Negotiation) -> None:
        first = talks.meeting()
        talks.draft(Line("1", "We agree."), tabled_at=[first])
        talks.gavel("1", Code.AGREED_AD_REF, first)
        assert talks.gavel("1", Code.AGREED, first).code == "agreed"

    def test_a_correction_is_none(self, talks: Negotiation) -> None:
        first = talks.meeting()
        talks.draft(Line("1", "We agree."), tabled_at=[first])
        wrong = talks.gavel("1", Code.AGREED, first)
        assert talks.gavel("1", Code.PENDING, first, corrects=wrong).corrects == wrong
        with pytest.raises(Refused, match="corrected already"):
            talks.gavel("1", Code.OPEN, first, corrects=wrong)


class TestTheRecord:
    """What a report states is recorded as stated, with what it breaks beside it."""

    def test_it_may_agree_on_words_in_brackets(self, talks: Negotiation) -> None:
        first = talks.meeting()
        talks.draft(Line("12", "We [may] agree.", label="12."), result_of=first)
        decision = talks.decide("12", Code.AGREED, first)
        assert decision.contradicted == "Words stand in brackets in “12.”."
        assert decision.contradiction == ""  # what is kept is in nobody's language
        assert decision.breaks == [{"rule": "brackets", "names": ["12."]}]

    def test_it_is_not_taken_for_an_agreement_on_an_earlier_text(self, talks: Negotiation) -> None:
        first, second = talks.meeting(), talks.meeting()
        talks.draft(Line("12", "We [may] agree."), result_of=first)
        decision = talks.decide("12", Code.AGREED, second)
        assert (decision.contradicted, decision.wording_hash, decision.draft) == ("", "", None)

    def test_it_may_go_back_without_a_reopening(self, talks: Negotiation) -> None:
        first = talks.meeting()
        talks.draft(Line("1", "We agree.", tag="agreed"), result_of=first)
        decision = talks.decide("1", Code.PENDING, first)
        assert decision.contradicted == "It was “agreed” before, and no reopening is recorded."

    @pytest.mark.parametrize("is_held", [True, False], ids=["on a text", "on none"])
    def test_what_it_breaks_names_nothing_that_is_not_public(
        self, talks: Negotiation, is_held: bool
    ) -> None:
        first, second, third = (talks.meeting() for _ in range(3))
        talks.draft(Line("1", "We agree."), result_of=first)
        tagged = Line("1", "We do agree.", tag="agreed")
        talks.draft(tagged, result_of=second, visibility=SECRETARIAT)
        if is_held:
            talks.draft(Line("1", "We might."), result_of=third)
        assert talks.decide("1", Code.PENDING, third).contradicted == ""
        talks.decide("1", Code.AGREED, third)
        told = talks.decide("1", Code.OPEN, third).contradicted
        assert told == "It was “agreed” before, and no reopening is recorded."

    def test_what_it_breaks_heeds_no_correction_that_is_not_public(
        self, talks: Negotiation
    ) -> None:
        first = talks.meeting()
        talks.draft(Line("1", "We agree."), result_of=first)
        hidden = talks.draft(Line("1", "We might."), as_of=day_of(0), visibility=SECRETARIAT)
        wrong = talks.decide("1", Code.AGREED, first)
        talks.decide("1", Code.PENDING, draft=hidden, corrects=wrong)
        told = talks.decide("1", Code.OPEN, first).contradicted
        assert told == "It was “agreed” before, and no reopening is recorded."

    def test_a_late_record_keeps_the_rules(self, talks: Negotiation) -> None:
        first = talks.meeting()
        talks.draft(Line("12", "We [may] agree."), result_of=first)
        closed = actions.close_meeting(first, by=talks.clerk)
        with pytest.raises(Refused, match="Words stand in brackets"):
            talks.decide("12", Code.AGREED, closed, basis=LATE)

    def test_the_same_ref_gives_the_first(self, talks: Negotiation) -> None:
        first = talks.meeting()
        talks.draft(Line("1", "We agree."), result_of=first)
        once = talks.decide("1", Code.PENDING, first, ref="manifest/1")
        assert talks.decide("1", Code.AGREED, first, ref="manifest/1") == once
        assert Decision.objects.count() == 1


class TestParts:
    """What does not fit together is refused, whatever it comes from."""

    def test_a_status_belongs_to_a_meeting_or_a_draft(self, talks: Negotiation) -> None:
        draft = talks.draft(Line("1", "We agree."), as_of=day_of(0))
        with pytest.raises(Refused, match="at which meeting, or in which draft"):
            talks.decide("1", Code.AGREED)
        decision = talks.decide("1", Code.AGREED, draft=draft)
        assert (decision.draft, decision.meeting, decision.taken_on) == (draft, None, day_of(0))

    def test_computed_codes_are_not_decided(self, talks: Negotiation) -> None:
        first = talks.meeting()
        talks.draft(Line("1", "We agree."), tabled_at=[first])
        for code in (Code.BRACKETED, Code.ALT):
            with pytest.raises(Refused, match="is read from the text"):
                talks.gavel("1", code, first)

    def test_only_a_cover_makes_exceptions(self, talks: Negotiation) -> None:
        first = talks.meeting()
        talks.draft(CHAPTER_A, Line("1", "We agree.", parent="A"), tabled_at=[first])
        with pytest.raises(Refused, match="Only a decision that covers"):
            talks.decide("A", Code.AGREED, first, exceptions=["1"])
        decision = talks.decide("A", Code.AGREED, first, covers=True, exceptions=["1"])
        assert list(decision.exceptions.all()) == [talks.provision("1")]

    def test_the_condition_of_a_cover_says_what_it_excepts(self, talks: Negotiation) -> None:
        first = talks.meeting()
        talks.draft(CHAPTER_A, Line("1", "We agree.", parent="A"), tabled_at=[first])
        with pytest.raises(Refused, match="Say which provisions"):
            talks.decide("A", Code.AGREED, first, covers=True, condition="besides some")
        told = {"condition": "besides some", "note": "not said which"}
        assert talks.decide("A", Code.AGREED, first, covers=True, **told).note == "not said which"

    def test_tags_are_not_decided(self, talks: Negotiation) -> None:
        first = talks.meeting()
        talks.draft(Line("1", "We agree."), tabled_at=[first])
        with pytest.raises(Refused, match="Tags become decisions when"):
            talks.decide("1", Code.AGREED, first, basis=Decision.Basis.TAG)

    def test_all_of_it_is_of_one_process_and_document(self, talks: Negotiation) -> None:
        first = talks.meeting()
        talks.draft(CHAPTER_A, Line("1", "We agree.", parent="A"), tabled_at=[first])
        other = Negotiation("other")
        elsewhere = other.meeting()
        foreign = other.draft(Line("1", "We agree."), tabled_at=[elsewhere])
        with pytest.raises(Refused, match="no meeting of Review"):
            talks.decide("1", Code.AGREED, elsewhere)
        with pytest.raises(Refused, match="no body of Review"):
            talks.decide("1", Code.AGREED, first, body=other.plenary)
        with pytest.raises(Refused, match="must belong to “Text of review”"):
            talks.decide("1", Code.AGREED, draft=foreign)
        with pytest.raises(Refused, match="must belong to “Text of review”"):
            actions.decide(
                talks.provision("A"),
                Code.AGREED,
                meeting=first,
                covers=True,
                exceptions=[other.provision("1")],
                by=talks.clerk,
            )
        decision = talks.decide("A", Code.PENDING, first)
        with pytest.raises(Refused, match="same provision"):
            talks.decide("1", Code.AGREED, first, corrects=decision)

    def test_a_draft_that_does_not_hold_the_provision(self, talks: Negotiation) -> None:
        talks.draft(Line("1", "We agree."), as_of=day_of(0))
        later = talks.draft(Line("2", "We do."), as_of=day_of(0))
        with pytest.raises(Refused, match="does not hold this provision"):
            talks.decide("1", Code.AGREED, draft=later)

    def test_a_provision_known_by_its_symbol_only(self, talks: Negotiation) -> None:
        first = talks.meeting()
        none = Wording.Coverage.NONE
        draft = talks.draft(
            Line("A", "Chapter A", kind=CHAPTER, coverage=none),
            result_of=first,
            extent=Draft.Extent.OUTLINE,
        )
        decision = talks.decide("A", Code.AGREED, first, covers=True)
        assert (decision.draft, decision.wording_hash) == (draft, "")
