"""Provisions × meetings over REST: what the chairman's reports say."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.api.asking import get

pytestmark = pytest.mark.usefixtures("corpus")


def rows(client: Client, document: str) -> list[dict[str, Any]]:
    provisions: list[dict[str, Any]] = get(client, f"/api/v1/documents/{document}/status/")[
        "provisions"
    ]
    return provisions


def test_shape_is_the_one_clients_rely_on(client: Client) -> None:
    answer = get(client, "/api/v1/documents/vision/status/")
    assert [one["slug"] for one in answer["meetings"]] == [
        "mpp-2", "mpp-3", "mpp-4", "mpp-5", "mpp-additional",
    ]  # fmt: skip
    for row in answer["provisions"]:
        assert {"id", "kind", "label", "heading", "parent", "statuses"} <= set(row)
        for status in row["statuses"].values():
            assert {"shown", "code", "condition", "note"} <= set(status)


def test_fifth_meeting_agrees_with_the_chairman_s_summary(client: Client) -> None:
    """“Text on WSIS Action Line C9, One bullet in C5, One bullet in C8 and some paras in
    Part III” were not agreed."""
    found = rows(client, "vision")
    named = {row["id"]: row for row in found}

    def section(row: dict[str, Any]) -> str:
        while row["kind"] not in ("section", "part"):
            row = named[row["parent"]]
        return str(row["number"] or row["heading"])

    not_agreed = [
        (section(row), row["number"])
        for row in found
        if row["role"] == "text"
        and row["kind"] != "section"
        and row["statuses"].get("mpp-5", {}).get("code") == "not_agreed"
        and row["statuses"]["mpp-5"]["origin"] != "rollup"
    ]
    assert [one for one in not_agreed if one[0] != "C9"] == [
        ("C5", "7"), ("C8", "6"), ("III", "1"), ("III", "2"), ("III", "3"), ("III", "6"),
    ]  # fmt: skip
    assert [number for at, number in not_agreed if at == "C9"] == ["", "", *"123456"]


def test_a_meeting_that_says_nothing_has_no_entry(client: Client) -> None:
    for row in rows(client, "vision"):
        assert "mpp-3" not in row["statuses"]
        assert "mpp-3" not in row["carried"]


def test_carried_statuses_name_the_meeting_they_come_from(client: Client) -> None:
    carried = [cell for row in rows(client, "vision") for cell in row["carried"].values()]
    assert carried
    assert {cell["carried_from"] for cell in carried} <= {"mpp-2", "mpp-4", "mpp-5"}


def test_pre_agreed_besides_para_11_and_the_annex(client: Client) -> None:
    preamble = next(row for row in rows(client, "vision") if row["label"] == "Chapter A")
    status = preamble["statuses"]["mpp-4"]
    assert (status["shown"], status["code"]) == ("agreed", "pre_agreed")
    assert status["condition"].startswith("besides Para 11 and the Annex")


def test_a_chapter_s_old_status_ends_where_a_later_text_of_it_comes(client: Client) -> None:
    """Chapter C was pending in April, for the Chair to revise; from the text of May on it takes
    the lowest under it."""
    chapter = next(
        row
        for row in rows(client, "vision")
        if row["heading"].endswith("Action lines") and not row["parent"]
    )
    april, may = chapter["statuses"]["mpp-4"], chapter["statuses"]["mpp-5"]
    assert (april["code"], april["origin"]) == ("pending", "own")
    assert (may["code"], may["origin"]) == ("not_agreed", "rollup")
    sections = {
        row["number"]: row["statuses"]["mpp-5"]
        for row in rows(client, "vision")
        if row["number"] in ("C5", "C8", "III")
    }
    assert {number: (cell["shown"], cell["code"]) for number, cell in sections.items()} == {
        "C5": ("alt", "not_agreed"),
        "C8": ("pending", "not_agreed"),
        "III": ("pending", "not_agreed"),
    }
