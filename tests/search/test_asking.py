"""What is read from what somebody typed."""

import pytest

from tracker.search.asking import MOST_CHARACTERS, MOST_WORDS, Asked, read_query, shorten
from tracker.search.tokens import row_of, tokens


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("digital divide", [("digital",), ("divide",)]),
        ('"digital divide" gap', [("digital", "divide"), ("gap",)]),
        ("“digital divide” «the gap»", [("digital", "divide"), ("the", "gap")]),
        ('"digital divide', [("digital",), ("divide",)]),
        ("multi-stakeholder", [("multi", "stakeholder")]),
        ("people[s]", [("peoples",)]),
        ("the THE The", [("the",)]),
        ("人权 教育", [("人", "权"), ("教", "育")]),
        ("حقوق الإنسان", [("حقوق",), ("الإنسان",)]),
        ("ﬁnance ２０１５", [("finance",), ("2015",)]),
        ("С5", [("c5",)]),
        ('?! "" [] ... — ', []),
        ("", []),
        ("' OR 1=1 --", [("or",), ("1", "1")]),
        ("NEAR(a b) words:c", [("near", "a"), ("b",), ("words", "c")]),
    ],
)
def test_reads_words_and_phrases(typed: str, phrases: list[tuple[str, ...]]) -> None:
    assert list(read_query(typed).phrases) == phrases


def test_says_when_there_are_more_words_than_are_looked_for() -> None:
    assert not read_query(" ".join(f"w{at}" for at in range(MOST_WORDS))).is_cut
    read = read_query(" ".join(f"w{at}" for at in range(MOST_WORDS + 1)))
    assert read.is_cut
    assert len(read.phrases) == MOST_WORDS
    assert len(shorten("word " * 10_000)) <= MOST_CHARACTERS


def test_a_token_never_holds_what_would_cut_it() -> None:
    wordless = {"㏂", "'' ''"}
    worded = {"⑴ one", "ﷺ", "½ cup", "a_b", "x" * 5000, "it's 3.5", "a\x00b"}
    for odd in wordless | worded:
        found = tokens(odd)
        assert bool(found) is (odd in worded)
        for token in found:
            assert token
            assert not set(token) & set(' "\\&|!():*^{}-+[]')
            assert len(token) <= 100


def test_a_phrase_in_a_row_is_found_by_its_own_row() -> None:
    assert row_of(["a", "b"]) in row_of(["x", "a", "b"])
    assert row_of(["a", "b"]) not in row_of(["a", "bc"])
    assert row_of(["a", "a", "a"]).count(row_of(["a"])) == 3


def test_an_address_asks_for_the_same_again() -> None:
    asked = Asked(q="a b", inside=True, kind="text", page=3)
    assert asked.address() == "?q=a+b&inside=1&kind=text"
    assert asked.address(page=4) == "?q=a+b&inside=1&kind=text&page=4"
    assert asked.address(kind="") == "?q=a+b&inside=1"
