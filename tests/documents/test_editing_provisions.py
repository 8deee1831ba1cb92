"""What is done to whole provisions of a rolling draft."""

import pytest

from bracketed.model import Kind, Role
from documents.actions import (
    choose_alternative,
    insert,
    merge,
    move,
    restore,
    save_wording,
    split,
    turn_into_alternative,
    undo,
    withdraw,
)
from documents.models import LIVE, Draft, Edit, Provision, Wording
from documents.public_ids import public_id_for
from documents.queries import draft_view, lineage_of, next_label
from documents.refusals import BadText, Moved, NotEditable
from tests.documents.builders import NOON, Line, a_document, a_person, rolling

pytestmark = pytest.mark.django_db

LINES = (
    Line("A", "Preamble", label="A.", kind=Kind.CHAPTER),
    Line("A/1", "We recall.", label="1.", parent="A"),
    Line("A/2", "We agree. We act:", label="2.", parent="A"),
    Line("A/2/a", "here;", label="a)", parent="A/2", kind=Kind.SUB_PARAGRAPH),
    Line("A/2/b", "there.", label="b)", parent="A/2", kind=Kind.SUB_PARAGRAPH),
    Line("A/3", "We [may] meet.", label="3.", parent="A"),
    Line("A/3/1", "We shall meet.", label="Alt 1:", parent="A/3", role=Role.ALTERNATIVE),
    Line("A/3/2", "No text", label="Alt 2:", parent="A/3", role=Role.ALTERNATIVE),
)


def act() -> dict[str, object]:
    return {"by": a_person(), "at": NOON}


def of(key: str) -> Provision:
    return Provision.objects.get(public_id=public_id_for(f"vision/{key}"))


def a_rolling(*lines: Line) -> Draft:
    return rolling(a_document(), 1, *(lines or LINES))


def told(draft: Draft) -> list[str]:
    """The live text as lines: indented, labelled, alternatives with a slash."""
    return [
        f"{'  ' * p.depth}{'/ ' if p.role is Role.ALTERNATIVE else ''}{p.label} {p.words}"
        for p in draft_view(draft).provisions
        if p.disposition in LIVE
    ]


ALL = [
    "A. Preamble",
    "  1. We recall.",
    "  2. We agree. We act:",
    "    a) here;",
    "    b) there.",
    "  3. We [may] meet.",
    "    / Alt 1: We shall meet.",
    "    / Alt 2: No text",
]


def the_new_one(edit: Edit) -> Provision:
    return edit.items.get(before="").provision


def test_a_paragraph_is_put_between_two_others() -> None:
    draft = a_rolling()
    assert told(draft) == ALL
    ranks = dict(Wording.objects.filter(draft=draft).values_list("provision", "rank"))
    edit = insert(
        draft, under=of("A"), after=of("A/1"), kind=Kind.PARAGRAPH, text="New.", label=None, **act()
    )
    assert told(draft) == [*ALL[:2], "  1 bis. New.", *ALL[2:]]
    insert(draft, under=of("A"), after=None, kind=Kind.CHAPEAU, text="First:", **act())
    again = insert(
        draft, under=of("A"), after=of("A/1"), kind=Kind.PARAGRAPH, text="Ter.", label=None, **act()
    )
    assert told(draft)[:5] == [
        ALL[0], "   First:", ALL[1], "  1 ter. Ter.", "  1 bis. New."
    ]  # fmt: skip
    assert next_label(draft, the_new_one(edit)) == "1 quater."
    assert next_label(draft, of("A/2/a")) == "a bis)"
    assert the_new_one(again).id not in ranks
    now = dict(Wording.objects.filter(draft=draft).values_list("provision", "rank"))
    assert {key: now[key] for key in ranks} == ranks


def test_room_is_made_when_there_is_none_left() -> None:
    draft = a_rolling(Line("1", "We act.", label="1."), Line("2", "We agree.", label="2."))
    first = Wording.objects.get(draft=draft, label="1.")
    second = Wording.objects.get(draft=draft, label="2.")
    Wording.objects.filter(id=second.id).update(rank=first.rank + "0")
    edit = insert(draft, under=None, after=of("1"), kind=Kind.PARAGRAPH, text="New.", **act())
    assert told(draft) == ["1. We act.", " New.", "2. We agree."]
    assert edit.items.count() == 2
    undo(edit, **act())
    assert told(draft) == ["1. We act.", "2. We agree."]
    assert Wording.objects.get(id=second.id).rank == first.rank + "0"
    part = split(draft, of("1"), 2, base=1, **act())
    assert told(draft) == ["1. We", "1 bis. act.", "2. We agree."]
    undo(part, **act())
    assert told(draft) == ["1. We act.", "2. We agree."]


