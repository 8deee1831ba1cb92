"""Laws of brackets inside a text, for any string."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bracketed import (
    BracketKind,
    NotThere,
    Overlay,
    ProblemKind,
    SegmentKind,
    Tree,
    add_alternative,
    agreed_only,
    choose,
    clean,
    delete_with_words,
    html,
    lift,
    match_brackets,
    parse_wording,
    put_in_brackets,
    read_clean,
    segments,
    to_source,
    with_brackets,
)

#: What bracketed texts are made of, and what they should not be made of.
PIECES = (
    "[", "]", "[", "]", " ", " ", "\n", "\r\n", "/", ",", ".", ";", "and", "or", "We", "shall",
    "should", "review", "evaluation", "agreed", "[agreed]", "US:", "X", "2020", "2025", "Alt 1:",
    "Option 2:", "No text", "13.", "[44.]", "[1]", "people", "s", "nal", "of", "is", "\x00", "م",
    "重", "́", "\U0001f1e8", "&", "<b>", "[or]", "NOTE:", "bookmark:",
)  # fmt: skip
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@given(texts)
def test_the_source_comes_back(text: str) -> None:
    assert to_source(parse_wording(text)) == text


@given(texts)
def test_each_mark_is_one_end_of_a_pair_or_a_problem(text: str) -> None:
    tree = parse_wording(text)
    ends = [at for each in tree.brackets for at in (each.start, each.end - 1)]
    loose = [
        each.start
        for each in tree.problems
        if each.kind in (ProblemKind.UNCLOSED, ProblemKind.UNOPENED)
    ]
    assert sorted(ends + loose) == [at for at, mark in enumerate(text) if mark in "[]"]
    assert all(text[each.start] == "[" and text[each.end - 1] == "]" for each in tree.brackets)


@given(texts)
def test_pairs_never_cross_and_depth_counts_what_is_around(text: str) -> None:
    brackets = parse_wording(text).brackets
    assert [each.start for each in brackets] == sorted(each.start for each in brackets)
    for each in brackets:
        around = [other for other in brackets if other.start <= each.start < other.end]
        assert all(each.end <= other.end for other in around)
        assert each.depth == len(around)


@given(texts)
def test_groups_and_problems_stay_in_the_text(text: str) -> None:
    tree = parse_wording(text)
    for group in tree.groups:
        assert len(group.alternatives) > 1
        ends = [at for each in group.alternatives for at in (each.start, each.end)]
        assert ends == sorted(ends)
        assert 0 <= group.start <= ends[0]
        assert ends[-1] <= group.end <= len(text)
    for problem in tree.problems:
        assert 0 <= problem.start < problem.end <= len(text)


def kept_words(text: str) -> list[str]:
    """Letters and figures, which no tidying may touch."""
    return [each for each in text if each.isalnum()]


def is_part(part: list[str], whole: list[str]) -> bool:
    """Whether ``part`` stands in ``whole`` in its order."""
    rest = iter(whole)
    return all(each in rest for each in part)


@given(texts)
def test_no_form_adds_or_reorders_words(text: str) -> None:
    for form in (clean, agreed_only, with_brackets):
        assert is_part(kept_words(form(text)), kept_words(text))


@given(texts)
def test_clean_and_agreed_only_have_no_marks(text: str) -> None:
    assert not re.search(r"[\[\]]", clean(text))
    assert not re.search(r"[\[\]]", agreed_only(text))


@given(texts)
def test_clean_keeps_all_disputed_words_where_nothing_competes(text: str) -> None:
    tree = parse_wording(text)
    kinds = {each.kind for each in tree.brackets}
    if tree.groups or kinds - {BracketKind.TEXT, BracketKind.PLACEHOLDER}:
        return
    assert kept_words(clean(text)) == kept_words(text)


@given(texts)
def test_what_clean_took_stands_where_it_says(text: str) -> None:
    form = read_clean(text)
    for taken in form.taken:
        first = taken.group.alternatives[0]
        words = kept_words(form.text[taken.start : taken.end])
        assert is_part(words, kept_words(text[first.start : first.end]))


@given(texts, st.lists(st.tuples(st.integers(-2, 90), st.integers(-2, 90))))
def test_segments_are_the_text_and_the_markup_nests(
    text: str, places: list[tuple[int, int]]
) -> None:
    layers = [Overlay(min(place), max(place), "inserted") for place in places]
    tree = parse_wording(text)
    cut = segments(tree, layers)
    assert "".join(text[each.start : each.end] for each in cut) == text
    assert Counter(each.kind for each in cut)[SegmentKind.OPENING] == len(tree.brackets)
    assert nests(html(tree, layers))


def nests(markup: str) -> bool:
    """Whether each tag is closed in its turn."""
    waiting = []
    for closing, name in re.findall(r"<(/?)(span|b|ins|del)\b[^>]*>", markup):
        if not closing:
            waiting.append(name)
        elif not waiting or waiting.pop() != name:
            return False
    return not waiting


@given(texts)
def test_html_shows_the_text_and_nothing_but_escaped_text(text: str) -> None:
    words = re.sub(r"</?(?:span|b|ins|del)(?: class=\"[a-z0-9 -]+\")?>", "", html(text))
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'")):
        words = words.replace(entity, character)
    assert words.replace("&amp;", "&") == text


places = st.integers(0, 60)


@given(texts, places, places)
def test_put_in_brackets_adds_one_pair_or_says_why_not(text: str, start: int, end: int) -> None:
    try:
        new = put_in_brackets(text, start, end)
    except NotThere:
        return
    assert new.replace("[", "").replace("]", "") == text.replace("[", "").replace("]", "")
    added = Counter(new) - Counter(text)
    assert added == Counter("[]")
    before, after = match_brackets(text), match_brackets(new)
    assert len(after.pairs) == len(before.pairs) + 1
    assert len(after.unclosed) == len(before.unclosed)
    assert len(after.unopened) == len(before.unopened)


@given(st.lists(st.sampled_from(["We", "agree", "on", "this"]), min_size=1), st.data())
def test_lifting_what_was_put_gives_the_text_back(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    bounds = [0, *(found.end() for found in re.finditer(r"\w+", text))]
    start = data.draw(st.sampled_from(bounds[:-1]))
    end = data.draw(st.sampled_from([each for each in bounds if each > start]))
    new = put_in_brackets(text, start, end)
    assert lift(new, new.index("[")) == text


@given(texts, places)
def test_lifting_keeps_the_words_and_takes_one_pair(text: str, at: int) -> None:
    try:
        new = lift(text, at)
    except NotThere:
        assert not any(start <= at < end for start, end in match_brackets(text).pairs)
        return
    assert kept_words(new) == kept_words(text)
    gone = Counter(text) - Counter(new)
    assert gone["["] + gone["]"] in (1, 2)


@given(texts, places)
def test_deleting_takes_the_innermost_pair_with_its_words(text: str, at: int) -> None:
    around = [pair for pair in match_brackets(text).pairs if pair[0] <= at < pair[1]]
    if not around:
        with pytest.raises(NotThere):
            delete_with_words(text, at)
        return
    start, end = max(around)
    new = delete_with_words(text, at)
    assert kept_words(new) == kept_words(text[:start]) + kept_words(text[end:])


@given(texts, places)
def test_choosing_leaves_no_crossing_and_no_new_words(text: str, at: int) -> None:
    tree: Tree = parse_wording(text)
    try:
        new = choose(text, at)
    except NotThere:
        assert not any(group.start <= at < group.end for group in tree.groups)
        return
    assert not Counter(kept_words(new)) - Counter(kept_words(text))
    assert len(parse_wording(new).brackets) <= len(tree.brackets)


@given(texts, places, places)
def test_an_added_alternative_stands_in_the_text(text: str, start: int, end: int) -> None:
    try:
        new = add_alternative(text, start, end, "novelty")
    except NotThere:
        return
    assert is_part(kept_words(text), kept_words(new))
    assert "novelty" in new
    before, after = match_brackets(text), match_brackets(new)
    assert len(after.unclosed) == len(before.unclosed)
    assert len(after.unopened) == len(before.unopened)
