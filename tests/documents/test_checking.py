"""What was changed behind the program's back is found."""

from collections.abc import Callable
from datetime import date

import pytest

from documents.actions import insert, issue_rolling, save_wording, undo
from documents.freezing import lifted
from documents.models import Draft, DraftPassage, Edit, EditItem, Wording
from documents.queries import check_editing
from tests.documents.builders import NOON, Line, a_document, a_person, rolling

pytestmark = pytest.mark.django_db

LINES = (Line("1", "We act.", label="1."), Line("2", "We agree.", label="2."))


def edited() -> Draft:
    draft = rolling(a_document(), 1, *LINES)
    one = Wording.objects.get(draft=draft, label="1.").provision
    save_wording(draft, one, "We all act.", base=1, by=a_person(), at=NOON)
    kind = Wording.Kind.PARAGRAPH
    new = insert(draft, under=None, after=one, kind=kind, text="New.", by=a_person(), at=NOON)
    save_wording(draft, one, "They act.", base=2, reason="as agreed", by=a_person(), at=NOON)
    undo(new, by=a_person(), at=NOON)
    return draft


def found() -> list[tuple[int | None, str]]:
    return [(finding.edit, finding.message) for finding in check_editing()]


def test_what_nobody_touched_is_in_order() -> None:
    draft = edited()
    assert found() == []
    issue_rolling(
        draft, symbol="V2", issued_on=date(2014, 6, 1), as_of=None, by=a_person(), at=NOON
    )
    assert found() == []


CHANGED = "It is not what was recorded, or follows another edit."
BROKEN = "It begins with a text that the edit before did not leave."


@pytest.mark.parametrize(
    ("tamper", "expected"),
    [
        (
            lambda: Edit.objects.filter(number=3).update(reason="because"),
            [(3, CHANGED)],
        ),
        (
            lambda: Edit.objects.filter(number=1).update(content_hash="0" * 64),
            [(1, CHANGED), (2, CHANGED)],
        ),
        (
            lambda: EditItem.objects.filter(edit__number=1).update(after="{}"),
            [(1, CHANGED), (3, BROKEN)],
        ),
        (
            lambda: Edit.objects.filter(number=4).update(undoes=None),
            [(4, CHANGED)],
        ),
        (
            lambda: Draft.objects.filter(head_edit=4).update(head_edit=5),
            [(None, "Edits at the end are missing, or too many.")],
        ),
        (
            lambda: Wording.objects.filter(text="They act.").update(text="He acts."),
            [(None, "“1.” is not as its last edit left it.")],
        ),
        (
            lambda: Wording.objects.filter(draft__state="rolling", text="We agree.").update(
                text="We do not."
            ),
            [(None, "The words of “2.” were exchanged.")],
        ),
        (
            lambda: Wording.objects.filter(text="They act.").delete(),
            [(None, "Provisions that were edited are missing.")],
        ),
        (
            lambda: Draft.objects.filter(state="issued").update(symbol="Another"),
            [(None, "What it prints is not what was issued.")],
        ),
        (
            lambda: Wording.objects.filter(draft__state="issued", label="2.").update(text="No."),
            [
                (None, "The words of “2.” are not what is printed."),
                # of the rolling text that took them over
                (None, "The words of “2.” were exchanged."),
            ],
        ),
        (
            lambda: DraftPassage.objects.all().delete(),
            [
                (None, "What it prints is not what was issued."),
                (None, "“1.” is not what the passages print at character 0."),
            ],
        ),
    ],
)
def test_a_planted_change_is_found(
    tamper: Callable[[], object], expected: list[tuple[int | None, str]]
) -> None:
    edited()
    with lifted():
        tamper()
    assert found() == expected


def test_an_edit_cut_out_is_found() -> None:
    edited()
    with lifted():
        EditItem.objects.filter(edit__number=3).delete()
        Edit.objects.filter(number=3).delete()
    assert found() == [
        (4, "An edit before this one is missing."),
        (4, CHANGED),
        (None, "“1.” is not as its last edit left it."),
    ]
