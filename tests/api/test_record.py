"""The record over REST, on the corpus: what the reports say, and how many queries it takes."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.test import Client

from tests.api.asking import get
from tests.documents.builders import Line
from tests.negotiation.builders import Negotiation

pytestmark = pytest.mark.usefixtures("corpus")
API = "/api/v1"


def every(client: Client, address: str, **query: str) -> list[dict[str, Any]]:
    """All rows of a list, page by page."""
    shown = get(client, f"{API}/{address}/", **query)
    rows: list[dict[str, Any]] = shown["results"]
    while shown["next"]:
        shown = get(client, shown["next"])
        rows += shown["results"]
    return rows


def test_a_process_with_its_calendar(client: Client) -> None:
    assert "wsis10" in [one["slug"] for one in every(client, "processes")]
    shown = get(client, f"{API}/processes/wsis10/")
    assert [phase["number"] for phase in shown["phases"]] == [1, 2, 3, 4, 5, 6]
    assert {one["slug"] for one in shown["documents"]} == {
        "tunis-2005", "statement", "vision", "ga-outcome-2015",
    }  # fmt: skip
    assert "mpp-5" in [one["slug"] for one in shown["meetings"]]


def test_a_meeting_with_what_it_settled(client: Client) -> None:
    shown = get(client, f"{API}/meetings/mpp-1/")
    assert Counter(one["kind"] for one in shown["outcomes"])["principle"] == 7
    shown = get(client, f"{API}/meetings/mpp-2/")
    results = [one["draft"]["symbol"] for one in shown["drafts"] if one["as_a"] == "result"]
    assert "S2.2/C" in results
    closed = every(client, "meetings", process="wsis10", state="closed")
    assert closed
    assert {one["state"] for one in closed} == {"closed"}


def test_decisions_by_what_they_are_on(client: Client) -> None:
    agreed = every(client, "decisions", document="vision", code="agreed", basis="tag")
    assert len(agreed) == 120
    closure = every(client, "decisions", document="ga-outcome-2015", basis="tag")
    assert Counter(one["code"] for one in closure) == {"suggested_for_closure": 40}  # and the title
    one = agreed[0]
    assert get(client, f"{API}/decisions/{one['id']}/") == one
    mine = every(client, "decisions", provision=one["provision"])
    assert one in mine
    excepted = [one for one in every(client, "decisions", meeting="mpp-4") if one["exceptions"]]
    assert excepted


def test_open_brackets_are_those_of_the_latest_text(client: Client) -> None:
    """13 bracketed passages in 12 paragraphs of the draft of 7 December."""
    found = every(client, "brackets", open="true", document="ga-outcome-2015")
    assert len(found) == 13
    assert len({one["provision"] for one in found}) == 12
    assert all(one["words"][0] + one["words"][-1] == "[]" for one in found)


def test_brackets_that_say_something_are_not_open(client: Client, talks: Negotiation) -> None:
    talks.draft(Line("A", "Words [in brackets] [NOTE: to be checked]"))
    found = {
        said: [one["words"] for one in every(client, "brackets", document="review-text", **query)]
        for said, query in {
            "all": {},
            "open": {"open": "true"},
            "not": {"open": "false"},
        }.items()
    }
    assert found == {
        "all": ["[in brackets]", "[NOTE: to be checked]"],
        "open": ["[in brackets]"],
        "not": ["[NOTE: to be checked]"],
    }


def test_brackets_that_nobody_closes_and_those_around_provisions(client: Client) -> None:
    found = every(client, "brackets", document="vision", kind="text")
    far = [one for one in found if one["closes"]]
    assert [one["label"].rstrip(" .") for one in far] == ["III"]
    lone = [one for one in found if one["end"] is None and not one["closes"]]
    assert len(lone) == 3


def test_provisions_of_a_kind_in_a_draft(client: Client) -> None:
    draft = get(client, f"{API}/documents/ga-outcome-2015/")["latest_draft"]["id"]
    found = every(client, "provisions", draft=draft, kind="paragraph")
    assert len(found) == 70
    assert [one["heading"] for one in every(client, "provisions", document="vision", code="C9")]


def test_lineage_between_documents(client: Client) -> None:
    found = every(client, "lineage", document="ga-outcome-2015")
    assert {one["later_document"] for one in found} >= {"ga-outcome-2015"}
    assert {"tunis-2005", "vision"} <= {one["earlier_document"] for one in found}
    one = found[0]
    assert one in every(client, "lineage", provision=one["later"], kind=one["kind"])


def test_labels_through_the_drafts(client: Client) -> None:
    shown = get(client, f"{API}/documents/statement/concordance/")
    order = [draft["id"] for draft in shown["drafts"]]
    assert [draft["symbol"] for draft in shown["drafts"]] == ["S2/C", "S2.2/C"]
    sixty = next(
        row for row in shown["provisions"] if row["labels"][0]["label"].startswith("60 bis")
    )
    assert [said["draft"] for said in sixty["labels"]] == order


def test_numbers_over_time(client: Client) -> None:
    shown = get(client, f"{API}/documents/ga-outcome-2015/counts/")
    (only,) = shown["drafts"]
    assert (only["brackets"], only["agreed"], only["total"]) == (13, 39, 70)


def test_proposals_with_who_supports_them(client: Client) -> None:
    found = every(client, "submissions", party="United Kingdom")
    assert len(found) == 1
    ref = found[0]["ref"]
    proposed = every(client, "proposals", ref=ref)
    assert proposed
    assert {one["submission"] for one in proposed} == {ref}
    stances = Counter(one["stance"] for one in every(client, "positions", ref=ref))
    assert stances["supports"] == 22
    target = proposed[0]["target"]
    assert proposed[0] in every(client, "proposals", provision=target, document="vision")
    party = every(client, "positions", ref=ref, stance="supports")[0]["party"]
    assert every(client, "parties", name=party)[0]["name"] == party


def test_work_that_was_given_out(client: Client) -> None:
    found = every(client, "assignments", meeting="mpp-2", document="statement")
    assert [one["number"] for one in found] == list(range(1, 10))
    about = found[0]["provisions"][0]
    assert found[0] in every(client, "assignments", provision=about)


def test_action_lines_with_sections_and_facilitators(client: Client) -> None:
    shown = get(client, f"{API}/processes/wsis10/action-lines/")
    codes = [one["code"] for one in shown["lines"]]
    assert [code for code in codes if "-" not in code] == [f"C{n}" for n in range(1, 13)]
    (c12,) = (one for one in shown["lines"] if one["code"] == "C12")
    assert c12["proposed"]
    c1 = get(client, f"{API}/processes/wsis10/action-lines/C1/")
    assert c1["sections"][0]["document"] == "vision"
    assert len(c1["facilitators"]) == 2  # the two lists of 2005
    told = get(client, f"{API}/processes/wsis10/action-lines/C99/", expect=404)
    assert "C99" in told["detail"]


LISTS = {
    "processes/": 1,
    "decisions/": 3,
    "brackets/": 2,
    "provisions/": 2,
    "lineage/": 1,
    "submissions/": 2,
    "proposals/": 2,
    "positions/": 1,
    "assignments/": 4,
    "parties/": 1,
    "meetings/?process=wsis10": 1,
}


@pytest.mark.parametrize(("address", "queries"), LISTS.items())
def test_lists_ask_as_often_for_one_row_as_for_three(
    client: Client, address: str, queries: int, django_assert_num_queries: Any
) -> None:
    for size in (1, 3):
        with django_assert_num_queries(queries):
            answer = client.get(f"{API}/{address}", {"page_size": size})
        assert answer.status_code == 200
        assert len(answer.json()["results"]) in {1, size}
