"""What holds for the comparison of any two wordings."""

import re
import sys
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import example, given

from bracketed import (
    ChangeKind,
    Hunk,
    HunkKind,
    Layer,
    compare,
    compare_pair,
    compare_texts,
    match_brackets,
)
from tests.bracketed.compare_texts import rebuild, texts, wordings

_INSIDE_WORD = re.compile(r"\w\Z")


@given(wordings, wordings)
@example("We [shall] act", "We act")
@example("[a [b] c", "[a [b] c]")
def test_hunks_turn_the_earlier_wording_into_the_later(earlier: str, later: str) -> None:
    hunks = compare_pair(earlier, later).hunks
    assert rebuild(earlier, hunks, later) == later
    assert [hunk.earlier_start for hunk in hunks] == [
        0,
        *(hunk.earlier_end for hunk in hunks[:-1]),
    ][: len(hunks)]
    assert [hunk.later_start for hunk in hunks] == [0, *(h.later_end for h in hunks[:-1])][
        : len(hunks)
    ]
    assert "".join(earlier[h.earlier_start : h.earlier_end] for h in hunks) == earlier


@given(wordings, wordings)
def test_no_two_equal_hunks_touch(earlier: str, later: str) -> None:
    hunks = compare_pair(earlier, later).hunks
    assert not any(one.kind is two.kind is HunkKind.EQUAL for one, two in pairwise(hunks))


@given(wordings, wordings)
def test_no_hunk_of_words_cuts_a_word(earlier: str, later: str) -> None:
    hunks = compare_pair(earlier, later).hunks
    of_words = [h for h in hunks if h.layer is Layer.WORDS and h.kind is not HunkKind.EQUAL]
    for text, places in (
        (earlier, [at for h in of_words for at in (h.earlier_start, h.earlier_end)]),
        (later, [at for h in of_words for at in (h.later_start, h.later_end)]),
    ):
        letters = re.compile(r"(?<=[A-Za-z\u00e0-\u00ff])(?=[A-Za-z\u00e0-\u00ff])")
        assert not [at for at in places if letters.match(text, at)]


@given(wordings, wordings)
def test_no_hunk_of_words_cuts_a_pair_of_brackets(earlier: str, later: str) -> None:
    hunks = compare_pair(earlier, later).hunks
    of_words = [h for h in hunks if h.layer is not Layer.BRACKETS and h.kind is not HunkKind.EQUAL]
    _assert_pairs_are_whole(earlier, [(h.earlier_start, h.earlier_end) for h in of_words])
    _assert_pairs_are_whole(later, [(h.later_start, h.later_end) for h in of_words])


def _assert_pairs_are_whole(text: str, stretches: Sequence[tuple[int, int]]) -> None:
    for start, end in match_brackets(text).pairs:
        for first, last in stretches:
            assert (first <= start < last) == (first < end <= last)


@given(wordings)
def test_lifting_every_bracket_changes_no_words(earlier: str) -> None:
    later = earlier.replace("[", "").replace("]", "")
    kinds = {change.kind for change in compare_pair(earlier, later).changes}
    assert ChangeKind.WORDING_CHANGED not in kinds or _has_more_than_words(earlier)


def _has_more_than_words(text: str) -> bool:
    """Tags, names and labels in brackets become words when their marks go."""
    return bool(re.search(r"agreed|Closure|US:|led by|\[1\]|44|\d|ALT|\w\)|[^\x00-\x7f]", text))


@given(wordings)
def test_a_wording_does_not_differ_from_itself(wording: str) -> None:
    difference = compare_pair(wording, wording)
    assert difference.changes == ()
    assert [hunk.kind for hunk in difference.hunks] == ([HunkKind.EQUAL] if wording else [])


@given(wordings, wordings)
def test_places_stand_in_their_wordings(earlier: str, later: str) -> None:
    for change in compare_pair(earlier, later).changes:
        assert change.earlier or change.later
        for place, text in ((change.earlier, earlier), (change.later, later)):
            assert place is None or (
                place.wording == 0 and 0 <= place.start <= place.end <= len(text)
            )


