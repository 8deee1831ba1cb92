"""A draft as it is read: order, depth, what is printed beside the words, brackets, problems."""

from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bracketed import read_outline
from bracketed.model import BracketKind, Kind, Mark, MarkKind, ProblemKind, Role
from documents.actions import issue, record_source, write_draft
from documents.models import Wording
from documents.plans import (
    DraftPlan,
    PassagePlan,
    plan_wordings,
)
from documents.public_ids import public_id_for
from documents.queries import (
    BracketView,
    Place,
    ProblemView,
    SpanView,
    draft_view,
    printed,
)
from tests.documents.builders import NOON, Line, a_document, a_person, issued, planned, written

pytestmark = pytest.mark.django_db


def key(name: str) -> str:
    return public_id_for(f"vision/{name}")


def test_provisions_stand_in_reading_order_each_after_its_parent() -> None:
    lines = (
        Line("2", "Second.", label="2."),
        Line("C", "Action lines", kind=Kind.CHAPTER),
        Line("C/1", "We act:", parent="C"),
        Line("C/2", "We agree.", parent="C"),
        Line("C/1/a", "now", parent="C/1", kind=Kind.SUB_PARAGRAPH),
    )
    view = draft_view(written(a_document(), 1, *lines))
    assert [(p.id, p.depth, p.parent) for p in view.provisions] == [
        (key("2"), 0, None),
        (key("C"), 0, None),
        (key("C/1"), 1, key("C")),
        (key("C/1/a"), 2, key("C/1")),
        (key("C/2"), 1, key("C")),
    ]
    assert [p.id for p in view.children(key("C"))] == [key("C/1"), key("C/2")]
    assert [p.id for p in view.children(None)] == [key("2"), key("C")]
    assert view.provision(key("C")).words == "Action lines"
    assert key("C") in view
    assert key("D") not in view
    with pytest.raises(KeyError):
        view.provision(key("D"))


def test_what_is_printed_beside_the_words_stands_in_fields_of_its_own() -> None:
    source = "9. We act. [led by Saudi] [bookmark: _GoBack] [agreed]"
    plan = planned(a_document(), 1, Line("9", source))
    places = [
        (MarkKind.LABEL, "9. "),
        (MarkKind.ATTRIBUTION, " [led by Saudi]"),
        (MarkKind.REMNANT, " [bookmark: _GoBack]"),
        (MarkKind.TAG, " [agreed]"),
    ]
    marks = tuple(
        Mark(kind, source.index(words), source.index(words) + len(words)) for kind, words in places
    )
    wording = replace(plan.wordings[0], marks=marks, text="We act.", label="9.")
    draft = write_draft(replace(plan, wordings=(wording,)), by=a_person(), at=NOON)
    (view,) = draft_view(draft).provisions
    assert (view.label, view.words, view.tags, view.attribution, view.apparatus) == (
        "9.",
        "We act.",
        ("agreed",),
        "led by Saudi",
        ("bookmark: _GoBack",),
    )


def test_brackets_inside_a_provision_and_around_several() -> None:
    lines = (
        Line("13", "[We [shall] act."),
        Line("14", "We agree.]"),
        Line("15", "We disagree."),
        Line("16", "We [never end."),
    )
    view = draft_view(written(a_document(), 1, *lines))
    inside = {p.id: p.brackets for p in view.provisions}
    assert inside == {
        key("13"): (BracketView(4, 11, 1, BracketKind.TEXT),),
        key("14"): (),
        key("15"): (),
        key("16"): (),
    }
    assert view.spans == (
        SpanView(BracketKind.TEXT, 1, Place(key("13"), 0), Place(key("14"), 9)),
        SpanView(BracketKind.TEXT, 1, Place(key("16"), 3), None),
    )
    assert view.problems == (ProblemView(ProblemKind.UNCLOSED, key("16"), 3, 4, ""),)
    assert view.problems[0].message == "This bracket is opened and never closed."
    assert {p.id: p.has_open_brackets for p in view.provisions} == {
        key("13"): True,
        key("14"): False,
        key("15"): False,
        key("16"): True,
    }


def test_a_label_that_names_other_paragraphs_is_pointed_out() -> None:
    lines = (
        Line("S", "", label="Paras No 27, 28", kind=Kind.SECTION),
        Line("28", "We act.", label="28.", parent="S"),
        Line("29", "We agree.", label="29.", parent="S"),
    )
    plan = planned(a_document(), 1, *lines)
    numbered = tuple(replace(w, number=w.label.strip(".")) for w in plan.wordings)
    marks = (Mark(MarkKind.LABEL, 0, len(numbered[0].source)),)
    numbered = (replace(numbered[0], marks=marks, number=""), *numbered[1:])
    draft = write_draft(replace(plan, wordings=numbered), by=a_person(), at=NOON)
    (problem,) = draft_view(draft).problems
    assert (problem.kind, problem.provision, problem.detail) == (
        ProblemKind.LABEL_CONTRADICTION,
        key("S"),
        "28, 29",
    )


def test_alternatives_stand_under_a_slot_that_is_not_printed() -> None:
    lines = (
        Line("21"),
        Line("21/1", "We shall.", label="ALT 1:", parent="21", role=Role.ALTERNATIVE),
        Line("21/2", "We may.", label="ALT 2:", parent="21", role=Role.ALTERNATIVE),
    )
    view = draft_view(issued(a_document(), 1, *lines))
    slot = view.provision(key("21"))
    assert (slot.start, slot.source, slot.words) == (None, "", "")
    assert [p.role for p in view.children(slot.id)] == [Role.ALTERNATIVE, Role.ALTERNATIVE]


@pytest.mark.parametrize("number", [1, 3])
def test_a_draft_is_read_in_three_queries(number: int) -> None:
    lines = [Line(str(i), f"[We act {i}] never [", label=f"{i}.") for i in range(number)]
    draft = written(a_document(), 1, *lines)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        view = draft_view(draft)
    assert len(view.provisions) == number
    assert len(view.problems) == number
    assert len(queries) == 3


def test_a_draft_is_written_in_a_constant_number_of_queries() -> None:
    person, numbers = a_person(), []
    for number in (1, 3):
        lines = [Line(str(i), f"[We act {i}] never [", label=f"{i}.") for i in range(number)]
        plan = planned(a_document(), number, *(replace(line, is_new=True) for line in lines))
        with CaptureQueriesContext(connection) as queries:
            write_draft(plan, by=person, at=NOON)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.text(st.sampled_from(" [](){}.,;:/ab1C·\t\r\n\u0421\ufeff\u2028é漢🌍-"), max_size=60),
        min_size=1,
        max_size=8,
    )
    .map("\n".join)
    .filter(str.strip)
)
def test_any_text_is_printed_as_it_was_received(text: str) -> None:
    with transaction.atomic():
        source = record_source(name="any.txt", content=text.encode())
        draft = write_draft(
            DraftPlan(
                document=a_document(),
                number=1,
                title="Any",
                passages=(PassagePlan(source, 0, len(text)),),
                wordings=plan_wordings(read_outline(text)),
            ),
            by=a_person(),
            at=NOON,
        )
        assert printed(issue(draft, by=a_person(), at=NOON)) == text
        claims = Wording.objects.filter(draft=draft, start__isnull=False).order_by("start")
        rebuilt, reached = "", 0
        for wording in claims:
            assert wording.start is not None
            rebuilt += text[reached : wording.start] + wording.source
            reached = wording.start + len(wording.source)
        assert rebuilt + text[reached:] == text
        transaction.set_rollback(True)
