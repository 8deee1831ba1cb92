"""The dump of a process: the same rows in both formats, and nothing that is not for the reader."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from negotiation import actions
from negotiation.actions import desk
from negotiation.codes import Code
from negotiation.models import Assignment
from tests.documents.builders import Line
from tests.negotiation.builders import CHAPTER, SECRETARIAT, Negotiation

ADDRESS = "/api/v1/processes/{}/dump/"


def lines_of(client: Client, process: str) -> list[dict[str, Any]]:
    answer = client.get(ADDRESS.format(process))
    assert answer.headers["Content-Type"] == "application/jsonl; charset=utf-8"
    assert answer.streaming
    return [json.loads(line) for line in answer.getvalue().splitlines()]


def package_of(client: Client, process: str) -> zipfile.ZipFile:
    answer = client.get(ADDRESS.format(process), {"format": "datapackage"})
    assert answer.headers["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(answer.getvalue()))


def rows_of(package: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    text = package.read(f"{name}.csv").decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


CASTS: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "array": json.loads,
}


@pytest.mark.usefixtures("corpus")
def test_the_package_keeps_what_its_description_says(client: Client) -> None:
    """Columns, types, keys and what points where, for every cell."""
    package = package_of(client, "wsis10")
    described = json.loads(package.read("datapackage.json"))
    assert package.testzip() is None
    names = [resource["path"] for resource in described["resources"]]
    assert sorted(package.namelist()) == sorted([*names, "datapackage.json"])
    tables = {one["name"]: rows_of(package, one["name"]) for one in described["resources"]}
    for resource in described["resources"]:
        schema, rows = resource["schema"], tables[resource["name"]]
        assert rows, resource["name"]
        assert list(rows[0]) == [field["name"] for field in schema["fields"]]
        for field in schema["fields"]:
            for row in rows:
                if row[field["name"]]:
                    CASTS[field["type"]](row[field["name"]])
        if key := schema.get("primaryKey"):
            keys = [tuple(row[column] for column in key) for row in rows]
            assert len(keys) == len(set(keys)), resource["name"]
        for pointer in schema.get("foreignKeys", ()):
            to = pointer["reference"]
            there = {row[to["fields"]] for row in tables[to["resource"] or resource["name"]]}
            said = {row[pointer["fields"]] for row in rows} - {""}
            assert said <= there, (resource["name"], pointer)


@pytest.mark.usefixtures("corpus")
def test_both_formats_have_the_same_rows(client: Client) -> None:
    lines = lines_of(client, "wsis10")
    package = package_of(client, "wsis10")
    counted = Counter(line["table"] for line in lines)
    assert counted == {
        name.removesuffix(".csv"): len(rows_of(package, name.removesuffix(".csv")))
        for name in package.namelist()
        if name.endswith(".csv")
    }
    wordings = [line for line in lines if line["table"] == "wordings"]
    cells = rows_of(package, "wordings")
    assert [line["text"] for line in wordings] == [
        cell["text"].removeprefix("'") if cell["text"][1:2] in "=+-@|%" else cell["text"]
        for cell in cells
    ]
    agreed = [one for one in lines if one["table"] == "decisions" and one["basis"] == "tag"]
    assert Counter(one["code"] for one in agreed)["agreed"] == 120


@pytest.mark.django_db
def test_what_is_hidden_is_in_no_dump_of_the_public(client: Client, talks: Negotiation) -> None:
    meeting = talks.meeting()
    talks.draft(Line("A", "Words for all"), result_of=meeting)
    hidden = talks.draft(Line("X", "Words of the secretariat"), visibility=SECRETARIAT)
    talks.decide("X", Code.PENDING, draft=hidden, taken_on=meeting.ends_on, note="a hidden note")

    def everything() -> str:
        package = package_of(client, "review")
        parts = [package.read(name).decode() for name in package.namelist()]
        return "\n".join([json.dumps(lines_of(client, "review")), *parts])

    public = everything()
    assert "Words for all" in public
    for secret in ("of the secretariat", "a hidden note", hidden.public_id, talks.id_of("X")):
        assert secret not in public
    client.force_login(talks.clerk)
    seen = everything()
    for secret in ("of the secretariat", "a hidden note", hidden.public_id, talks.id_of("X")):
        assert secret in seen


@pytest.mark.django_db
def test_a_dump_takes_as_many_queries_whatever_its_size(
    client: Client, talks: Negotiation, django_assert_max_num_queries: Any
) -> None:
    meeting = talks.meeting()
    for number in (1, 3):
        talks.draft(*(Line(f"{number}/{row}") for row in range(number)), result_of=meeting)
        meeting = talks.meeting()
        with django_assert_max_num_queries(27):
            lines_of(client, "review")


@pytest.mark.django_db
def test_what_a_decision_excepts_reopens_and_corrects_can_be_rebuilt(
    client: Client, talks: Negotiation
) -> None:
    meeting = talks.meeting()
    first = talks.draft(
        Line("A", kind=CHAPTER), Line("B", parent="A"), Line("C", parent="A"), result_of=meeting
    )
    agreed = talks.gavel("A", Code.AGREED, meeting, covers=True, exceptions=["C"])
    taken = desk.take_back(agreed, note="An error", by=talks.clerk)
    second = talks.draft(Line("A", kind=CHAPTER), Line("B", parent="A"), follows=first)
    by_table = defaultdict(list)
    for line in lines_of(client, "review"):
        by_table[line["table"]].append(line)
    names = {one.pk: one.event.public_id for one in (agreed, taken)}
    decisions = {line["id"]: line for line in by_table["decisions"]}
    assert decisions[names[taken.pk]]["corrects"] == names[agreed.pk]
    assert decisions[names[agreed.pk]]["body"] == "plenary"
    assert [(line["decision"], line["provision"]) for line in by_table["exceptions"]] == [
        (names[agreed.pk], talks.id_of("C"))
    ]
    drafts = {line["id"]: line for line in by_table["drafts"]}
    assert drafts[second.public_id]["follows"] == first.public_id


@pytest.mark.django_db
def test_what_is_pointed_to_is_not_named_where_it_is_hidden(
    client: Client, talks: Negotiation
) -> None:
    meeting = talks.meeting()
    hidden = talks.draft(Line("X"), Line("A"), visibility=SECRETARIAT)
    secret = talks.decide("A", Code.AGREED, draft=hidden, taken_on=meeting.ends_on)
    talks.draft(Line("A"), Line("B"), follows=hidden, result_of=meeting)
    talks.decide("A", Code.OPEN, meeting, reopens=secret)
    talks.gavel("B", Code.PENDING, meeting, covers=True, exceptions=["X"])
    actions.assign(
        meeting,
        number=1,
        does=Assignment.Does.COMBINE,
        text="Merge",
        provisions=[talks.provision("A")],
        result=talks.provision("X"),
        by=talks.clerk,
    )
    names = (hidden.public_id, secret.event.public_id, talks.id_of("X"))
    shown = json.dumps(lines_of(client, "review"))
    assert [name for name in names if name in shown] == []
    client.force_login(talks.clerk)
    shown = json.dumps(lines_of(client, "review"))
    assert [name for name in names if name not in shown] == []
    for column in ("follows", "reopens", "result"):
        assert f'"{column}": "' in shown
