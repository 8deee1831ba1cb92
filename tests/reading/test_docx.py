"""A Word file is read as Word shows it: numbers, headings, tables, changes, colours, notes."""

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from documents.reading import Changes, Choices, State, read_file
from tests.reading.builders import (
    level,
    numbered,
    numbering,
    read,
    saved,
    shape,
    tracked,
    with_part,
    words,
)


def test_headings_by_style_and_by_outline_level() -> None:
    file = docx.Document()
    file.add_heading("Outcome document of the review", 1)
    file.add_heading("Preamble", 2)
    file.add_paragraph("1. We agree.")
    paragraph = file.add_paragraph("Follow up of the review by all")
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), "1")
    paragraph._p.get_or_add_pPr().append(outline)
    file.add_paragraph("2. We decide.")
    assert shape(read(saved(file))) == [
        "chapter '' Outcome document of the",
        "  section '' Preamble",
        "    paragraph '1.' We agree.",
        "  section '' Follow up of the",
        "    paragraph '2.' We decide.",
    ]


def test_automatic_numbers_of_several_levels_and_their_restarts() -> None:
    file = docx.Document()
    numbering(
        file,
        level(0, "decimal", "%1.")
        + level(1, "lowerLetter", "(%2)")
        + level(2, "lowerRoman", "(%3)")
        + level(3, "bullet", "\uf0b7"),
    )
    for at, said in ((0, "One"), (1, "letter"), (2, "roman"), (2, "roman again"), (3, "dot"),
                     (1, "letter again"), (0, "Two"), (1, "anew")):  # fmt: skip
        numbered(file.add_paragraph(f"{said} is said by us;"), at)
    assert [line.split(" ")[0] for line in words(read(saved(file)))] == [
        "1.", "(a)", "(i)", "(ii)", "•", "(b)", "2.", "(a)",
    ]  # fmt: skip


def test_numbers_of_levels_above_are_printed_and_made_legal() -> None:
    file = docx.Document()
    numbering(
        file,
        level(0, "upperRoman", "%1.", start=3) + level(1, "decimal", "%1.%2.", more="<w:isLgl/>"),
    )
    for at in (0, 1, 1, 0, 1):
        numbered(file.add_paragraph("Words"), at)
    assert words(read(saved(file))) == [
        "III. Words", "3.1. Words", "3.2. Words", "IV. Words", "4.1. Words",
    ]  # fmt: skip


def test_another_list_of_a_definition_goes_on_unless_it_starts_anew() -> None:
    file = docx.Document()
    numbering(file, level(0, "decimal", "%1)"))
    numbering(file, "", number=91)
    numbering(file, "", number=92, starts={0: 7})
    for number in (90, 90, 91, 92, 92):
        numbered(file.add_paragraph("Words"), number=number)
    assert [line.split()[0] for line in words(read(saved(file)))] == ["1)", "2)", "3)", "7)", "8)"]


def test_a_level_that_never_restarts() -> None:
    file = docx.Document()
    numbering(
        file,
        level(0, "upperLetter", "%1.")
        + level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>'),
    )
    for at in (0, 1, 1, 0, 1):
        numbered(file.add_paragraph("Words"), at)
    assert [line.split()[0] for line in words(read(saved(file)))] == ["A.", "1.", "2.", "B.", "3."]


def test_a_style_numbers_its_paragraphs_and_a_paragraph_may_leave_the_list() -> None:
    file = docx.Document()
    file.add_paragraph("First", style="List Number")
    numbered(file.add_paragraph("None", style="List Number"), number=0)
    file.add_paragraph("Second", style="List Number")
    assert words(read(saved(file))) == ["1. First", "None", "2. Second"]


def test_a_label_that_no_text_would_tell_is_known_by_the_list() -> None:
    file = docx.Document()
    numbering(file, level(0, "decimal", "Article %1"))
    numbered(file.add_paragraph("Everybody may read the text as it stands."))
    numbered(file.add_paragraph("Nobody changes what was agreed before."))
    assert shape(read(saved(file))) == [
        "paragraph 'Article 1' Everybody may read the",
        "paragraph 'Article 2' Nobody changes what was",
    ]


