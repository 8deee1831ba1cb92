"""What a comparison says happened, and of what it keeps silent."""

from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bracketed.model import Kind, Role
from documents.actions import (
    ask_comparison,
    compare_chunk,
    retract_lineage,
    run_comparison,
    state_lineage,
)
from documents.models import Comparison, Draft, Lineage, Provision, Wording
from documents.plans import LineagePlan
from documents.public_ids import public_id_for
from documents.queries import ComparisonView, comparison_view, lineage_of
from documents.refusals import NotComparable
from tests.documents.builders import NOON, Line, a_document, a_person, issued, written

pytestmark = pytest.mark.django_db

HELD = Wording.Coverage.WHOLE
EXCERPT = Wording.Coverage.EXCERPT
NONE = Wording.Coverage.NONE

SPECTRUM = "Need for further improving management and use of the radio-frequency spectrum"
MEDIA = "Encourage media to play a supportive role in inclusive knowledge societies"
YOUTH = "Promotion of the participation of youth in decision making processes"
HEALTH = "Reliable electronic health records serve patients across remote islands"


def compared(earlier: Draft, later: Draft) -> ComparisonView:
    comparison = ask_comparison(earlier, later, at=NOON)
    run_comparison(comparison.id)
    compare_chunk(comparison.id, 0, 1000)
    return comparison_view(Comparison.objects.get(id=comparison.id))


Row = tuple[str, list[str], list[str], list[str]]


def rows(view: ComparisonView, *keys: str, document: str = "vision") -> list[Row]:
    """Each change as link, earlier keys, later keys and kinds."""
    names = {public_id_for(f"{slug}/{key}"): key for key in keys for slug in (document, "tunis")}
    return [
        (
            change.link,
            [names[side.id] for side in change.earlier],
            [names[side.id] for side in change.later],
            [kind.kind for kind in change.kinds],
        )
        for change in view.changes
    ]


def test_what_happened_is_said_in_the_words_of_the_field() -> None:
    earlier = (
        Line("kept", SPECTRUM, label="1."),
        Line("lifted", f"[{MEDIA}]", label="2."),
        Line("renumbered", YOUTH, label="3."),
        Line("gone", HEALTH, label="4."),
        Line("tagged", "We reaffirm the Geneva declaration.", label="5."),
        Line("reworded", "We call on governments to cooperate closely.", label="6."),
    )
    later = (
        Line("kept", SPECTRUM, label="1."),
        Line("lifted", MEDIA, label="2."),
        Line("new", "Bridging gender divides demands measurable targets.", label="3."),
        Line("renumbered", YOUTH, label="3 bis."),
        Line("tagged", "We reaffirm the Geneva declaration.", label="5.", tag="agreed"),
        Line("reworded", "We call on all stakeholders to cooperate closely.", label="6."),
    )
    document = a_document()
    view = compared(issued(document, 1, *earlier), issued(document, 2, *later))
    keys = {line.key for line in (*earlier, *later)}
    assert rows(view, *keys) == [
        ("kept", ["kept"], ["kept"], []),
        ("kept", ["lifted"], ["lifted"], ["bracket_lifted"]),
        ("new", [], ["new"], ["new"]),
        ("kept", ["renumbered"], ["renumbered"], ["label_changed"]),
        ("gone", ["gone"], [], ["deleted"]),
        ("kept", ["tagged"], ["tagged"], ["tag_changed"]),
        ("reworded", ["reworded"], ["reworded"], ["wording_changed"]),
    ]
    assert view.state == Comparison.State.DONE
    assert view.totals == (
        ("bracket_lifted", 1),
        ("deleted", 1),
        ("label_changed", 1),
        ("new", 1),
        ("tag_changed", 1),
        ("wording_changed", 1),
    )
    reworded = view.changes[-1]
    place = reworded.kinds[0].later
    assert place is not None
    assert reworded.later[place.side].words[place.start : place.end] == "all stakeholders"


