"""Provisions at the desk: inserted, split, merged, moved, withdrawn; their history."""

from __future__ import annotations

import pytest
from django.test import Client

from documents.models import Wording
from tests.pages.conftest import Reader
from tests.pages.desk_table import (
    ADDRESS,
    MEDIA,
    Table,
    joined,
    joined_words,
    labels,
    provision_act,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(client: Client) -> Table:
    return Table(client)


def test_a_provision_is_inserted_bis_and_the_insertion_undone(table: Table) -> None:
    page = table.open("2")
    (label,) = page.all(name="input", id="label")
    provision_act(
        table, "insert", "2", label=label.attributes["value"], text="More.", kind="paragraph"
    )
    assert labels(table) == ["1.", "2.", "2 bis.", "3."]
    new = Wording.objects.get(draft=table.draft, text="More.").provision.public_id
    sent = {"at": new, "act": "undo", "number": 1}
    assert table.client.post(f"{ADDRESS}provision/", sent).status_code == 302
    assert labels(table) == ["1.", "2.", "3."]


def test_what_was_to_be_inserted_stays_when_it_is_refused(table: Table) -> None:
    page = provision_act(table, "insert", "2", 400, text="a \x07 b", kind="paragraph")
    (field,) = page.all(name="textarea", id="insert-text")
    assert field.text == "a \x07 b"


def test_a_provision_is_split_before_the_words_typed(table: Table) -> None:
    provision_act(table, "split", "2", quote="to play")
    words = [row.text for row in Wording.objects.filter(draft=table.draft).order_by("rank", "id")]
    assert "Encourage the media" in words
    assert "to play [their] part." in words


def test_provisions_are_merged_with_their_words_shown_first(table: Table) -> None:
    page = Reader(table.client).open(f"{ADDRESS}merge/?at={table.talks.id_of('2')}")
    (field,) = page.all(name="textarea", id="merged-text")
    assert field.words == f"{MEDIA} We agree."
    sent = [
        (one.attributes["name"], one.attributes["value"])
        for one in page.all(name="input")[1:]
        if "value" in one.attributes
    ]
    named = [value for name, value in sent if name == "merged"]
    bases = [value for name, value in sent if name == "bases"]
    assert named == [table.talks.id_of("2"), table.talks.id_of("3")]
    provision_act(table, "merge", "2", merged=named, bases=bases, text=f"{MEDIA} We agree.")
    assert labels(table) == ["1.", "2."]
    assert table.row("2").words == f"{MEDIA} We agree."


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("first:", ["3.", "1.", "2."]),
        ("after:1", ["1.", "3.", "2."]),
        ("before:2", ["1.", "3.", "2."]),
    ],
)
def test_a_provision_is_moved(table: Table, to: str, expected: list[str]) -> None:
    way, _colon, key = to.partition(":")
    provision_act(table, "move", "3", to=f"{way}:{table.talks.id_of(key) if key else ''}")
    assert labels(table) == expected


def test_the_whole_text_is_offered_to_move_to(table: Table) -> None:
    page = Reader(table.client).open(f"{ADDRESS}move/?at={table.talks.id_of('3')}")
    assert [one.words for one in page.one(name="select").all(name="option")][:3] == [
        "the beginning of the text",
        "first under A. Youth and media",
        "after A. Youth and media",
    ]


def test_a_provision_becomes_an_alternative_is_chosen_withdrawn_and_restored(
    table: Table,
) -> None:
    provision_act(table, "alternative", "3", of=table.talks.id_of("2"))
    page = table.open("2")
    assert page.one(id="rivals-title").words == "Alternatives compete for this place"
    provision_act(table, "choose", "2", chosen=table.talks.id_of("3"))
    assert table.row("2").words == "We agree."
    provision_act(table, "withdraw", "1")
    page = table.open("1")
    assert "no longer part of the text" in page.words
    provision_act(table, "restore", "1")
    assert labels(table) == ["1.", "2."]


def test_the_history_shows_every_text_compares_two_and_restores(table: Table) -> None:
    table.post("save", "2", text=MEDIA.replace("[their]", "their"), operation="lift")
    table.post("save", "2", text="Encourage the media.")
    at = table.talks.id_of("2")
    page = Reader(table.client).open(f"{ADDRESS}history/?at={at}&earlier=0&later=2")
    assert joined(page.one(has="three").all(has="wording")[0]) == joined_words(MEDIA)
    assert [one.words for one in page.one(has="history").all(name="b")][:2] == [
        "Edit 2",
        "Reworded",
    ]
    provision_act(table, "restore_text", "2", number=0)
    assert table.row("2").words == MEDIA
    page = provision_act(table, "restore_text", "2", 409, number=0)
    assert "says that already" in page.one(id="refusal").words


def test_nothing_is_restored_over_what_was_saved_since_the_page_was_made(table: Table) -> None:
    table.post("save", "2", text="Encourage the press.")
    at = table.talks.id_of("2")
    page = Reader(table.client).open(f"{ADDRESS}history/?at={at}")
    hidden = [one.attributes for one in page.all(name="input", type="hidden")]
    (base,) = {one["value"] for one in hidden if one["name"] == "base"}
    table.post("save", "2", text="Encourage the radio.")
    page = provision_act(table, "restore_text", "2", 409, number=0, base=base)
    assert "saved another text since" in page.one(id="refusal").words
    assert table.row("2").words == "Encourage the radio."


def test_what_was_typed_stays_on_the_page_on_which_it_was_refused(table: Table) -> None:
    named = [table.talks.id_of("2"), table.talks.id_of("3")]
    table.post("save", "3", text="We all agree.")
    sent = {"merged": named, "bases": [table.row("2").version, 1], "text": "Mine.", "reason": "why"}
    page = provision_act(table, "merge", "2", 409, page="merge", **sent)
    (field,) = page.all(name="textarea", id="merged-text")
    (why,) = page.all(name="input", id="why-merge")
    assert (field.words, why.attributes["value"]) == ("Mine.", "why")
    assert "We all agree." in page.one(has="parts").words
    page = provision_act(
        table, "restore_text", "2", 409, page="history", number=0, reason="asked by the chair"
    )
    assert "says that already" in page.one(id="refusal").words
    to = f"under:{table.talks.id_of('2')}"
    page = provision_act(table, "move", "2", 409, page="move", to=to, reason="the order")
    (why,) = page.all(name="input", id="why-move")
    assert why.attributes["value"] == "the order"


def test_a_label_is_changed_beside_the_field_and_else_left_alone(table: Table) -> None:
    table.post("save", "2", label="2 bis.", label_was="2.")
    assert (table.row("2").label, table.row("2").words) == ("2 bis.", MEDIA)
    table.post("save", "2", text="Encourage the media.", label="2.", label_was="2.")
    assert table.row("2").label == "2 bis."
