"""The other texts of the corpus: Tunis, the two meetings, the General Assembly."""

import pytest

from bracketed import parse
from bracketed.model import DoubtKind, Kind, MarkKind, ProblemKind, Role
from tests.bracketed.outline_texts import (
    FOURTH_MEETING,
    GENERAL_ASSEMBLY,
    SECOND_MEETING,
    TUNIS,
    children,
    find,
    outline_of,
    s2_2_c,
    whole,
)

LOOSE = (ProblemKind.UNCLOSED, ProblemKind.UNOPENED)


def test_general_assembly_has_70_paragraphs_in_10_sections() -> None:
    outline = outline_of(GENERAL_ASSEMBLY)
    paragraphs = [p for p in outline.provisions if p.kind is Kind.PARAGRAPH]
    assert [p.number for p in paragraphs] == [str(number) for number in range(1, 71)]
    assert [p.label for p in paragraphs] == [f"{number}." for number in range(1, 71)]
    sections = [p for p in outline.provisions if p.kind is Kind.SECTION]
    assert [(p.label, p.heading) for p in sections] == [
        ("", "Preamble"),
        ("1.", "ICT for Development"),
        ("1.1", "Bridging Digital Divides"),
        ("1.2", "Enabling Environment"),
        ("1.3", "Financial Mechanisms"),
        ("2.", "Human rights in the Information Society"),
        ("3.", "Building Confidence and Security in the use of ICTs"),
        ("4.", "Internet Governance"),
        ("4.1.", "Enhanced Cooperation"),
        ("5.", "Follow-up and Review"),
    ]
    above = [p.parent and outline.provisions[p.parent].number for p in sections]
    assert above == [0, 0, "1", "1", "1", 0, 0, 0, "4", 0]
    assert len(outline.provisions) == 81


def test_general_assembly_tags() -> None:
    outline = outline_of(GENERAL_ASSEMBLY)
    title, *rest = outline.provisions
    assert (title.kind, title.tags) == (Kind.CHAPTER, ("Suggested for Closure",))
    tagged = [p for p in rest if p.tags]
    assert len(tagged) == 39
    assert [
        p.number for p in tagged if p.tags == ("Suggested for Closure, given new figures",)
    ] == [
        "23",
        "24",
    ]
    assert all("Suggested for Closure" not in p.text for p in rest)


def test_general_assembly_brackets() -> None:
    outline = outline_of(GENERAL_ASSEMBLY)
    bracketed = {p.number: p.text.count("[") for p in outline.provisions if "[" in p.text}
    assert bracketed == {
        "12": 1, "13": 1, "32": 1, "48": 1, "53": 1, "55": 1, "56": 1, "57": 1, "58": 1,
        "60": 1, "64": 1, "70": 2,
    }  # fmt: skip
    assert [p for p in outline.problems if p.kind in LOOSE] == []
    assert outline.spans == ()


@pytest.mark.parametrize(
    ("number", "seam"),
    [
        ("5", "strong political commitment to"),
        ("11", "in the information society and"),
        ("17", "of which 2 billion are"),
        ("39", "public and private investment, as"),
        ("52", "threats of online harassment, intimidation"),
        ("57", "respective roles, of shared principles"),
        ("64", "Commission on Science and Technology for Development"),
    ],
)
def test_page_breaks_inside_a_paragraph_are_closed(number: str, seam: str) -> None:
    outline = outline_of(GENERAL_ASSEMBLY)
    paragraph = next(
        p for p in outline.provisions if p.number == number and p.kind is Kind.PARAGRAPH
    )
    assert seam in paragraph.text
    assert [mark.kind for mark in paragraph.marks].count(MarkKind.BREAK) == 1


def test_the_letters_before_the_draft_are_not_text() -> None:
    outline = outline_of(GENERAL_ASSEMBLY)
    before = outline.source[: outline.provisions[0].start]
    assert outline.apparatus[0] == (0, len(before))
    assert "Please accept, Excellency, assurances" in before
    assert outline.doubts[0].provision == 0
    assert outline.doubts[0].kind is DoubtKind.LETTERS
    assert "Draft Outcome Document – 7 December 2015" in [
        outline.source[start:end].strip() for start, end in outline.apparatus
    ]


def test_sources_of_agreed_language_stay_in_the_text() -> None:
    paragraph = find(outline_of(GENERAL_ASSEMBLY), "Reaffirming its resolution 69/313")
    assert paragraph.text.endswith("and Paragraph 1 of Addis Ababa Action Agenda)")
    assert paragraph.tags == ("Suggested for Closure",)


