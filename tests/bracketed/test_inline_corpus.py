"""What the texts of the corpus hold inside their paragraphs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bracketed import (
    BracketKind,
    GroupKind,
    ProblemKind,
    clean,
    match_brackets,
    parse_wording,
    print_outline,
    read_outline,
    to_source,
)

FIXTURES = Path(__file__).parents[2] / "fixtures"
FILES = sorted(FIXTURES.glob("*.txt"))


def read(start: str) -> str:
    (path,) = FIXTURES.glob(f"{start}*.txt")
    return path.read_bytes().decode()


def kinds(text: str) -> Counter[BracketKind]:
    return Counter(each.kind for each in parse_wording(text).brackets)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_comes_back(path: Path) -> None:
    text = path.read_bytes().decode()
    assert to_source(parse_wording(text)) == text


def test_the_assembly_draft_has_13_disputed_passages_and_40_tags() -> None:
    # 39 paragraphs and the title are suggested for closure.
    assert kinds(read("2015")) == {BracketKind.TEXT: 13, BracketKind.STATUS: 40}


def test_the_final_report_tags_120_paragraphs_and_16_headings() -> None:
    text = read("2014-06")
    tags = Counter(
        text[each.start : each.end]
        for each in parse_wording(text).brackets
        if each.kind is BracketKind.STATUS
    )
    assert tags == {"[agreed]": 120, "[FINAL AGREED DRAFT]": 16}


def test_the_april_outcomes_have_one_disputed_sentence() -> None:
    assert kinds(read("2014-04")) == {
        BracketKind.REMNANT: 5,
        BracketKind.TEXT: 1,
        BracketKind.ATTRIBUTION: 1,
    }


def test_the_tunis_text_has_one_placeholder_and_else_disputed_words() -> None:
    text = read("2005")
    (placeholder,) = (
        each for each in parse_wording(text).brackets if each.kind is BracketKind.PLACEHOLDER
    )
    assert text[placeholder.start : placeholder.end] == "[dates]"
    assert kinds(text)[BracketKind.TEXT] == len(parse_wording(text).brackets) - 1


def groups(text: str) -> list[tuple[GroupKind, list[str]]]:
    return [
        (group.kind, [text[each.start : each.end][:30] for each in group.alternatives])
        for group in parse_wording(text).groups
    ]


def test_the_choices_of_the_tunis_text() -> None:
    assert groups(read("2005")) == [
        (GroupKind.SLASH_INSIDE, ["2007", "2008", "2009", "2010"]),
        (GroupKind.SLASH_BETWEEN, ["all", "all women and men", "all citizens"]),
        (GroupKind.ADJACENT, ["volunteerism", "involvement"]),
        (GroupKind.REPLACEMENT, ["matters", "policies and actions"]),
        (GroupKind.REPLACEMENT, ["evaluation", "review"]),
        (GroupKind.REPLACEMENT, ["evaluate", "review"]),
        (GroupKind.REPLACEMENT, ["evaluation", "review"]),
        (GroupKind.REPLACEMENT, ["", "and follow up"]),
        (GroupKind.SLASH_INSIDE, ["Moderator", "Coordinator"]),
        (GroupKind.ADJACENT, ["agreements", "decisions", "outcomes"]),
        (GroupKind.REPLACEMENT, ["Evaluation", "review"]),
        (GroupKind.REPLACEMENT, ["evaluation", "review"]),
    ]


def test_the_choices_of_the_vision() -> None:
    kinds_found = [kind for kind, _ in groups(read("2014-06"))]
    assert kinds_found == [
        GroupKind.BLOCKS,  # C5, its text and Alt 1 to 3
        GroupKind.ADJACENT,
        GroupKind.ADJACENT,
        GroupKind.ADJACENT,  # C9, [international law][freedom of expression]
        GroupKind.BLOCKS,  # C9, its text and three Alt
        GroupKind.ADJACENT,  # [Encourage][Ensure] [Strive]
        GroupKind.SLASH_INSIDE,  # We emphasize/ recognize
    ]


def test_the_choice_of_the_assembly_draft() -> None:
    assert groups(read("2015")) == [(GroupKind.SLASH_INSIDE, ["2020", "2025"])]


def lost(text: str) -> list[str]:
    problems = parse_wording(text).problems
    return [each.detail for each in problems if each.kind is ProblemKind.LOST_REDLINE]


def test_the_lost_redlines_of_2005() -> None:
    assert lost(read("2005")) == [
        "support value", "are is", "citizens]. persons", "themost", "ofpersons",
        "withdisabilities", "outcomes goals", "essential necessary", "to within",
        "could should", "could should", "possibility o", "and o", "needed important", "the its",
    ]  # fmt: skip


def test_the_lost_redlines_of_2014() -> None:
    assert lost(read("2014-06")) == [
        "inorder", "forafora", "forafor a", "issues. at", "stakeholdersncluding", "other the",
        "tradition [neutral, objective, responsible] nal",
    ]  # fmt: skip


@pytest.mark.parametrize("start", ["2013", "2014-04", "2015"])
def test_no_lost_redline_is_seen_where_there_is_none(start: str) -> None:
    assert lost(read(start)) == []


def test_the_clean_assembly_draft_loses_tags_and_marks_only() -> None:
    text = read("2015")
    expected = text.replace("[2020/2025]", "2020")
    for tag in ("[Suggested for Closure]", "[Suggested for Closure, given new figures]"):
        expected = expected.replace(tag, "")
    expected = expected.replace("[", "").replace("]", "")
    assert clean(text).split() == expected.split()


def test_the_printed_outline_has_a_line_for_each_provision() -> None:
    outline = read_outline(read("2015"))
    lines = print_outline(outline).split("\n")
    assert len(lines) == len(outline.provisions)
    (line,) = (line for line in lines if "the value and principles" in line)
    assert line.split() == [
        "8.", "We", "moreover", "reaffirm", "the", "value", "and", "principles", "of",
        "multi-stakeholder", "cooperation", "…",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "pairs", "loose"),
    [
        ("[" * 100_000 + "]" * 100_000, 100_000, 0),
        ("[a " * 100_000 + "]" * 100_000, 100_000, 0),
        ("[" * 1_000_000, 0, 1_000_000),
        ("]" * 100_000, 0, 100_000),
        ("[a] " * 10_000, 10_000, 0),
        ("a" * 1_000_000 + "[b]", 1, 0),
        ("a/" * 200_000, 0, 0),
        ("Alt 1: a\n" * 20_000, 0, 0),
    ],
    ids=[
        "nested",
        "nested words",
        "unclosed",
        "unopened",
        "adjacent",
        "long word",
        "slashes",
        "alt",
    ],
)
def test_size_is_no_obstacle(text: str, pairs: int, loose: int) -> None:
    tree = parse_wording(text)
    assert len(tree.brackets) == pairs
    assert len(match_brackets(text).unclosed) + len(match_brackets(text).unopened) == loose
    assert "[" not in clean(tree)
