"""Comparisons of a rolling draft: as of its last edit."""

import pytest

from documents.actions import (
    ask_comparison,
    compare_chunk,
    merge,
    run_comparison,
    save_wording,
    split,
    undo,
    withdraw,
)
from documents.models import Comparison, Draft, Edit, Provision
from documents.public_ids import public_id_for
from documents.queries import comparison_view, is_stale
from documents.queries.changes import ComparisonView
from tests.documents.builders import NOON, Line, a_document, a_person, rolling

pytestmark = pytest.mark.django_db

LINES = (
    Line("1", "We recall the outcomes of both phases of the summit.", label="1."),
    Line("2", "We commit to bridge the divide. We shall meet again next year.", label="2."),
    Line("3", "We thank the host country for its hospitality.", label="3."),
)


def of(key: str) -> Provision:
    return Provision.objects.get(public_id=public_id_for(f"vision/{key}"))


def compared(draft: Draft, run: bool = True) -> ComparisonView:
    assert draft.follows is not None
    asked = ask_comparison(draft.follows, draft, at=NOON)
    if run:
        run_comparison(asked.id)
        compare_chunk(asked.id, 0, 64)
    return comparison_view(Comparison.objects.get(id=asked.id))


def told(view: ComparisonView) -> list[tuple[str, list[str], list[str]]]:
    return [
        (
            change.link,
            [side.words for side in change.earlier],
            [side.words for side in change.later],
        )
        for change in view.changes
        if change.link != "kept"
    ]


def test_a_comparison_is_as_of_the_last_edit_and_stays_so() -> None:
    draft = rolling(a_document(), 1, *LINES)
    save_wording(draft, of("3"), "We thank the host.", base=1, by=a_person(), at=NOON)
    view = compared(draft)
    first = [("reworded", [LINES[2].words], ["We thank the host."])]
    assert (view.state, view.is_stale, told(view)) == ("done", False, first)
    assert compared(draft).comparison == view.comparison
    save_wording(draft, of("3"), "Thanks.", base=2, by=a_person(), at=NOON)
    before = comparison_view(Comparison.objects.get(id=view.comparison.id))
    assert (before.is_stale, told(before)) == (True, first)
    assert before.changes[-1].later[0].text_hash == view.changes[-1].later[0].text_hash
    again = compared(draft)
    assert again.comparison != view.comparison
    assert not is_stale(again.comparison)
    assert told(again)[0][2] == ["Thanks."]


@pytest.mark.parametrize("is_aligned", [False, True])
def test_a_comparison_that_an_edit_overtook_is_given_up(is_aligned: bool) -> None:
    draft = rolling(a_document(), 1, *LINES)
    save_wording(draft, of("3"), "We thank the host.", base=1, by=a_person(), at=NOON)
    asked = compared(draft, run=False).comparison
    if is_aligned:
        run_comparison(asked.id)
    save_wording(draft, of("3"), "Thanks.", base=2, by=a_person(), at=NOON)
    run_comparison(asked.id)
    compare_chunk(asked.id, 0, 64)
    asked.refresh_from_db()
    assert asked.state == Comparison.State.CANCELLED
    assert not asked.changes.exists()
    assert compared(draft).state == "done"


def test_what_was_withdrawn_is_gone() -> None:
    draft = rolling(a_document(), 1, *LINES)
    edit = withdraw(draft, of("3"), by=a_person(), at=NOON)
    assert told(compared(draft)) == [("gone", [LINES[2].words], [])]
    undo(edit, by=a_person(), at=NOON)
    assert told(compared(draft)) == []


def test_a_merge_and_a_split_are_shown_as_such() -> None:
    draft = rolling(a_document(), 1, *LINES)
    both = [of("1"), of("3")]
    merge(
        draft,
        both,
        "We recall the outcomes of both phases of the summit and thank the host country.",
        bases={provision.public_id: 1 for provision in both},
        by=a_person(),
        at=NOON,
    )
    split(draft, of("2"), 31, base=1, by=a_person(), at=NOON)
    links = {
        (change.link, len(change.earlier), len(change.later)) for change in compared(draft).changes
    }
    assert links == {("merged", 2, 1), ("split", 1, 2)}


def test_a_provision_that_never_was_leaves_no_comparison_behind() -> None:
    draft = rolling(a_document(), 1, *LINES)
    edit = split(draft, of("2"), 31, base=1, by=a_person(), at=NOON)
    view = compared(draft)
    undo(edit, by=a_person(), at=NOON)
    assert not Comparison.objects.filter(id=view.comparison.id).exists()
    assert told(compared(draft)) == []
    assert Edit.objects.count() == 2
