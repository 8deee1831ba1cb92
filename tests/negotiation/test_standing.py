"""What holds for a provision: the rules of the field, one after another."""

from __future__ import annotations

import pytest

from bracketed.model import Kind
from documents.models import Wording
from negotiation.codes import Code
from tests.documents.builders import Line
from tests.negotiation.builders import ADDITION, ALT, CHAPTER, SECTION, Negotiation, day_of

NONE = Wording.Coverage.NONE


def chapter(key: str = "A") -> Line:
    return Line(key, f"Chapter {key}", kind=CHAPTER)


class TestFromTheText:
    def test_words_in_brackets_are_bracketed_and_others_open(self, talks: Negotiation) -> None:
        first = talks.meeting()
        draft = talks.draft(
            Line("1", "We agree on all of it."), Line("2", "We [may] agree."), result_of=first
        )
        found = talks.standings(draft)
        assert found.said("1") == ("pending", "open", "text")
        assert found.said("2") == ("pending", "bracketed", "text")

    def test_a_bracket_never_closed_leaves_the_words_bracketed(self, talks: Negotiation) -> None:
        draft = talks.draft(Line("44", "[Ensuring that trade policy encourages growth."))
        assert talks.standings(draft).said("44") == ("pending", "bracketed", "text")

    def test_a_bracket_around_provisions_spares_those_with_a_status(
        self, talks: Negotiation
    ) -> None:
        first = talks.meeting()
        draft = talks.draft(
            Line("III", "[Looking to the future", label="III", kind=Kind.PART),
            Line("a", "We reaffirm it.", parent="III"),
            Line("b", "We welcome it.", parent="III", tag="agreed"),
            Line("c", "We encourage it.]", parent="III"),
            Line("IV", "Follow-up", label="IV", kind=Kind.PART),
            Line("d", "We request it.", parent="IV"),
            result_of=first,
        )
        found = talks.standings(draft)
        assert [found[key].code for key in "abcd"] == ["bracketed", "agreed", "bracketed", "open"]

    def test_what_is_not_held_and_not_decided_has_no_entry(self, talks: Negotiation) -> None:
        draft = talks.draft(chapter(), Line("11", label="11.", parent="A", coverage=NONE))
        found = talks.standings(draft)
        assert "11" not in found
        assert "A" not in found

    def test_alternatives_compete_and_they_and_additions_follow_their_slot(
        self, talks: Negotiation
    ) -> None:
        draft = talks.draft(
            Line("21", label="21."),
            Line("21/1", "Recognizing openness.", label="ALT 1:", role=ALT, parent="21"),
            Line("21/2", "Ensuring openness.", label="ALT2:", role=ALT, parent="21"),
            Line("7", "Continue to cooperate.", label="7."),
            Line("7/more", "[including cybercrime]", role=ADDITION, parent="7"),
        )
        found = talks.standings(draft)
        assert found.said("21") == ("alt", "alt", "text")
        assert found["21/1"] == found["21/2"] == found["21"]
        assert found.said("7") == ("pending", "bracketed", "text")
        assert found["7/more"] == found["7"]

    def test_a_withdrawn_alternative_does_not_compete(self, talks: Negotiation) -> None:
        draft = talks.draft(
            Line("21", "Recognizing openness."), Line("21/2", "Or not.", role=ALT, parent="21")
        )
        Wording.objects.filter(provision=talks.provision("21/2")).update(disposition="withdrawn")
        found = talks.standings(draft)
        assert found.said("21") == ("pending", "open", "text")
        assert "21/2" not in found


