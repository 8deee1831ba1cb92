"""The life of a provision on one page: its lineage drawn, its edits, what is printed beside it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from documents.models import Lineage, Wording
from negotiation import actions
from negotiation.actions import desk
from negotiation.models import Publication
from tests.documents.builders import Line
from tests.negotiation.builders import SECRETARIAT
from tests.pages.conftest import Reader, read
from tests.pages.desk_table import Table
from tracker.pictures.lineage import Relative, draw_lineage
from tracker.queries.names import Name


@pytest.fixture
def table(db: None, client: Client) -> Table:
    return Table(client)


def reword(table: Table, key: str, text: str) -> None:
    row = table.row(key)
    desk.save_wording(table.draft, row.provision, text, base=row.version, by=table.talks.clerk)


def page_of(table: Table, key: str, client: Client, more: str = "") -> str:
    answer = client.get(f"/provisions/{table.talks.id_of(key)}/{more}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_edits_are_listed_newest_first_with_what_they_changed(table: Table) -> None:
    reword(table, "3", "We all agree.")
    reword(table, "3", "We all agree today.")
    page = read(page_of(table, "3", table.client))
    (section,) = page.all(name="section", **{"aria-labelledby": "edits"})
    entries = [one for one in section.one(has="record").children if not isinstance(one, str)]
    assert [[ins.text for ins in one.all(name="ins")] for one in entries] == [["today"], ["all"]]


def test_only_ten_edits_are_shown_until_all_are_asked_for(table: Table) -> None:
    for number in range(12):
        reword(table, "3", f"We agree {number}.")
    few = read(page_of(table, "3", table.client))
    (all_of_them,) = [one for one in few.all(name="a") if one.words == "All edits"]
    assert all_of_them.attributes["href"] == "?edits=all#edits"
    assert few.words.count("Reworded") == 10
    every = read(page_of(table, "3", table.client, "?edits=all"))
    assert every.words.count("Reworded") == 12
    assert "All edits" not in every.words
    assert table.client.get(f"/provisions/{table.talks.id_of('3')}/?edits=x").status_code == 400


def test_what_was_saved_before_publication_stays_hidden(table: Table) -> None:
    reword(table, "3", "We hushed agree.")
    reword(table, "3", "We agree openly.")
    assert "hushed" in page_of(table, "3", table.client)
    actions.publish(table.draft, visibility=Publication.Visibility.PUBLIC, by=table.talks.clerk)
    reword(table, "3", "We agree quite openly.")
    seen = page_of(table, "3", Client())
    assert "quite" in seen
    assert "hushed" not in seen


def test_edits_take_as_many_queries_for_three_as_for_one(table: Table) -> None:
    counts = []
    for texts in (("We agree 1.",), ("We agree 2.", "We agree 3.")):
        for text in texts:
            reword(table, "3", text)
        page_of(table, "3", table.client)
        with CaptureQueriesContext(connection) as taken:
            page_of(table, "3", table.client)
        counts.append(len(taken))
    assert counts[0] == counts[1]


def test_a_split_is_drawn_and_listed(table: Table) -> None:
    row = table.row("2")
    at = row.text.index("play")
    desk.split(table.draft, row.provision, at, base=row.version, by=table.talks.clerk)
    page = read(page_of(table, "2", table.client))
    picture = page.one(name="svg", role="img")
    assert picture.one(name="title").words.startswith("Where the words of 2")
    assert len(picture.all(name="rect")) == 2
    assert "split into: Text" in [one.words for one in picture.all(name="text")]
    assert not [one for one in picture.all() if "style" in one.attributes]
    (section,) = page.all(name="section", **{"aria-labelledby": "lineage"})
    assert "split into" in section.one(has="record").words


def test_lineage_to_what_a_reader_may_not_see_is_not_drawn(table: Table) -> None:
    table.talks.number = table.draft.number
    hidden = table.talks.draft(
        Line("9", "Covert words.", label="9."),
        result_of=table.talks.meeting(),
        visibility=SECRETARIAT,
    )
    actions.state_lineage(
        earlier=table.row("3").provision,
        later=Wording.objects.get(draft=hidden).provision,
        kind=Lineage.Kind.MERGED_INTO,
        basis=Lineage.Basis.STATED,
        by=table.talks.clerk,
    )
    assert "Covert" in page_of(table, "3", table.client)
    seen = page_of(table, "3", Client())
    assert "Covert" not in seen
    assert "<svg" not in seen


def test_the_picture_has_room_for_a_dozen_on_a_side() -> None:
    name = Name("bbbbbbbbbb", "1", "A provision with a long heading of many words", "T", "t")
    assert draw_lineage(name, [Relative(name, Lineage.Kind.DIFFERENT, is_origin=True)]) is None
    kin = [Relative(name, Lineage.Kind.MERGED_INTO, is_origin=True)] * 15
    picture = draw_lineage(name, kin)
    assert picture is not None
    assert (len(picture.boxes), len(picture.ways), picture.left_out) == (13, 12, 3)
    assert all(0 <= box.y <= picture.height - picture.high for box in picture.boxes)
    assert max(len(box.name) for box in picture.boxes) <= 30


def test_comments_that_are_printed_beside_it_are_shown(reader: Reader, corpus: None) -> None:
    marked = Wording.objects.exclude(marks=[]).select_related("provision")
    kinds = {"instruction", "footnote", "note"}
    one = next(row for row in marked if kinds & {kind for kind, _, _ in row.marks})
    page = reader.open(f"/provisions/{one.provision.public_id}/")
    (section,) = page.all(name="section", **{"aria-labelledby": "said"})
    assert section.one(has="record").all(name="p")[0].words


def test_what_became_of_it_is_said_in_words(table: Table) -> None:
    bases = {table.talks.id_of(key): table.row(key).version for key in ("2", "3")}
    provisions = [table.row(key).provision for key in ("2", "3")]
    desk.merge(table.draft, provisions, "We act.", bases=bases, by=table.talks.clerk)
    page = read(page_of(table, "3", table.client))
    (section,) = page.all(name="section", **{"aria-labelledby": "wordings"})
    said = [one.words for one in section.all(has="side")]
    assert said == ["", "words unchanged merged into"]
