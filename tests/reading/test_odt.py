"""An OpenDocument text is read as a word processor shows it; and as LibreOffice saves ours."""

from pathlib import Path

import docx
import pytest
from odf.opendocument import OpenDocumentText
from odf.style import Style, TextProperties
from odf.table import Table, TableCell, TableRow
from odf.text import H, List, ListItem, ListLevelStyleNumber, ListStyle, P, Span

from documents.reading import Changes, Choices, read_file
from tests.reading.builders import (
    level,
    numbered,
    numbering,
    office,
    saved,
    shape,
    tracked,
    with_part,
    words,
)


def as_bytes(file: OpenDocumentText, where: Path) -> bytes:
    target = where / "text.odt"
    file.save(str(target))
    return target.read_bytes()


def test_headings_lists_tables_and_styles(tmp_path: Path) -> None:
    file = OpenDocumentText()
    struck = Style(name="Struck", family="text")
    struck.addElement(TextProperties(textlinethroughstyle="solid"))
    yellow = Style(name="Yellow", family="text")
    yellow.addElement(TextProperties(backgroundcolor="#ffff00"))
    numbers = ListStyle(name="Numbers")
    numbers.addElement(ListLevelStyleNumber(level="1", numformat="1", numsuffix="."))
    numbers.addElement(ListLevelStyleNumber(level="2", numformat="a", numprefix="(", numsuffix=")"))
    for style in (struck, yellow, numbers):
        file.automaticstyles.addElement(style)
    file.text.addElement(H(outlinelevel=1, text="Preamble of the text"))
    outer, inner = List(stylename=numbers), List()
    for holder, said in ((outer, "First"), (inner, "letter"), (inner, "another")):
        item = ListItem()
        item.addElement(P(text=f"{said};"))
        holder.addElement(item)
    outer.childNodes[0].addElement(inner)
    file.text.addElement(outer)
    paragraph = P(text="2. We ")
    paragraph.addElement(Span(stylename=struck, text="never"))
    file.text.addElement(paragraph)
    paragraph = P()
    paragraph.addElement(Span(stylename=yellow, text="3. All yellow."))
    file.text.addElement(paragraph)
    table = Table()
    for cells in (("Text", "Proposal"), ("4. Free media", "Freer")):
        row = TableRow()
        for said in cells:
            cell = TableCell()
            cell.addElement(P(text=said))
            row.addElement(cell)
        table.addElement(row)
    file.text.addElement(table)
    content = as_bytes(file, tmp_path)
    received = read_file("a.odt", content, Choices(colours={"yellow": "agreed"}))
    assert words(received)[:6] == [
        "Preamble of the text",
        "1. First;",
        "(a) letter;",
        "(b) another;",
        "2. We [never]",
        "3. All yellow. [agreed]",
    ]
    assert shape(received)[-1].strip() == "paragraph '4.' Free media"


def word_file() -> bytes:
    file = docx.Document()
    file.add_heading("Preamble of the text", 1)
    numbering(
        file,
        level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)") + level(2, "bullet", "•"),
    )
    for at, said in ((0, "We agree:"), (1, "here;"), (1, "there;"), (2, "and a dot;"), (0, "Two.")):
        numbered(file.add_paragraph(said), at)
    paragraph = file.add_paragraph("We ")
    tracked(paragraph, "del", "could")
    tracked(paragraph, "ins", "should")
    paragraph.add_run(" see.")
    paragraph.add_run(" Struck").font.strike = True
    paragraph = file.add_paragraph("A remark is made.")
    file.add_comment(paragraph.runs, "Really?", author="Chair")
    return saved(file)


@pytest.mark.parametrize("changes", list(Changes))
def test_libreoffice_saves_a_word_file_as_odt_and_both_say_the_same(
    tmp_path: Path, changes: Changes
) -> None:
    choices = Choices(changes=changes)
    word = read_file("a.docx", word_file(), choices)
    opened = read_file("a.odt", office(word_file(), "docx", "odt", tmp_path), choices)
    assert words(opened) == words(word)
    assert shape(opened) == shape(word)
    assert opened.comments == word.comments == 1


def test_libreoffice_saves_it_as_docx_again(tmp_path: Path) -> None:
    again = office(word_file(), "docx", "docx:MS Word 2007 XML", tmp_path)
    assert shape(read_file("a.docx", again)) == shape(read_file("a.docx", word_file()))


def test_an_encrypted_file_is_refused_by_its_cause(tmp_path: Path) -> None:
    from documents.refusals import BadFile

    content = as_bytes(OpenDocumentText(), tmp_path)
    locked = with_part(
        content,
        "META-INF/manifest.xml",
        lambda part: part.replace(
            b"</manifest:manifest>",
            b'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="x">'
            b"<manifest:encryption-data/></manifest:file-entry></manifest:manifest>",
        ),
    )
    with pytest.raises(BadFile, match="protected with a password"):
        read_file("a.odt", locked)
