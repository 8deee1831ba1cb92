"""Where the record disagrees with itself it is shown, in words; where it does not, nothing is."""

from __future__ import annotations

from bracketed.model import Kind
from negotiation.codes import Code
from tests.documents.builders import Line
from tests.negotiation.builders import ALT, CHAPTER, SECTION, Negotiation, day_of

TITLE = Line("title", "Outcome document", kind=CHAPTER, tag="Suggested for Closure")


def test_a_title_over_paragraphs_that_are_not(talks: Negotiation) -> None:
    draft = talks.draft(
        TITLE,
        Line("1", "We agree.", parent="title", tag="Suggested for Closure"),
        Line("2", "We [may] agree.", parent="title"),
        Line("3", "We might.", parent="title"),
        result_of=talks.meeting(),
    )
    found = talks.standings(draft)
    assert found.said("title") == ("agreed", "suggested_for_closure", "own")
    assert found["title"].beside == ("open",)
    assert found["title"].contradictions == (
        "“suggested for closure”, which does not hold for 2 of 3 provisions under it.",
    )


def test_a_title_over_paragraphs_that_all_are(talks: Negotiation) -> None:
    draft = talks.draft(
        TITLE,
        Line("1", "We agree.", parent="title", tag="Suggested for Closure, given new figures"),
        Line("2", "We do, too.", parent="title", tag="agreed"),
        result_of=talks.meeting(),
    )
    assert talks.standings(draft)["title"].contradictions == ()


def test_agreed_is_not_lower_than_final_agreed(talks: Negotiation) -> None:
    draft = talks.draft(
        Line("C1", "Governance", label="C1.", kind=SECTION, tag="FINAL AGREED DRAFT"),
        Line("1", "Encourage it.", parent="C1", tag="agreed"),
        Line("2", "Foster it.", parent="C1"),
        result_of=talks.meeting(),
    )
    found = talks.standings(draft)
    assert found.said("1") == ("agreed", "agreed", "own")
    assert found.said("2") == ("agreed", "final_agreed", "cover")
    assert found["C1"].contradictions == ()


def test_one_bullet_under_a_final_agreed_heading_is_not(talks: Negotiation) -> None:
    first = talks.meeting()
    draft = talks.draft(
        Line("C8", "Diversity", label="C8.", kind=SECTION, tag="FINAL AGREED DRAFT"),
        Line("1", "Launch it.", parent="C8", tag="agreed"),
        Line("2", "[Reinforce it.]", parent="C8"),
        result_of=first,
    )
    talks.decide("2", Code.NOT_AGREED, first)
    assert talks.standings(draft)["C8"].contradictions == (
        "“final agreed”, which does not hold for 1 of 2 provisions under it.",
    )


def test_agreed_inside_a_chapter_not_yet_read(talks: Negotiation) -> None:
    first = talks.meeting()
    draft = talks.draft(
        Line("A", "Preamble", label="A.", kind=CHAPTER),
        Line("1", "The evolution of it.", parent="A"),
        result_of=first,
    )
    talks.decide("A", Code.NOT_OPENED, first)
    talks.decide("1", Code.AGREED, first)
    found = talks.standings(draft)
    assert found.said("A") == ("not_read", "not_opened", "own")
    assert found["A"].contradictions == ("Not yet read, yet 1 provision under it is agreed.",)
    assert found["1"].contradictions == ("Agreed, while “A. Preamble” is not yet read.",)


def test_a_bracket_never_closed_around_what_is_agreed(talks: Negotiation) -> None:
    draft = talks.draft(
        Line("C", "[Action lines", label="C.", kind=CHAPTER),
        Line("1", "We recommit.", parent="C", tag="agreed"),
        Line("2", "We reaffirm.", parent="C", tag="agreed"),
        result_of=talks.meeting(),
    )
    found = talks.standings(draft)
    assert found["C"].contradictions == (
        "A bracket opened here is never closed, yet 2 provisions under it are agreed.",
    )
    assert found["1"].contradictions == ()


def test_a_bracket_around_what_is_partly_agreed(talks: Negotiation) -> None:
    draft = talks.draft(
        Line("III", "[Looking to the future", label="III", kind=Kind.PART),
        Line("a", "We reaffirm it.", parent="III"),
        Line("b", "We welcome it.", parent="III", tag="agreed"),
        Line("c", "We encourage it.]", parent="III"),
        result_of=talks.meeting(),
    )
    assert talks.standings(draft)["III"].contradictions == (
        "A bracket goes around what stands here, yet 1 provision inside it is agreed.",
    )


def test_a_bracket_around_what_nobody_agreed(talks: Negotiation) -> None:
    draft = talks.draft(
        Line("III", "[Looking to the future", label="III", kind=Kind.PART),
        Line("a", "We reaffirm it.]", parent="III"),
        result_of=talks.meeting(),
    )
    assert talks.standings(draft)["III"].contradictions == ()