@given(texts, texts)
def test_each_link_is_compared(earlier: list[str], later: list[str]) -> None:
    for compared in compare(earlier, later):
        ones = "\n".join(earlier[index] for index in compared.earlier)
        others = "\n".join(later[index] for index in compared.later)
        assert rebuild(ones, compared.hunks, others) == others
        for change in compared.changes:
            if change.earlier:
                assert change.earlier.wording in compared.earlier
                assert change.earlier.end <= len(earlier[change.earlier.wording])
            if change.later:
                assert change.later.wording in compared.later
                assert change.later.end <= len(later[change.later.wording])


@given(texts.filter(bool), texts.filter(bool))
def test_several_wordings_are_read_as_one(earlier: list[str], later: list[str]) -> None:
    difference = compare_texts(earlier, later)
    assert rebuild("\n".join(earlier), difference.hunks, "\n".join(later)) == "\n".join(later)
    for change in difference.changes:
        for place, side in ((change.earlier, earlier), (change.later, later)):
            assert place is None or place.end <= len(side[place.wording])


def test_positions_are_a_function_of_the_input() -> None:
    earlier, later = "[a] [b c] d, e f", "a [b] c, [d e] f g"
    hunks: tuple[Hunk, ...] = compare_pair(earlier, later).hunks
    assert compare_pair(earlier, later).hunks == hunks


def test_very_long_wordings_are_divided() -> None:
    """Twenty thousand words: the table of all pairs would take 50 MB; the change is found."""
    words = [f"w{index}" if index % 50 == 0 else f"v{index % 37}" for index in range(20_000)]
    later = [*words[:9_000], "put", "in", *words[9_000:15_000], *words[15_003:]]
    one, other = " ".join(words), " ".join(later)
    marked, later_marked = f"[x {one} y", f"[z {other} w"
    hunks = compare_pair(marked, later_marked).hunks
    assert rebuild(marked, hunks, later_marked) == later_marked
    changed = [
        (marked[h.earlier_start : h.earlier_end], later_marked[h.later_start : h.later_end])
        for h in hunks
        if h.kind is not HunkKind.EQUAL
    ]
    assert len(changed) == 4
    assert ("", "put in ") in changed


def _long_changes(words: int) -> tuple[str, str]:
    """Two wordings that differ twice, with ``words`` between, longer than the first change."""
    between = " ".join(["freedoms", "development", "sustainable"][:words])
    return (
        f"We recognize the {between} of the governments therein today",
        f"We welcome {between} by civil society organizations today",
    )


@pytest.mark.parametrize(("words", "hunks"), [(1, 1), (2, 1), (3, 2)])
def test_one_or_two_words_between_longer_changes_are_a_part_of_them(words: int, hunks: int) -> None:
    changed = [
        hunk
        for hunk in compare_pair(*_long_changes(words)).hunks
        if hunk.kind is not HunkKind.EQUAL
    ]
    assert len(changed) == hunks


@pytest.mark.parametrize("wording", ["[we [shall] act] ", "[we] [shall/should] act, [US: not] "])
def test_work_grows_with_the_length_where_there_is_nothing_but_brackets(wording: str) -> None:
    """Counted in calls, not in seconds: for eight times the text not more than nine times as
    many."""

    def calls(times: int) -> int:
        counted = 0

        def count(_frame: object, event: str, _argument: object) -> None:
            nonlocal counted
            counted += event in ("call", "c_call")

        earlier = wording * times
        later = f"{wording * (times // 2)}now {wording.replace('[', '', 1) * (times - times // 2)}"
        profile = sys.getprofile()
        sys.setprofile(count)
        try:
            compare_pair(earlier, later)
        finally:
            sys.setprofile(profile)
        return counted

    assert calls(800) <= 9 * calls(100)
