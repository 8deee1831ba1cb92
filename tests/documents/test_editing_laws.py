"""Laws of the rolling text: whatever is done to it can be undone, and read as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bracketed.model import Kind, Role
from documents import actions
from documents.editing.outcomes import Saved
from documents.editing.state import canonical, state_of
from documents.models import Bracket, Draft, Edit, Problem, Provision, Wording
from documents.past import view_at
from documents.queries import (
    DraftView,
    check_editing,
    draft_view,
    lineage_of,
    new_labels,
    texts_at,
)
from documents.refusals import Unfit
from tests.documents.builders import NOON, Line, a_document, a_person, rolling

pytestmark = pytest.mark.django_db

LINES = (
    Line("A", "[Preamble", label="A.", kind=Kind.CHAPTER),
    Line("A/1", "We recall [and] agree.", label="1.", parent="A"),
    Line("A/2", "We act:", label="2.", parent="A"),
    Line("A/2/a", "here;", label="a)", parent="A/2", kind=Kind.SUB_PARAGRAPH),
    Line("A/2/b", "[there].", label="b)", parent="A/2", kind=Kind.SUB_PARAGRAPH),
    Line("A/3", "We [may meet.]]", label="3.", parent="A"),
    Line("A/3/1", "[We shall meet.", label="Alt 1:", parent="A/3", role=Role.ALTERNATIVE),
    Line("A/3/2", "No text", label="Alt 2:", parent="A/3", role=Role.ALTERNATIVE),
    Line("B", "Decisions", label="B.", kind=Kind.CHAPTER),
    Line("B/1", "Paragraphs", label="Paras 4, 5", kind=Kind.SECTION, parent="B"),
)
WORDS = st.sampled_from(["", "We act.", "[We act", "now]", "We [may] act, [and] soon.", "]"])
PLACE = st.integers(0, 40)
ACTS = (
    "save", "save", "beside", "below", "split", "merge", "move", "compete", "choose", "withdraw",
    "restore", "relabel", "undo",
)  # fmt: skip
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), PLACE, PLACE, WORDS), max_size=8)


def take(draft: Draft, act: str, one: int, other: int, words: str) -> Edit | None:
    """Do something to the draft, wherever the numbers point to; what cannot be done is not."""
    provisions = list(Provision.objects.filter(wordings__draft=draft).order_by("id").distinct())
    first, second = provisions[one % len(provisions)], provisions[other % len(provisions)]
    row = Wording.objects.get(draft=draft, provision=first)
    who = {"by": a_person(), "at": NOON}
    versions = Wording.objects.filter(draft=draft).values_list("provision__public_id", "version")
    target = Wording.objects.get(draft=draft, provision=second)
    edits = list(Edit.objects.filter(draft=draft))
    ways: dict[str, Callable[[], object]] = {
        "save": lambda: actions.save_wording(draft, first, words, base=row.version, **who),
        "beside": lambda: actions.insert(
            draft,
            under=row.parent,
            after=first,
            kind=Kind.PARAGRAPH,
            text=words,
            label=None,
            **who,
        ),
        "below": lambda: actions.insert(
            draft, under=first, after=None, kind=Kind.BULLET, text=words, label="·", **who
        ),
        "split": lambda: actions.split(draft, first, other % 12, base=row.version, **who),
        "merge": lambda: actions.merge(draft, [first, second], words, bases=dict(versions), **who),
        "move": lambda: actions.move(draft, first, under=target.parent, after=second, **who),
        "compete": lambda: actions.turn_into_alternative(draft, first, second, **who),
        "choose": lambda: actions.choose_alternative(draft, first, **who),
        "withdraw": lambda: actions.withdraw(draft, first, **who),
        "restore": lambda: actions.restore(draft, first, **who),
        "relabel": lambda: actions.relabel(draft, new_labels(draft), **who),
        "undo": lambda: actions.undo(edits[one % len(edits)], **who) if edits else None,
    }
    try:
        with transaction.atomic():
            done = ways[act]()
    except Unfit:
        return None
    done = getattr(done, "edit", done)
    return done if isinstance(done, Edit) else None


def whole(draft: Draft) -> dict[str, str]:
    rows = Wording.objects.filter(draft=draft).select_related("provision", "parent")
    return {row.provision.public_id: canonical(state_of(row)) for row in rows}


def edges(draft: Draft) -> set[tuple[str, str, str]]:
    provisions = Provision.objects.filter(document=draft.document)
    return {
        (edge.earlier, edge.later, edge.kind)
        for provision in provisions
        for edge in lineage_of(provision)
    }


def derived(draft: Draft) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Brackets and problems, whatever their rows are."""
    brackets = Bracket.objects.filter(wording__draft=draft).values_list(
        "wording", "start", "end_wording", "end", "depth", "kind"
    )
    problems = Problem.objects.filter(wording__draft=draft).values_list(
        "wording", "kind", "start", "end", "detail"
    )
    return sorted(brackets, key=str), sorted(problems, key=str)


