"""The desk by plain forms: shown, tried, saved, refused; what is typed is never lost."""

from __future__ import annotations

import pytest
from django.test import Client

from documents.models import Edit
from negotiation.models import Decision
from tests.pages.conftest import Reader, read
from tests.pages.desk_table import (
    ADDRESS,
    MEDIA,
    YOUTH,
    Table,
    joined,
    joined_words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(client: Client) -> Table:
    return Table(client)


def test_the_desk_shows_the_field_what_is_near_and_each_bracket_with_what_can_be_done(
    table: Table,
) -> None:
    page = table.open("1")
    assert table.typed(page) == YOUTH
    near = page.one(id="near")
    assert [one.words for one in near.all(has="lab")] == ["1", "2", "3"]
    assert [one.words for one in near.all(**{"aria-current": "true"})] == [
        "Reinforce and enhance implement the promotion of youth."
    ]
    buttons = page.one(has="brackets").all(name="button")
    assert [one.attributes["value"] for one in buttons] == [
        "lift:10",
        "delete:10",
        "lift:15",
        "delete:15",
    ]
    assert page.one(id="count").words == "2 pairs of brackets, 2 deep"


def test_without_at_the_desk_opens_where_brackets_are_open(table: Table) -> None:
    page = Reader(table.client).open(ADDRESS)
    assert table.typed(page) == YOUTH


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"do": "lift:15"}, "Reinforce [and enhance implement] the promotion of youth."),
        ({"do": "delete:15"}, "Reinforce [and implement] the promotion of youth."),
        (
            {"do": "bracket", "quote": "promotion of youth"},
            YOUTH.replace("promotion of youth", "[promotion of youth]"),
        ),
        (
            {"do": "add", "quote": "[enhance]", "words": "widen"},
            YOUTH.replace("[enhance]", "[enhance] [widen]"),
        ),
        (
            {"do": "attribute", "quote": "[enhance]", "words": "US"},
            YOUTH.replace("[enhance]", "[US: enhance]"),
        ),
        (
            {"do": "close:0", "text": "[We agree.", "listed": "[We agree."},
            "[We agree.]",
        ),
    ],
)
def test_an_act_is_done_in_the_field_and_saves_nothing(
    table: Table, sent: dict[str, str], expected: str
) -> None:
    page = table.post("try", "1", 200, **sent)
    assert table.typed(page) == expected
    assert table.row("1").words == YOUTH


def test_an_alternative_is_chosen_by_its_place(table: Table) -> None:
    text = "We [shall]/[should] meet."
    page = table.post("try", "3", 200, do="choose:11", text=text, listed=text)
    assert table.typed(page) == "We should meet."


def test_a_script_gets_the_text_alone(table: Table) -> None:
    sent = table.fields("1", do="lift", start=17, end=17)
    answer = table.client.post(f"{ADDRESS}try/", sent, headers={"accept": "application/json"})
    assert answer.json() == {
        "text": "Reinforce [and enhance implement] the promotion of youth.",
        "operation": "lift",
    }
    sent["do"], sent["start"] = "lift", 0
    answer = table.client.post(f"{ADDRESS}try/", sent, headers={"accept": "application/json"})
    assert answer.status_code == 409
    assert answer.json() == {"refused": "There is no bracket around this place."}


def test_a_script_that_changed_nothing_gets_what_another_person_saved(table: Table) -> None:
    sent = table.fields("3")
    table.post("save", "3", text="We all agree.")
    answer = table.client.post(f"{ADDRESS}save/", sent, headers={"accept": "application/json"})
    told = answer.json()
    assert (told["text"], told["version"]) == ("We all agree.", table.row("3").version)


def test_a_place_counts_in_the_text_for_which_it_was_listed(table: Table) -> None:
    page = table.post("try", "1", 409, do="lift:15", text=f"Now {YOUTH}")
    assert table.typed(page) == f"Now {YOUTH}"
    assert "they are listed anew" in page.one(id="refusal").words
    assert page.one(has="brackets").all(name="button")[0].attributes["value"] == "lift:14"


def test_the_engine_reads_what_is_typed(table: Table) -> None:
    sent = table.fields("1", text="[We [agree.", start=0)
    answer = table.client.post(f"{ADDRESS}read/", sent)
    part = read(answer.content.decode())
    assert (
        part.one(has="problems").all(name="li")[0].all(name="button")[0].attributes["value"]
        == "close:0"
    )
    assert "2 marks without their other ends" in part.one(**{"data-part": "count"}).words
    outcomes = read(
        table.client.post(f"{ADDRESS}read/", table.fields("1", start=17)).content.decode()
    ).one(has="outcome")
    assert [one.words for one in outcomes.all(name="dt")] == ["Lift bracket", "Delete with words"]
    assert [one.words for one in outcomes.all(name="small")] == ["1 pair stays open."] * 2


def test_marks_that_pair_with_another_provision_are_no_problem(client: Client) -> None:
    table = Table(client)
    table.post("save", "1", text="[We agree")
    table.post("save", "2", text="in full.]")
    page = table.open("1")
    assert page.one(id="text-field").attributes["data-opens"] == "1"
    assert page.all(has="problems") == []


