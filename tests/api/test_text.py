"""The consolidated text over REST, on the real texts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.api.asking import get

FIXTURES = Path(__file__).parents[2] / "fixtures"
pytestmark = pytest.mark.usefixtures("corpus")

PROVISION_KEYS = {
    "id", "kind", "role", "label", "number", "code", "heading", "text", "parent", "depth", "symbol",
    "coverage", "disposition", "tags", "attribution", "apparatus", "status", "brackets",
}  # fmt: skip


def text(client: Client, document: str, *, expect: int = 200, **query: str) -> dict[str, Any]:
    return get(client, f"/api/v1/documents/{document}/text/", expect=expect, **query)


def codes(answer: dict[str, Any], kind: str) -> Counter[tuple[str, str]]:
    return Counter(
        (one["status"]["shown"], one["status"]["code"])
        for one in answer["provisions"]
        if one["kind"] == kind and one["role"] == "text"
    )


def test_shape_is_the_one_clients_rely_on(client: Client) -> None:
    answer = text(client, "vision")
    assert set(answer) == {
        "document", "draft", "edit", "meeting", "form", "as_of", "later_draft", "language",
        "record", "provisions", "spans", "problems",
    }  # fmt: skip
    assert answer["document"] == "vision"
    assert set(answer["draft"]) == {"id", "title", "symbol", "issued_on", "meeting"}
    assert answer["draft"]["meeting"] == "mpp-5"
    assert min(len(answer[part]) for part in ("provisions", "spans", "problems")) > 0
    assert all(set(one) == PROVISION_KEYS for one in answer["provisions"])
    assert all(set(one) == {"kind", "depth", "opens", "closes"} for one in answer["spans"])
    assert all(
        set(one) == {"kind", "provision", "start", "end", "message"} for one in answer["problems"]
    )


def test_assembly_draft_has_39_of_70_suggested_for_closure(client: Client) -> None:
    answer = text(client, "ga-outcome-2015", meeting="ga-informals-2015-12")
    assert answer["draft"]["issued_on"] == "2015-12-07"
    assert codes(answer, "paragraph") == {
        ("agreed", "suggested_for_closure"): 39,
        ("pending", "open"): 19,
        ("pending", "bracketed"): 12,
    }
    bracketed = [
        one["label"] for one in answer["provisions"] for b in one["brackets"] if b["kind"] == "text"
    ]
    assert [label.rstrip(".") for label in bracketed] == [
        "12", "13", "32", "48", "53", "55", "56", "57", "58", "60", "64", "70", "70",
    ]  # fmt: skip


def test_120_provisions_of_the_vision_are_agreed_by_their_own_tag(client: Client) -> None:
    answer = text(client, "vision", meeting="mpp-5")
    agreed = [one for one in answer["provisions"] if one["status"]["code"] == "agreed"]
    assert len(agreed) == 120
    assert {one["tags"][0] for one in agreed} == {"agreed"}
    introduction = next(one for one in answer["provisions"] if one["heading"] == "Introduction")
    assert introduction["status"] == {"shown": "agreed", "code": None, "rollup": "agreed"}


def test_brackets_point_into_the_text(client: Client) -> None:
    for document in ("tunis-2005", "statement", "vision", "ga-outcome-2015"):
        for form in ("bracketed", "source"):
            provisions = text(client, document, form=form)["provisions"]
            assert any(one["brackets"] for one in provisions)
            for one in provisions:
                for bracket in one["brackets"]:
                    inside = one["text"][bracket["start"] : bracket["end"]]
                    assert (inside[0], inside[-1]) == ("[", "]")
                    assert bracket["depth"] >= 1


def test_spans_of_the_vision_are_three_unclosed_and_part_three(client: Client) -> None:
    answer = text(client, "vision")
    named = {one["id"]: one for one in answer["provisions"]}
    closed = [one for one in answer["spans"] if one["closes"]]
    assert [named[one["opens"]["provision"]]["number"] for one in closed] == ["III"]
    assert len(answer["spans"]) - len(closed) == 3
    kinds = Counter(one["kind"] for one in answer["problems"])
    assert (kinds["unclosed"], kinds["unopened"]) == (3, 1)


@pytest.mark.parametrize(
    ("document", "file"),
    [("tunis-2005", "2005-tunis-phase-chapters-1-and-4.txt")],
)
def test_source_form_gives_the_imported_file_back(client: Client, document: str, file: str) -> None:
    answer = client.get(f"/api/v1/documents/{document}/text/?form=source&format=txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content == (FIXTURES / file).read_bytes()


def test_source_form_gives_an_imported_passage_back(client: Client) -> None:
    whole = (FIXTURES / "2014-06-mpp-final-report.txt").read_bytes()
    answer = client.get(
        "/api/v1/documents/vision/text/?form=source", headers={"Accept": "text/plain"}
    )
    assert answer.content.startswith(b"[C.\tAction lines")
    assert answer.content.rstrip().endswith(b"digital divide. [agreed]]")
    assert answer.content in whole


def test_agreed_form_leaves_no_disputed_word(client: Client) -> None:
    answer = text(client, "ga-outcome-2015", form="agreed")
    said = {one["label"].rstrip("."): one["text"] for one in answer["provisions"]}
    assert said["13"] == ""
    assert "territories under occupation" in said["12"]
    assert "foreign" not in said["12"]
    vision = text(client, "vision", form="agreed")
    assert {one["text"] for one in vision["provisions"] if one["role"] != "text"} == {""}


def test_agreed_form_leaves_out_what_an_unclosed_bracket_opens(client: Client) -> None:
    answer = text(client, "statement", form="agreed")
    said = {one["label"].rstrip("."): one["text"] for one in answer["provisions"]}
    assert said["44"] == ""
    assert said["60"].startswith("Ensuring that the radio-frequency spectrum")
    vision = text(client, "vision", form="agreed")
    assert vision["provisions"][-1]["text"].endswith("bridge the digital divide.")


def test_agreed_form_leaves_out_what_stands_under_competing_annexes(client: Client) -> None:
    answer = text(client, "tunis-2005", form="agreed")
    (annex,) = (one for one in answer["provisions"] if one["heading"] == "Annex on action lines")
    offered = {one["id"] for one in answer["provisions"] if one["parent"] == annex["id"]}
    lines = [one for one in answer["provisions"] if one["parent"] in offered]
    assert len(lines) == 30
    assert {one["text"] for one in lines} == {""}


@pytest.mark.parametrize(("form", "times"), [("bracketed", 2), ("clean", 1), ("agreed", 0)])
def test_plain_text_prints_the_rows_of_the_annexes_it_takes(
    client: Client, form: str, times: int
) -> None:
    answer = client.get(f"/api/v1/documents/tunis-2005/text/?form={form}&format=txt")
    assert answer.content.decode().count("C10 Ethical dimensions") == times


def test_clean_form_keeps_the_words_and_drops_the_marks(client: Client) -> None:
    answer = text(client, "ga-outcome-2015", form="clean")
    said = {one["label"].rstrip("."): one["text"] for one in answer["provisions"]}
    assert "territories under foreign occupation" in said["12"]
    assert "in 2020, which" in said["70"]
    assert not any("[" in words or "]" in words for words in said.values())
    assert answer["spans"] == answer["problems"] == []


def test_a_party_s_proposal_is_not_the_text_of_the_meeting(client: Client) -> None:
    answer = text(client, "vision", meeting="mpp-additional")
    assert (answer["draft"]["meeting"], answer["meeting"]) == ("mpp-5", "mpp-additional")


def test_unknown_names_answer_404_with_a_hint(client: Client) -> None:
    answer = get(client, "/api/v1/documents/visoin/text/", expect=404)
    assert answer["detail"] == "There is no document “visoin”. Did you mean vision?"
    answer = text(client, "vision", expect=404, meeting="mpp-9")
    assert answer["detail"].startswith("There is no meeting “mpp-9”. Did you mean mpp-")
    answer = text(client, "vision", expect=404, draft="bbbbbbbbbb")
    assert "has no draft “bbbbbbbbbb”" in answer["detail"]


@pytest.mark.parametrize(
    ("name", "value"), [("form", "shiny"), ("meeting", "no slug!"), ("draft", "'"), ("draft", "\0")]
)
def test_malformed_queries_answer_400_and_name_the_parameter(
    client: Client, name: str, value: str
) -> None:
    answer = get(client, "/api/v1/documents/vision/text/", expect=400, **{name: value})
    assert list(answer["parameters"]) == [name]
    assert answer["detail"].startswith(f"{name}: ")
    assert answer["title"] == "Bad Request"


def test_an_unknown_form_is_told_those_there_are(client: Client) -> None:
    answer = get(client, "/api/v1/documents/vision/text/", expect=400, form="shiny")
    there_are = "bracketed, clean, agreed, source, alternatives"
    assert answer["detail"] == f"form: “shiny” is none of {there_are}."


def test_plain_text_calls_an_alternative_by_its_label(client: Client) -> None:
    answer = client.get("/api/v1/documents/vision/text/?format=txt")
    lines = [line.strip() for line in answer.content.decode().splitlines()]
    slot = next(i for i, line in enumerate(lines) if line.startswith("7 Continue to promote"))
    assert [line.split("[")[0] for line in lines[slot + 2 : slot + 8 : 2]] == [
        "Alt 1: ",
        "Alt 2: ",
        "Alt 3: ",
    ]