class TestDecided:
    def test_the_latest_own_decision_holds(self, talks: Negotiation) -> None:
        first = talks.meeting()
        draft = talks.draft(Line("1", "We agree."), result_of=first)
        talks.decide("1", Code.PENDING, first, taken_on=day_of(0))
        talks.decide("1", Code.AGREED, first, taken_on=day_of(0))
        assert talks.standings(draft).said("1") == ("agreed", "agreed", "own")

    def test_the_day_it_was_decided_counts_not_the_day_it_was_recorded(
        self, talks: Negotiation
    ) -> None:
        first, second = talks.meeting(), talks.meeting()
        draft = talks.draft(Line("1", "We agree."), result_of=first)
        talks.decide("1", Code.AGREED, second)
        talks.decide("1", Code.NOT_AGREED, first)
        assert talks.standings(draft, first)["1"].code == "not_agreed"
        assert talks.standings(draft, second)["1"].code == "agreed"

    def test_within_a_meeting_the_later_day_holds(self, talks: Negotiation) -> None:
        first = talks.meeting()
        draft = talks.draft(Line("1", "We agree."), result_of=first)
        talks.decide("1", Code.AGREED, first, taken_on=first.ends_on)
        talks.decide("1", Code.PENDING, first, taken_on=first.starts_on)
        assert talks.standings(draft)["1"].code == "agreed"

    def test_a_corrected_decision_counts_no_more(self, talks: Negotiation) -> None:
        first = talks.meeting()
        draft = talks.draft(Line("1", "We agree."), result_of=first)
        wrong = talks.decide("1", Code.AGREED, first)
        talks.decide("1", Code.NOT_AGREED, first, corrects=wrong, taken_on=first.starts_on)
        assert talks.standings(draft)["1"].code == "not_agreed"

    def test_a_condition_and_a_note_stand_beside(self, talks: Negotiation) -> None:
        first = talks.meeting()
        draft = talks.draft(Line("1", "We agree."), result_of=first)
        talks.decide("1", Code.AGREED, first, condition="given new figures", note="so said")
        found = talks.standings(draft)["1"]
        assert (found.condition, found.note) == ("given new figures", "so said")

    @pytest.mark.parametrize(
        ("decided", "code", "beside"),
        [(Code.NOT_AGREED, "not_agreed", ()), (Code.PENDING, "alt", ("pending",))],
    )
    def test_alternatives_show_over_what_is_pending(
        self, talks: Negotiation, decided: Code, code: str, beside: tuple[str, ...]
    ) -> None:
        first = talks.meeting()
        slot, alternative = Line("7", "Continue."), Line("7/1", "Stop.", role=ALT, parent="7")
        draft = talks.draft(slot, alternative, result_of=first)
        talks.decide("7", decided, first)
        found = talks.standings(draft)
        assert found.said("7") == ("alt", code, "own")
        assert found["7"].beside == beside


class TestCovered:
    def test_the_nearest_cover_holds_and_only_its_condition_is_taken(
        self, talks: Negotiation
    ) -> None:
        first = talks.meeting()
        draft = talks.draft(
            chapter(),
            Line("A1", "Section one", kind=SECTION, parent="A"),
            Line("1", "We agree.", parent="A1"),
            Line("2", "We do, too.", parent="A"),
            result_of=first,
        )
        talks.decide("A", Code.PRE_AGREED, first, covers=True)
        talks.decide("A1", Code.NOT_AGREED, first, covers=True)
        found = talks.standings(draft)
        assert found.said("1") == ("pending", "not_agreed", "cover")
        assert found.said("2") == ("agreed", "pre_agreed", "cover")

    def test_own_holds_over_a_cover_of_the_same_day(self, talks: Negotiation) -> None:
        first = talks.meeting()
        draft = talks.draft(chapter(), Line("1", "We agree.", parent="A"), result_of=first)
        talks.decide("1", Code.NOT_AGREED, first)
        talks.decide("A", Code.FINAL_AGREED, first, covers=True)
        assert talks.standings(draft).said("1") == ("pending", "not_agreed", "own")

    def test_a_later_cover_holds_over_own(self, talks: Negotiation) -> None:
        first, second = talks.meeting(), talks.meeting()
        draft = talks.draft(chapter(), Line("1", "We agree.", parent="A"), result_of=first)
        talks.decide("1", Code.NOT_AGREED, first)
        talks.decide("A", Code.FINAL_AGREED, second, covers=True)
        assert talks.standings(draft, first).said("1") == ("pending", "not_agreed", "own")
        assert talks.standings(draft, second).said("1") == ("agreed", "final_agreed", "cover")

    def test_on_the_spot_the_later_of_one_day_holds(self, talks: Negotiation) -> None:
        first = talks.meeting()
        draft = talks.draft(chapter(), Line("1", "We agree.", parent="A"), result_of=first)
        talks.gavel("1", Code.PENDING, first)
        talks.gavel("A", Code.AGREED, first, covers=True)
        assert talks.standings(draft).said("1") == ("agreed", "agreed", "cover")

    def test_a_later_cover_from_further_above_holds_over_a_nearer_one(
        self, talks: Negotiation
    ) -> None:
        first, second = talks.meeting(), talks.meeting()
        draft = talks.draft(
            chapter(),
            Line("A1", "Section one", kind=SECTION, parent="A"),
            Line("1", "We agree.", parent="A1"),
            result_of=first,
        )
        talks.decide("A1", Code.NOT_AGREED, first, covers=True)
        talks.decide("A", Code.AGREED, second, covers=True)
        assert talks.standings(draft, second).said("1") == ("agreed", "agreed", "cover")

    def test_excepted_is_pending_with_all_under_it(self, talks: Negotiation) -> None:
        first = talks.meeting()
        draft = talks.draft(
            chapter(),
            Line("1", "We agree.", parent="A"),
            Line("annex", "Annex", kind=Kind.ANNEX, parent="A"),
            Line("list", "Resolution 1.", parent="annex"),
            result_of=first,
        )
        talks.decide(
            "A",
            Code.AGREED,
            first,
            covers=True,
            exceptions=["annex"],
            condition="besides the Annex",
        )
        found = talks.standings(draft)
        assert found.said("1") == ("agreed", "agreed", "cover")
        assert found.said("annex") == ("pending", "pending", "excepted")
        assert found.said("list") == ("pending", "pending", "excepted")
        assert found["list"].note == "besides the Annex"
        assert found["A"].contradictions == ()

    def test_excepted_with_alternatives_shows_them(self, talks: Negotiation) -> None:
        first = talks.meeting()
        draft = talks.draft(
            chapter(),
            Line("21", label="21.", parent="A"),
            Line("21/1", "This.", role=ALT, parent="21"),
            Line("21/2", "That.", role=ALT, parent="21"),
            result_of=first,
        )
        talks.decide("A", Code.PRE_AGREED, first, covers=True, exceptions=["21"])
        found = talks.standings(draft)
        assert found.said("21") == ("alt", "alt", "excepted")
        assert found["21"].beside == ("pending",)

    def test_a_later_cover_takes_in_what_was_excepted(self, talks: Negotiation) -> None:
        first, second = talks.meeting(), talks.meeting()
        draft = talks.draft(chapter(), Line("11", "We agree.", parent="A"), result_of=first)
        talks.decide("A", Code.PRE_AGREED, first, covers=True, exceptions=["11"])
        talks.decide("A", Code.FINAL_AGREED, second, covers=True)
        assert talks.standings(draft, second).said("11") == ("agreed", "final_agreed", "cover")

    def test_a_decision_that_does_not_cover_leaves_what_is_under_it(
        self, talks: Negotiation
    ) -> None:
        first = talks.meeting()
        draft = talks.draft(chapter(), Line("1", "We agree.", parent="A"), result_of=first)
        talks.decide("A", Code.NOT_OPENED, first)
        assert talks.standings(draft).said("1") == ("pending", "open", "text")

    def test_a_covered_text_with_alternatives_that_was_not_agreed(self, talks: Negotiation) -> None:
        first = talks.meeting()
        draft = talks.draft(
            Line("C9", "Media", kind=SECTION),
            Line("1", "[Develop legislation.]", parent="C9"),
            Line("3", "Ensure access.", parent="C9"),
            Line("3/alt", "[Strive for access.]", role=ALT, parent="3"),
            result_of=first,
        )
        talks.decide("C9", Code.NOT_AGREED, first, covers=True)
        found = talks.standings(draft)
        assert found.said("1") == ("pending", "not_agreed", "cover")
        assert found.said("3") == ("alt", "not_agreed", "cover")

    def test_what_is_not_held_has_an_entry_when_it_is_covered(self, talks: Negotiation) -> None:
        first = talks.meeting()
        draft = talks.draft(
            chapter(), Line("11", label="11.", parent="A", coverage=NONE), result_of=first
        )
        talks.decide("A", Code.AGREED, first, covers=True)
        assert talks.standings(draft).said("11") == ("agreed", "agreed", "cover")


