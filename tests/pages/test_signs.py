"""The colours and words with which a process shows its statuses."""

import re
from pathlib import Path

import pytest
from django.test import Client

from negotiation.actions.signs import choose_signs
from negotiation.codes import Code
from negotiation.models import Member, Process
from negotiation.policies import Forbidden, Refused
from negotiation.signs import PAPERS, contrast
from tests.documents.builders import Line
from tests.negotiation.builders import CHAPTER, Negotiation
from tests.pages.conftest import Reader, read
from tracker.queries.sign_choice import DEFAULTS

PAGE = "/processes/talks/signs/"
MATRIX = "/documents/talks-text/status/?fold=nothing"
TOKENS = Path(__file__).parents[2] / "static" / "css" / "tokens.css"


@pytest.fixture
def talks(db: None) -> Negotiation:
    talks = Negotiation(slug="talks")
    first = talks.meeting()
    talks.draft(
        Line("A", "Preamble", label="A.", kind=CHAPTER),
        Line("A/1", "We agree.", label="1.", parent="A"),
        Line("A/2", "We [may].", label="2.", parent="A"),
        result_of=first,
    )
    talks.decide("A/1", Code.AGREED_IN_GROUP, first)
    return talks


def test_papers_and_common_colours_are_those_of_the_style_sheet() -> None:
    said = TOKENS.read_text()
    pairs = dict(re.findall(r"--(\S+): light-dark\((#\w{6}, #\w{6})\);", said))
    assert pairs["paper"] == f"{PAPERS['light'][0]}, {PAPERS['dark'][0]}"
    assert pairs["paper-2"] == f"{PAPERS['light'][1]}, {PAPERS['dark'][1]}"
    for shape, colours in DEFAULTS.items():
        name = "agreed" if shape in {"most", "half"} else shape
        assert pairs[f"status-{name}"] == ", ".join(colours)


def test_contrast_is_counted_as_the_guidelines_say() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_the_secretariat_chooses_colours_and_words(client: Client, talks: Negotiation) -> None:
    client.force_login(talks.clerk)
    said = {"half-light": "#7a5c00", "half-dark": "#F0D060", "word-agreed_in_group": "agreed (WG)"}
    assert client.post(PAGE, said).headers["location"] == PAGE
    process = Process.objects.get(slug="talks")
    assert process.colours == {"half": {"light": "#7a5c00", "dark": "#f0d060"}}
    assert process.words == {"en": {"agreed_in_group": "agreed (WG)"}}
    sheet = client.get("/processes/talks/signs.css")
    assert sheet.headers["content-type"] == "text/css"
    assert "--status-half: light-dark(#7a5c00, #f0d060);" in sheet.content.decode()


def test_a_choice_is_announced_once(talks: Negotiation) -> None:
    before = talks.process.events.count()
    for _ in range(2):
        choose_signs(
            talks.process, colours={}, words={"open": "open yet"}, language="en", by=talks.clerk
        )
    assert talks.process.events.count() == before + 1


def test_the_words_of_a_process_stand_on_its_pages_alone(
    reader: Reader, talks: Negotiation
) -> None:
    other = Negotiation(slug="other")
    meeting = other.meeting()
    other.draft(Line("1", "We agree."), result_of=meeting)
    other.decide("1", Code.AGREED_IN_GROUP, meeting)
    words, colours = {"agreed_in_group": "agreed (WG)"}, {"half": {"light": "#7a5c00"}}
    choose_signs(talks.process, colours=colours, words=words, language="en", by=talks.clerk)
    own = reader.open(MATRIX)
    row = own.one(id=f"row-{talks.id_of('A/1')}")
    assert row.one(has="st-half").words == "◑ agreed (WG)"
    assert "agreed (WG), pre-agreed" in own.one(has="legend").words
    sheets = [link.attributes["href"] for link in own.all(name="link", rel="stylesheet")]
    assert "/processes/talks/signs.css" in sheets
    answer = reader.client.get(MATRIX, headers={"HX-Request": "true"}).content.decode()
    assert "agreed (WG)" in answer
    assert "stylesheet" not in answer
    theirs = reader.open("/documents/other-text/status/?fold=nothing")
    assert "agreed in group" in theirs.words
    assert "agreed (WG)" not in theirs.words


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"half-light": "#ffee00"}, "has a contrast of 1.0"),
        ({"half-dark": "#222222"}, "it takes 3 to 1 to be seen"),
        ({"half-light": "yellow"}, "“yellow” for half is no colour"),
        ({"half-light": "#111111;}"}, "is no colour"),
        ({"word-open": "x" * 61}, "is too long"),
        ({"word-open": "same", "word-pending": "same"}, "Two statuses cannot both be called"),
    ],
)
def test_refuses_what_cannot_be_seen_or_told_apart(
    client: Client, talks: Negotiation, said: dict[str, str], refusal: str
) -> None:
    client.force_login(talks.clerk)
    answer = client.post(PAGE, said)
    assert answer.status_code == 409
    assert refusal in read(answer.content.decode()).one(has="notice").words
    process = Process.objects.get(slug="talks")
    assert (process.colours, process.words) == ({}, {})


@pytest.mark.parametrize("role", [None, Member.Role.DELEGATE, Member.Role.CHAIR])
def test_nobody_else_does(client: Client, talks: Negotiation, role: Member.Role | None) -> None:
    if role:
        user = talks.member(role)
        client.force_login(user)
        with pytest.raises(Forbidden):
            choose_signs(talks.process, colours={}, words={}, language="en", by=user)
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"word-open": "free"}).status_code == 403
    assert Process.objects.get(slug="talks").words == {}


def test_a_word_is_that_of_a_code(talks: Negotiation) -> None:
    with pytest.raises(Refused, match="There is no status “great”"):
        choose_signs(talks.process, colours={}, words={"great": "x"}, language="en", by=talks.clerk)
