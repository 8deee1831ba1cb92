"""The page of the search, and its twin over REST."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionlines.actions import add_line, link_section
from negotiation.codes import Code
from tests.api.asking import get
from tests.documents.builders import Line
from tests.negotiation.builders import ALT, CHAPTER, day_of
from tests.pages.conftest import Element, Reader
from tests.search.conftest import Talks
from tests.search.looking import labels, look


@pytest.fixture
def reader(client: Client) -> Reader:
    """Somebody who is not signed in."""
    return Reader(client)


@pytest.fixture
def held(talks: Talks) -> Talks:
    """Two drafts of two chapters, one paragraph of them with alternatives."""
    first, second = talks.meeting(), talks.meeting()
    chapters = (
        Line("A", "On water", label="A.", kind=CHAPTER),
        Line("B", "On fire", label="B.", kind=CHAPTER),
    )
    talks.draft(
        *chapters,
        Line("A/1", "We drink water.", label="1.", parent="A", tag="agreed"),
        Line("A/2", "We [may] boil water, and more water.", label="2.", parent="A"),
        result_of=first,
    )
    talks.draft(
        *chapters,
        Line("A/1", "We drink clean water.", label="1.", parent="A", tag="agreed"),
        Line("A/2", "We [may boil] water.", label="2.", parent="A"),
        Line("B/3", label="3.", parent="B"),
        Line("B/3/x", "Water puts it out.", label="Alt 1", role=ALT, parent="B/3"),
        result_of=second,
    )
    talks.decide("A/2", Code.PENDING, second, note="water to be looked at again")
    line = add_line(talks.process, code="X1", title="Water line", order=1, by=talks.clerk)
    link_section(line, talks.provision("B"), by=talks.clerk)
    talks.index()
    return talks


def results(page: Element) -> list[Element]:
    return page.all(name="li", has="result")


def test_a_provision_is_one_result_with_its_newest_words(reader: Reader, held: Talks) -> None:
    page = reader.open("/search/?q=drink+water")
    (only,) = results(page)
    assert only.one(has="found").text == "We drink clean water."
    assert [mark.text for mark in only.all(has="hit")] == ["drink", "water"]
    assert "also in 1 earlier draft" in only.words
    assert only.one(name="h2").one(name="a").attributes["href"].endswith(f"#p-{held.id_of('A/1')}")
    reader.open(only.one(name="h2").one(name="a").attributes["href"].split("#")[0])


def test_brackets_stay_with_the_words(reader: Reader, held: Talks) -> None:
    page = reader.open("/search/?q=boil&inside=1")
    assert [one.one(has="found").text for one in results(page)] == ["We [may boil] water."]
    assert labels("water", inside=True) == []


def test_most_hits_come_first_or_the_newest(held: Talks) -> None:
    assert [hit.excerpt.text for hit in look("more water").hits] == [
        "We [may] boil water, and more water."
    ]
    held.draft(Line("A/1", "Water, water and water.", label="1."), issued_on=date(2013, 1, 1))
    held.draft(Line("A/2", "No more water.", label="2."), issued_on=date(2016, 1, 1))
    held.index()
    best, newest = (look("water", sort=sort).hits for sort in ("best", "newest"))
    assert {hit.id for hit in best} == {hit.id for hit in newest}
    assert best[0].excerpt.text == "Water, water and water."
    assert [hit.on for hit in newest][:3] == [date(2016, 1, 1), day_of(1), date(2013, 1, 1)]


def test_filters(held: Talks) -> None:
    assert look("water", kind="decision").hits[0].title
    assert [hit.kind for hit in look("water", kind="decision").hits] == ["decision"]
    assert set(labels("water", kind="text", status="agreed")) == {"1"}
    assert set(labels("water", status="pending")) == {"2"}
    assert labels("boil", meeting="talks-0") == ["2"]
    assert look("clean", meeting="talks-0").total == 0
    assert look("clean", meeting="talks-1").total == 1
    assert [hit.excerpt.text for hit in look("water", line="X1").hits] == ["Water puts it out."]
    assert look("water", document="talks-text").total == look("water").total


def test_an_empty_search_teaches_and_one_without_words_says_so(reader: Reader, held: Talks) -> None:
    assert "What can be found" in reader.open("/search/").words
    assert "There is no word in “?! []”" in reader.open("/search/?q=%3F!+%5B%5D").words
    assert "Nothing with these words" in reader.open("/search/?q=unheard").words
    narrow = reader.open("/search/?q=drink&kind=decision")
    assert "Look everywhere" in narrow.words
    assert results(reader.open("/search/?q=drink"))


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("kind=prose", 400, "expected one of text, proposal, decision."),
        ("sort=oldest", 400, "best, newest"),
        ("status=splendid", 400, "status=splendid"),
        ("page=0", 400, "a number from 1"),
        ("page=x", 400, "a number from 1"),
        ("document=nowhere", 404, "There are: talks-text."),
        ("meeting=never", 404, "talks-0"),
        ("line=C99", 404, "There are: X1."),
        ("document=%00%00", 400, "letters, digits and hyphens"),
    ],
)
def test_filters_that_are_not_there_are_named(
    reader: Reader, held: Talks, query: str, status: int, said: str
) -> None:
    assert said in reader.open(f"/search/?q=water&{query}", status).words


@pytest.mark.parametrize(
    "q",
    [
        "word " * 2000,
        '"' * 300,
        "[" * 300,
        "x" * 5000,
        "water' OR '1'='1",
        'water" OR words:"fire',
        "water) NEAR(fire",
        "water\\ & !fire:*",
        "\x00",
        "½ ⑴ ﷺ",
    ],
)
def test_whatever_is_typed_is_only_words(client: Client, held: Talks, q: str) -> None:
    assert client.get("/search/", {"q": q}).status_code == 200
    assert client.get("/search/", {"q": q, "inside": "1"}).status_code == 200


@pytest.mark.parametrize(
    "page", ["00999912345678901234567890", "9" * 5000, "10000", "0", "1\n", "١"]
)
def test_a_page_beyond_all_is_refused(client: Client, held: Talks, page: str) -> None:
    assert client.get("/search/", {"q": "water", "page": page}).status_code == 400
    assert client.get("/search/", {"q": "water", "page": "0001"}).status_code == 200


def test_says_when_not_all_words_were_looked_for(reader: Reader, held: Talks) -> None:
    q = "+".join(f"w{at}" for at in range(40))
    assert "Only the first 32 words" in reader.open(f"/search/?q={q}").words


def test_other_scripts(talks: Talks) -> None:
    talks.draft(
        Line("1", "نؤكد من جديد [حقوق الإنسان] للجميع.", label="1."),
        Line("2", "我们重申人权[和教育]。", label="2."),
        Line("3", "Вновь подтверждаем ПРАВА человека.", label="3."),
        Line("4", "Ｆｕｌｌ ｗｉｄｔｈ words, Straße.", label="4."),
    )
    talks.index()
    assert labels('"حقوق الإنسان"', inside=True) == ["1"]
    assert labels("人权") == ["2"]
    assert labels("权人") == []
    assert labels("教育", inside=True) == ["2"]
    assert labels("права") == ["3"]
    assert labels("full width STRASSE") == ["4"]


def test_pages_hold_all_results_once_in_the_same_number_of_queries(
    client: Client, talks: Talks
) -> None:
    lines = [Line(f"{at}", f"We drink tea {at}.", label=f"{at}.") for at in range(45)]
    talks.draft(*lines)
    talks.index()
    pages = [look("tea", page=page) for page in (1, 2, 3)]
    assert [len(page.hits) for page in pages] == [20, 20, 5]
    assert [hit.label for page in pages for hit in page.hits] == [str(at) for at in range(45)]
    reader = Reader(client)
    assert "21–40 of 45 results" in reader.open("/search/?q=tea&page=2").words
    assert "none on this page" in reader.open("/search/?q=tea&page=9").words


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("address", ["/search/", "/api/v1/search/"])
@pytest.mark.parametrize("more", ["", "&status=pending&line=X1", "&inside=1&sort=newest"])
def test_one_result_costs_as_many_queries_as_three(
    client: Client, talks: Talks, address: str, more: str
) -> None:
    meeting = talks.meeting()
    talks.draft(
        Line("A", "Chapter", label="A.", kind=CHAPTER),
        Line("1", "We [drink tea].", label="1.", parent="A"),
        *(Line(f"{at}", "We [drink coffee].", label=f"{at}.", parent="A") for at in (2, 3, 4)),
        result_of=meeting,
    )
    line = add_line(talks.process, code="X1", title="Line", order=1, by=talks.clerk)
    link_section(line, talks.provision("A"), by=talks.clerk)
    talks.index()
    assert (look("tea").total, look("coffee").total) == (1, 3)
    one, three = (queries(client, f"{address}?q={q}{more}") for q in ("tea", "coffee"))
    assert one == three <= 20


def test_over_rest(client: Client, held: Talks) -> None:
    found = get(client, "/api/v1/search/", q="boil", inside="true")
    assert (found["total"], found["pages"], found["next"]) == (1, 1, None)
    (hit,) = found["results"]
    assert hit["provision"] == held.id_of("A/2")
    start, end = hit["hits"][0]
    assert hit["excerpt"][start:end] == "boil"
    assert hit["also_in"] == 0
    assert get(client, "/api/v1/search/")["results"] == []
    assert "kind" in get(client, "/api/v1/search/", q="a", kind="prose", expect=400)["parameters"]
    get(client, "/api/v1/search/", q="a", document="nowhere", expect=404)


def test_the_field_stands_on_every_page(reader: Reader, held: Talks) -> None:
    for address in ("/", "/documents/talks-text/", "/action-lines/"):
        page = reader.open(address)
        field = page.one(name="input", id="seek")
        assert page.one(name="form", has="seek").attributes["action"] == "/search/"
        assert field.attributes["name"] == "q"