def in_all(view: DraftView) -> tuple[object, ...]:
    """Everything in a view but the rows it was read from, which an undo may have written anew."""
    provisions = [replace(one, wording_id=0) for one in view.provisions]
    return provisions, view.spans, view.problems


@given(STEPS)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_is_done_can_be_undone_and_read_as_it_was(
    db: None, steps: list[tuple[str, int, int, str]]
) -> None:
    with transaction.atomic():
        draft = rolling(a_document(), 1, *LINES)
        states, done = [whole(draft)], []
        views = [draft_view(draft)]
        for step in steps:
            edit = take(draft, *step)
            if edit is not None:
                done.append(edit)
                states.append(whole(draft))
                views.append(draft_view(draft))
        for number, view in enumerate(views):
            assert texts_at(draft, number) == {p.id: p.words for p in view.provisions}
            assert in_all(view_at(draft, number)) == in_all(view)
        assert view_at(draft, len(done)) == draft_view(draft)
        draft.refresh_from_db()
        kept = derived(draft)
        actions.derive(draft)
        assert derived(draft) == kept
        live = {p.id for p in draft_view(draft).living.provisions}
        for provision in draft_view(draft).living.provisions:
            assert provision.parent is None or provision.parent in live
        assert list(check_editing()) == []
        places = {edit.id: place for place, edit in enumerate(done)}
        inverse = {place: places[edit.undoes.id] for place, edit in enumerate(done) if edit.undoes}
        for place in range(len(done) - 1, -1, -1):
            again = actions.undo(done[place], by=a_person(), at=NOON)
            assert whole(draft) == states[place]
            if place in inverse:
                # To undo an undo is to do again what it undid.
                done[inverse[place]] = again
        assert edges(draft) == set()
        assert list(check_editing()) == []
        kept = derived(draft)
        actions.derive(draft)
        assert derived(draft) == kept
        transaction.set_rollback(True)


@given(
    st.lists(st.sampled_from(["we", "shall", "[", "]", "act", ","]), min_size=1, max_size=12),
    st.integers(0, 12),
    st.integers(0, 12),
)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_words_that_two_people_add_are_both_there_or_neither_is_saved(
    db: None, base: list[str], mine: int, theirs: int
) -> None:
    with transaction.atomic():
        draft = rolling(a_document(), 1, Line("1", " ".join(base), label="1."))
        one = Wording.objects.get(draft=draft).provision
        wanted = [*base[:theirs], "THEIRS", *base[theirs:]]
        own = [*base[:mine], "MINE", *base[mine:]]
        actions.save_wording(draft, one, " ".join(wanted), base=1, by=a_person(), at=NOON)
        said = actions.save_wording(draft, one, " ".join(own), base=1, by=a_person(), at=NOON)
        text = Wording.objects.get(draft=draft).text
        assert "THEIRS" in text
        assert ("MINE" in text) is isinstance(said, Saved)
        without = [word for word in text.split() if word not in ("MINE", "THEIRS")]
        assert without == base
        transaction.set_rollback(True)