class TestRollUp:
    def test_a_heading_takes_the_lowest_under_it(self, talks: Negotiation) -> None:
        first = talks.meeting()
        draft = talks.draft(
            chapter(),
            Line("A1", "Section one", kind=SECTION, parent="A"),
            Line("1", "We agree.", parent="A1", tag="agreed"),
            Line("2", "We do, too.", parent="A", tag="agreed ad ref"),
            result_of=first,
        )
        found = talks.standings(draft)
        assert found.said("A1") == ("agreed", "agreed", "rollup")
        assert found.said("A") == ("agreed", "agreed_ad_ref", "rollup")
        assert found["A"].decision_id is None

    def test_a_covered_heading_takes_the_lowest_where_that_is_another(
        self, talks: Negotiation
    ) -> None:
        first, second = talks.meeting(), talks.meeting()
        draft = talks.draft(
            chapter(),
            Line("A1", "Section one", kind=SECTION, parent="A"),
            Line("1", "We agree.", parent="A1"),
            Line("A2", "Section two", kind=SECTION, parent="A"),
            Line("2", "We do.", parent="A2"),
            result_of=first,
        )
        talks.decide("A", Code.PENDING, first, covers=True)
        talks.decide("1", Code.AGREED, second)
        found = talks.standings(draft, second)
        assert found.said("A1") == ("agreed", "agreed", "rollup")
        assert (found["A1"].at, found["A1"].beside) == (second.slug, ("pending",))
        assert found.said("A2") == ("pending", "pending", "cover")
        assert found["A2"].carried_from == first.slug

    def test_a_pending_heading_gives_way_to_a_later_text(self, talks: Negotiation) -> None:
        first, second = talks.meeting(), talks.meeting()
        lines = (chapter(), Line("1", "We agree.", parent="A"))
        before = talks.draft(*lines, result_of=first)
        talks.decide("A", Code.PENDING, first, covers=True)
        after = talks.draft(*lines, result_of=second)
        assert talks.standings(before).said("A") == ("pending", "pending", "own")
        assert talks.standings(before).said("1") == ("pending", "pending", "cover")
        found = talks.standings(after)
        assert found.said("A") == ("pending", "open", "rollup")
        assert found.said("1") == ("pending", "open", "text")
        assert talks.column(second).found == found.found
        assert talks.column(first).said("A") == ("pending", "pending", "own")

    def test_an_agreed_heading_does_not(self, talks: Negotiation) -> None:
        first, second = talks.meeting(), talks.meeting()
        lines = (chapter(), Line("1", "We agree.", parent="A"))
        talks.draft(*lines, result_of=first)
        talks.decide("A", Code.AGREED, first, covers=True)
        found = talks.standings(talks.draft(*lines, result_of=second))
        assert found.said("A") == ("agreed", "agreed", "own")
        assert found.said("1") == ("agreed", "agreed", "cover")

    def test_a_pending_paragraph_does_not(self, talks: Negotiation) -> None:
        first, second = talks.meeting(), talks.meeting()
        talks.draft(Line("1", "We agree."), result_of=first)
        talks.decide("1", Code.NOT_AGREED, first)
        found = talks.standings(talks.draft(Line("1", "We do."), result_of=second))
        assert found.said("1") == ("pending", "not_agreed", "own")

    def test_the_lowest_alternatives_are_shown_as_such_above(self, talks: Negotiation) -> None:
        first = talks.meeting()
        draft = talks.draft(
            chapter(),
            Line("7", "Continue.", parent="A"),
            Line("7/1", "Or stop.", role=ALT, parent="7"),
            chapter("B"),
            Line("8", "Continue.", parent="B"),
            Line("8/1", "Or stop.", role=ALT, parent="8"),
            Line("9", "We agree.", parent="B"),
            result_of=first,
        )
        for key in "789":
            talks.decide(key, Code.NOT_AGREED, first)
        found = talks.standings(draft)
        assert found.said("A") == ("alt", "not_agreed", "rollup")
        assert found.said("B") == ("pending", "not_agreed", "rollup")

    def test_sub_paragraphs_count_alternatives_do_not(self, talks: Negotiation) -> None:
        first = talks.meeting()
        draft = talks.draft(
            chapter(),
            Line("1", "We agree:", parent="A", tag="agreed"),
            Line("1a", "on [some] of it;", parent="1", kind=Kind.SUB_PARAGRAPH),
            result_of=first,
        )
        assert talks.standings(draft).said("A") == ("pending", "bracketed", "rollup")

    def test_beside_a_decision_the_lowest_is_shown(self, talks: Negotiation) -> None:
        first = talks.meeting()
        draft = talks.draft(chapter(), Line("1", "We agree.", parent="A"), result_of=first)
        talks.decide("A", Code.PENDING, first)
        found = talks.standings(draft)
        assert found.said("A") == ("pending", "pending", "own")
        assert found["A"].beside == ("open",)


