"""The labels of a rolling draft, counted anew when somebody asks."""

import pytest

from bracketed.model import Kind
from documents.actions import (
    insert,
    relabel,
    save_wording,
    withdraw,
)
from documents.editing.labels import Labelled, plan_labels
from documents.models import Problem, Wording
from documents.queries import new_labels
from documents.refusals import Moved
from tests.documents.builders import Line
from tests.documents.test_editing_provisions import LINES, a_rolling, act, of

pytestmark = pytest.mark.django_db


def test_labels_are_counted_anew_only_when_asked() -> None:
    lines = (
        *LINES[:6],
        Line("B", "Decisions", label="B.", kind=Kind.CHAPTER),
        Line("B/4", "Four.", label="4.", parent="B"),
        Line("C", "Rules", label="C.", kind=Kind.CHAPTER),
        Line("C/1", "One.", label="1.", parent="C"),
        Line("C/2", "Two.", label="2.", parent="C"),
    )
    draft = a_rolling(*lines)
    assert new_labels(draft) == ()
    insert(
        draft, under=of("A"), after=of("A/1"), kind=Kind.PARAGRAPH, text="N.", label=None, **act()
    )
    withdraw(draft, of("A/2/a"), **act())
    concordance = new_labels(draft)
    assert [(one.before, one.after) for one in concordance] == [
        ("1 bis.", "2."), ("2.", "3."), ("b)", "a)"), ("3.", "4."), ("4.", "5."),
    ]  # fmt: skip
    edit = relabel(draft, concordance, **act())
    assert (edit.operation, edit.items.count(), new_labels(draft)) == ("relabel", 5, ())
    assert Wording.objects.get(draft=draft, provision=of("A/2")).number == "3"
    with pytest.raises(Moved, match="look at the concordance again"):
        relabel(draft, concordance, **act())
    with pytest.raises(Moved, match="as they would be"):
        relabel(draft, new_labels(draft), **act())


def test_a_label_that_names_others_is_looked_at_again() -> None:
    lines = (
        Line("S", "", label="Paras 1, 2", kind=Kind.SECTION),
        Line("S/1", "One.", label="1.", parent="S"),
        Line("S/2", "Two.", label="2.", parent="S"),
    )
    draft = a_rolling(*lines)
    for row in Wording.objects.filter(draft=draft, parent__isnull=False):
        save_wording(draft, row.provision, row.text, base=1, label=f"{row.label} ", **act())
    assert not Problem.objects.exists()
    Wording.objects.filter(draft=draft, label="1.").update(number="1")
    Wording.objects.filter(draft=draft, label="2.").update(number="2")
    save_wording(draft, of("S/2"), "Two.", base=1, label="3.", **act())
    (problem,) = Problem.objects.filter(wording__draft=draft)
    assert (problem.kind, problem.detail) == ("label_contradiction", "1, 3")


def test_letters_and_roman_numerals_are_counted_under_each_provision() -> None:
    printed = ["(i)", "(iii)", "(iv)", "C.", "E.", "a)", "c)"]
    labelled = [
        Labelled(str(place), "i" if label[1] in "iv" else label[-1], label)
        for place, label in enumerate(printed)
    ]
    assert [label for _, label in plan_labels(labelled)] == [
        "(i)", "(ii)", "(iii)", "C.", "D.", "a)", "b)",
    ]  # fmt: skip


def test_headings_are_counted_apart_from_the_paragraphs_between_them() -> None:
    printed = (
        (None, "1.", False), (None, "2.", False), (None, "1.", True), ("I", "3.", False),
        ("I", "5.", False), (None, "3.", True), ("II", "6.", False), ("II", "1.", True),
    )  # fmt: skip
    labelled = [
        Labelled(str(place), parent, label, is_heading)
        for place, (parent, label, is_heading) in enumerate(printed)
    ]
    assert [label for _, label in plan_labels(labelled)] == [
        "1.", "2.", "1.", "3.", "4.", "2.", "5.", "1.",
    ]  # fmt: skip
