"""Writing a draft and issuing it."""

from dataclasses import replace
from typing import Any

import pytest

from bracketed import ENGINE
from bracketed.model import Kind, Mark, MarkKind, Role
from documents.actions import derive, issue, write_draft
from documents.content import canonical_content, content_hash, text_hash
from documents.models import Bracket, Draft, Lineage, Problem, Provision, Wording
from documents.plans import DraftPlan, LineagePlan, PassagePlan, WordingPlan
from documents.public_ids import public_id_for
from documents.queries import draft_view, printed, source_of
from documents.refusals import BadPlan, NotIssuable
from tests.documents.builders import NOON, Line, a_document, a_person, issued, planned, written

pytestmark = pytest.mark.django_db

LINES = (
    Line("C", "Action lines", label="C.", kind=Kind.CHAPTER),
    Line("C/1", "We [shall] act.", label="1.", tag="agreed", parent="C"),
    Line("C/2", "We agree.", label="2.", parent="C"),
)


def test_a_draft_is_written_as_planned() -> None:
    draft = written(a_document(), 1, *LINES, symbol="V1.1/C", as_of=NOON.date())
    assert (draft.state, draft.symbol, draft.written_by, draft.written_at, draft.engine) == (
        Draft.State.IMPORTED,
        "V1.1/C",
        a_person(),
        NOON,
        ENGINE,
    )
    assert printed(draft) == "C. Action lines\n\n1. We [shall] act. [agreed]\n\n2. We agree.\n\n"
    wording = Wording.objects.get(draft=draft, label="1.")
    assert (wording.start, wording.source, wording.text, wording.marks) == (
        17,
        "1. We [shall] act. [agreed]",
        "We [shall] act.",
        [["label", 0, 3], ["tag", 18, 27]],
    )
    assert wording.text_hash == text_hash("We [shall] act.")
    assert wording.provision.public_id == public_id_for("vision/C/1")
    assert source_of(draft, wording.provision) == wording.source


def test_the_same_key_is_the_same_provision_in_the_next_draft() -> None:
    one = written(a_document(), 1, *LINES)
    two = written(a_document(), 2, *LINES[:2], Line("C/3", "We disagree.", parent="C"))
    shared = Provision.objects.filter(wordings__draft=one).filter(wordings__draft=two)
    assert {p.public_id for p in shared} == {public_id_for("vision/C"), public_id_for("vision/C/1")}


def test_a_provision_of_another_document_is_refused() -> None:
    other = written(a_document("statement"), 1, *LINES)
    stranger = Provision.objects.filter(wordings__draft=other).first()
    plan = planned(a_document(), 1, *LINES)
    wordings = (replace(plan.wordings[0], provision=stranger), *plan.wordings[1:])
    with pytest.raises(BadPlan, match="“C” is a provision of another document"):
        write_draft(replace(plan, wordings=wordings), by=a_person(), at=NOON)


def spoil(plan: DraftPlan, index: int, **changes: Any) -> DraftPlan:
    wordings = list(plan.wordings)
    wordings[index] = replace(wordings[index], **changes)
    return replace(plan, wordings=tuple(wordings))


@pytest.mark.parametrize(
    ("index", "changes", "sentence"),
    [
        (1, {"start": 10}, "“C/1” claims words that “C” claims, too."),
        (1, {"start": 18}, "“C/1” is not what the passages print at character 18."),
        (1, {"source": "1. We act."}, "“C/1” is not what the passages print at character 17."),
        (1, {"source": "", "text": "", "marks": ()}, "“C/1” has a place and claims nothing there."),
        (1, {"start": 10_000}, "“C/1” is not what the passages print at character 10000."),
        (1, {"start": None}, "“C/1” has words and no place where they are printed."),
        (1, {"text": "We act."}, "The words of “C/1” are not what is printed, without its marks."),
        (
            1,
            {"marks": (Mark(MarkKind.TAG, 20, 99),)},
            "The marks of “C/1” overlap, or lie outside of what it claims.",
        ),
        (
            1,
            {"marks": (Mark(MarkKind.LABEL, 0, 3), Mark(MarkKind.TAG, 2, 9))},
            "The marks of “C/1” overlap, or lie outside of what it claims.",
        ),
        (0, {"text": "Action lines"}, "“C” is a heading and has a text."),
        (1, {"parent": "D"}, "“C/1” stands under “D”, which is not there."),
        (0, {"parent": "C/1"}, "“C” stands under itself."),
        (1, {"parent": None, "role": Role.ALTERNATIVE}, "“C/1” is an alternative to nothing."),
        (1, {"rank": "a"}, "The rank of “C/1” is not made of digits."),
        (1, {"label": "1" * 201}, "“label” of “C/1” is too long (characters: at most 200)."),
        (1, {"key": "C/2"}, "Two provisions of the plan have the same key."),
        (1, {"public_key": "vision/C/2"}, "“C/2” is a second wording of the same provision."),
    ],
)
def test_a_plan_that_contradicts_itself_is_refused(
    index: int, changes: dict[str, Any], sentence: str
) -> None:
    plan = planned(a_document(), 1, *LINES)
    with pytest.raises(BadPlan) as refusal:
        write_draft(spoil(plan, index, **changes), by=a_person(), at=NOON)
    assert str(refusal.value) == sentence
    assert not Draft.objects.filter(document=plan.document).exists()
    assert write_draft(plan, by=a_person(), at=NOON).number == 1


