"""Two edits brought together, and the conflicts that are shown."""

import pytest
from hypothesis import given

from bracketed import Conflict, ConflictReason, Merged, match_brackets, merge
from tests.bracketed.compare_texts import wordings

BASE = "build [user confidence] and trust"


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        (BASE, BASE, BASE),
        ("now build [user confidence] and trust", BASE, "now build [user confidence] and trust"),
        (
            "build [user trust] and trust",
            "build user confidence and trust",
            "build user trust and trust",
        ),
        (
            "now build [user confidence] and trust",
            "build [user confidence] and security",
            "now build [user confidence] and security",
        ),
        (
            "build [[user] confidence] and trust",
            "build [user [confidence]] and trust",
            "build [[user] [confidence]] and trust",
        ),
        (
            "build user confidence and trust",
            "build user confidence and trust",
            "build user confidence and trust",
        ),
    ],
)
def test_edits_that_do_not_meet_are_merged(mine: str, theirs: str, merged: str) -> None:
    assert merge(BASE, mine, theirs) == Merged(merged)
    assert merge(BASE, theirs, mine) == Merged(merged)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("build [user trust] and trust", "build [user security] and trust"),
        ("build [user confidence] now and trust", "build [user confidence] also and trust"),
    ],
)
def test_edits_of_the_same_words_are_a_conflict(mine: str, theirs: str) -> None:
    conflict = merge(BASE, mine, theirs)
    assert isinstance(conflict, Conflict)
    assert conflict.reason is ConflictReason.OVERLAP
    assert (conflict.mine, conflict.theirs) == (mine, theirs)


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        (BASE, "build user confidence and trust", "build [user confidence and] trust"),
        ("a b c d e f", "a [b c d] e f", "a b [c d e] f"),
    ],
)
def test_brackets_that_would_cross_are_a_conflict(base: str, mine: str, theirs: str) -> None:
    conflict = merge(base, mine, theirs)
    assert isinstance(conflict, Conflict)
    assert conflict.reason is ConflictReason.BRACKETS


@given(wordings, wordings)
def test_one_edit_alone_is_taken(base: str, edited: str) -> None:
    assert merge(base, edited, base) == Merged(edited)
    assert merge(base, base, edited) == Merged(edited)
    assert merge(base, edited, edited) == Merged(edited)


@given(wordings, wordings, wordings)
def test_no_bracket_loses_its_partner(base: str, mine: str, theirs: str) -> None:
    merged = merge(base, mine, theirs)
    if isinstance(merged, Merged):
        most = max(_loose(mine) + _loose(theirs), _loose(base))
        assert _loose(merged.text) <= most


def _loose(text: str) -> int:
    matching = match_brackets(text)
    return len(matching.unclosed) + len(matching.unopened)