@pytest.mark.parametrize(
    ("key", "under", "after", "expected"),
    [
        ("A/3", "A", None, [*ALL[:1], *ALL[5:], *ALL[1:5]]),
        ("A/1", "A", "A/2", [ALL[0], *ALL[2:5], ALL[1], *ALL[5:]]),
        ("A/2/b", "A/2", None, [*ALL[:3], ALL[4], ALL[3], *ALL[5:]]),
        ("A/3/2", "A", "A/3", [*ALL[:7], "  Alt 2: No text"]),
    ],
)
def test_a_provision_is_moved_with_what_stands_under_it(
    key: str, under: str, after: str | None, expected: list[str]
) -> None:
    draft = a_rolling()
    edit = move(draft, of(key), under=of(under), after=of(after) if after else None, **act())
    assert told(draft) == expected
    undo(edit, **act())
    assert told(draft) == ALL


def test_nothing_is_moved_under_itself_or_beside_what_is_not_there() -> None:
    draft = a_rolling()
    for under, after in [("A/2/a", None), ("A/2", None), ("A", "A/2/a"), ("A", "A/2")]:
        with pytest.raises(Moved):
            move(draft, of("A/2"), under=of(under), after=of(after) if after else None, **act())
    assert told(draft) == ALL
    assert not Edit.objects.exists()


def test_what_is_withdrawn_stays_on_the_record_and_comes_back() -> None:
    draft = a_rolling()
    withdraw(draft, of("A/2"), **act())
    assert told(draft) == [*ALL[:2], *ALL[5:]]
    view = draft_view(draft)
    assert view.provision(of("A/2/a").public_id).disposition == "withdrawn"
    with pytest.raises(NotEditable, match="restore it first"):
        save_wording(draft, of("A/2"), "Something.", base=2, **act())
    with pytest.raises(Moved):
        restore(draft, of("A/2/a"), **act())
    restore(draft, of("A/2"), **act())
    assert told(draft) == ALL
    with pytest.raises(Moved, match="part of the text already"):
        restore(draft, of("A/2"), **act())


def test_what_went_before_does_not_come_back_with_it() -> None:
    draft = a_rolling()
    withdraw(draft, of("A/2/a"), **act())
    withdraw(draft, of("A/2"), **act())
    restore(draft, of("A/2"), **act())
    assert told(draft) == [*ALL[:3], *ALL[4:]]


def test_a_withdrawn_bracket_is_nobodys_problem() -> None:
    lines = (
        Line("1", "[We act.", label="1."), Line("2", "We agree.", label="2."),
        Line("3", "We [] meet.]", label="3."),
    )  # fmt: skip
    draft = a_rolling(*lines)
    assert len(draft_view(draft).spans) == 1
    edit = withdraw(draft, of("3"), **act())
    view = draft_view(draft)
    assert [(p.kind, p.provision) for p in view.problems] == [("unclosed", of("1").public_id)]
    undo(edit, **act())
    again = draft_view(draft)
    assert [p.kind for p in again.problems] == ["empty"]
    assert [span.closes is not None for span in again.spans] == [True]


def test_a_paragraph_is_split_and_the_first_part_keeps_its_identity() -> None:
    draft = a_rolling()
    edit = split(draft, of("A/2"), 10, base=1, **act())
    assert told(draft) == [
        *ALL[:2], "  2. We agree.", "  2 bis. We act:", *ALL[3:]
    ]  # fmt: skip
    fresh = the_new_one(edit)
    (edge,) = lineage_of(of("A/2"))
    assert (edge.earlier, edge.later, edge.kind, edge.basis) == (
        of("A/2").public_id, fresh.public_id, "split_into", "stated",
    )  # fmt: skip
    undo(edit, **act())
    assert told(draft) == ALL
    assert lineage_of(of("A/2")) == ()
    redone = undo(Edit.objects.get(undoes=edit), **act())
    assert told(draft)[3] == "  2 bis. We act:"
    assert [edge.later for edge in lineage_of(of("A/2"))] == [fresh.public_id]
    undo(redone, **act())
    assert (told(draft), lineage_of(of("A/2"))) == (ALL, ())


def test_nothing_is_split_off_that_has_no_words() -> None:
    draft = a_rolling()
    for at in (0, -1, 100):
        with pytest.raises(BadText, match="Both parts"):
            split(draft, of("A/1"), at, base=1, **act())
    with pytest.raises(Moved, match="changed meanwhile"):
        split(draft, of("A/1"), 3, base=2, **act())
    with pytest.raises(NotEditable, match="A heading is not split"):
        split(draft, of("A"), 3, base=1, **act())


def test_paragraphs_are_merged_into_the_first_of_them() -> None:
    draft = a_rolling()
    both = [of("A/1"), of("A/2")]
    bases = {provision.public_id: 1 for provision in both}
    edit = merge(draft, both, "We recall, agree and act:", bases=bases, **act())
    assert told(draft) == [
        ALL[0], "  1. We recall, agree and act:", ALL[3], ALL[4], *ALL[5:]
    ]  # fmt: skip
    gone = Wording.objects.get(draft=draft, provision=of("A/2"))
    assert gone.disposition == "merged_into"
    assert [(e.earlier, e.later, e.kind) for e in lineage_of(of("A/1"))] == [
        (of("A/2").public_id, of("A/1").public_id, "merged_into")
    ]
    with pytest.raises(Moved, match="changed meanwhile"):
        merge(draft, [of("A/1"), of("A/3")], "x", bases=bases, **act())
    undo(edit, **act())
    assert (told(draft), lineage_of(of("A/1"))) == (ALL, ())