def test_saving_names_the_act_and_counts_up(table: Table) -> None:
    after = YOUTH.replace("[enhance]", "enhance")
    table.post("save", "1", text=after, operation="lift", reason="as the room asked")
    (edit,) = Edit.objects.filter(draft=table.draft)
    assert (edit.operation, edit.reason, edit.by) == (
        "lift",
        "as the room asked",
        table.talks.clerk,
    )
    page = table.open("1")
    assert "Bracket lifted, review-secretariat-0: as the room asked" in page.one(has="log").words
    assert "edit 1, by review-secretariat-0" in page.one(id="where").words


def test_a_form_without_changes_is_no_edit(table: Table) -> None:
    table.post("save", "1", text=f"{YOUTH}\r\n")
    assert Edit.objects.count() == 0


def test_two_edits_apart_are_joined_and_it_is_said(table: Table) -> None:
    base = table.row("1").version
    table.post("save", "1", text=YOUTH.replace("Reinforce", "Strengthen"))
    answer = table.client.post(
        f"{ADDRESS}save/",
        table.fields("1", base=base, text=YOUTH.replace("youth", "young people")),
        follow=True,
    )
    assert "joined with what another person saved" in answer.content.decode()
    assert table.row("1").words == YOUTH.replace("Reinforce", "Strengthen").replace(
        "youth", "young people"
    )


def test_two_edits_of_the_same_words_are_shown_side_by_side(table: Table) -> None:
    base = table.row("2").version
    table.post("save", "2", text=MEDIA.replace("[their]", "a"))
    mine = MEDIA.replace("[their]", "every")
    page = table.post("save", "2", 409, base=base, text=mine)
    sides = page.one(id="sides")
    assert table.typed(page) == mine
    assert [joined(one) for one in sides.all(has="wording")] == [
        joined_words(MEDIA),
        joined_words("Encourage the media to play [their] every part."),
        joined_words("Encourage the media to play [their] a part."),
    ]
    assert table.row("2").words == MEDIA.replace("[their]", "a")
    (start,) = [
        one
        for one in page.one(id="writing").all(name="input")
        if one.attributes.get("name") == "base"
    ]
    table.post("save", "2", base=start.attributes["value"], text=mine)
    assert table.row("2").words == mine


@pytest.mark.parametrize(
    ("text", "status"), [("x" * 100_001, 400), ("a \x07 b", 400), (f"{MEDIA} more", 409)]
)
def test_what_is_refused_stays_on_the_page(table: Table, text: str, status: int) -> None:
    base = 99 if status == 409 else table.row("2").version
    page = table.post("save", "2", status, base=base, text=text)
    (field,) = page.all(name="textarea", id="text-field")
    assert field.text == text
    assert page.one(id="refusal").words
    assert table.row("2").words == MEDIA


def test_agreed_words_change_for_a_reason_or_editorially(table: Table) -> None:
    table.post("decide", "3", code="agreed")
    page = table.post("save", "3", 409, text="We all agree.")
    assert page.one(name="input", **{"aria-invalid": "true"}).attributes["name"] == "reason"
    assert table.typed(page) == "We all agree."
    table.post("save", "3", text="We agree!", mode="editorial")
    table.post("save", "3", text="We all agree.", reason="the chair asked")
    codes = [(one.code, one.basis) for one in Decision.objects.order_by("id")]
    assert codes == [("agreed", "gavel"), ("agreed", "editorial"), ("open", "gavel")]


def test_a_decision_is_one_button_and_is_taken_back_by_one(table: Table) -> None:
    table.post("decide", "3", code="agreed", body="plenary")
    page = table.open("3")
    assert page.one(id="decide").one(**{"aria-pressed": "true"}).words == "● agreed 0"
    (held,) = Decision.objects.all()
    assert (held.code, held.draft, held.meeting) == ("agreed", table.draft, table.meeting)
    table.post("take-back", "3", decision=held.event.public_id, note="too early")
    assert table.open("3").one(id="decide").all(**{"aria-pressed": "true"}) == []


def test_agreeing_on_open_brackets_is_refused_with_the_ways_out(table: Table) -> None:
    page = table.post("decide", "1", 409, code="agreed", note="late")
    bar = page.one(id="decide")
    assert "Words stand in brackets in “1.”" in bar.one(id="refusal").words
    assert "agreed, on the condition below" in bar.words
    assert "Lift or delete the brackets" in bar.words
    table.post("decide", "1", code="agreed", condition="besides [enhance]", note="late")
    (held,) = Decision.objects.all()
    assert held.condition == "besides [enhance]"


def test_going_behind_an_agreement_is_refused_and_can_be_reopened(table: Table) -> None:
    table.post("decide", "3", code="agreed")
    held = Decision.objects.get()
    page = table.post("decide", "3", 409, code="open")
    assert "Reopen what was decided" in page.one(id="decide").words
    table.post("decide", "3", code="open", reopens=held.event.public_id, note="new figures")
    assert Decision.objects.order_by("id")[1].reopens == held


def test_a_heading_is_decided_for_what_stands_under_it_with_exceptions(table: Table) -> None:
    page = table.open("A")
    excepting = page.one(has="covering").all(name="input", type="checkbox")[1:]
    assert [one.attributes["value"] for one in excepting] == [
        table.talks.id_of(key) for key in ("1", "2", "3")
    ]
    excepted = [table.talks.id_of("1"), table.talks.id_of("2")]
    sent = {"code": "agreed", "covers": "on", "except": excepted, "condition": "besides 1 and 2"}
    table.post("decide", "A", **sent)
    held = Decision.objects.get()
    assert (held.covers, held.excepts) == (True, 2)