def test_a_bracket_in_a_text_before_the_one_that_was_agreed(talks: Negotiation) -> None:
    first, second = talks.meeting(), talks.meeting()
    draft = talks.draft(
        Line("C", "[Action lines", label="C.", kind=CHAPTER),
        Line("1", "We recommit.", parent="C"),
        result_of=first,
    )
    talks.decide("C", Code.ADOPTED, second, covers=True)
    found = talks.standings(draft, second)
    assert found.said("1") == ("agreed", "adopted", "cover")
    assert found["C"].contradictions == ()


def test_words_that_changed_after_they_were_agreed(talks: Negotiation) -> None:
    first, second = talks.meeting(), talks.meeting()
    before = talks.draft(Line("1", "We agree.", tag="agreed"), result_of=first)
    after = talks.draft(Line("1", "We disagree."), result_of=second)
    changed = ("The words changed after they were agreed, and no reopening is recorded.",)
    assert talks.standings(before)["1"].contradictions == ()
    assert talks.standings(after)["1"].contradictions == changed
    assert talks.column(second)["1"].contradictions == changed
    assert talks.column(first)["1"].contradictions == ()


def test_a_reopening_explains_the_change(talks: Negotiation) -> None:
    first, second = talks.meeting(), talks.meeting()
    talks.draft(Line("1", "We agree.", tag="agreed"), result_of=first)
    after = talks.draft(Line("1", "We disagree."), result_of=second)
    agreed = talks.provision("1").decisions.get()
    talks.gavel("1", Code.OPEN, second, reopens=agreed, note="asked for by Egypt")
    found = talks.standings(after)["1"]
    assert (found.code, found.contradictions) == ("open", ())


def test_a_text_that_is_not_later_than_the_decision_says_nothing(talks: Negotiation) -> None:
    first, second = talks.meeting(), talks.meeting()
    draft = talks.draft(
        Line("B", "Priorities", kind=CHAPTER),
        Line("21", "This [or not].", parent="B"),
        Line("22", "So.", parent="B"),
        Line("22/alt", "Not so.", role=ALT, parent="22"),
        result_of=first,
    )
    talks.decide("B", Code.FINAL_AGREED, second, covers=True)
    found = talks.standings(draft, second)
    assert found.said("21") == ("agreed", "final_agreed", "cover")
    assert [found[key].contradictions for key in ("B", "21", "22")] == [(), (), ()]


def test_a_covered_text_of_that_meeting_in_brackets(talks: Negotiation) -> None:
    first = talks.meeting()
    draft = talks.draft(
        Line("B", "Priorities", kind=CHAPTER, tag="FINAL AGREED DRAFT"),
        Line("21", "This [or not].", parent="B"),
        Line("22", "So.", parent="B"),
        Line("22/alt", "Not so.", role=ALT, parent="22"),
        result_of=first,
    )
    found = talks.standings(draft)
    assert found["21"].contradictions == ("Agreed, yet words in it stand in brackets.",)
    assert found["22"].contradictions == ("Agreed, yet alternatives compete for it.",)


def test_a_tag_on_words_in_brackets_keeps_its_contradiction(talks: Negotiation) -> None:
    draft = talks.draft(
        Line("1", "We [may] agree.", label="1.", tag="agreed"),
        Line("2", "We [may] agree.", label="2.", tag="Suggested for Closure"),
        Line("3", "We agree.", label="3.", tag="agreed"),
        result_of=talks.meeting(),
    )
    found = talks.standings(draft)
    assert found.said("1") == ("agreed", "agreed", "own")
    assert found["1"].contradictions == ("Words stand in brackets in “1.”.",)
    assert [found[key].contradictions for key in "23"] == [(), ()]


def test_what_the_record_says_against_itself_is_shown(talks: Negotiation) -> None:
    first = talks.meeting()
    draft = talks.draft(Line("60", "Spectrum."), result_of=first)
    talks.decide("60", Code.AGREED, first, contradiction="“maintain two paras”; one is agreed.")
    assert talks.standings(draft)["60"].contradictions == ("“maintain two paras”; one is agreed.",)


def test_an_earlier_draft_of_the_same_meeting_is_not_what_was_agreed(talks: Negotiation) -> None:
    first = talks.meeting()
    tabled = talks.draft(Line("1", "We do."), tabled_at=[first], as_of=day_of(0))
    talks.draft(Line("1", "We agree."), result_of=first)
    talks.decide("1", Code.AGREED, first)
    found = talks.standings(tabled, first)["1"]
    assert (found.code, found.contradictions) == ("agreed", ())