class TestMoments:
    def test_without_a_meeting_a_draft_stands_at_its_own(self, talks: Negotiation) -> None:
        first, second = talks.meeting(), talks.meeting()
        draft = talks.draft(Line("1", "We agree."), result_of=first)
        talks.decide("1", Code.AGREED, second)
        assert talks.standings(draft)["1"].code == "open"

    def test_a_draft_of_no_meeting_has_what_was_decided_on_it(self, talks: Negotiation) -> None:
        draft = talks.draft(Line("1", "We agree.", tag="agreed"), as_of=day_of(0))
        talks.meeting()
        found = talks.standings(draft)["1"]
        assert (found.code, found.at, found.carried_from) == ("agreed", None, None)

    def test_a_text_says_nothing_of_a_meeting_before_it(self, talks: Negotiation) -> None:
        first, second = talks.meeting(), talks.meeting()
        draft = talks.draft(Line("1", "We [may] agree."), result_of=second)
        assert "1" not in talks.standings(draft, first)
        assert talks.standings(draft, second)["1"].code == "bracketed"

    def test_a_decision_in_a_draft_stands_where_it_is_tabled(self, talks: Negotiation) -> None:
        first, second = talks.meeting(), talks.meeting()
        draft = talks.draft(
            Line("1", "We agree.", tag="Suggested for Closure"),
            tabled_at=[second],
            as_of=day_of(0),
        )
        found = talks.standings(draft, second)["1"]
        assert (found.code, found.at) == ("suggested_for_closure", second.slug)
        assert "1" not in talks.standings(draft, first)
