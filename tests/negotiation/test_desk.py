"""The desk: what an edit reopens, what it announces, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bracketed.model import Kind, Role
from documents.editing.outcomes import Clash, Saved, Unchanged
from documents.models import Draft, Edit
from documents.queries import close_view, draft_view
from documents.refusals import Moved, NotEditable
from negotiation import actions
from negotiation.actions import desk
from negotiation.codes import Code
from negotiation.models import Decision, Event, Meeting, Publication, Tabling
from negotiation.policies import ReasonNeeded, Refused, WayOut
from negotiation.queries import meeting_of, standings, visible_drafts
from tests.documents.builders import Line
from tests.negotiation.builders import Negotiation
from tests.negotiation.tables import LINES, Table


@pytest.fixture
def table(talks: Negotiation) -> Table:
    return Table(talks)


def test_a_rolling_text_lies_on_the_table_and_is_not_published(table: Table) -> None:
    assert table.draft.state == Draft.State.ROLLING
    assert meeting_of(table.draft) == table.meeting
    assert not visible_drafts(None).filter(pk=table.draft.pk).exists()
    assert visible_drafts(table.talks.clerk).filter(pk=table.draft.pk).exists()
    assert table.kinds()[-1] == Event.Kind.DRAFT_OPENED
    with pytest.raises(NotEditable, match="is open already"):
        desk.open_rolling(
            table.talks.document,
            follows=table.issued,
            meeting=table.meeting,
            title="Another",
            by=table.talks.clerk,
        )


@pytest.mark.parametrize("state", ["planned", "closed"])
def test_it_is_opened_at_an_open_meeting(talks: Negotiation, state: str) -> None:
    draft, meeting = talks.draft(*LINES), talks.meeting(is_open=state == "closed")
    if state == "closed":
        actions.close_meeting(meeting, by=talks.clerk)
    with pytest.raises(Refused, match="is not open") as refusal:
        desk.open_rolling(
            talks.document, follows=draft, meeting=meeting, title="Rolling", by=talks.clerk
        )
    assert refusal.value.ways_out == (WayOut.OPEN_MEETING,)


def test_it_follows_a_draft_of_its_own_at_a_meeting_of_its_own(
    table: Table, talks: Negotiation
) -> None:
    other = Negotiation("other")
    foreign = other.draft(Line("1", "Theirs."))
    with pytest.raises(Refused, match="follows one of its own"):
        desk.open_rolling(
            talks.document, follows=foreign, meeting=table.meeting, title="R", by=talks.clerk
        )
    with pytest.raises(Refused, match="is no meeting of"):
        desk.open_rolling(
            talks.document, follows=table.issued, meeting=other.meeting(), title="R", by=talks.clerk
        )


def test_a_save_is_announced_and_what_is_not_saved_is_not(table: Table) -> None:
    before = table.kinds()
    saved = table.save("1", "We all agree.")
    assert isinstance(saved, Saved)
    assert isinstance(table.save("1", "We all agree.\r\n"), Unchanged)
    assert isinstance(table.save("1", "We never agree.", base=1), Clash)
    assert table.kinds() == [*before, Event.Kind.EDITED]
    event = table.talks.process.events.get(edit=saved.edit)
    assert (event.draft, event.provision, event.meeting, event.actor, event.at) == (
        table.draft,
        table["1"],
        table.meeting,
        table.talks.clerk,
        saved.edit.at,
    )


@pytest.mark.parametrize("how", ["own", "cover"])
def test_agreed_words_change_for_a_reason_only(table: Table, how: str) -> None:
    agreed = (
        table.decide("1", Code.AGREED)
        if how == "own"
        else table.decide("A", Code.AGREED, covers=True, condition="besides the rest", note="2, 3")
    )
    before = table.kinds()
    with pytest.raises(ReasonNeeded, match=r"^“1\.” was agreed\. Say why") as refusal:
        table.save("1", "We all agree.")
    assert refusal.value.provisions == (table["1"].public_id,)
    assert refusal.value.ways_out == (WayOut.REASON, WayOut.EDITORIAL)
    assert (table.row("1").text, table.kinds(), table.code("1")) == ("We agree.", before, "agreed")
    table.save("1", "We all agree.", reason=" Egypt asked. ")
    opened = Decision.objects.latest("id")
    assert (opened.code, opened.reopens, opened.note) == (Code.OPEN, agreed, "Egypt asked.")
    assert (opened.meeting, opened.draft, opened.basis) == (table.meeting, table.draft, "gavel")
    assert opened.wording_hash == table.row("1").text_hash
    assert table.kinds() == [*before, Event.Kind.EDITED, Event.Kind.DECIDED]
    assert table.code("1") == "open"
    # Once reopened it needs no further reason.
    assert isinstance(table.save("1", "We all do agree."), Saved)


@pytest.mark.parametrize(
    ("code", "is_asked"),
    [
        (Code.PENDING, False),
        (Code.PRE_AGREED, False),
        (Code.AGREED_IN_GROUP, False),
        (Code.SUGGESTED_FOR_CLOSURE, False),
        (Code.AGREED_AD_REF, True),
        (Code.AGREED, True),
        (Code.FINAL_AGREED, True),
        (Code.ADOPTED, True),
    ],
)
def test_from_ad_referendum_upward(table: Table, code: Code, is_asked: bool) -> None:
    table.decide("1", code)
    if is_asked:
        with pytest.raises(ReasonNeeded):
            table.save("1", "We all agree.")
    else:
        assert isinstance(table.save("1", "We all agree."), Saved)
        assert table.code("1") == code


def test_an_editorial_correction_keeps_the_status_and_is_marked(table: Table) -> None:
    table.decide("1", Code.AGREED_AD_REF, condition="if Egypt agrees")
    table.save("1", "We agree!", editorial=True)
    kept = Decision.objects.latest("id")
    assert (kept.code, kept.basis, kept.reopens) == (Code.AGREED_AD_REF, "editorial", None)
    assert kept.condition == "if Egypt agrees"
    assert kept.wording_hash == table.row("1").text_hash
    found = standings(draft_view(table.draft), table.meeting, table.talks.clerk)
    assert found[table["1"].public_id].contradictions == ()
    assert Edit.objects.get(draft=table.draft, number=1).editorial


def test_an_editorial_correction_puts_nothing_in_brackets(table: Table) -> None:
    table.decide("1", Code.AGREED)
    with pytest.raises(Refused, match="An editorial correction leaves") as refusal:
        table.save("1", "We [agree].", editorial=True)
    assert refusal.value.ways_out == (WayOut.REASON,)
    assert table.row("1").text == "We agree."


def test_a_label_is_no_wording(table: Table) -> None:
    table.decide("1", Code.AGREED)
    table.save("1", "We agree.", label="1 bis")
    assert (table.row("1").label, table.code("1")) == ("1 bis", "agreed")


def test_splitting_merging_withdrawing_what_was_agreed_reopens_it(table: Table) -> None:
    clerk = table.talks.clerk
    for key in ("1", "2"):
        table.decide(key, Code.AGREED, condition="for now")
    bases = {table[key].public_id: table.row(key).version for key in ("1", "2")}
    acts: dict[str, Callable[..., Edit]] = {
        "split": lambda **why: desk.split(table.draft, table["1"], 3, base=1, by=clerk, **why),
        "merge": lambda **why: desk.merge(
            table.draft, [table["1"], table["2"]], "We agree and act.", bases=bases, by=clerk, **why
        ),
        "withdraw": lambda **why: desk.withdraw(table.draft, table["A"], by=clerk, **why),
        "rival": lambda **why: desk.turn_into_alternative(
            table.draft, table["3"], table["1"], by=clerk, **why
        ),
        "added": lambda **why: desk.insert(
            table.draft,
            under=table["1"],
            after=None,
            kind=Kind.PARAGRAPH,
            text="We disagree.",
            role=Role.ALTERNATIVE,
            by=clerk,
            **why,
        ),
    }
    names = {"split": "“1.”", "rival": "“1.”", "added": "“1.”"}
    for name, act in acts.items():
        with pytest.raises(ReasonNeeded) as refusal:
            act()
        assert str(refusal.value).startswith(names.get(name, "“1.”, “2.” was"))
    assert not Edit.objects.exists()
    acts["withdraw"](reason="Nobody wants it.")
    reopened = Decision.objects.filter(reopens__isnull=False).order_by("provision")
    assert [one.provision for one in reopened] == [table["1"], table["2"]]
    assert {one.wording_hash for one in reopened} == {""}


def test_moving_and_renumbering_change_no_words(table: Table) -> None:
    table.decide("1", Code.AGREED)
    clerk = table.talks.clerk
    desk.move(table.draft, table["1"], under=table["A"], after=table["3"], by=clerk)
    desk.insert(
        table.draft, under=table["A"], after=None, kind=Kind.PARAGRAPH, text="First.", by=clerk
    )
    assert table.code("1") == "agreed"
    assert Decision.objects.count() == 1


def test_choosing_withdraws_the_siblings(table: Table) -> None:
    desk.choose_alternative(table.draft, table["3/a"], by=table.talks.clerk)
    assert table.row("3").text == "We do decide."
    assert {table.row(key).disposition for key in ("3/a", "3/b")} == {"withdrawn"}
    assert table.code("3") == "open"
    assert table.decide("3", Code.AGREED).wording_hash == table.row("3").text_hash


def test_an_undo_turns_back_what_the_edit_reopened(table: Table) -> None:
    table.decide("1", Code.AGREED)
    saved = table.save("1", "We all agree.", reason="Egypt asked.")
    assert isinstance(saved, Saved)
    undone = desk.undo_edit(saved.edit, by=table.talks.clerk)
    assert (undone.undoes, table.row("1").text, table.code("1")) == (
        saved.edit,
        "We agree.",
        "agreed",
    )
    assert Decision.objects.latest("id").basis == "taken_back"
    with pytest.raises(Moved):
        desk.undo_edit(saved.edit, by=table.talks.clerk)
    with pytest.raises(ReasonNeeded):
        desk.undo_edit(undone, by=table.talks.clerk)


def test_an_earlier_text_is_restored_as_a_further_edit(table: Table) -> None:
    table.save("1", "We all agree.")
    table.save("1", "We all agree, at last.")
    restored = desk.restore_text(table.draft, table["1"], 1, by=table.talks.clerk)
    assert isinstance(restored, Saved)
    assert (restored.edit.operation, restored.text) == ("restore", "We all agree.")
    first = desk.restore_text(table.draft, table["1"], 0, by=table.talks.clerk)
    assert isinstance(first, Saved)
    assert first.text == "We agree."
    added = desk.insert(
        table.draft, under=None, after=None, kind=Kind.PARAGRAPH, text="x", by=table.talks.clerk
    )
    fresh = added.items.get().provision
    with pytest.raises(Moved, match="no part of the text after edit 2"):
        desk.restore_text(table.draft, fresh, 2, by=table.talks.clerk)


def test_when_the_meeting_is_closed_its_text_is(table: Table) -> None:
    table.save("1", "We all agree.")
    edit = Edit.objects.get(draft=table.draft)
    actions.close_meeting(table.meeting, by=table.talks.clerk)
    clerk, draft, one = table.talks.clerk, table.draft, table["1"]
    acts: list[Callable[[], object]] = [
        lambda: table.save("1", "We do."),
        lambda: desk.insert(draft, under=None, after=None, kind=Kind.BULLET, text="x", by=clerk),
        lambda: desk.split(draft, one, 3, base=2, by=clerk),
        lambda: desk.merge(draft, [one, table["2"]], "x", bases={}, by=clerk),
        lambda: desk.move(draft, one, under=None, after=None, by=clerk),
        lambda: desk.turn_into_alternative(draft, one, table["2"], by=clerk),
        lambda: desk.choose_alternative(draft, table["3/a"], by=clerk),
        lambda: desk.withdraw(draft, one, by=clerk),
        lambda: desk.restore(draft, one, by=clerk),
        lambda: desk.relabel(draft, [], by=clerk),
        lambda: desk.undo_edit(edit, by=clerk),
        lambda: desk.restore_text(draft, one, 0, by=clerk),
    ]
    for act in acts:
        with pytest.raises(Refused, match="is closed, and its text with it") as refusal:
            act()
        assert refusal.value.ways_out == (WayOut.ISSUE, WayOut.OPEN_MEETING)
    with pytest.raises(Refused, match="is closed and its statuses stand") as refusal:
        table.decide("1", Code.AGREED)
    assert refusal.value.ways_out == (WayOut.LATE_RECORD, WayOut.OPEN_MEETING)


def test_what_is_issued_keeps_its_statuses_and_is_frozen(table: Table) -> None:
    table.decide("1", Code.AGREED)
    table.save("2", "We act.")
    table.decide("2", Code.AGREED_AD_REF)
    before = standings(draft_view(table.draft), table.meeting, table.talks.clerk)
    actions.close_meeting(table.meeting, by=table.talks.clerk)
    head = table.talks.process.events.latest("seq")
    issued = desk.issue_rolling(
        table.draft,
        symbol="T/2",
        issued_on=date(2014, 1, 12),
        as_of=date(2014, 1, 11),
        as_of_note="COB",
        by=table.talks.clerk,
    )
    assert issued.record == f"{head.seq} {head.hash}"
    assert (issued.pk, issued.state, issued.as_of_note) == (table.draft.pk, "issued", "COB")
    after = standings(draft_view(issued), table.meeting, table.talks.clerk)
    assert after == before
    tabled = Tabling.objects.filter(draft=issued).values_list("meeting", "as_a")
    assert sorted(tabled) == [(table.meeting.pk, "result"), (table.meeting.pk, "tabled")]
    assert table.kinds()[-1] == Event.Kind.DRAFT_ISSUED
    assert not visible_drafts(None).filter(pk=issued.pk).exists()
    with pytest.raises(NotEditable, match="is frozen"):
        table.save("1", "We do.")


def test_a_decision_is_taken_back_by_a_further_one(table: Table) -> None:
    first = table.decide("1", Code.PRE_AGREED)
    second = table.decide("1", Code.AGREED)
    before = table.kinds()
    back = desk.take_back(second, note="The wrong paragraph.", by=table.talks.clerk)
    assert (back.corrects, back.basis, back.note) == (second, "taken_back", "The wrong paragraph.")
    assert table.kinds() == [*before, Event.Kind.DECIDED]
    assert table.code("1") == "pre_agreed"
    with pytest.raises(Refused, match="already"):
        desk.take_back(second, by=table.talks.clerk)
    with pytest.raises(Refused, match="decide again"):
        desk.take_back(back, by=table.talks.clerk)
    desk.take_back(first, by=table.talks.clerk)
    assert table.code("1") == "open"
    assert isinstance(table.save("1", "We all agree."), Saved)


def test_nothing_is_taken_back_after_the_meeting(table: Table) -> None:
    decision = table.decide("1", Code.AGREED)
    actions.close_meeting(table.meeting, by=table.talks.clerk)
    with pytest.raises(Refused, match="its statuses stand") as refusal:
        desk.take_back(decision, by=table.talks.clerk)
    assert refusal.value.ways_out == (WayOut.LATE_RECORD, WayOut.OPEN_MEETING)


def test_a_decision_on_the_rolling_text_belongs_to_its_meeting(table: Table) -> None:
    decision = table.decide("1", Code.AGREED)
    assert (decision.meeting, decision.body) == (table.meeting, table.meeting.body)
    assert decision.wording_hash == close_view(table.draft, table["1"]).provisions[1].text_hash


@pytest.mark.parametrize(
    ("key", "ways_out"),
    [("2", (WayOut.LIFT, WayOut.CONDITION)), ("3", (WayOut.CHOOSE, WayOut.CONDITION))],
)
def test_a_refused_decision_offers_ways_out(
    table: Table, key: str, ways_out: tuple[WayOut, ...]
) -> None:
    with pytest.raises(Refused) as refusal:
        table.decide(key, Code.AGREED)
    assert refusal.value.ways_out == ways_out
    assert table.decide(key, Code.AGREED, condition="if the words in brackets go").condition


def test_a_decision_and_a_save_do_not_read_the_whole_text(table: Table) -> None:
    with CaptureQueriesContext(connection) as queries:
        table.decide("1", Code.AGREED)
        table.save("1", "We all agree.", reason="Egypt asked.")
    read = [q["sql"] for q in queries if 'FROM "documents_wording"' in q["sql"]]
    draft = f'WHERE "documents_wording"."draft_id" = {table.draft.pk} '
    assert len([sql for sql in read if f"{draft.strip()} AND" in sql.replace("(", "")]) > 2
    assert not [sql for sql in read if f"{draft}ORDER BY" in sql]


def test_publication_comes_between_edits(table: Table) -> None:
    table.save("1", "We all agree.")
    actions.publish(table.draft, visibility=Publication.Visibility.PUBLIC, by=table.talks.clerk)
    assert isinstance(table.save("1", "We agree, all."), Saved)
    assert Meeting.objects.get(pk=table.meeting.pk).state == "open"
