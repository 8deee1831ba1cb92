"""Words cut into pieces, and two wordings woven into one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bracketed import compare_texts
from documents.writing.markdown import plain
from documents.writing.pieces import Mark, pieces_of
from documents.writing.redline import How, Wording, weave, without
from documents.writing.xml import text as escaped

WORDS = st.text(alphabet="ab []/.\n", max_size=30)


@given(WORDS)
def test_pieces_are_the_words_and_nest(words: str) -> None:
    pieces = list(pieces_of(words))
    assert "".join(one.text for one in pieces) == words
    depth = 0
    for one in pieces:
        depth += (one.mark is Mark.OPENS) - (one.mark is Mark.CLOSES)
        assert depth >= 0
    assert depth == 0


@given(st.text(max_size=40))
def test_no_text_breaks_markup(words: str) -> None:
    assert "<" not in escaped(words)
    assert "\x00" not in escaped(words)
    assert "\n" not in plain(words)


def test_a_mark_that_pairs_elsewhere_is_an_edge() -> None:
    (mark, words) = pieces_of("[13. We agree", [(0, 2)])
    assert (mark.mark, mark.depth, words.text) == (Mark.EDGE, 2, "13. We agree")
    assert [one.mark for one in pieces_of("[13. We agree")] == [Mark.LOOSE, Mark.WORDS]


def test_other_labels_are_struck_and_put() -> None:
    earlier, later = Wording("1.\t", "We agree"), Wording("2.\t", "We all agree")
    found = compare_texts([earlier.words], [later.words])
    woven = weave([earlier], [later], found.hunks)
    before = without(How.INSERTED, woven, How.KEPT)
    after = without(How.DELETED, woven, How.KEPT)
    assert "".join(one.text for one in before[0].stretches) == "1.\tWe agree"
    assert "".join(one.text for one in after[0].stretches) == "2.\tWe all agree"
