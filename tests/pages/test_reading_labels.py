"""Paragraphs by their number, through renumbering; on the corpus and on what could leak."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.documents.builders import Line
from tests.negotiation.builders import PUBLIC, SECRETARIAT, Negotiation
from tests.pages.conftest import Reader

ADDRESS = "/documents/talks-text/p/"


@pytest.fixture
def talks(db: None) -> Negotiation:
    """What was 40 becomes 83, something else is 40 then, and 41 is gone."""
    talks = Negotiation(slug="talks")
    talks.draft(
        Line("a", "We welcome radio.", label="40."),
        Line("b", "We drop this.", label="41."),
        Line("c", "We stay.", label="60 bis"),
        result_of=talks.meeting(),
        visibility=PUBLIC,
    )
    talks.draft(
        Line("d", "Something new.", label="40."),
        Line("c", "We stay.", label="60 bis"),
        Line("a", "We welcome radio.", label="83."),
        result_of=talks.meeting(),
        visibility=PUBLIC,
    )
    return talks


@pytest.mark.parametrize("label", ["83", "83.", "[83.]", "60 bis", "60%20BIS"])
def test_a_number_that_only_one_ever_had_leads_to_its_paragraph(
    client: Client, talks: Negotiation, label: str
) -> None:
    answer = client.get(f"{ADDRESS}{label}/")
    key = "a" if "83" in label else "c"
    assert answer.status_code == 303
    found = talks.id_of(key)
    assert answer["Location"] == f"/documents/talks-text/?at={found}#p-{found}"


def test_a_number_that_went_on_tells_where_it_went(reader: Reader, talks: Negotiation) -> None:
    page = reader.open(f"{ADDRESS}40/")
    assert page.one(id="found").words == "2 paragraphs are or were called 40"
    first, second = (one for one in page.one(has="record").children if not isinstance(one, str))
    assert first.words.startswith("40 now Something new.")
    assert second.words.startswith("now 83 We welcome radio.")
    assert second.all(name="a")[0].attributes["href"].endswith(f"#p-{talks.id_of('a')}")
    olds = [one.words for one in second.one(has="called").all(name="li")]
    assert [words.split(" in ")[0] for words in olds] == ["83", "40"]


def test_a_paragraph_that_is_gone_is_still_found(reader: Reader, talks: Negotiation) -> None:
    page = reader.open(f"{ADDRESS}41/")
    assert "not in the latest text" in page.words
    assert "We drop this." in page.words


def test_a_draft_may_be_named(client: Client, talks: Negotiation) -> None:
    first = talks.document.drafts.get(number=1).public_id
    answer = client.get(f"{ADDRESS}40/?draft={first}")
    found = talks.id_of("a")
    assert answer["Location"] == f"/documents/talks-text/?draft={first}&at={found}#p-{found}"


@pytest.mark.parametrize("label", ["99", "6O bis", "%00", "///", "x" * 300, "]]", "40%2F41"])
def test_a_number_nobody_has_is_told_so(reader: Reader, talks: Negotiation, label: str) -> None:
    page = reader.open(f"{ADDRESS}{label}/", 404)
    assert "No text of “Text of talks” has a paragraph called" in page.words


def test_what_comes_near_is_offered(reader: Reader, talks: Negotiation) -> None:
    assert "Did you mean 60 bis?" in reader.open(f"{ADDRESS}60 ter/", 404).words


def test_a_hidden_draft_gives_no_number_away(reader: Reader, talks: Negotiation) -> None:
    talks.draft(
        Line("a", "We welcome hushed radio.", label="97."),
        Line("b", "Secret return.", label="41."),
        Line("e", "Secret words.", label="98."),
        result_of=talks.meeting(),
        visibility=SECRETARIAT,
    )
    for label in ("97", "98"):
        reader.open(f"{ADDRESS}{label}/", 404)
    for label in ("40", "41"):
        words = reader.open(f"{ADDRESS}{label}/").words
        assert "97" not in words
        assert "ecret" not in words
    assert "not in the latest text" in reader.open(f"{ADDRESS}41/").words


def test_paragraph_60_bis_of_the_corpus(client: Client, corpus: None) -> None:
    answer = client.get("/documents/ga-outcome-2015/p/33/")
    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("printed", "asked"), [("Ж.", "ж"), ("Ж.", "Ж"), ("Ⅳ.", "iv"), ("１２．", "12")]
)
def test_case_and_form_do_not_matter_in_any_script(
    client: Client, talks: Negotiation, printed: str, asked: str
) -> None:
    talks.draft(Line("e", "Somewhere.", label=printed), result_of=talks.meeting())
    found = talks.id_of("e")
    answer = client.get(f"{ADDRESS}{asked}/")
    assert answer.status_code == 303
    assert answer["Location"] == f"/documents/talks-text/?at={found}#p-{found}"
