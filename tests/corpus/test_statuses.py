"""What holds for a provision at a meeting, as the record tells it."""

from collections import Counter

import pytest

from documents.public_ids import public_id_for
from negotiation.codes import Code, Shown
from negotiation.models import Decision, Meeting
from tests.corpus.conftest import StandingOf, provision, text_at

pytestmark = pytest.mark.usefixtures("corpus")


def test_the_first_reading_is_concluded_or_pending(standing_of: StandingOf) -> None:
    read = ["statement/B", "statement/C", "vision/E-learning"]
    read += [f"vision/C{number}" for number in (2, 4, 5, 6)]
    pending = ["statement/A", "vision/D/1", "vision/D/2", "vision/D/3", "vision/E"]
    pending += [f"vision/C{number}" for number in (1, 3, 8, 9, 10, 11)]
    pending += [
        f"vision/E-{line}"
        for line in [
            "government",
            "business",
            "health",
            "employment",
            "environment",
            "agriculture",
            "science",
        ]
    ]
    found = {key: standing_of(key, "mpp-2") for key in [*read, *pending]}
    assert {key: (s and s.code) for key, s in found.items()} == dict.fromkeys(
        read, Code.OPEN
    ) | dict.fromkeys(pending, Code.NOT_OPENED)
    assert {s.note for key, s in found.items() if s and key in read} == {"first reading concluded"}
    assert {s.origin for s in found.values() if s} == {"own"}


def test_a_paragraph_is_agreed_in_a_preamble_that_was_not_read(standing_of: StandingOf) -> None:
    for document in ("statement", "vision"):
        standing = standing_of(f"{document}/A/preamble", "mpp-2")
        assert standing is not None
        assert (standing.code, standing.origin) == (Code.AGREED, "own")
    preamble = standing_of("statement/A", "mpp-2")
    assert preamble is not None
    assert (preamble.shown, preamble.beside) == (Shown.NOT_READ, (Code.AGREED,))


def test_one_text_is_agreed_beside_the_proposal_to_maintain_two(standing_of: StandingOf) -> None:
    standing = standing_of("statement/C/result-9", "mpp-2")
    assert standing is not None
    assert standing.code == Code.AGREED
    assert standing.contradictions == (
        (
            "The comment beside it says “Proposal to maintain two paras but reformulating”; "
            "one text is agreed."
        ),
    )


def test_nothing_is_recorded_for_results_without_a_text(standing_of: StandingOf) -> None:
    assert [standing_of(f"statement/C/result-{n}", "mpp-2") for n in range(1, 9)] == [None] * 8


@pytest.mark.parametrize(("chapter", "symbol"), [("A", 4), ("B", 5), ("C", 6)])
def test_agreed_in_the_report_is_pre_agreed_in_the_symbol(
    standing_of: StandingOf, chapter: str, symbol: int
) -> None:
    standing = standing_of(f"statement/{chapter}", "mpp-4")
    assert standing is not None
    assert standing.code == Code.AGREED
    assert (
        f"“Agreed text” in the report, “Pre-agreed” in the symbol WSIS+10/4/{symbol}/Pre-agreed."
        in standing.contradictions
    )


def test_the_vision_is_pre_agreed_besides_what_is_named(standing_of: StandingOf) -> None:
    for chapter in "AB":
        standing = standing_of(f"vision/{chapter}", "mpp-4")
        assert standing is not None
        assert standing.code == Code.PRE_AGREED
        assert standing.condition.startswith("besides Para")
    excepted = ["A/11", "A/annex", "B/2", "B/27", "B/28", "B/29", "B/30"]
    assert {
        key: (s and (s.code, s.origin))
        for key in excepted
        for s in [standing_of(f"vision/{key}", "mpp-4")]
    } == dict.fromkeys(excepted, (Code.PENDING, "excepted"))


def test_alternatives_without_base_text_show_as_alternatives(standing_of: StandingOf) -> None:
    standing = standing_of("vision/B/21", "mpp-4")
    assert standing is not None
    assert (standing.shown, standing.beside) == (Shown.ALT, (Code.PENDING,))


def test_27_to_30_are_excepted_and_28_to_31_are_printed(standing_of: StandingOf) -> None:
    chapter = standing_of("vision/B", "mpp-4")
    assert chapter is not None
    assert any("numbered 28 to 31" in sentence for sentence in chapter.contradictions)
    last = standing_of("vision/B/31", "mpp-4")
    assert last is not None
    assert (last.code, last.origin) == (Code.PRE_AGREED, "cover")


def test_chapters_c_and_e_wait_for_the_chair(standing_of: StandingOf) -> None:
    for chapter in "CE":
        standing = standing_of(f"vision/{chapter}", "mpp-4")
        assert standing is not None
        assert (standing.code, standing.origin) == (Code.PENDING, "own")