def test_tunis_chapters_and_paragraphs() -> None:
    outline = outline_of(TUNIS)
    chapters = [p for p in outline.provisions if p.kind is Kind.CHAPTER]
    assert [(p.label, p.heading) for p in chapters] == [
        ("Chapter One:", "[Implementation Mechanism"),
        ("Chapter Four:", "The Way Ahead"),
    ]
    one, four = (
        [p.number for p in children(outline, chapter) if p.kind is Kind.PARAGRAPH]
        for chapter in chapters
    )
    assert one == [str(number) for number in range(1, 23)]
    assert four == [str(number) for number in range(40, 50)]


def test_tunis_sub_paragraphs() -> None:
    outline = outline_of(TUNIS)
    letters = {
        p.number: "".join(c.number for c in children(outline, p))
        for p in outline.provisions
        if p.kind is Kind.PARAGRAPH and children(outline, p) and not p.code
    }
    assert letters == {
        "7": "abcdefghijklmnopqrstuvw", "17": "abc", "18": "abcd", "19": "abc",
        "20": "abcdef", "41": "abc",
    }  # fmt: skip
    between = find(outline, "In order to build a inclusive")
    assert (between.kind, between.label) == (Kind.SUB_PARAGRAPH, "")
    assert outline.provisions.index(between) in [doubt.provision for doubt in outline.doubts]


@pytest.mark.parametrize(
    ("label", "start", "end"),
    [
        ("13.", "[We also recognize", "international level.]"),  # [13. We …]
        ("15.", "[Inspired by", "and regulations.]"),  # [15.⏎Inspired …]
        ("43.", "[We agree that", "Chapter Three.]"),  # 43.⏎[We agree …]
    ],
)
def test_tunis_labels_inside_and_outside_the_bracket(label: str, start: str, end: str) -> None:
    paragraph = next(p for p in outline_of(TUNIS).provisions if p.label == label)
    assert paragraph.text.startswith(start)
    assert paragraph.text.endswith(end)


def test_tunis_balances_and_its_spans_go_around_the_whole() -> None:
    outline = outline_of(TUNIS)
    assert [p for p in outline.problems if p.kind in LOOSE] == []
    ends = [
        (outline.provisions[span.opens[0]].label, outline.provisions[span.closes[0]].label)
        for span in outline.spans
        if span.opens and span.closes
    ]
    assert ends == [("Chapter One:", "49."), ("ANNEX A", ""), ("ANNEX B", "")]
    tree = parse(outline.source)
    assert tree.spans[0].start == 1
    assert tree.spans[0].end == len(outline.source.rstrip())
    assert [bracket.depth for bracket in tree.spans] == [1, 2, 2]


def test_a_closing_mark_alone_on_its_line_ends_what_stands_before() -> None:
    outline = outline_of(TUNIS)
    assert outline.provisions[-1].number == "49"
    assert outline.provisions[-1].text.endswith("to the ECOSOC and/or UNGA.]")


def test_tunis_annexes() -> None:
    outline = outline_of(TUNIS)
    annexes = [p for p in outline.provisions if p.kind is Kind.ANNEX]
    assert [(p.label, p.heading, p.attribution) for p in annexes] == [
        ("ANNEX A", "[", "Russian Federation"),
        ("ANNEX B", "[", "Ghana"),
    ]
    codes = [f"C{number}" for number in range(1, 12)]
    for annex in annexes:
        rows = children(outline, annex)
        assert [p.code for p in rows] == [*codes, "", "", "", ""]
        assert [p.label for p in rows][11:] == ["B.", "D.", "E.", ""]
        assert {p.kind for p in rows} == {Kind.PARAGRAPH}
        assert [p.text for p in rows][8:9] == ["Media"]
        assert [p.code for p in children(outline, rows[6])] == [
            "E-government", "E-business", "E-learning", "E-health",
            "E-employment", "E-environment", "E-agriculture", "E-science",
        ]  # fmt: skip


def coordinators(column: str) -> dict[str, str]:
    outline = outline_of(TUNIS)
    return {
        outline.provisions[cell.target].code or outline.provisions[cell.target].label: cell.text
        for cell in outline.cells
        if cell.column == column and cell.target is not None
    }