def test_a_provision_keeps_its_identity_where_it_moves() -> None:
    document = a_document()
    lines = [Line("a", SPECTRUM), Line("b", MEDIA), Line("c", YOUTH), Line("d", HEALTH)]
    earlier = issued(document, 1, *lines)
    view = compared(earlier, issued(document, 2, *lines[1:], lines[0]))
    assert rows(view, "a", "b", "c", "d") == [
        ("kept", ["b"], ["b"], []),
        ("kept", ["c"], ["c"], []),
        ("kept", ["d"], ["d"], []),
        ("moved", ["a"], ["a"], ["moved"]),
    ]


def chapters(*names: str, coverage: Wording.Coverage = HELD) -> list[Line]:
    """Chapters with two paragraphs each."""
    texts = {"B": (SPECTRUM, MEDIA), "C": (YOUTH, HEALTH)}
    return [
        line
        for name in names
        for line in (
            Line(name, f"Chapter {name}", kind=Kind.CHAPTER, coverage=coverage),
            *(
                Line(f"{name}/{number}", text, parent=name)
                for number, text in enumerate(texts[name], start=1)
            ),
        )
    ]


KEYS = ("B", "B/1", "B/2", "C", "C/1", "C/2", "C/3")


def said(view: ComparisonView) -> list[tuple[str, list[str], list[str]]]:
    return [(link, earlier, later) for link, earlier, later, _ in rows(view, *KEYS)]


IN_C = [("kept", ["C"], ["C"]), ("kept", ["C/1"], ["C/1"]), ("kept", ["C/2"], ["C/2"])]


def test_a_chapter_that_one_draft_does_not_cover_is_neither_gone_nor_new() -> None:
    document = a_document()
    whole = issued(document, 1, *chapters("B", "C"))
    only_c = issued(document, 2, *chapters("C"), extent=Draft.Extent.EXCERPT)
    assert said(compared(whole, only_c)) == IN_C
    assert said(compared(only_c, whole)) == IN_C


def test_a_section_issued_by_itself_is_compared_with_its_chapter() -> None:
    """UNESCO's text of C9 alone, after the whole of Chapter C."""
    document = a_document()
    section = Line("C/1", "Media", kind=Kind.SECTION, parent="C")
    item = Line("C/2", f"[{MEDIA}]", parent="C/1")
    other = Line("B/1", SPECTRUM, parent="C")
    whole = issued(document, 1, chapters("C")[0], section, item, other)
    alone = issued(
        document,
        2,
        Line("C/1", "Media", kind=Kind.SECTION),
        Line("C/2", MEDIA, parent="C/1"),
        Line("C/3", HEALTH, parent="C/1"),
        extent=Draft.Extent.EXCERPT,
    )
    assert rows(compared(whole, alone), *KEYS) == [
        ("kept", ["C/1"], ["C/1"], []),
        ("kept", ["C/2"], ["C/2"], ["bracket_lifted"]),
        ("new", [], ["C/3"], ["new"]),
    ]


def test_a_chapter_whose_text_is_not_held_is_not_compared() -> None:
    document = a_document()
    whole = issued(document, 1, *chapters("B", "C"))
    named = Line("B", kind=Kind.CHAPTER, coverage=NONE)
    assert said(compared(whole, issued(document, 2, named, *chapters("C")))) == IN_C


def test_a_chapter_that_a_whole_draft_left_out_is_gone() -> None:
    document = a_document()
    whole = issued(document, 1, *chapters("B", "C"))
    view = compared(whole, issued(document, 2, *chapters("C")))
    assert said(view) == [
        ("gone", ["B"], []),
        ("gone", ["B/1"], []),
        ("gone", ["B/2"], []),
        *IN_C,
    ]


def test_what_an_excerpt_does_not_quote_is_not_gone() -> None:
    document = a_document()
    whole = issued(document, 1, *chapters("C"))
    quoted = issued(document, 2, *chapters("C", coverage=EXCERPT)[:2])
    assert said(compared(whole, quoted)) == IN_C[:2]
    cut = issued(document, 3, *chapters("C")[:2])
    assert said(compared(whole, cut)) == [*IN_C[:2], ("gone", ["C/2"], [])]


