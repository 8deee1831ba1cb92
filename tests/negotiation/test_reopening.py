"""No way leads around a reopening: what comes under an agreement, what a correction may not do,
and what is taken back."""

from __future__ import annotations

import pytest

from bracketed.model import Kind
from documents.editing.outcomes import Saved
from documents.models import Edit, Lineage, Provision, Wording
from documents.queries import draft_view
from negotiation.actions import desk
from negotiation.codes import Code
from negotiation.models import Decision, Event
from negotiation.policies import ReasonNeeded, Refused
from negotiation.queries import standings
from negotiation.queries.record import check_record
from negotiation.queries.standing import Standing
from tests.negotiation.builders import Negotiation
from tests.negotiation.tables import Table


@pytest.fixture
def table(talks: Negotiation) -> Table:
    return Table(talks)


def standing(table: Table, provision: Provision) -> Standing:
    found = standings(draft_view(table.draft), table.meeting, table.talks.clerk)
    return found[provision.public_id]


def agree_on_all(table: Table) -> Decision:
    return table.decide("A", Code.AGREED, covers=True, condition="besides the rest", note="2, 3")


def put_in(table: Table, text: str, **more: object) -> Edit:
    asked = {"under": table["A"], "after": None, "kind": Kind.PARAGRAPH, "text": text}
    return desk.insert(table.draft, **(asked | more), by=table.talks.clerk)


def new_in(edit: Edit) -> Provision:
    return edit.items.get(before="").provision


def test_what_is_put_under_an_agreement_was_agreed_by_nobody(table: Table) -> None:
    agreed = agree_on_all(table)
    with pytest.raises(ReasonNeeded, match="comes to stand under what was agreed"):
        put_in(table, "A new demand.")
    fresh = new_in(put_in(table, "A new demand.", reason="Egypt asked."))
    assert standing(table, fresh).code == Code.OPEN
    assert Decision.objects.get(provision=fresh).reopens == agreed
    assert table.code("1") == Code.AGREED


def test_neither_was_the_second_half_of_what_is_split(table: Table) -> None:
    agree_on_all(table)
    base = table.row("1").version
    edit = desk.split(table.draft, table["1"], 3, base=base, reason="Two.", by=table.talks.clerk)
    assert (table.code("1"), standing(table, new_in(edit)).code) == (Code.OPEN, Code.OPEN)


def test_what_moves_under_an_agreement_or_from_under_it_is_open(table: Table) -> None:
    clerk = table.talks.clerk
    agree_on_all(table)
    outside = new_in(put_in(table, "Outside.", under=None, after=table["A"]))
    below = new_in(put_in(table, "Below.", under=outside))
    for provision, under in ((outside, table["A"]), (table["1"], None)):
        with pytest.raises(ReasonNeeded):
            desk.move(table.draft, provision, under=under, after=None, by=clerk)
    came = desk.move(table.draft, outside, under=table["A"], after=None, reason="There.", by=clerk)
    assert {standing(table, one).code for one in (outside, below)} == {Code.OPEN}
    left = desk.move(table.draft, table["1"], under=None, after=None, reason="Here.", by=clerk)
    assert standing(table, table["1"]).code == Code.OPEN
    assert Decision.objects.filter(provision=table["1"], reopens__isnull=False).count() == 1
    desk.undo_edit(left, by=clerk)
    assert standing(table, table["1"]).code == Code.AGREED
    desk.undo_edit(came, by=clerk)
    # what came along is no item of the edit, and its reopening goes with it all the same
    assert Decision.objects.filter(provision=below, basis="taken_back").count() == 1


def test_what_moves_within_an_agreement_stays_agreed(table: Table) -> None:
    agree_on_all(table)
    desk.move(table.draft, table["1"], under=table["2"], after=None, by=table.talks.clerk)
    assert table.code("1") == Code.AGREED


