"""The words that are shown of a match."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.models import Wording
from tracker.search.asking import read_query
from tracker.search.excerpts import Excerpt, excerpt, placed_tokens
from tracker.search.parts import part_of
from tracker.search.tokens import tokens

FILL = "We reaffirm the commitment to build an inclusive society for everybody. " * 10


def show(text: str, q: str, *, inside: bool = False) -> Excerpt:
    return excerpt(part_of(text), read_query(q).phrases, inside=inside)


def marked(shown: Excerpt) -> list[str]:
    return [shown.text[start:end] for start, end in shown.hits]


def test_a_short_text_is_shown_as_a_whole() -> None:
    shown = show("We [may] close the [digital] divide.", '"digital divide"')
    assert shown.text == "We [may] close the [digital] divide."
    assert marked(shown) == ["digital] divide"]


def test_a_long_one_is_cut_between_words_around_the_first_hit() -> None:
    shown = show(FILL + "It is about broadband. " + FILL, "broadband")
    assert shown.text.startswith("… ")
    assert shown.text.endswith(" …")
    assert marked(shown) == ["broadband"]
    assert len(shown.text) < 500
    whole = set(re.findall(r"\w+", FILL)) | {"It", "is", "about", "broadband"}
    assert set(re.findall(r"\w+", shown.text)) <= whole


def test_brackets_that_are_cut_are_opened_and_closed() -> None:
    shown = show(f"[{FILL} [{FILL} broadband {FILL}] {FILL}]", "broadband")
    assert shown.text.startswith("[[… ")
    assert shown.text.endswith(" …]]")
    assert marked(shown) == ["broadband"]


def test_inside_brackets_only_those_are_marked() -> None:
    shown = show("Rights here [and rights there].", "rights", inside=True)
    assert marked(shown) == ["rights"]
    assert shown.hits[0][0] > shown.text.index("[")


def test_a_word_with_an_ending_in_brackets_is_one_word() -> None:
    assert marked(show("All people[s] of the world.", "peoples")) == ["people[s]"]
    assert marked(show("A multi-stakeholder process.", "stakeholder")) == ["multi-stakeholder"]


def test_a_word_longer_than_any_is_not_cut() -> None:
    word = "x" * 3000
    shown = show(f"{FILL} {word} {FILL}", "x" * 3000)
    assert marked(shown) == [word]
    assert show(f"{word} end", "end").text == "… end"


@given(st.text(alphabet="ab[]()-' \u4eba\u0645½⑴.,1", max_size=700), st.sampled_from("ab1人م"))
def test_any_text_gives_an_excerpt_with_its_brackets(text: str, q: str) -> None:
    shown = show(text, q)
    for start, end in shown.hits:
        assert 0 <= start < end <= len(shown.text)
    if q in tokens(text):
        assert shown.hits
    body = shown.text.strip("[]… ")
    assert body in text


@pytest.mark.usefixtures("corpus")
def test_words_with_places_are_the_words_that_are_indexed() -> None:
    for text in Wording.objects.values_list("text", flat=True):
        placed = list(placed_tokens(text))
        assert [token for token, _, _ in placed] == tokens(text)
        assert all(start < end for _, start, end in placed)
