"""How brackets pair around whole provisions."""

import time

from bracketed import LooseEnds, find_loose_ends, pair_spans, parse
from bracketed.model import BracketKind, Span


def spans(*wordings: tuple[int | None, str]) -> list[tuple[object, object]]:
    found = pair_spans([find_loose_ends(text, parent) for parent, text in wordings])
    return [(span.opens, span.closes) for span in found]


def test_a_run_of_siblings() -> None:
    assert spans((None, "[We agree."), (None, "We note."), (None, "We decide.]")) == [
        ((0, 0), (2, 10))
    ]


def test_a_heading_with_all_its_children() -> None:
    wordings = ((None, "[Annex A"), (0, "Action lines"), (0, "Follow-up]"))
    assert spans(*wordings) == [((0, 0), (2, 9))]


def test_a_chapter_that_ends_with_a_later_chapter() -> None:
    wordings = ((None, "[Chapter One"), (0, "One."), (None, "Chapter Four"), (2, "Four.]"))
    assert spans(*wordings) == [((0, 0), (3, 5))]


def test_innermost_first() -> None:
    wordings = ((None, "[[One."), (None, "[Two."), (None, "Three.]]]"))
    assert spans(*wordings) == [((0, 0), (2, 8)), ((0, 1), (2, 7)), ((1, 0), (2, 6))]


def test_marks_that_pair_inside_stay_inside() -> None:
    assert spans((None, "[a] [b [c]]"), (None, "d")) == []


def test_a_closing_mark_before_the_children_ends_nothing() -> None:
    wordings = ((None, "[One."), (None, "Two:]"), (1, "a)"))
    assert spans(*wordings) == [((0, 0), None), (None, (1, 4))]


def test_no_pair_from_one_level_to_another() -> None:
    wordings = ((None, "One:"), (0, "[a)"), (None, "Two.]"))
    assert spans(*wordings) == [((1, 0), None), (None, (2, 4))]


def test_marks_between_the_words_pair_with_nothing() -> None:
    wordings = ((None, "Ensure the [safety of all."), (None, "We] agree.]"))
    assert spans(*wordings) == [((0, 11), None), (None, (1, 2)), (None, (1, 10))]


def test_depth_counts_the_spans_around() -> None:
    items = [
        LooseEnds(None, starts=(0, 1)),
        LooseEnds(None, opens=(4,)),
        LooseEnds(None, ends=(7,)),
    ]
    text = BracketKind.TEXT
    assert pair_spans(items) == (
        Span(text, 1, (0, 0), None),
        Span(text, 1, (0, 1), (2, 7)),
        Span(text, 2, (1, 4), None),
    )


def test_a_save_matches_the_loose_ends_of_one_wording_again() -> None:
    before = [find_loose_ends("[One."), find_loose_ends("Two."), find_loose_ends("Three.]")]
    assert len(pair_spans(before)) == 1
    after = [before[0], find_loose_ends("Two.]"), before[2]]
    assert [(span.opens, span.closes) for span in pair_spans(after)] == [
        ((0, 0), (1, 4)),
        (None, (2, 6)),
    ]


def test_a_long_text_is_read_in_time_that_grows_with_its_length() -> None:
    for text, pairs in (
        ("[" * 100_000 + "]" * 100_000, 100_000),
        ("[We agree.\n" * 3_000 + "We agree.]\n" * 3_000, 3_000),
        ("[\n" * 20_000 + "1. We agree.\n2. We note.\n" + "]\n" * 20_000, 20_000),
        ("a short line\n" * 6_000, 0),
    ):
        start = time.perf_counter()
        assert len(parse(text).brackets) == pairs
        assert time.perf_counter() - start < 60


def test_a_million_opening_marks() -> None:
    tree = parse("[" * 1_000_000)
    assert (len(tree.brackets), len(tree.problems)) == (0, 1_000_000)
