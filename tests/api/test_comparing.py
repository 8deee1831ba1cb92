"""What changed between two drafts over REST: reopenings, confirmed links, the concordance."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from documents.actions import compare_chunk, run_comparison
from documents.models import Comparison
from negotiation import actions
from negotiation.codes import Code
from negotiation.models import Publication
from tests.api.asking import get
from tests.documents.builders import Line
from tests.negotiation.builders import CHAPTER, Negotiation

pytestmark = pytest.mark.django_db

YOUTH = "Promotion of the participation of youth in decision making processes"
MEDIA = "Encourage media to play a supportive role in inclusive knowledge societies"


def computed(comparison: Comparison) -> Comparison:
    run_comparison(comparison.pk)
    compare_chunk(comparison.pk, 0, 1000)
    return Comparison.objects.select_related("earlier", "later").get(pk=comparison.pk)


@pytest.fixture
def talks() -> Negotiation:
    return Negotiation()


@pytest.fixture
def comparison(talks: Negotiation) -> Comparison:
    """A/1 was agreed and is reworded; a label begins like a formula."""
    meeting = talks.meeting()
    chapter = Line("A", "Preamble", label="A.", kind=CHAPTER)
    earlier = talks.draft(
        chapter,
        Line("A/1", YOUTH, label="1.", parent="A"),
        Line("A/2", f"[{MEDIA}]", label="=2+3", parent="A"),
        result_of=meeting,
    )
    talks.decide("A/1", Code.AGREED, meeting)
    later = talks.draft(
        chapter,
        Line("A/1", f"{YOUTH} everywhere", label="1.", parent="A"),
        Line("A/2", MEDIA, label="-2", parent="A"),
        result_of=talks.meeting(),
    )
    return computed(actions.ask_comparison(earlier, later, by=talks.clerk))


def detail(client: Client, comparison: Comparison) -> dict[str, Any]:
    return get(client, f"/api/v1/comparisons/{comparison.public_id}/")


def test_a_change_to_what_was_agreed_is_a_reopening(client: Client, comparison: Comparison) -> None:
    shown = detail(client, comparison)
    assert [change["reopening"] for change in shown["changes"]] == [
        None,
        {"code": "agreed", "condition": "", "recorded": False},
        None,
    ]
    assert shown["reopenings"] == 1
    assert shown["totals"] == {"label_changed": 1, "bracket_lifted": 1, "wording_changed": 1}
    (chapter,) = shown["chapters"]
    assert (chapter["title"], chapter["compared"], chapter["reopenings"]) == ("A Preamble", 3, 1)
    assert chapter["totals"] == shown["totals"]
    assert not shown["stale"]


def test_a_confirmed_link_says_so(client: Client, talks: Negotiation) -> None:
    drafts = talks.draft(Line("17", YOUTH)), talks.draft(Line("a", f"{YOUTH} everywhere"))
    comparison = computed(actions.ask_comparison(*drafts, by=talks.clerk))
    (change,) = detail(client, comparison)["changes"]
    assert (change["found_by"], change["confirmed"]) == ("likeness", False)
    ends = [talks.provision("17")], [talks.provision("a")]
    actions.confirm_link(comparison, *ends, by=talks.clerk)
    (change,) = detail(client, computed(comparison))["changes"]
    assert (change["found_by"], change["confirmed"]) == ("person", True)


def test_the_concordance_is_the_same_as_json_as_csv_and_on_the_page(
    client: Client, comparison: Comparison
) -> None:
    address = f"/api/v1/comparisons/{comparison.public_id}/concordance/"
    shown = get(client, address)
    assert [
        ([one["label"] for one in row["earlier"]], [one["label"] for one in row["later"]],
         row["happened"])
        for row in shown["rows"]
    ] == [
        (["A"], ["A"], "unchanged"),
        (["1"], ["1"], "wording changed"),
        (["=2+3"], ["-2"], "bracket lifted, label changed"),
    ]  # fmt: skip
    answer = client.get(address, {"format": "csv"})
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    query = f"earlier={comparison.earlier.public_id}&later={comparison.later.public_id}"
    slug = comparison.later.document.slug
    taken = client.get(f"/documents/{slug}/concordance/?{query}&format=csv")
    assert taken.content.decode() == "\ufeff" + answer.content.decode()
    header, *rows = csv.reader(io.StringIO(answer.content.decode()))
    columns = [dict(zip(header, row, strict=True)) for row in rows]
    assert [(row["what_happened"], row["reopening"]) for row in columns] == [
        ("unchanged", "no"),
        ("wording changed", "yes"),
        ("bracket lifted, label changed", "no"),
    ]


def test_no_cell_of_a_table_is_a_formula(client: Client, comparison: Comparison) -> None:
    answer = client.get(
        f"/api/v1/comparisons/{comparison.public_id}/concordance/", {"format": "csv"}
    )
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert (rows[-1][0], rows[-1][3]) == ("'=2+3", "'-2")
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_of_a_draft_that_is_not_published_there_is_no_concordance(
    client: Client, talks: Negotiation, comparison: Comparison
) -> None:
    address = f"/api/v1/comparisons/{comparison.public_id}/concordance/"
    actions.publish(
        comparison.earlier, visibility=Publication.Visibility.SECRETARIAT, by=talks.clerk
    )
    for asked in (address, f"{address}?format=csv"):
        assert client.get(asked).status_code == 404
    client.force_login(talks.clerk)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("what", ["", "concordance/"])
def test_three_changes_take_as_many_queries_as_one(
    client: Client, talks: Negotiation, what: str
) -> None:
    taken = []
    for rows in (1, 3):
        meeting = talks.meeting()
        lines = [Line(f"{rows}/{row}", f"{YOUTH} {row}") for row in range(rows)]
        earlier = talks.draft(*lines, result_of=meeting)
        for line in lines:
            talks.decide(line.key, Code.AGREED, meeting)
        changed = [Line(line.key, f"{line.words} everywhere") for line in lines]
        later = talks.draft(*changed, result_of=talks.meeting())
        comparison = computed(actions.ask_comparison(earlier, later, by=talks.clerk))
        with CaptureQueriesContext(connection) as queries:
            get(client, f"/api/v1/comparisons/{comparison.public_id}/{what}")
        taken.append(len(queries))
    assert taken[0] == taken[1]
