"""Passages are found by their words, or the manifest is told which entry is wrong."""

import pytest

from tracker.corpus.quotes import Quote, Stretch, begins_with, locate, to_line_end
from tracker.corpus.refusals import BadManifest

TEXT = "Title\n\n\t1.  One, and \u00a0two.  \n  2. Two.\nEnd: one\nEnd: two"


def quote(stretch: Stretch, begins: str = "", ends: str = "", after: str = "") -> Quote:
    return Quote("decision 3", "report", stretch, begins, ends, after)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (quote(Stretch.WHOLE), TEXT),
        (quote(Stretch.LINE, "1. One"), "1.  One, and \u00a0two."),
        (quote(Stretch.LINE, "End: two"), "End: two"),
        (quote(Stretch.WORDS, "One, and two"), "One, and \u00a0two"),
        (quote(Stretch.FROM_TO, "2.", "End"), "2. Two.\nEnd"),
        (quote(Stretch.REST, "End: one"), "End: one\nEnd: two"),
        (quote(Stretch.WORDS, "End:", after="End: one"), "End:"),
    ],
)
def test_a_passage_is_found_by_its_words(asked: Quote, found: str) -> None:
    start, end = locate(TEXT, asked)
    assert TEXT[start:end] == found


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            quote(Stretch.WORDS, "Three"),
            "decision 3: “Three” does not occur in the file “report”.",
        ),
        (
            quote(Stretch.WORDS, "End:"),
            "decision 3: “End:” occurs more than once in the file “report”.",
        ),
        (
            quote(Stretch.LINE, "One"),
            "decision 3: “One” does not occur in the file “report”.",
        ),
        (
            quote(Stretch.FROM_TO, "2.", "Title"),
            "decision 3: “Title” does not follow the beginning.",
        ),
        (
            quote(Stretch.WORDS, "Title", after="2. Two"),
            "decision 3: “Title” does not occur in the file “report”.",
        ),
        (
            quote(Stretch.WORDS, "Title", after="End:"),
            "decision 3: “End:” occurs more than once in the file “report”.",
        ),
    ],
)
def test_a_wrong_quote_is_named(asked: Quote, message: str) -> None:
    with pytest.raises(BadManifest) as refused:
        locate(TEXT, asked)
    assert str(refused.value) == message


def test_a_passage_may_take_the_rest_of_its_line() -> None:
    end = TEXT.index("two.") + len("two.")
    assert TEXT[to_line_end(TEXT, end) - 3 : to_line_end(TEXT, end)] == "  \n"
    assert to_line_end(TEXT, TEXT.index("One")) == TEXT.index("One")
    assert to_line_end(TEXT, len(TEXT)) == len(TEXT)


def test_beginnings_count_white_space_as_one_space() -> None:
    assert begins_with(" [We\n reaffirm that", "[We reaffirm")
    assert not begins_with("We do not reaffirm", "We reaffirm")