def test_a_merged_paragraph_is_restored_and_the_lineage_taken_back() -> None:
    draft = a_rolling()
    both = [of("A/2/a"), of("A/2/b")]
    merge(draft, both, "here and there.", bases={p.public_id: 1 for p in both}, **act())
    edit = restore(draft, of("A/2/b"), **act())
    assert told(draft)[3:5] == ["    a) here and there.", "    b) there."]
    assert lineage_of(of("A/2/b")) == ()
    undo(edit, **act())
    assert len(lineage_of(of("A/2/b"))) == 1


def test_merging_a_paragraph_into_what_stands_under_it_is_refused() -> None:
    draft = a_rolling()
    both = [of("A/2/a"), of("A/2")]
    with pytest.raises(Moved, match="stands under it"):
        merge(draft, both, "x", bases={p.public_id: 1 for p in both}, **act())
    with pytest.raises(NotEditable, match="two or more"):
        merge(draft, [of("A/1"), of("A/1")], "x", bases={of("A/1").public_id: 1}, **act())


def test_an_alternative_is_chosen_and_the_slot_keeps_its_identity() -> None:
    draft = a_rolling()
    edit = choose_alternative(draft, of("A/3/1"), **act())
    assert told(draft) == [*ALL[:5], "  3. We shall meet."]
    assert Wording.objects.get(draft=draft, provision=of("A/3/2")).disposition == "withdrawn"
    undo(edit, **act())
    assert told(draft) == ALL


def test_the_text_that_stands_there_may_be_chosen_and_no_text_too() -> None:
    draft = a_rolling()
    edit = choose_alternative(draft, of("A/3"), **act())
    assert told(draft) == ALL[:6]
    undo(edit, **act())
    choose_alternative(draft, of("A/3/2"), **act())
    assert told(draft) == ALL[:5]
    with pytest.raises(NotEditable, match="Nothing competes"):
        choose_alternative(draft, of("A/1"), **act())


def test_a_chosen_alternative_brings_its_sub_paragraphs() -> None:
    draft = a_rolling()
    edit = turn_into_alternative(draft, of("A/2"), of("A/3"), **act())
    competing = [
        *ALL[:2],
        *ALL[5:],
        "    / 2. We agree. We act:",
        "      a) here;",
        "      b) there.",
    ]
    assert told(draft) == competing
    with pytest.raises(Moved, match="competes there already"):
        turn_into_alternative(draft, of("A/2"), of("A/3/1"), **act())
    chosen = choose_alternative(draft, of("A/2"), **act())
    assert told(draft) == [*ALL[:2], "  3. We agree. We act:", "    a) here;", "    b) there."]
    undo(chosen, **act())
    assert told(draft) == competing
    undo(edit, **act())
    assert told(draft) == ALL


def test_nothing_competes_with_what_stands_under_it() -> None:
    draft = a_rolling()
    for key, of_key in [("A/2", "A/2/a"), ("A", "A/1"), ("A/1", "A/1")]:
        with pytest.raises(Moved):
            turn_into_alternative(draft, of(key), of(of_key), **act())
    assert told(draft) == ALL


def test_an_undo_is_refused_when_something_was_built_on_it() -> None:
    draft = a_rolling()
    edit = insert(draft, under=of("A"), after=of("A/1"), kind=Kind.PARAGRAPH, text="New:", **act())
    fresh = the_new_one(edit)
    under = insert(draft, under=fresh, after=None, kind=Kind.SUB_PARAGRAPH, text="so", **act())
    with pytest.raises(Moved, match="move or withdraw that first"):
        undo(edit, **act())
    undo(under, **act())
    save_wording(draft, fresh, "Newer:", base=1, **act())
    with pytest.raises(Moved, match="was changed again"):
        undo(edit, **act())
    undo(Edit.objects.get(number=4), **act())
    last = undo(edit, **act())
    assert told(draft) == ALL
    assert not Wording.objects.filter(provision=fresh).exists()
    with pytest.raises(Moved, match="undone already"):
        undo(edit, **act())
    undo(last, **act())
    assert Wording.objects.get(provision=fresh).version == 5


def test_an_undo_does_not_close_a_circle() -> None:
    draft = a_rolling()
    first = move(draft, of("A/1"), under=None, after=of("A"), **act())
    move(draft, of("A"), under=of("A/1"), after=None, **act())
    with pytest.raises(Moved):
        undo(first, **act())
    assert told(draft)[:2] == ["1. We recall.", "  A. Preamble"]


def test_an_undo_does_not_revive_what_has_nothing_to_stand_under() -> None:
    draft = a_rolling()
    first = withdraw(draft, of("A/2/a"), **act())
    withdraw(draft, of("A/2"), **act())
    with pytest.raises(Moved):
        undo(first, **act())
