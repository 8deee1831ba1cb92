"""The comparison, on the corpus."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from documents.models import Comparison, Draft
from negotiation.models import Publication
from tests.pages.conftest import Element, Reader, read

pytestmark = pytest.mark.usefixtures("corpus")


def draft(document: str, number: int) -> Draft:
    return Draft.objects.get(document__slug=document, number=number)


def address(earlier: Draft, later: Draft, more: str = "") -> str:
    document = later.document.slug
    query = f"earlier={earlier.public_id}&later={later.public_id}{more}"
    return f"/documents/{document}/compare/?{query}"


@pytest.fixture
def statement(reader: Reader, client: Client) -> Element:
    pair = draft("statement", 1), draft("statement", 2)
    client.post(address(*pair), {"earlier": pair[0].public_id, "later": pair[1].public_id})
    return reader.open(address(*pair))


def test_shows_the_proposed_merges_of_the_follow_up_table(statement: Element) -> None:
    rows = statement.one(has="concord").all(name="tr")
    merged = [
        (before.words, after.words)
        for before, how, after in zip(*(row.all(name="td") for row in rows), strict=True)
        if how.words == "proposed to merge"
    ]
    assert merged[:3] == [
        ("17, 18", "S2.2/C no. 1"),
        ("13, 19, 54", "S2.2/C no. 2"),
        ("10, 20", "S2.2/C no. 3"),
    ]
    assert len(merged) == 7
    (inferred,) = [one for one in rows[1].all(name="td") if one.words == "merged, inferred"]
    place = rows[1].all(name="td").index(inferred)
    assert rows[2].all(name="td")[place].words == "S2.2/C no. 9"


def test_the_concordance_says_proposed_wherever_it_is_taken(
    statement: Element, reader: Reader, client: Client
) -> None:
    pair = draft("statement", 1), draft("statement", 2)
    page = address(*pair).replace("/compare/", "/concordance/")
    comparison = Comparison.objects.filter(earlier=pair[0], later=pair[1]).latest("id")
    taken = client.get(f"/api/v1/comparisons/{comparison.public_id}/concordance/")
    rows = [row for row in taken.json()["rows"] if "merged" in row["kinds"]]
    happened = [row["happened"].split(", wording")[0] for row in rows]
    assert happened == ["proposed to merge"] * 7 + ["merged, inferred"]
    for words in (reader.open(page).words, client.get(f"{page}&format=csv").content.decode()):
        assert words.count("proposed to merge") == 7
        assert words.count("merged, inferred") == 1


def test_folds_what_did_not_change(statement: Element) -> None:
    (folded,) = statement.all(name="details", has="folded")
    assert folded.one(name="summary").words == "27 paragraphs without a change"


def test_marks_inserted_and_deleted_words_on_their_side(reader: Reader, client: Client) -> None:
    pair = draft("vision", 3), draft("vision", 4)
    client.post(address(*pair), {"earlier": pair[0].public_id, "later": pair[1].public_id})
    page = reader.open(address(*pair))
    first = next(one for one in page.all(has="pair") if "Media will benefit" in one.words)
    earlier, later = first.all(has="half")
    assert [one.text for one in earlier.all(name="del")] == ["the development goals of"]
    assert earlier.all(name="ins") == []
    assert [one.text for one in later.all(name="ins")] == ["fulfilling"]
    assert later.all(name="del") == []


def test_names_rivals_by_their_slot_and_chapeaux_as_such(reader: Reader, client: Client) -> None:
    (page, concordance) = (_c9(reader, client, what) for what in ("compare", "concordance"))
    names = [one.words for one in page.all(has="label")]
    rivals = ["3 Alt 1", "3 Alt 2", "3 Alt 3", "5 Addition"]
    assert [one for one in names if " " in one] == rivals
    assert names.count("Ch.") == 4
    assert {one.attributes["title"] for one in page.all(name="abbr")} == {"Chapeau"}
    headings = concordance.one(name="table", has="concordance").one(name="tbody").all(name="th")
    labels = [one.all(name="a")[0].words.split(": ")[-1] for one in headings if one.all(name="a")]
    assert [one for one in labels if " " in one] == rivals
    assert labels[1:5] == ["Ch.", "Ch.", "1", "2"]


def _c9(reader: Reader, client: Client, what: str) -> Element:
    pair = draft("vision", 3), draft("vision", 4)
    client.post(address(*pair), {"earlier": pair[0].public_id, "later": pair[1].public_id})
    return reader.open(address(*pair).replace("/compare/", f"/{what}/"))


def test_inline_holds_both_readings(reader: Reader, statement: Element) -> None:
    pair = draft("statement", 1), draft("statement", 2)
    page = reader.open(address(*pair, "&view=inline"))
    changed = [row for row in page.all(has="row") if row.all(name="ins")]
    assert changed != []
    assert all(row.all(has="wording") for row in changed)


def test_a_filter_leaves_what_it_names(reader: Reader, statement: Element) -> None:
    pair = draft("statement", 1), draft("statement", 2)
    page = reader.open(address(*pair, "&show=moved"))
    words = [[act.words for act in one.all(has="chg")] for one in page.all(has="pair")]
    assert len(words) == 8
    assert all({"proposed to merge", "merged, inferred"} & {*acts} for acts in words)


def test_two_drafts_nobody_compared_are_offered_and_compared_on_request(
    reader: Reader, client: Client
) -> None:
    pair = draft("tunis-2005", 1), draft("vision", 3)
    offered = reader.open(address(*pair))
    (button,) = offered.one(has="empty").all(name="button")
    assert button.words == "Compare them"
    said = {"earlier": pair[0].public_id, "later": pair[1].public_id}
    answer = client.post(address(*pair), said)
    assert answer.status_code == 302
    assert answer["Location"] == address(*pair)
    assert Comparison.objects.filter(earlier=pair[0], later=pair[1]).count() == 1


def test_shows_how_far_a_comparison_is(reader: Reader, client: Client) -> None:
    pair = draft("tunis-2005", 1), draft("ga-outcome-2015", 1)
    client.post(address(*pair), {"earlier": pair[0].public_id, "later": pair[1].public_id})
    Comparison.objects.filter(earlier=pair[0]).update(state=Comparison.State.RUNNING)
    page = client.get(address(*pair)).content.decode()
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert read(page).one(id="progress").all(name="progress")


def test_says_that_a_comparison_failed_and_offers_it_again(reader: Reader, client: Client) -> None:
    pair = draft("tunis-2005", 1), draft("ga-outcome-2015", 1)
    client.post(address(*pair), {"earlier": pair[0].public_id, "later": pair[1].public_id})
    Comparison.objects.filter(earlier=pair[0]).update(
        state=Comparison.State.FAILED, error="No room left."
    )
    page = reader.open(address(*pair))
    assert "This comparison failed: No room left." in page.one(role="alert").words
    assert page.one(has="empty").one(name="button").words == "Compare them"


def test_a_document_with_one_text_teaches_what_could_be_compared(reader: Reader) -> None:
    page = reader.open("/documents/ga-outcome-2015/compare/")
    assert "No two drafts to compare yet" in page.one(has="empty").words
    chosen = page.one(id="earlier").all(name="option")
    chosen = [one for one in chosen if "selected" in one.attributes]
    assert [one.words for one in chosen] == [
        "GA outcome 2015: Draft Outcome Document – 7 December 2015"
    ]
    assert page.one(id="later").all(name="option")[0].words == "Choose one"


def test_a_draft_that_may_not_be_seen_is_passed_over(reader: Reader) -> None:
    user = User.objects.create_user("chair")
    for number in (2, 4):
        Publication.objects.create(
            draft=draft("vision", number),
            visibility=Publication.Visibility.SECRETARIAT,
            by=user,
            at=timezone.now(),
        )
    symbol = reader.open("/documents/vision/compare/").one(has="symbol").words
    assert symbol == "First reading at the Second Physical Meeting → Annex Two: Chapter C"


def test_a_draft_beside_itself_has_not_changed(reader: Reader, client: Client) -> None:
    one = draft("vision", 2)
    page = reader.open(address(one, one))
    assert "Nothing changed" in page.words
    assert "paragraphs were compared; their words, brackets and labels are the same." in page.words
    assert not page.all(name="ins", has="w")
    table = reader.open(address(one, one).replace("/compare/", "/concordance/"))
    assert "unchanged" in table.words
    assert not Comparison.objects.filter(earlier=one, later=one).exists()
