"""The first page, the pages of a process, a meeting, a provision and the action lines."""

import pytest

from documents.models import Wording
from tests.pages.conftest import Reader

pytestmark = pytest.mark.usefixtures("corpus")


def test_home_says_how_much_of_each_document_is_agreed(reader: Reader) -> None:
    papers = reader.open("/").one(has="papers").all(name="li")
    ga = next(paper for paper in papers if "General Assembly" in paper.words)
    assert "39 of 70 agreed" in ga.words
    assert ga.one(name="svg").attributes["aria-label"] == "39 of 70 provisions agreed"


def test_home_shows_six_phases_and_ten_meetings(reader: Reader) -> None:
    timeline = reader.open("/").one(has="timeline")
    assert len(timeline.all(has="phase")) == 7  # the last are the meetings of no phase
    meetings = [one for each in timeline.all(has="meetings") for one in each.all(name="li")]
    assert len(meetings) == 10


def test_process_names_its_officers(reader: Reader) -> None:
    officers = reader.open("/processes/wsis10/").one(has="officers").all(name="li")
    assert len(officers) == 6


def test_meeting_shows_its_numbered_assignments_and_what_contradicts_them(reader: Reader) -> None:
    page = reader.open("/meetings/mpp-2/")
    section = page.one(name="section", **{"aria-labelledby": "assignments"})
    numbers = [one.one(name="b").words for one in section.one(name="ol").all(has="when")]
    assert numbers[:9] == [str(number) for number in range(1, 10)]


def test_meeting_shows_seven_principles(reader: Reader) -> None:
    page = reader.open("/meetings/mpp-1/")
    section = page.one(name="section", **{"aria-labelledby": "principles"})
    assert len(section.all(name="li")) == 7


def test_meeting_keeps_tags_of_a_text_apart_from_what_the_report_states(reader: Reader) -> None:
    page = reader.open("/meetings/mpp-5/")
    (folded,) = page.all(name="details")
    assert folded.one(name="summary").words.endswith("read from tags in the text")


def test_provision_shows_the_wordings_that_compete_for_it(reader: Reader) -> None:
    wording = Wording.objects.get(
        text__startswith="Continue to promote greater cooperation", role="text"
    )
    page = reader.open(f"/provisions/{wording.provision.public_id}/")
    rivals = page.one(name="section", **{"aria-labelledby": "rivals"})
    assert len(rivals.one(name="ol").all(name="li")) == 5
    assert page.one(has="symbol").words == "C5, 7"


def test_provision_shows_where_its_words_went(reader: Reader) -> None:
    wording = Wording.objects.get(
        draft__document__slug="statement", draft__number=1, label__startswith="17"
    )
    page = reader.open(f"/provisions/{wording.provision.public_id}/")
    lineage = page.one(name="section", **{"aria-labelledby": "lineage"})
    assert "merged into" in lineage.words
    assert "stated in the record" in lineage.words


def test_action_lines_are_shown_with_their_codes_in_order(reader: Reader) -> None:
    table = reader.open("/action-lines/").one(name="tbody")
    codes = [head.words for head in table.all(name="th")]
    assert len(codes) == 20
    assert codes[:7] == ["C1", "C2", "C3", "C4", "C5", "C6", "C7"]
    assert codes[7:15] == [
        "C7-e-government", "C7-e-business", "C7-e-learning", "C7-e-health",
        "C7-e-employment", "C7-e-environment", "C7-e-agriculture", "C7-e-science",
    ]  # fmt: skip
    assert codes[15:] == ["C8", "C9", "C10", "C11", "C12"]


def test_action_line_names_facilitators_according_to_each_source(reader: Reader) -> None:
    page = reader.open("/action-lines/C5/")
    facts = page.one(name="dl", has="facts")
    assert [one.words for one in facts.all(name="dt")] == [
        "according to Annex A (Russian Federation), 2005",
        "according to Annex B (Ghana), 2005",
    ]


def test_an_action_line_typed_with_a_cyrillic_letter_leads_to_its_latin_code(
    reader: Reader,
) -> None:
    letter = "\N{CYRILLIC CAPITAL LETTER ES}"
    for typed in (f"{letter}5", f"{letter.lower()}5"):
        answer = reader.client.get(f"/action-lines/{typed}/", {"lang": "en"})
        assert (answer.status_code, answer["Location"]) == (302, "/action-lines/C5/?lang=en")
    reader.open(f"/action-lines/{letter}13/", 404)


def test_theme_is_remembered_and_written_by_the_server(reader: Reader) -> None:
    assert "data-theme" not in reader.open("/").one(name="html").attributes
    answer = reader.client.post("/appearance/", {"theme": "dark", "next": "/meetings/mpp-1/"})
    assert (answer.status_code, answer["Location"]) == (302, "/meetings/mpp-1/")
    assert reader.open("/").one(name="html").attributes["data-theme"] == "dark"


def test_theme_leads_back_to_this_site_alone(reader: Reader) -> None:
    answer = reader.client.post("/appearance/", {"theme": "dark", "next": "https://evil.test/"})
    assert answer["Location"] == "/"


def test_problems_are_linked_to_their_places(reader: Reader) -> None:
    page = reader.open("/documents/vision/problems/")
    section = page.one(name="section", **{"aria-labelledby": "in-text"})
    rows = section.one(name="tbody").all(name="tr")
    sentences = [row.all(name="td")[1].words for row in rows]
    assert sentences.count("This bracket is opened and never closed.") == 3
    assert sentences.count("This bracket is closed and was never opened.") == 1
    text = reader.open("/documents/vision/")
    for row in rows:
        anchor = row.one(name="a").attributes["href"].split("#")[1]
        assert text.all(id=anchor), anchor
