"""The matrix, on the corpus."""

import re

import pytest

from documents.models import Provision, Wording
from tests.pages.conftest import Element, Reader

pytestmark = pytest.mark.usefixtures("corpus")


def provision_with(**wording: str) -> Provision:
    found = Wording.objects.filter(draft__document__slug="vision", role="text", **wording)
    return found.order_by("-draft__number")[0].provision


def row_of(page: Element, provision: Provision) -> Element:
    return page.one(id=f"row-{provision.public_id}")


def cell(row: Element, meeting: str) -> Element:
    return row.one(name="td", **{"data-at": meeting})


def test_folds_what_is_agreed_and_opens_what_is_not(reader: Reader) -> None:
    page = reader.open("/documents/vision/status/")
    agreed = row_of(page, provision_with(code="C4"))
    assert agreed.one(has="turn").words == "Unfold C4 Capacity building"
    disputed = row_of(page, provision_with(code="C5"))
    assert disputed.one(has="turn").words.startswith("Fold C5")


def test_a_turned_row_is_the_other_way_round(reader: Reader) -> None:
    c4 = provision_with(code="C4")
    folded = reader.open("/documents/vision/status/")
    address = row_of(folded, c4).one(has="turn").attributes["href"]
    unfolded = reader.open(f"/documents/vision/status/{address.split('#')[0]}")
    assert row_of(unfolded, c4).one(has="turn").words == "Fold C4 Capacity building"
    again = row_of(unfolded, c4).one(has="turn").attributes["href"]
    assert again.split("#")[0] == f"?row={c4.public_id}"


def test_says_what_was_decided_beside_competing_alternatives(reader: Reader) -> None:
    item = provision_with(text__startswith="Continue to promote greater cooperation")
    row = row_of(reader.open("/documents/vision/status/"), item)
    assert cell(row, "MPP-5").words == "◆ alternatives not agreed One bullet in WSIS Action Line C5"
    assert "carried" in cell(row, "MPP additional").all(name="span")[0].attributes["class"]


def test_a_silent_meeting_has_no_entry(reader: Reader) -> None:
    row = row_of(reader.open("/documents/vision/status/"), provision_with(code="C5"))
    assert cell(row, "MPP-3").words == "no entry"
    assert cell(row, "MPP-3").all(has="st") == []


def test_counts_what_stood_at_the_close_of_each_meeting(reader: Reader) -> None:
    counted = reader.open("/documents/vision/status/").one(has="counted")
    assert "120 agreed" in cell(counted, "MPP-5").words
    assert "2 alternatives" in cell(counted, "MPP-5").words


@pytest.mark.parametrize("address", ["/documents/vision/status/", "/action-lines/C5/"])
def test_one_provision_with_alternatives_is_counted_in_the_singular(
    reader: Reader, address: str
) -> None:
    words = reader.open(address).words
    assert re.search(r"\b1 alternative\b", words)
    assert not re.search(r"\b1 alternatives\b", words)


def test_shows_only_what_a_filter_asks_for_and_what_is_above_it(reader: Reader) -> None:
    page = reader.open("/documents/vision/status/?show=alternatives")
    leaves = page.one(name="table").all(has="leaf")
    assert len(leaves) == 2
    assert all(cell(row, "MPP-5").all(has="st-alt") for row in leaves)


def test_unfolds_everything_on_request(reader: Reader) -> None:
    nothing = reader.open("/documents/vision/status/?fold=nothing").one(name="table")
    everything = reader.open("/documents/vision/status/?fold=all").one(name="table")
    assert len(nothing.all(has="leaf")) == 144
    assert everything.all(has="leaf") == []


def test_heads_of_columns_and_rows_say_what_they_head(reader: Reader) -> None:
    table = reader.open("/documents/vision/status/").one(name="table")
    assert {head.attributes["scope"] for head in table.all(name="th")} == {"col", "row"}