def test_agreed_words_that_come_to_compete_are_reopened_and_the_undo_knows(table: Table) -> None:
    clerk = table.talks.clerk
    table.decide("1", Code.AGREED)
    for one, of in (("1", "2"), ("2", "1")):
        with pytest.raises(ReasonNeeded):
            desk.turn_into_alternative(table.draft, table[one], table[of], by=clerk)
    edit = desk.turn_into_alternative(
        table.draft, table["2"], table["1"], reason="Another one.", by=clerk
    )
    assert Decision.objects.latest("id").provision == table["1"]
    desk.undo_edit(edit, by=clerk)
    assert table.code("1") == Code.AGREED


@pytest.mark.parametrize("text", ["[ We agree.", "We agree. ]", "We [ agree."])
def test_no_editorial_correction_opens_a_bracket_that_closes_elsewhere(
    table: Table, text: str
) -> None:
    table.decide("1", Code.AGREED)
    with pytest.raises(Refused, match="undisputed"):
        table.save("1", text, editorial=True)


def test_nor_one_more_where_it_was_agreed_on_a_condition(table: Table) -> None:
    table.decide("2", Code.AGREED, condition="if Egypt agrees")
    with pytest.raises(Refused, match="undisputed"):
        table.save("2", "We [may] [never] act.", editorial=True)


def test_an_editorial_correction_that_lifted_a_bracket_is_undone_with_a_reason(
    table: Table,
) -> None:
    table.decide("2", Code.AGREED, condition="if Egypt agrees")
    saved = table.save("2", "We may act.", editorial=True)
    assert isinstance(saved, Saved)
    with pytest.raises(Refused, match="undisputed"):
        desk.undo_edit(saved.edit, by=table.talks.clerk)
    desk.undo_edit(saved.edit, reason="Too soon.", by=table.talks.clerk)
    assert (table.row("2").text, table.code("2")) == ("We [may] act.", Code.OPEN)


def test_a_bracket_around_agreed_provisions_is_pointed_out(table: Table) -> None:
    table.decide("1", Code.AGREED)
    opens = new_in(put_in(table, "[ Before."))
    table.save("2", "We act. ]")
    sentence = "A bracket goes around what stands here, yet 1 provision inside it is agreed."
    assert standing(table, opens).contradictions == (sentence,)


@pytest.mark.parametrize("how", ["own", "cover"])
def test_a_reopening_is_not_taken_back_over_changed_words(table: Table, how: str) -> None:
    clerk = table.talks.clerk
    if how == "own":
        table.decide("1", Code.AGREED)
    else:
        agree_on_all(table)
    saved = table.save("1", "We [all] agree.", reason="Egypt asked.")
    assert isinstance(saved, Saved)
    opened = Decision.objects.latest("id")
    with pytest.raises(Refused, match="words that it does not have any more"):
        desk.take_back(opened, by=clerk)
    assert table.code("1") == Code.OPEN
    desk.undo_edit(saved.edit, by=clerk)
    assert table.code("1") == Code.AGREED


def test_a_reopening_by_the_gavel_is_taken_back(table: Table) -> None:
    agreed = table.decide("1", Code.AGREED)
    opened = table.decide("1", Code.OPEN, reopens=agreed, note="A second thought.")
    desk.take_back(opened, by=table.talks.clerk)
    assert table.code("1") == Code.AGREED


def test_what_an_undo_says_of_lineage_is_vouched_for(table: Table) -> None:
    clerk = table.talks.clerk
    bases = {table[key].public_id: table.row(key).version for key in ("1", "2")}
    edit = desk.merge(
        table.draft, [table["1"], table["2"]], "We agree to act.", bases=bases, by=clerk
    )
    undone = desk.undo_edit(edit, by=clerk)
    retraction = Lineage.objects.get(retracts__isnull=False)
    event = Event.objects.get(edit=undone)
    assert f'"documents.lineage",{retraction.pk},' in event.canonical
    assert list(check_record()) == []


def test_what_went_together_comes_back_together_after_a_new_ranking(table: Table) -> None:
    desk.withdraw(table.draft, table["3"], by=table.talks.clerk)
    before = table.row("3").version
    while table.row("3").version == before:
        put_in(table, "Before all others.")
    desk.restore(table.draft, table["3"], by=table.talks.clerk)
    rivals = Wording.objects.filter(draft=table.draft, parent=table["3"])
    assert [row.is_live for row in rivals] == [True, True]