def test_paragraphs_of_the_file_do_not_run_together() -> None:
    file = docx.Document()
    file.add_paragraph("1. We recognize the work of the commission on science and")
    file.add_paragraph("technology is what we need in all countries of the world")
    assert len(shape(read(saved(file)))) == 2


def test_a_table_stands_beside_the_text() -> None:
    file = docx.Document()
    table = file.add_table(rows=3, cols=2)
    for row, cells in enumerate((("Original text", "Proposal of Rwanda"),
                                 ("1. [Media] will be free", "Media are free"),
                                 ("2. We shall see", ""))):  # fmt: skip
        for column, said in enumerate(cells):
            table.cell(row, column).text = said
    file.add_paragraph("3. After the table.")
    received = read(saved(file))
    assert shape(received) == [
        "paragraph '1.' [Media] will be free",
        "paragraph '2.' We shall see",
        "paragraph '3.' After the table.",
    ]


def changed() -> bytes:
    file = docx.Document()
    paragraph = file.add_paragraph("1. We ")
    tracked(paragraph, "del", "could")
    tracked(paragraph, "ins", "should")
    paragraph.add_run(" agree.")
    return saved(file)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        (Changes.SHOW, "1. We [could][should] agree.\n"),
        (Changes.ACCEPT, "1. We should agree.\n"),
        (Changes.REJECT, "1. We could agree.\n"),
    ],
)
def test_tracked_changes_are_shown_accepted_or_rejected(changes: Changes, text: str) -> None:
    received = read_file("a.docx", changed(), Choices(changes=changes))
    assert received.text == text
    assert received.tracked == 2
    assert len(received.remarks) == (2 if changes is Changes.SHOW else 0)
    looks = [(piece.words, piece.state) for piece in received.looks[0]]
    assert ("could", State.DELETED) in looks
    assert ("should", State.INSERTED) in looks


def test_a_row_tracked_as_deleted_is_deleted() -> None:
    file = docx.Document()
    table = file.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Text", "Proposal"
    table.cell(1, 0).text = "1. Gone"
    properties = table.rows[1]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:del"))
    assert "Gone" not in read_file("a.docx", saved(file), Choices(changes=Changes.ACCEPT)).text
    assert "[1. Gone]" in read(saved(file)).text


def test_words_struck_out_and_colours_are_what_a_person_says() -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("1. We agree ")
    paragraph.add_run("never").font.strike = True
    run = file.add_paragraph().add_run("2. All of it is yellow.")
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    paragraph = file.add_paragraph("3. Only a ")
    paragraph.add_run("part").font.highlight_color = WD_COLOR_INDEX.YELLOW
    received = read(saved(file))
    assert words(received)[0] == "1. We agree [never]"
    assert [(c.name, c.whole, c.in_part) for c in received.colours] == [("yellow", 1, 1)]
    choices = Choices(struck=Changes.ACCEPT, colours={"yellow": "agreed ad ref"})
    assert words(read_file("a.docx", saved(file), choices)) == [
        "1. We agree",
        "2. All of it is yellow. [agreed ad ref]",
        "3. Only a part",
    ]


def test_comments_and_footnotes_become_notes() -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("1. We agree [on this].")
    file.add_comment(paragraph.runs, "Is that [so]?", author="Chair")
    received = read(saved(file))
    assert received.text == "1. We agree [on this].\n[NOTE: Chair: Is that (so)?]\n"
    assert shape(received) == ["paragraph '1.' We agree [on this]."]
    assert received.comments == 1
    left = read_file("a.docx", saved(file), Choices(comments=False))
    assert left.text == "1. We agree [on this].\n"


def test_hidden_words_and_tables_of_contents_are_no_text() -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("1. We see what is here.")
    paragraph.add_run(" not this").font.hidden = True
    style = file.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    file.add_paragraph("Preamble .... 3", style=style)
    assert shape(read(saved(file))) == ["paragraph '1.' We see what is"]


def test_strict_open_xml_is_read_as_well() -> None:
    file = docx.Document()
    file.add_heading("Preamble", 1)
    strict = with_part(
        saved(file),
        "word/document.xml",
        lambda content: content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
    )
    assert words(read(strict)) == ["Preamble"]
