"""Saving the words of one provision of a rolling draft."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from bracketed import ConflictReason
from bracketed.model import Kind
from documents.actions import open_rolling, save_wording
from documents.editing.outcomes import Clash, Saved, Unchanged
from documents.models import Draft, Edit, EditItem, Provision, Wording
from documents.public_ids import public_id_for
from documents.queries import close_view, draft_view, reading_order
from documents.queries.edits import edits, state_of_version, texts_at
from documents.refusals import BadText, Moved, NotEditable
from tests.documents.builders import NOON, Line, a_document, a_person, issued, rolling

pytestmark = pytest.mark.django_db

LINES = (
    Line("C", "Action lines", label="C.", kind=Kind.CHAPTER),
    Line("C/1", "We [shall] act.", label="1.", tag="agreed", parent="C"),
    Line("C/2", "We agree.", label="2.", parent="C"),
)
FIRST = "We [shall] act."


def of(key: str) -> Provision:
    return Provision.objects.get(public_id=public_id_for(f"vision/{key}"))


def save(draft: Draft, key: str, text: str, base: int = 1, **more: object) -> Saved:
    saved = save_wording(draft, of(key), text, base=base, by=a_person(), at=NOON, **more)
    assert isinstance(saved, Saved)
    return saved


def test_a_rolling_draft_holds_the_words_and_prints_nothing() -> None:
    draft = rolling(a_document(), 1, *LINES)
    view = draft_view(draft)
    assert [(p.label, p.words, p.start, p.source, p.tags) for p in view.provisions] == [
        ("C.", "Action lines", None, "", ()),
        ("1.", FIRST, None, "", ()),
        ("2.", "We agree.", None, "", ()),
    ]
    assert [p.has_open_brackets for p in view.provisions] == [False, True, False]
    assert draft.state == Draft.State.ROLLING
    assert draft.follows is not None
    assert [p.id for p in draft_view(draft.follows).provisions] == [p.id for p in view.provisions]


def test_one_rolling_draft_at_a_time() -> None:
    draft = rolling(a_document(), 1, *LINES)
    assert draft.follows is not None
    with pytest.raises(NotEditable, match="“Rolling” is open already"):
        open_rolling(draft.follows, title="Another", by=a_person(), at=NOON)
    with pytest.raises(NotEditable, match="opened from an issued draft"):
        open_rolling(draft, title="Another", by=a_person(), at=NOON)


def test_a_save_is_one_edit_with_the_whole_state_before_and_after() -> None:
    draft = rolling(a_document(), 1, *LINES)
    saved = save(draft, "C/1", "We act.", operation=Edit.Operation.LIFT, reason=" As agreed. ")
    assert (saved.version, saved.text, saved.is_joined) == (2, "We act.", False)
    wording = Wording.objects.get(draft=draft, provision=of("C/1"))
    assert (wording.text, wording.version, wording.brackets.count()) == ("We act.", 2, 0)
    (edit,) = edits(draft)
    assert (edit.number, edit.operation, edit.reason) == (1, Edit.Operation.LIFT, "As agreed.")
    (item,) = edit.items
    assert item.before is not None
    assert item.after is not None
    assert (item.before.text, item.after.text, item.version) == (FIRST, "We act.", 2)
    draft.refresh_from_db()
    assert draft.head_edit == 1


@pytest.mark.parametrize("typed", [FIRST, f"{FIRST}\r\n", f"\n{FIRST}\n", f"  {FIRST}"])
def test_what_a_form_does_to_a_text_is_no_edit(typed: str) -> None:
    draft = rolling(a_document(), 1, *LINES)
    saved = save_wording(draft, of("C/1"), typed, base=1, by=a_person(), at=NOON)
    assert saved == Unchanged(1, FIRST)
    assert not Edit.objects.exists()


def test_the_heading_of_a_heading_is_edited() -> None:
    draft = rolling(a_document(), 1, *LINES)
    save(draft, "C", "Lines of action")
    wording = Wording.objects.get(draft=draft, provision=of("C"))
    assert (wording.heading, wording.text) == ("Lines of action", "")


def test_edits_that_do_not_touch_each_other_are_joined() -> None:
    draft = rolling(a_document(), 1, *LINES)
    save(draft, "C/1", "We all [shall] act.")
    saved = save(draft, "C/1", "We [shall] act now.")
    assert (saved.text, saved.is_joined, saved.version) == ("We all [shall] act now.", True, 3)
    assert saved.edit.operation == Edit.Operation.MERGE_EDITS


def test_edits_that_meet_are_shown_and_nothing_is_saved() -> None:
    draft = rolling(a_document(), 1, *LINES)
    save(draft, "C/1", "We [must] act.")
    clash = save_wording(draft, of("C/1"), "We [may] act.", base=1, by=a_person(), at=NOON)
    assert isinstance(clash, Clash)
    assert (clash.base_text, clash.mine, clash.theirs) == (FIRST, "We [may] act.", "We [must] act.")
    assert (clash.version, clash.by, clash.at) == (2, a_person(), NOON)
    assert Edit.objects.count() == 1
    settled = save(draft, "C/1", clash.mine, base=clash.version)
    assert settled.text == "We [may] act."


def test_a_problem_that_neither_side_had_is_shown() -> None:
    draft = rolling(a_document(), 1, Line("1", "We act [here now]."))
    save(draft, "1", "We act [ now].")
    clash = save_wording(draft, of("1"), "We act [here ].", base=1, by=a_person(), at=NOON)
    assert isinstance(clash, Clash)
    assert clash.conflict.reason is ConflictReason.BRACKETS
    assert Wording.objects.get(draft=draft).text == "We act [ now]."


def test_a_label_is_edited_and_its_number_with_it() -> None:
    draft = rolling(a_document(), 1, *LINES)
    save(draft, "C/1", FIRST, label="1 bis.")
    wording = Wording.objects.get(draft=draft, provision=of("C/1"))
    assert (wording.label, wording.number, wording.text) == ("1 bis.", "1 bis", FIRST)
    clash = save_wording(draft, of("C/1"), FIRST, base=1, label="3.", by=a_person(), at=NOON)
    assert isinstance(clash, Clash)
    assert (clash.conflict.base, clash.conflict.mine, clash.conflict.theirs) == (
        "1.",
        "3.",
        "1 bis.",
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a\0b", "Character 2 is a control character"),
        ("a\x1bb", "U\\+001B"),
        ("a\ud800b", "U\\+D800"),
        ("a" * 100_001, "at most 100000"),
    ],
)
def test_what_cannot_be_kept_is_refused(text: str, sentence: str) -> None:
    draft = rolling(a_document(), 1, *LINES)
    with pytest.raises(BadText, match=sentence):
        save(draft, "C/1", text)
    assert not Edit.objects.exists()


def test_newlines_and_tabs_are_kept() -> None:
    draft = rolling(a_document(), 1, *LINES)
    assert save(draft, "C/1", "We act:\r\n\tnow").text == "We act:\n\tnow"


def test_a_version_that_never_was_is_refused() -> None:
    draft = rolling(a_document(), 1, *LINES)
    for base in (0, 2, 99):
        with pytest.raises(Moved, match=f"no version {base}"):
            save(draft, "C/1", "We act.", base=base)


def test_an_issued_draft_is_not_edited() -> None:
    draft = issued(a_document(), 1, *LINES)
    with pytest.raises(NotEditable, match="is frozen"):
        save(draft, "C/1", "We act.")


def test_a_text_that_was_not_held_is_given_one() -> None:
    none = Line("1", "", label="1.", coverage=Wording.Coverage.NONE)
    draft = rolling(a_document(), 1, none, Line("2", "We agree.", label="2."))
    save(draft, "1", "We act.")
    assert Wording.objects.get(draft=draft, provision=of("1")).coverage == "whole"


def test_every_text_that_was_there_can_be_read_again() -> None:
    draft = rolling(a_document(), 1, *LINES)
    said = {0: dict(texts_at(draft, 0))}
    for number, (key, text) in enumerate(
        [("C/1", "One."), ("C/2", "Two."), ("C/1", "Three."), ("C", "Four")], 1
    ):
        version = Wording.objects.get(draft=draft, provision=of(key)).version
        save(draft, key, text, base=version)
        said[number] = {p.id: p.words for p in draft_view(draft).provisions}
    for number, texts in said.items():
        assert texts_at(draft, number) == texts
        assert texts_at(draft, number, [of("C/1")]) == {
            of("C/1").public_id: texts[of("C/1").public_id]
        }
    versions = [state_of_version(draft, of("C/1"), version) for version in (1, 2, 3)]
    assert [state and state.words for state in versions] == [FIRST, "One.", "Three."]
    assert [edit.number for edit in edits(draft, of("C/1"))] == [3, 1]
    assert [edit.number for edit in edits(draft, before=3, limit=1)] == [2]


def test_the_history_cannot_be_changed() -> None:
    draft = rolling(a_document(), 1, *LINES)
    save(draft, "C/1", "We act.")
    edit, item = Edit.objects.all(), EditItem.objects.all()
    tampering: list[Callable[[], object]] = [
        lambda: edit.update(reason="I was never here"),
        lambda: item.update(after=""),
        lambda: edit._raw_delete(edit.db),
        lambda: item._raw_delete(item.db),
    ]
    for tamper in tampering:
        with pytest.raises(IntegrityError), transaction.atomic():
            tamper()


def test_a_close_view_is_the_draft_around_one_provision(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    lines = (
        Line("A", "Preamble", label="A.", kind=Kind.CHAPTER),
        *(Line(f"A/{n}", f"We recall {n}.", label=f"{n}.", parent="A") for n in range(20)),
        Line("C", "[Action lines", label="C.", kind=Kind.CHAPTER),
        Line("C/1", "We [shall] act:", label="1.", parent="C"),
        Line("C/1/a", "here;", label="a)", parent="C/1"),
        Line("C/2", "We agree.]", label="2.", parent="C"),
    )
    draft = rolling(a_document(), 1, *lines)
    whole = draft_view(draft)
    with django_assert_num_queries(8):
        close = close_view(draft, of("C/1"))
    names = [of(key).public_id for key in ("C", "C/1", "C/1/a", "C/2")]
    assert [provision.id for provision in close.provisions] == names
    assert close.provisions == tuple(whole.provision(name) for name in names)
    assert close.spans == whole.spans
    assert len(close.spans) == 1
    assert close_view(draft, of("A/3")).spans == ()
    assert [near.id for near in reading_order(draft)] == [one.id for one in whole.provisions]
