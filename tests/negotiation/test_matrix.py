"""Provisions × meetings: which rows, which columns, what is recorded and what carried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from bracketed.model import Kind
from documents.freezing import lifted
from documents.models import Draft, Wording
from documents.queries import draft_view
from negotiation.actions import desk, publish
from negotiation.codes import Code
from negotiation.models import Member
from negotiation.queries import Counts, matrix, roll_up, standings
from negotiation.queries.kept import Kept
from negotiation.queries.matrix import forget
from tests.documents.builders import Line
from tests.negotiation.builders import ALT, CHAPTER, PUBLIC, SECRETARIAT, SECTION, Negotiation

EXCERPT = {"extent": Draft.Extent.EXCERPT}


def keys_of(talks: Negotiation, *keys: str) -> list[str]:
    """The keys of the rows, in their order."""
    names = {talks.id_of(key): key for key in keys}
    return [names[row.id] for row in matrix(talks.document, None).rows]


def columns(talks: Negotiation, key: str) -> list[tuple[str, str | None, str | None] | None]:
    """What stands in the row: code, where it is recorded, from where it is carried."""
    table = matrix(talks.document, None)
    cells = [table.cell(talks.id_of(key), meeting.slug) for meeting in table.meetings]
    return [(str(cell.code), cell.at, cell.carried_from) if cell else None for cell in cells]


def test_recorded_where_it_was_decided_then_carried(talks: Negotiation) -> None:
    first, second, third = talks.meeting(), talks.meeting(), talks.meeting()
    talks.draft(Line("1", "We agree."), Line("2", "We [may]."), result_of=first)
    talks.decide("1", Code.PENDING, second)
    talks.decide("2", Code.AGREED, third)
    assert columns(talks, "1") == [
        ("open", first.slug, None),
        ("pending", second.slug, None),
        ("pending", None, second.slug),
    ]
    assert columns(talks, "2") == [
        ("bracketed", first.slug, None),
        ("bracketed", None, first.slug),
        ("agreed", third.slug, None),
    ]


def test_a_text_tabled_again_is_recorded_again(talks: Negotiation) -> None:
    first, second = talks.meeting(), talks.meeting()
    talks.draft(Line("1", "We agree."), result_of=first, tabled_at=[second])
    assert columns(talks, "1") == [("open", first.slug, None), ("open", second.slug, None)]


def test_a_meeting_at_which_nothing_is_recorded_has_no_entries(talks: Negotiation) -> None:
    before = talks.meeting()
    first = talks.meeting()
    talks.meeting()
    last = talks.meeting()
    after = talks.meeting()
    talks.draft(Line("1", "We agree."), result_of=first)
    talks.decide("1", Code.AGREED, last)
    assert columns(talks, "1") == [
        ("open", first.slug, None),
        None,
        ("agreed", last.slug, None),
    ]
    slugs = {meeting.slug for meeting in matrix(talks.document, None).meetings}
    assert before.slug not in slugs
    assert after.slug not in slugs


def test_a_decision_in_a_draft_of_no_meeting_stands_where_it_is_tabled(
    talks: Negotiation,
) -> None:
    first = talks.meeting()
    talks.draft(
        Line("1", "We agree.", tag="Suggested for Closure"),
        tabled_at=[first],
        as_of=first.starts_on,
    )
    assert columns(talks, "1") == [("suggested_for_closure", first.slug, None)]


def test_a_heading_is_recorded_where_anything_under_it_is(talks: Negotiation) -> None:
    first, second, third = talks.meeting(), talks.meeting(), talks.meeting()
    talks.draft(
        Line("A", "Chapter A", kind=CHAPTER),
        Line("1", "We agree.", parent="A"),
        Line("B", "Chapter B", kind=CHAPTER),
        Line("2", "We do.", parent="B"),
        result_of=first,
    )
    talks.decide("1", Code.AGREED, second)
    talks.decide("2", Code.AGREED, third)
    assert columns(talks, "A") == [
        ("open", first.slug, None),
        ("agreed", second.slug, None),
        ("agreed", None, second.slug),
    ]


def test_a_proposal_is_never_the_text(talks: Negotiation) -> None:
    first, second = talks.meeting(), talks.meeting()
    talks.draft(Line("C9", "Media", kind=SECTION), Line("1", "[No.]", parent="C9"), result_of=first)
    talks.draft(
        Line("C9", "Media", kind=SECTION),
        Line("new", "Media will benefit.", parent="C9"),
        proposed_at=second,
    )
    assert keys_of(talks, "C9", "1", "new") == ["C9", "1"]
    assert [meeting.slug for meeting in matrix(talks.document, None).meetings] == [first.slug]


def test_alternatives_stand_in_no_row(talks: Negotiation) -> None:
    talks.draft(
        Line("A", "Chapter A", kind=CHAPTER),
        Line("21", label="21.", parent="A"),
        Line("21/1", "This.", role=ALT, parent="21"),
        Line("21/1/a", "a) here", kind=Kind.SUB_PARAGRAPH, parent="21/1"),
        result_of=talks.meeting(),
    )
    assert keys_of(talks, "A", "21") == ["A", "21"]
    assert columns(talks, "A")[0] == columns(talks, "21")[0]


def test_rows_are_the_last_text_with_what_it_lost_in_its_old_place(talks: Negotiation) -> None:
    first, second = talks.meeting(), talks.meeting()
    talks.draft(*(Line(key, f"We {key}.") for key in "abcde"), result_of=first)
    talks.draft(*(Line(key, f"We {key}.") for key in "dbf"), result_of=second)
    rows = matrix(talks.document, None).rows
    assert keys_of(talks, *"abcdef") == ["d", "e", "a", "b", "c", "f"]
    in_text = {row.id for row in rows if row.in_text}
    assert in_text == {talks.id_of(key) for key in "dbf"}


def test_what_a_later_excerpt_does_not_quote_is_not_gone(talks: Negotiation) -> None:
    first, second = talks.meeting(), talks.meeting()
    talks.draft(
        Line("A", "Chapter A", kind=CHAPTER),
        Line("1", "We a.", parent="A"),
        Line("C", "Chapter C", kind=CHAPTER),
        Line("2", "We c.", parent="C"),
        Line("3", "We d.", parent="C"),
        result_of=first,
        **EXCERPT,
    )
    talks.draft(
        Line("C", "Chapter C", kind=CHAPTER, coverage=Wording.Coverage.EXCERPT),
        Line("3", "We d.", parent="C"),
        result_of=second,
        **EXCERPT,
    )
    rows = matrix(talks.document, None).rows
    assert keys_of(talks, "A", "1", "C", "2", "3") == ["A", "1", "C", "2", "3"]
    assert all(row.in_text for row in rows)


def test_an_outline_adds_rows_and_no_words(talks: Negotiation) -> None:
    first, second = talks.meeting(), talks.meeting()
    talks.draft(
        Line("C", "Chapter C", kind=CHAPTER, coverage=Wording.Coverage.EXCERPT),
        Line("1", "We [may].", parent="C"),
        result_of=first,
        **EXCERPT,
    )
    none = Wording.Coverage.NONE
    talks.draft(
        Line("A", "Chapter A", kind=CHAPTER, coverage=none),
        Line("C", "Chapter C", kind=CHAPTER, coverage=none),
        result_of=second,
        extent=Draft.Extent.OUTLINE,
    )
    assert keys_of(talks, "A", "C", "1") == ["A", "C", "1"]
    assert columns(talks, "1") == [
        ("bracketed", first.slug, None),
        ("bracketed", None, first.slug),
    ]
    assert columns(talks, "A") == [None, None]


def test_counts_are_of_provisions_with_a_text(talks: Negotiation) -> None:
    first = talks.meeting()
    draft = talks.draft(
        Line("A", "Chapter A", kind=CHAPTER),
        Line("1", "We agree.", parent="A", tag="agreed"),
        Line("2", "We [may].", parent="A"),
        Line("B", "Chapter B", kind=CHAPTER),
        Line("21", label="21.", parent="B"),
        Line("21/1", "This.", role=ALT, parent="21"),
        Line("11", "Still to come.", label="11.", parent="B", coverage=Wording.Coverage.NONE),
        result_of=first,
    )
    expected = Counts(
        agreed=1,
        pending=1,
        alt=1,
        silent=1,
        codes=((Code.BRACKETED, 1), (Code.ALT, 1), (Code.AGREED, 1)),
    )
    assert matrix(talks.document, None).counts == {first.slug: expected}
    view = draft_view(draft)
    under = roll_up(view, standings(view, first, None))
    assert under[""] == expected
    assert under[talks.id_of("A")] == Counts(
        agreed=1, pending=1, codes=((Code.BRACKETED, 1), (Code.AGREED, 1))
    )
    assert under[""].total == 4


def test_a_matrix_agrees_with_the_standings_of_the_text(talks: Negotiation) -> None:
    first = talks.meeting()
    draft = talks.draft(
        Line("III", "[Looking to the future", label="III", kind=Kind.PART),
        Line("a", "We reaffirm it.", parent="III"),
        Line("b", "We welcome it.", parent="III", tag="agreed"),
        Line("c", "[We encourage it.]]", parent="III"),
        Line("IV", "[Follow-up", label="IV", kind=Kind.PART, tag="FINAL AGREED DRAFT"),
        Line("d", "We request [it].", parent="IV"),
        Line("e", "We do.", parent="IV"),
        result_of=first,
    )
    read, column = talks.standings(draft), talks.column(first)
    assert read.found == column.found
    assert [column[key].code for key in ("a", "b", "c", "d")] == [
        "bracketed",
        "agreed",
        "bracketed",
        "final_agreed",
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(
    talks: Negotiation, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        meeting = talks.meeting()
        draft = talks.draft(
            Line("A", "Chapter A", kind=CHAPTER),
            *(Line(f"{n}", "We [may].", parent="A", tag="agreed") for n in range(rows)),
            result_of=meeting,
        )
        talks.decide("A", Code.PRE_AGREED, meeting, covers=True, exceptions=["0"])
    delegate = talks.member(Member.Role.DELEGATE)
    with django_assert_num_queries(8):
        matrix(talks.document, delegate)
    with django_assert_num_queries(4):
        matrix(talks.document, delegate)
    view = draft_view(draft)
    view.draft.document  # noqa: B018 - as a page has it
    with django_assert_num_queries(5):
        standings(view, meeting, delegate)


def test_what_is_kept_is_made_anew_when_anything_changes(talks: Negotiation) -> None:
    first, second = talks.meeting(), talks.meeting()
    talks.draft(Line("1", "We agree."), result_of=first)
    assert columns(talks, "1") == [("open", first.slug, None)]
    talks.decide("1", Code.PENDING, first)
    assert columns(talks, "1") == [("pending", first.slug, None)]
    draft = talks.draft(Line("1", "We [may]."), Line("2", "We do."), result_of=second)
    assert columns(talks, "2") == [None, ("open", second.slug, None)]
    with lifted():
        Draft.objects.filter(pk=draft.pk).update(head_edit=1)
    draft.wordings.filter(label="").exclude(text="We do.").update(disposition="deleted")
    assert matrix(talks.document, None).counts[second.slug].total == 1


def test_after_a_decision_the_columns_before_it_are_kept(talks: Negotiation) -> None:
    first, second = talks.meeting(), talks.meeting()
    talks.draft(Line("1", "We agree."), Line("2", "We do."), result_of=first)
    talks.draft(Line("1", "We agree."), Line("2", "We [do]."), result_of=second)
    before, row = matrix(talks.document, None), talks.id_of("2")
    talks.decide("1", Code.PENDING, second)
    after = matrix(talks.document, None)
    assert after.cell(row, first.slug) is before.cell(row, first.slug)
    assert after.cell(row, second.slug) is not before.cell(row, second.slug)


def test_what_is_kept_is_what_would_be_made(talks: Negotiation) -> None:
    """After each act, the earlier ones again and again."""
    meetings = first, second, third = [talks.meeting() for _ in range(3)]
    lines = [Line("A", "Chapter A", kind=CHAPTER)]
    lines += [Line(f"{n}", f"We [may] {n}.", parent="A") for n in range(4)]
    draft = talks.draft(*lines, result_of=first)
    hidden = talks.draft(Line("0", "We may."), result_of=second, visibility=SECRETARIAT)
    recorded = talks.decide("1", Code.PENDING, third)
    acts: list[Callable[[], object]] = [
        lambda: talks.decide("2", Code.PENDING, third),
        lambda: talks.decide("A", Code.PENDING, second, covers=True, exceptions=["3"]),
        lambda: talks.decide("0", Code.PENDING, first),
        lambda: (
            desk.take_back(recorded, note="The wrong one.", by=talks.clerk),
            talks.decide("3", Code.PENDING, third),
        ),
        lambda: publish(hidden, visibility=PUBLIC, by=talks.clerk),
        lambda: talks.draft(*lines[:3], result_of=second, follows=draft),
        lambda: publish(hidden, visibility=SECRETARIAT, by=talks.clerk),
        talks.meeting,
    ]
    for number, act in enumerate(acts):
        act()
        readers = (None, talks.clerk)
        kept = [matrix(talks.document, reader) for reader in readers]
        forget()
        made = [matrix(talks.document, reader) for reader in readers]
        for one, other in zip(kept, made, strict=True):
            assert (one.counts, one.ends, one.changed) == (other.counts, other.ends, other.changed)
            for row in other.rows:
                for slug in (meeting.slug for meeting in meetings):
                    where = (number, row.label, slug)
                    assert one.cell(row.id, slug) == other.cell(row.id, slug), where
                    assert one.under(row.id, slug) == other.under(row.id, slug), where


def test_readers_share_what_is_kept_only_when_they_see_the_same(talks: Negotiation) -> None:
    first, second = talks.meeting(), talks.meeting()
    talks.draft(Line("1", "We agree."), result_of=first)
    talks.draft(Line("1", "We hush."), Line("2", "x"), result_of=second, visibility=SECRETARIAT)
    talks.decide("2", Code.AGREED, second)
    clerk = matrix(talks.document, talks.clerk)
    public = matrix(talks.document, None)
    again = matrix(talks.document, talks.clerk)
    assert [len(one.rows) for one in (clerk, public, again)] == [2, 1, 2]
    assert [len(one.meetings) for one in (clerk, public, again)] == [2, 1, 2]


def test_counts_what_stands_under_each_heading(talks: Negotiation) -> None:
    first = talks.meeting()
    draft = talks.draft(
        Line("A", "Chapter A", kind=CHAPTER),
        Line("A.1", "Section", kind=SECTION, parent="A"),
        Line("1", "We agree.", parent="A.1", tag="agreed"),
        Line("2", "We [may].", parent="A.1"),
        Line("3", "We do.", parent="A", tag="agreed"),
        Line("21", label="21.", parent="A"),
        Line("21/1", "This.", role=ALT, parent="21"),
        result_of=first,
    )
    table, view = matrix(talks.document, None), draft_view(draft)
    rolled = roll_up(view, standings(view, first, None))
    for key in ("A", "A.1"):
        found = table.under(talks.id_of(key), first.slug)
        assert found == replace(rolled[talks.id_of(key)], codes=()), key
    assert table.under(talks.id_of("A"), first.slug) == Counts(agreed=2, pending=1, alt=1)
    assert table.under(talks.id_of("1"), first.slug) is None


def test_tells_what_changed_and_how_it_ended(talks: Negotiation) -> None:
    first, second = talks.meeting(), talks.meeting()
    talks.draft(Line("1", "We agree."), Line("2", "We [may]."), result_of=first)
    talks.decide("1", Code.AGREED, second)
    table = matrix(talks.document, None)
    assert table.changed == {talks.id_of("1")}
    assert {row: str(standing.code) for row, standing in table.ends.items()} == {
        talks.id_of("1"): "agreed",
        talks.id_of("2"): "bracketed",
    }


def test_what_is_kept_weighs_no_more_than_it_may() -> None:
    kept: Kept[str] = Kept(10, len)
    for word in ("four", "five", "nine"):
        kept.put(word, word)
    assert [kept.get(word) for word in ("four", "five", "nine")] == [None, "five", "nine"]
    assert kept.weight == 8
    kept.put("more than ten", "more than ten")
    assert kept.get("more than ten") is None
    assert kept.weight == 0