def test_what_stands_there_without_its_words_is_not_gone() -> None:
    document = a_document()
    whole = issued(document, 1, *chapters("C"))
    hollow = issued(document, 2, *chapters("C")[:2], Line("C/2", parent="C", coverage=NONE))
    assert said(compared(whole, hollow)) == IN_C[:2]


def merge(basis: Lineage.Basis, result: str = "C/3") -> tuple[LineagePlan, ...]:
    return tuple(
        LineagePlan(earlier, result, Lineage.Kind.MERGED_INTO, basis) for earlier in ("C/1", "C/2")
    )


def test_a_paragraph_that_competes_is_withdrawn_or_added_not_deleted_or_new() -> None:
    document = a_document()
    slot = chapters("C")
    first = Line("C/1/alt-1", SPECTRUM, label="Alt 1:", role=Role.ALTERNATIVE, parent="C/1")
    second = Line("C/1/alt-2", MEDIA, label="Alt 2:", role=Role.ALTERNATIVE, parent="C/1")
    earlier = issued(document, 1, *slot, first)
    later = issued(document, 2, *slot, second)
    told = rows(compared(earlier, later), *KEYS, "C/1/alt-1", "C/1/alt-2")
    assert [row for row in told if row[3]] == [
        ("gone", ["C/1/alt-1"], [], ["alternative_withdrawn"]),
        ("new", [], ["C/1/alt-2"], ["alternative_added"]),
    ]


def test_a_proposed_merge_is_told_while_its_text_is_still_to_come() -> None:
    """Row 1 of S2.2/C: "combine paras 17 and 18"; both stay, the result cell is empty."""
    document = a_document()
    earlier = issued(document, 1, *chapters("C"))
    to_come = Line("C/3", parent="C", coverage=NONE)
    lineage = merge(Lineage.Basis.STATED)
    later = issued(document, 2, *chapters("C"), to_come, lineage=lineage)
    view = compared(earlier, later)
    assert rows(view, *KEYS)[-1] == ("merged", ["C/1", "C/2"], ["C/3"], ["merged"])
    assert said(view)[:-1] == IN_C
    assert (view.changes[-1].found_by, view.changes[-1].certainty) == ("stated", 1.0)


def test_a_stated_merge_is_compared_with_its_result() -> None:
    document = a_document()
    earlier = issued(document, 1, *chapters("C"))
    later = issued(document, 2, chapters("C")[0], Line("C/3", f"{YOUTH}; {HEALTH}", parent="C"))
    for key in ("C/1", "C/2"):
        stated(key, "C/3", Lineage.Kind.MERGED_INTO)
    view = compared(earlier, later)
    assert said(view) == [IN_C[0], ("merged", ["C/1", "C/2"], ["C/3"])]
    assert view.changes[1].found_by == "stated"
    assert [side.words for side in view.changes[1].earlier] == [YOUTH, HEALTH]


def test_an_inferred_merge_is_marked_as_inferred() -> None:
    document = a_document()
    earlier = issued(document, 1, *chapters("C"))
    result = Line("C/3", SPECTRUM, parent="C")
    lineage = merge(Lineage.Basis.INFERRED)
    later = issued(document, 2, *chapters("C"), result, lineage=lineage)
    view = compared(earlier, later)
    assert said(view) == [
        *IN_C,
        ("new", [], ["C/3"]),
        ("merged", ["C/1", "C/2"], ["C/3"]),
    ]
    assert view.changes[-1].found_by == "inferred"


def test_what_lineage_accounts_for_is_not_gone() -> None:
    document = a_document()
    earlier = issued(document, 1, *chapters("C"))
    later = issued(document, 2, *chapters("C")[:2])
    stated("C/2", "C/1", Lineage.Kind.CONSIDERS)
    assert said(compared(earlier, later)) == IN_C[:2]