@pytest.mark.parametrize(("name", "limit"), [("title", 200), ("symbol", 80), ("issued_as", 40)])
def test_a_name_that_one_database_would_not_hold_is_refused(name: str, limit: int) -> None:
    plan = planned(a_document(), 1, *LINES)
    with pytest.raises(BadPlan) as refusal:
        write_draft(replace(plan, **{name: "x" * (limit + 1)}), by=a_person(), at=NOON)
    said = f"“{name}” of “Vision” is too long (characters: at most {limit})."
    assert str(refusal.value) == said
    assert write_draft(replace(plan, **{name: "x" * limit}), by=a_person(), at=NOON).number == 1


def test_a_passage_outside_of_its_file_is_refused() -> None:
    plan = planned(a_document(), 1, *LINES)
    (passage,) = plan.passages
    length = len(passage.source.text)
    beyond = PassagePlan(passage.source, 0, length + 1)
    with pytest.raises(BadPlan) as refusal:
        write_draft(replace(plan, passages=(beyond,)), by=a_person(), at=NOON)
    assert str(refusal.value) == (
        f"vision-1.txt has no passage 0–{length + 1}; its length is {length}."
    )


def test_a_number_is_given_once() -> None:
    written(a_document(), 1, *LINES)
    with pytest.raises(BadPlan, match="Vision has a draft number 1 already"):
        written(a_document(), 1, *LINES)


def test_passages_are_printed_in_the_order_of_the_plan() -> None:
    """Cells of a table lie row by row in the file, and the draft reads them by column."""
    source = planned(a_document(), 1, Line("1", "first"), Line("2", "second")).passages[0].source
    at = source.text.index
    passages = (
        PassagePlan(source, at("second"), at("second") + 6),
        PassagePlan(source, at("first"), at("first") + 5),
    )
    words = [("2", 0, "second"), ("1", 6, "first")]
    wordings = tuple(
        WordingPlan(key=key, kind=Kind.PARAGRAPH, rank=key, start=start, source=text, text=text)
        for key, start, text in words
    )
    plan = DraftPlan(a_document(), 1, "Table", passages, wordings)
    draft = issue(write_draft(plan, by=a_person(), at=NOON), by=a_person(), at=NOON)
    assert printed(draft) == "secondfirst"
    assert [view.text for view in draft_view(draft).provisions] == ["first", "second"]


def test_lineage_of_a_plan_joins_its_keys_and_what_exists() -> None:
    earlier = written(a_document(), 1, Line("17", "Inclusion."), Line("18", "Access."))
    known = Provision.objects.get(wordings__draft=earlier, wordings__text="Access.")
    kind, basis = Lineage.Kind.MERGED_INTO, Lineage.Basis.STATED
    lineage = (
        LineagePlan("17", "row-1", kind, basis, ref="s22c/1/17"),
        LineagePlan(known, "row-1", kind, basis, note="row 1"),
    )
    lines = (Line("17", "Inclusion."), Line("row-1", coverage=Wording.Coverage.NONE))
    draft = written(a_document(), 2, *lines, lineage=lineage)
    edges = Lineage.objects.filter(in_draft=draft).order_by("id")
    assert [(e.earlier.public_id, e.later.public_id, e.ref, e.note) for e in edges] == [
        (public_id_for("vision/17"), public_id_for("vision/row-1"), "s22c/1/17", ""),
        (public_id_for("vision/18"), public_id_for("vision/row-1"), None, "row 1"),
    ]


def test_issuing_freezes_and_hashes_what_is_printed() -> None:
    draft = written(a_document(), 1, *LINES)
    frozen = issue(draft, by=a_person("chair"), at=NOON)
    assert (frozen.state, frozen.frozen_by, frozen.frozen_at) == (
        Draft.State.ISSUED,
        a_person("chair"),
        NOON,
    )
    assert frozen.content_hash == content_hash(draft)
    with pytest.raises(NotIssuable, match="Draft 1 is issued already"):
        issue(frozen, by=a_person(), at=NOON)


def test_a_draft_whose_claims_went_astray_is_not_issued() -> None:
    draft = written(a_document(), 1, *LINES)
    Wording.objects.filter(draft=draft, label="1.").update(source="1. We act.")
    with pytest.raises(NotIssuable, match="does not print what was received"):
        issue(draft, by=a_person(), at=NOON)
    assert Draft.objects.get(id=draft.id).state == Draft.State.IMPORTED


def test_the_hash_is_of_what_is_printed_and_not_of_what_was_read() -> None:
    draft = issued(a_document(), 1, *LINES)
    Wording.objects.filter(draft=draft).update(kind="bullet", text="misread")
    assert content_hash(draft) == draft.content_hash
    other = issued(a_document(), 2, *LINES)
    assert other.content_hash != draft.content_hash
    assert canonical_content(draft).startswith('{"as_of":null,"as_of_note":"","claims":[[0,"')


def test_deriving_again_gives_the_same_rows_once() -> None:
    lines = (
        Line("a", "[We [shall] act."),
        Line("b", "We [] could should agree.]"),
        Line("c", "We act [now."),
        Line("d", "We act] now."),
    )
    draft = issued(a_document(), 1, *lines)
    before = draft_view(draft)
    assert {(p.kind.value, before.provision(p.provision).text) for p in before.problems} >= {
        ("empty", "We [] could should agree.]"),
        ("unclosed", "We act [now."),
        ("unopened", "We act] now."),
    }
    Draft.objects.filter(id=draft.id).update(engine="0")
    Bracket.objects.filter(wording__draft=draft).update(depth=9)
    Problem.objects.filter(wording__draft=draft).first().delete()  # type: ignore[union-attr]
    derive(draft)
    assert draft_view(draft) == before
    assert Draft.objects.get(id=draft.id).engine == ENGINE
