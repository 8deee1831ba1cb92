"""The page of a document, on the corpus."""

import pytest

from documents.models import Draft, Provision, Wording
from tests.pages.conftest import Element, Reader

pytestmark = pytest.mark.usefixtures("corpus")


def provision_that_begins(words: str, draft: str) -> Provision:
    return Wording.objects.get(text__startswith=words, draft__title=draft, role="text").provision


def line_of(page: Element, provision: Provision) -> Element:
    return page.one(id=f"p-{provision.public_id}")


@pytest.fixture
def vision(reader: Reader) -> Element:
    return reader.open("/documents/vision/")


def test_says_which_text_it_is_and_until_when_its_statuses_hold(vision: Element) -> None:
    masthead = vision.one(name="header", has="masthead")
    assert masthead.one(name="h1").words == "WSIS+10 Vision for WSIS Beyond 2015"
    assert masthead.one(has="asof").text == "31 May 2014, COB"


def test_shows_120_provisions_agreed_by_their_own_tag(vision: Element) -> None:
    statuses = [line.one(has="side").all(has="st")[0].text for line in vision.all(name="article")]
    assert statuses.count("●agreed") == 120
    assert statuses.count("●final agreed") == 1


def test_shows_the_alternatives_of_c5_item_7_with_their_slot(vision: Element) -> None:
    slot = line_of(
        vision, provision_that_begins("Continue to promote greater cooperation", ANNEX_TWO)
    )
    assert slot.one(has="side").all(has="st")[0].text == "◆alternatives"
    assert "Text, 3 alternatives, 2 additions" in slot.one(has="side").words
    assert [one.one(has="alt-label").words for one in slot.all(has="alternative")] == [
        "Alt 1",
        "Alt 2",
        "Alt 3",
    ]
    assert len(slot.all(has="addition")) == 2


def test_shows_brackets_by_their_depth(vision: Element) -> None:
    line = line_of(vision, provision_that_begins("[Reinforce [and [enhance]", ANNEX_TWO))
    (wording,) = line.all(has="wording")
    (outer,) = wording.all(has="d1")
    assert [pair.text for pair in outer.all(has="d2")] == [
        "[and [enhance] implement at the national level]",
        "[and universal access to cyberspace]",
    ]
    assert wording.one(has="d3").text == "[enhance]"
    assert wording.text.endswith("cyberspace]].")


def test_says_what_is_never_closed_under_its_wording(vision: Element) -> None:
    (chapter,) = [
        head for head in vision.all(name="header", has="head") if "Action lines" in head.words
    ][:1]
    assert chapter.one(name="h2").one(has="loose").text == "["
    assert "This bracket is opened and never closed." in chapter.words


def test_a_bracket_around_a_whole_part_is_no_problem(vision: Element) -> None:
    (part,) = [
        head
        for head in vision.all(name="header", has="head")
        if "Looking to the Future" in head.words
    ]
    assert [mark.text for mark in part.one(name="h3").all(has="mk")] == ["["]
    assert part.one(name="h3").all(has="loose") == []


def test_prints_the_latin_code_beside_a_cyrillic_label(vision: Element) -> None:
    (head,) = [
        head
        for head in vision.all(name="header", has="head")
        if "Building confidence and security" in head.words
    ]
    assert head.one(has="label").words == "C5"
    assert "printed with a Cyrillic С" in head.words


def test_shows_the_number_in_reading_order_and_the_printed_one(vision: Element) -> None:
    slot = line_of(
        vision, provision_that_begins("Continue to promote greater cooperation", ANNEX_TWO)
    )
    assert slot.one(has="label").words == "7 printed 1."


def test_lists_who_supports_the_uk_proposal_on_c9(vision: Element) -> None:
    proposals = [one for one in vision.all(has="parties") if len(one.all(name="li")) == 22]
    assert proposals, "no list of 22 supporters"


def test_counts_in_the_outline_what_is_not_agreed(vision: Element) -> None:
    outline = vision.one(id="outline")
    entries = {link.all(has="num")[0].words: link for link in outline.all(name="a")}
    assert entries["C5"].one(has="st").text == "◆alternatives:1"
    assert entries["C7"].one(has="st").text == "●agreed:48"


def test_warns_that_a_later_meeting_recorded_statuses(reader: Reader) -> None:
    """The Vision opens at MPP-5; on 9 June its action line C9 was taken up again."""
    said = "These are not the latest statuses: MPP additional met until 9 June 2014."
    assert said in reader.open("/documents/vision/").words
    assert said not in reader.open("/documents/vision/?meeting=mpp-additional").words


def test_warns_that_a_later_text_is_known_but_not_held(reader: Reader) -> None:
    page = reader.open("/documents/statement/")
    (notice, *_) = page.all(has="notice")
    assert notice.words.startswith("⚠ A later text is known,")
    assert notice.words.endswith("its words are not held here.")


def test_draft_and_meeting_default_from_each_other(reader: Reader) -> None:
    by_meeting = reader.open("/documents/vision/?meeting=mpp-4")
    draft = Draft.objects.get(document__slug="vision", number=2)
    by_draft = reader.open(f"/documents/vision/?draft={draft.public_id}")
    for page in (by_meeting, by_draft):
        chosen = [link.text for link in page.one(has="rail").all(**{"aria-current": "true"})]
        assert [words.split(" ")[0] for words in chosen] == ["Pre-agreed", "MPP-4"]


def test_shows_39_paragraphs_suggested_for_closure(reader: Reader) -> None:
    page = reader.open("/documents/ga-outcome-2015/")
    statuses = [line.one(has="side").all(has="st")[0].text for line in page.all(name="article")]
    assert len(statuses) == 70
    assert statuses.count("◕suggested for closure") == 39
    assert page.one(has="asof").text == "7 December 2015"


def test_finds_words_across_brackets(reader: Reader) -> None:
    page = reader.open("/documents/vision/?find=governments+at+the+United+Nations")
    (notice,) = [one for one in page.all(has="notice") if one.attributes.get("role") == "status"]
    assert "stands in 1 provision" in notice.words


def test_the_print_carries_document_symbol_and_day_on_every_sheet(reader: Reader) -> None:
    page = reader.open("/documents/vision/")
    (sheet,) = page.all(name="link", media="print")
    css = reader.client.get(sheet.attributes["href"].replace("&amp;", "&"))
    assert css["Content-Type"] == "text/css"
    words = css.content.decode()
    assert '@top-left { content: "Vision"' in words
    assert '@top-right { content: "Status as of 31 May 2014, COB"' in words


def test_no_page_carries_a_style_or_a_script_of_its_own(vision: Element) -> None:
    assert vision.all(name="style") == []
    assert [one for one in vision.all() if "style" in one.attributes] == []
    assert [one.words for one in vision.all(name="script")] == [""]


ANNEX_TWO = "Annex Two: Chapter C"