def test_the_end_of_the_fifth_meeting_agrees_with_the_chairmans_summary() -> None:
    view, found = text_at("vision", "mpp-5")
    codes = Counter((s.code, s.origin) for s in found.values())
    assert codes[Code.AGREED, "own"] == 120
    assert codes[Code.FINAL_AGREED, "own"] == 16
    assert codes[Code.FINAL_AGREED, "cover"] == 1
    not_agreed = {
        p.id for p in view.provisions if (s := found.get(p.id)) and s.code == Code.NOT_AGREED
        and s.decision_id and s.at == "mpp-5" and p.role == "text"
    }  # fmt: skip
    under_c9 = {p.id for p in view.children(public_id_for("vision/C9"))}
    part_three = ("cooperation", "implementation", "ungis", "gender")
    assert not_agreed == under_c9 | {
        public_id_for(f"vision/{key}")
        for key in ("C9", "C5/7", "C8/6", *(f"III/{name}" for name in part_three))
    }


def test_an_untagged_paragraph_takes_final_agreed_from_its_heading(
    standing_of: StandingOf,
) -> None:
    standing = standing_of("vision/C6/design", "mpp-5")
    assert standing is not None
    assert (standing.code, standing.origin, standing.at) == (Code.FINAL_AGREED, "cover", "mpp-5")


@pytest.mark.parametrize("key", ["vision/C5/7", "vision/C9/3"])
def test_alternatives_show_where_there_was_no_agreement(standing_of: StandingOf, key: str) -> None:
    standing = standing_of(key, "mpp-5")
    assert standing is not None
    assert (standing.shown, standing.code) == (Shown.ALT, Code.NOT_AGREED)


@pytest.mark.parametrize("key", ["vision/C", "vision/C/III"])
def test_a_bracket_opens_around_paragraphs_that_are_agreed(
    standing_of: StandingOf, key: str
) -> None:
    standing = standing_of(key, "mpp-5")
    assert standing is not None
    assert any("bracket" in sentence for sentence in standing.contradictions)


def test_consensus_on_c9_was_not_reached_on_9_june(standing_of: StandingOf) -> None:
    standing = standing_of("vision/C9", "mpp-additional")
    assert standing is not None
    assert (standing.code, standing.at) == (Code.NOT_AGREED, "mpp-additional")
    carried = standing_of("vision/C8/6", "mpp-additional")
    assert carried is not None
    assert (carried.code, carried.at, carried.carried_from) == (Code.NOT_AGREED, None, "mpp-5")


def test_unescos_proposal_is_not_the_text_at_the_meeting() -> None:
    view, _ = text_at("vision", "mpp-additional")
    assert view.draft.public_id == public_id_for("draft vision/annex-two")


def test_39_of_70_paragraphs_are_suggested_for_closure() -> None:
    view, found = text_at("ga-outcome-2015", "ga-informals-2015-12")
    paragraphs = [found[p.id] for p in view.provisions if p.kind == "paragraph"]
    assert Counter(s.code for s in paragraphs) == {
        Code.SUGGESTED_FOR_CLOSURE: 39,
        Code.OPEN: 19,
        Code.BRACKETED: 12,
    }
    assert [s.condition for s in paragraphs if s.condition] == ["given new figures"] * 2
    title = found[public_id_for("ga-outcome-2015/title")]
    assert title.code == Code.SUGGESTED_FOR_CLOSURE
    assert any("31 of 70" in sentence for sentence in title.contradictions)


def test_the_tags_of_7_december_are_of_the_co_facilitators() -> None:
    decisions = Decision.objects.filter(
        draft__public_id=public_id_for("draft ga-outcome-2015/2015-12-07")
    )
    assert decisions.count() == 40
    assert {
        (d.body and d.body.slug, d.meeting, d.taken_on.isoformat(), d.basis) for d in decisions
    } == {("co-facilitators", None, "2015-12-07", "tag")}


def test_where_the_record_is_silent_there_is_no_entry() -> None:
    silent = ("mpp-1", "mpp-3", "hle-2014", "ga-informals-2015-11", "ga-hlm-2015")
    assert Meeting.objects.filter(slug__in=silent).count() == len(silent)
    assert not Decision.objects.filter(meeting__slug__in=silent).exists()


def test_each_stated_decision_quotes_its_place_in_the_record() -> None:
    stated = Decision.objects.filter(basis="stated", provision__document__mandate__isnull=False)
    assert stated.filter(meeting__process__slug="wsis10").count() == 48
    assert not stated.filter(meeting__process__slug="wsis10", passage=None).exists()


def test_a_decision_of_the_record_quotes_the_words() -> None:
    decision = Decision.objects.get(provision=provision("vision/C8/6"), basis="stated")
    assert decision.passage is not None
    assert "One bullet in WSIS Action Line C8" in decision.passage.text
