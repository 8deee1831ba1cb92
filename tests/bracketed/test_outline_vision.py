"""Chapter C of the Vision (June 2014), read whole."""

from collections import Counter

import pytest

from bracketed import parse, read_outline
from bracketed.model import GroupKind, Kind, Outline, Problem, ProblemKind, Role
from tests.bracketed.outline_texts import (
    REPORT,
    chapter_c,
    children,
    find,
    outline_of,
    passage,
    path,
    whole,
)

LOOSE = (ProblemKind.UNCLOSED, ProblemKind.UNOPENED)


def loose_ends(source: str, problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [
        (problem.kind.value, source[max(0, problem.start - 24) : problem.start + 12])
        for problem in problems
        if problem.kind in LOOSE
    ]


def test_three_parts() -> None:
    outline = chapter_c()
    chapter = outline.provisions[0]
    assert (chapter.kind, chapter.label, chapter.heading) == (Kind.CHAPTER, "C.", "[Action lines")
    parts = [p for p in outline.provisions if p.kind is Kind.PART]
    assert [(p.label, p.number, p.heading, p.parent) for p in parts] == [
        ("1.", "I", "Introduction", 0),
        ("1.", "II", "Further enhancing of Action lines", 0),
        ("III", "III", "[Action Lines beyond 2015: Looking to the Future", 0),
    ]


def test_eleven_action_lines_and_eight_e_lines() -> None:
    outline = chapter_c()
    second = find(outline, "Further enhancing")
    lines = children(outline, second)
    assert [(p.kind, p.code) for p in lines] == [
        (Kind.SECTION, f"C{number}") for number in range(1, 12)
    ]
    assert [p.label for p in lines] == [
        "С1.", "С2.", "С3.", "C4.", "С5.", "C6.", "C7", "C8", "C9", "C10", "C11",
    ]  # fmt: skip
    applications = find(outline, "ICT applications: benefits")
    assert [p.code for p in children(outline, applications) if p.kind is Kind.SECTION] == [
        "E-government", "E-business", "E-learning", "E-health",
        "E-employment", "E-environment", "E-agriculture", "E-science",
    ]  # fmt: skip
    assert find(outline, "E-learning (see").heading == "E-learning (see also section C4)"


def test_120_provisions_are_tagged_agreed() -> None:
    outline = chapter_c()
    agreed = Counter[str]()
    for provision in outline.provisions:
        if "agreed" in provision.tags:
            above = path(outline, provision)
            line = next((p for p in above if p.code.startswith("C")), None)
            agreed[line.code if line else next(p.number for p in above if p.number)] += 1
    assert agreed == {
        "I": 7, "C1": 6, "C2": 5, "C3": 8, "C4": 6, "C5": 7, "C6": 7, "C7": 48,
        "C8": 11, "C10": 6, "C11": 4, "III": 5,
    }  # fmt: skip
    assert agreed.total() == 120


def test_final_agreed_draft_stands_on_headings_only() -> None:
    tagged = [p for p in chapter_c().provisions if p.tags == ("FINAL AGREED DRAFT",)]
    assert {p.kind for p in tagged} == {Kind.SECTION}
    assert [p.code for p in tagged if p.code.startswith("C")] == [
        "C1", "C2", "C3", "C4", "C6", "C7", "C10", "C11",
    ]  # fmt: skip


def test_numbers_that_printing_lost_are_counted() -> None:
    outline = chapter_c()
    items = [p for p in children(outline, find(outline, "Building confidence")) if p.label]
    assert {p.label for p in items} == {"1."}
    assert [p.number for p in items] == ["1", "2", "3", "4", "5", "6", "7"]
    last = [p.number for p in children(outline, find(outline, "[Action Lines beyond"))]
    assert last == [str(number) for number in range(1, 10)]


def test_item_7_of_c5_has_three_alternatives_and_two_additions() -> None:
    outline = chapter_c()
    slot = find(outline, "Continue to promote greater cooperation")
    below = children(outline, slot)
    assert [(p.role, p.label, p.number) for p in below] == [
        (Role.ALTERNATIVE, "Alt 1:", "1"),
        (Role.ALTERNATIVE, "Alt 2:", "2"),
        (Role.ALTERNATIVE, "Alt 3:", "3"),
        (Role.ADDITION, "", ""),
        (Role.ADDITION, "", ""),
    ]
    assert below[3].text.startswith("[including cybercrime] [including cybercrime and")
    assert below[4].text.startswith("[Cybercrime [and cybersecurity] should")
    assert {p.kind for p in below} == {Kind.PARAGRAPH}


def test_the_sentence_of_c6_that_leads_to_its_items() -> None:
    outline = chapter_c()
    lead = find(outline, "Design and enforce frameworks")
    assert (lead.kind, lead.label, lead.number, lead.tags) == (Kind.CHAPEAU, "", "", ())
    items = children(outline, lead)
    assert [(p.kind, p.number, p.tags) for p in items] == [
        (Kind.SUB_PARAGRAPH, str(number), ("agreed",)) for number in range(1, 7)
    ]


def test_bullets_of_c8_stand_under_its_opening() -> None:
    outline = chapter_c()
    opening = find(outline, "Our vision of the Information")
    assert opening.kind is Kind.CHAPEAU
    assert [(p.kind, p.label) for p in children(outline, opening)] == [(Kind.BULLET, "·")] * 5


def test_the_first_column_of_c9_is_the_text() -> None:
    outline = chapter_c()
    media = next(p for p in outline.provisions if p.code == "C9")
    assert [(p.kind, p.label, p.number) for p in children(outline, media)] == [
        (Kind.CHAPEAU, "", ""),
        (Kind.CHAPEAU, "", ""),
        (Kind.PARAGRAPH, "1. 1.", "1"),
        (Kind.PARAGRAPH, "2.", "2"),
        (Kind.PARAGRAPH, "3.", "3"),
        (Kind.PARAGRAPH, "4.", "4"),
        (Kind.PARAGRAPH, "5.", "5"),
        (Kind.PARAGRAPH, "6.", "6"),
    ]
    third = find(outline, "Ensure that women and men equally")
    assert [(p.role, p.label, p.text[:24]) for p in children(outline, third)] == [
        (Role.ALTERNATIVE, "Alt:", "Work towards ensuring  t"),
        (Role.ALTERNATIVE, "Alt:", "Encourage that women and"),
        (Role.ALTERNATIVE, "Alt:", "[[Encourage][Ensure] [St"),
    ]
    fifth = find(outline, "Ensure the [safety[ and")
    assert [(p.role, p.text[:14]) for p in children(outline, fifth)] == [
        (Role.ADDITION, "[To ensure the")
    ]


def test_the_other_columns_of_c9_are_proposals() -> None:
    outline = chapter_c()
    assert Counter(cell.column.split()[0] for cell in outline.cells) == {"UK": 7, "Proposal:": 1}
    assert outline.cells[1].column == "Proposal: Rwanda and Russia"
    assert outline.cells[1].text.startswith("We reaffirm the continued relevance")
    beside = [
        (cell.row, cell.text[:2], None if cell.target is None else cell.target)
        for cell in outline.cells
        if cell.column.startswith("UK")
    ]
    numbers = [None if at is None else outline.provisions[at].number for _, _, at in beside]
    assert [(row, text) for row, text, _ in beside] == [
        (1, "Me"), (2, "1."), (3, "2."), (4, "3."), (5, "4."), (6, "5."), (7, "6."),
    ]  # fmt: skip
    assert numbers == ["", "1", "2", "3", "4", None, "5"]


@pytest.mark.parametrize("outline", [chapter_c(), outline_of(REPORT)], ids=["chapter", "file"])
def test_three_never_closed_and_one_never_opened(outline: Outline) -> None:
    found = loose_ends(outline.source, outline.problems)
    assert [kind for kind, _ in found] == ["unclosed", "unopened", "unclosed", "unclosed"]
    places = [text for _, text in found]
    assert places[0].endswith("[C.\tAction l")
    assert places[1].startswith("network security issues.]")
    assert places[2].endswith("[Cybercrime ")
    assert places[3].endswith("Ensure the [safety[ and")


def test_part_three_is_one_span() -> None:
    outline = chapter_c()
    spans = [span for span in outline.spans if span.opens and span.closes]
    assert len(spans) == 1
    opens, closes = spans[0].opens, spans[0].closes
    assert opens is not None
    assert closes is not None
    assert outline.provisions[opens[0]].label == "III"
    assert closes[0] == len(outline.provisions) - 1
    assert outline.provisions[closes[0]].text[closes[1] :] == "]"
    assert len(outline.spans) == 5
    assert [text for _, text in loose_ends(outline.source, parse(outline.source).problems)] == [
        text for _, text in loose_ends(outline.source, outline.problems)
    ]


def test_paragraphs_that_compete_are_groups() -> None:
    outline = chapter_c()
    groups = [g for g in parse(outline.source).groups if g.kind is GroupKind.BLOCKS]
    assert [len(group.alternatives) for group in groups] == [4, 4]
    first = [outline.source[a.start : a.end][:12] for a in groups[1].alternatives]
    assert first == ["Ensure that ", "Work towards", "Encourage th", "[Alt: [Encou"]


def test_annexes_hold_chapters() -> None:
    outline = outline_of(REPORT)
    annexes = [p for p in outline.provisions if p.kind is Kind.ANNEX]
    assert [(p.label, p.heading[:30], p.parent) for p in annexes] == [
        ("ANNEX ONE", "UNESCO proposal of text for WS", None),
        ("ANNEX TWO", "Chapter C of the WSIS+10 Visio", None),
        ("ANNEX THREE", "UN Women’s Proposal for Creati", None),
    ]
    assert [p.number for p in children(outline, annexes[0])] == ["", "", "1", "2", "3", "4"]
    assert [p.kind for p in children(outline, annexes[1])] == [Kind.CHAPTER]
    assert [p.code for p in children(outline, annexes[2])] == ["C12"]


def test_remnants_are_not_words() -> None:
    fifth = find(chapter_c(), "Continue to develop and implement policies")
    assert "_ftn1" not in fifth.text
    assert "[bookmark: _ftn1]" in whole(REPORT)


def test_one_action_line_alone_reads_the_same() -> None:
    alone = read_outline(passage(REPORT, "С5. Building", "[in appropriate forums, ]"))
    section = alone.provisions[0]
    assert (section.kind, section.code, section.label) == (Kind.SECTION, "C5", "С5.")
    assert [p.role for p in alone.provisions[9:]] == [Role.ALTERNATIVE] * 3 + [Role.ADDITION] * 2