def test_coordinators_of_annex_a() -> None:
    assert coordinators("Coordinator(s)") == {
        "C1": "ECOSOC", "C2": "ITU", "C3": "ITU + UNESCO", "C4": "ITU + UNESCO", "C5": "ITU",
        "C6": "ITU+ UNDP", "E-government": "UNDP + ITU", "E-business": "WTO + UNCTAD",
        "E-learning": "UNESCO + ITU", "E-health": "WHO+ ITU", "E-employment": "ILO",
        "E-environment": "WMO", "E-agriculture": "FAO", "E-science": "UNESCO", "C8": "UNESCO",
        "C9": "UNESCO", "C10": "UNESCO + ECOSOC", "C11": "ITU + UNDP + ECOSOC",
        "B.": "ITU + ECOSOC", "D.": "ITU+ UNDP", "E.": "ITU + ECOSOC",
    }  # fmt: skip


def test_coordinators_of_annex_b() -> None:
    found = coordinators("[Moderator/Coordinator]")
    assert found["C7"] == "ITU +UN RCs"
    assert {code: found.get(code) for code in ("E-government", "E-business")} == {
        "E-government": None,
        "E-business": None,
    }
    assert [found[f"E-{line}"] for line in ("learning", "health", "employment")] == [
        "UNESCO",
        "WHO",
        "ILO",
    ]
    assert [found[f"E-{line}"] for line in ("environment", "agriculture", "science")] == [
        "WHO/UNEP/UN-Habitat",
        "FAO",
        "UNESCO",
    ]
    assert found["C9"] == "-"
    assert found["E."] == "- ITU +UN RCs + Global Alliance on ICT and Development"
    assert len(found) == 20


def test_fourth_meeting_alternatives_without_a_base() -> None:
    outline = outline_of(FOURTH_MEETING, "- **Chapter B, Para No 21", "including children.")
    slot, *rest = outline.provisions
    assert (slot.kind, slot.number, slot.attribution, slot.text) == (
        Kind.PARAGRAPH,
        "21",
        "HEP",
        "",
    )
    assert [(p.role, p.label, p.parent) for p in rest[:2]] == [
        (Role.ALTERNATIVE, "ALT 1:", 0),
        (Role.ALTERNATIVE, "ALT2:", 0),
    ]
    heading, *paragraphs = rest[2:]
    assert (heading.kind, heading.attribution) == (Kind.SECTION, "Saudi Arabia")
    assert [(p.number, p.parent) for p in paragraphs] == [
        ("28", 3),
        ("29", 3),
        ("30", 3),
        ("31", 3),
    ]
    assert paragraphs[0].attribution == "led by Saudi"
    assert paragraphs[0].text.endswith("extra territorial actions.]")
    assert [(p.kind, p.detail) for p in outline.problems] == [
        (ProblemKind.LABEL_CONTRADICTION, "28, 29, 30, 31")
    ]


def test_second_meeting_quotes_27_paragraphs_in_the_order_of_its_decisions() -> None:
    outline = s2_2_c()
    paragraphs = [p for p in outline.provisions if p.kind is Kind.PARAGRAPH]
    assert [p.number for p in paragraphs] == [
        "17", "18", "13", "19", "54", "10", "20", "15", "21", "22", "23", "25", "26", "27", "28",
        "29", "30", "31", "32", "33", "34", "35", "36", "37", "44", "60", "60 bis",
    ]  # fmt: skip
    last = paragraphs[-1]
    assert last.label == "60 bis."
    printed = outline.source[last.start : last.end]
    assert [printed[m.start : m.end] for m in last.marks if m.kind is MarkKind.OLD_NUMBER] == [
        "(former 45)"
    ]


def test_second_meeting_comments_and_proposed_texts() -> None:
    outline = s2_2_c()
    comments = [cell for cell in outline.cells if cell.column.startswith("Comment")]
    assert [cell.row for cell in comments] == list(range(1, 10))
    assert comments[6].text == "Replace and Combine paras 29 to 37."
    targets = [outline.provisions[cell.target or 0].number for cell in comments]
    assert targets == ["17", "13", "10", "15", "25", "27", "29", "44", "60"]
    final = [cell for cell in outline.cells if cell.column == "Proposed Final Text"]
    assert [(cell.row, cell.text[:20]) for cell in final] == [(9, "Text Agreed at Meeti")]


def test_paragraph_44_is_never_closed() -> None:
    outline = s2_2_c()
    loose = [p for p in outline.problems if p.kind in LOOSE]
    assert [p.kind for p in loose] == [ProblemKind.UNCLOSED]
    assert outline.source[loose[0].start :].startswith("[Ensuring that that trade policy")


@pytest.mark.parametrize(("name", "loose"), [(SECOND_MEETING, 1), (FOURTH_MEETING, 0), (TUNIS, 0)])
def test_whole_files_have_the_loose_marks_of_their_passages(name: str, loose: int) -> None:
    assert len([p for p in parse(whole(name)).problems if p.kind in LOOSE]) == loose