def test_what_a_third_draft_states_stays_with_those_who_see_it() -> None:
    """One comparison serves everybody who sees both ends; the draft between may be hidden."""
    document = a_document()
    earlier = issued(document, 1, *chapters("C"))
    considered = LineagePlan("C/2", "C/1", Lineage.Kind.CONSIDERS, Lineage.Basis.STATED)
    written(document, 2, *chapters("C"), lineage=(considered,))
    later = issued(document, 3, *chapters("C")[:2])
    assert said(compared(earlier, later)) == [*IN_C[:2], ("gone", ["C/2"], [])]


def stated(earlier: str, later: str, kind: Lineage.Kind) -> None:
    """An edge that belongs to no draft."""
    ends = [
        Provision.objects.get(public_id=public_id_for(f"vision/{key}")) for key in (earlier, later)
    ]
    state_lineage(
        earlier=ends[0],
        later=ends[1],
        kind=kind,
        basis=Lineage.Basis.STATED,
        by=a_person(),
        at=NOON,
    )


def provision(key: str) -> Provision:
    return Provision.objects.get(public_id=public_id_for(f"vision/{key}"))


def test_what_a_person_says_holds_and_is_computed_again() -> None:
    document = a_document()
    earlier = issued(document, 1, *chapters("C")[:2])
    later = issued(document, 2, *chapters("C")[:1], Line("C/3", f"{YOUTH} everywhere", parent="C"))
    first = compared(earlier, later)
    assert said(first) == [IN_C[0], ("reworded", ["C/1"], ["C/3"])]
    assert first.changes[1].found_by == "likeness"
    person = {"basis": Lineage.Basis.PERSON, "by": a_person(), "at": NOON}
    ends = {"earlier": provision("C/1"), "later": provision("C/3")}

    apart = state_lineage(kind=Lineage.Kind.DIFFERENT, **ends, **person)
    assert Comparison.objects.get(id=first.comparison.id).state == Comparison.State.WAITING
    assert said(compared(earlier, later)) == [
        IN_C[0],
        ("gone", ["C/1"], []),
        ("new", [], ["C/3"]),
    ]
    retract_lineage(apart, by=a_person(), at=NOON)
    state_lineage(kind=Lineage.Kind.SAME, **ends, **person)
    last = compared(earlier, later)
    assert said(last) == said(first)
    assert last.changes[1].found_by == "person"
    assert last.comparison.id == first.comparison.id
    assert [edge.kind for edge in lineage_of(provision("C/1"))] == [Lineage.Kind.SAME]


def test_drafts_of_different_documents_share_words_and_nothing_is_gone_or_new() -> None:
    tunis = issued(a_document("tunis"), 1, Line("21", SPECTRUM), Line("22", MEDIA))
    vision = issued(a_document(), 1, Line("33", f"{SPECTRUM} today"), Line("34", YOUTH))
    view = compared(tunis, vision)
    assert rows(view, "21", "22", "33", "34") == [("reworded", ["21"], ["33"], ["wording_changed"])]


def test_drafts_that_cannot_be_compared_are_refused() -> None:
    draft = issued(a_document(), 1, *chapters("C"))
    outline = written(a_document(), 2, *chapters("C"), extent=Draft.Extent.OUTLINE)
    with pytest.raises(NotComparable, match="A draft is not compared with itself"):
        ask_comparison(draft, draft, at=NOON)
    for ends in ((draft, outline), (outline, draft)):
        with pytest.raises(NotComparable, match="Of Draft 2 only the outline is known"):
            ask_comparison(*ends, at=NOON)
    assert not Comparison.objects.filter(earlier=draft).exists()


def view_queries(lines: Sequence[Line], number: int) -> int:
    document = a_document(f"document-{number}")
    done = compared(issued(document, 1, *lines), issued(document, 2, *lines))
    comparison = Comparison.objects.get(id=done.comparison.id)
    with CaptureQueriesContext(connection) as queries:
        assert len(comparison_view(comparison).changes) == number
    return len(queries)


def test_a_comparison_is_read_in_a_constant_number_of_queries() -> None:
    lines = [Line("1", SPECTRUM), Line("2", MEDIA), Line("3", YOUTH)]
    assert view_queries(lines[:1], 1) == view_queries(lines, 3) == 6
