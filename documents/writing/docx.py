"""A text as DOCX: headings as headings, labels hanging, brackets coloured by depth, statuses
behind the words and their reasons as comments. Each provision is a bookmark with its public id
(``p_…``)."""

from __future__ import annotations

from collections.abc import Iterator

from documents.writing.docx_parts import BARE, ROOT, SECTION, W, write_package
from documents.writing.docx_runs import comment, commented, paragraph, run, runs_of
from documents.writing.model import Consolidated, Head, Row
from documents.writing.pieces import pieces_of
from documents.writing.said import said_part
from documents.writing.xml import document


def write_docx(text: Consolidated) -> bytes:
    """The file; the same text gives the same bytes."""
    head = text.head
    running = " · ".join(part for part in (head.name, head.as_of, head.warning) if part)
    return write_package(
        head.document, running, head, _body(text), _comments(text), said_part(text)
    )


def _body(text: Consolidated) -> Iterator[str]:
    head = text.head
    yield document(f"<w:document {ROOT}><w:body>")
    yield from head_paragraphs(head)
    number = 0
    for row in text.printed:
        if row.rivals:
            yield _table(row, head, number)
            number += 1 + len(row.rivals)
        else:
            yield _paragraph(row, head, number)
            number += 1
    bidi = "<w:bidi/>" if head.is_rtl else ""
    yield SECTION.format(bidi=bidi) + "</w:body></w:document>"


def head_paragraphs(head: Head) -> Iterator[str]:
    """What stands over the text."""
    yield paragraph("Title", run(head.document, is_rtl=head.is_rtl), is_rtl=head.is_rtl)
    for line in head.lines:
        style = "Warning" if line == head.warning else "Subtitle"
        yield paragraph(style, run(line, is_rtl=head.is_rtl), is_rtl=head.is_rtl)


def style_of_row(row: Row) -> str:
    """The paragraph style of a row; the page's title stands over level 2."""
    if row.level:
        return f"Heading{min(row.level - 1, 5)}"
    kind = "Provision" if row.provision.role == "text" else "Rival"
    return f"{kind}{min(row.indent, 4)}{'' if row.label else BARE}"


def _paragraph(row: Row, head: Head, number: int, *, is_cell: bool = False) -> str:
    is_rtl = head.is_rtl
    label = run(f"{row.label}\t", "Label", is_rtl=is_rtl) if row.label else ""
    if row.label and (row.level or is_cell):
        label = run(f"{row.label} ", "Label", is_rtl=is_rtl)
    words = "".join(runs_of(pieces_of(row.words, row.edges), is_rtl=is_rtl))
    remark = run(f" {{{row.remark}}}", "Remark", is_rtl=is_rtl) if row.remark else ""
    status = run(f"  {row.status.said}", "Status", is_rtl=is_rtl) if row.status else ""
    inside = label + words + remark + status
    if row.notes:
        inside = commented(inside, number)
    name = f"p_{row.provision.id}"
    marked = (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )
    style = f"Provision0{BARE}" if is_cell and not row.level else style_of_row(row)
    return paragraph(style, marked, is_rtl=is_rtl)


def _table(row: Row, head: Head, number: int) -> str:
    """A place with those that compete for it, side by side."""
    numbers = {one.provision.id: number + index for index, one in enumerate((row, *row.rivals))}
    columns = len(row.lines[0])
    border = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="999999"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    width = 9298 // columns
    lines = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{_paragraph(one, head, numbers[one.provision.id], is_cell=True)}</w:tc>"
            for one in line
        )
        + _empty_cells(columns - len(line), width)
        + "</w:tr>"
        for line in row.lines
    )
    bidi = "<w:bidiVisual/>" if head.is_rtl else ""
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    return (
        f'<w:tbl><w:tblPr>{bidi}<w:tblW w:w="9298" w:type="dxa"/><w:tblBorders>{border}'
        f"</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"
        + paragraph("Normal", "")
    )


def _empty_cells(number: int, width: int) -> str:
    inside = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph("Normal", "")}'
    return f"<w:tc>{inside}</w:tc>" * number


def _comments(text: Consolidated) -> Iterator[str]:
    """The reasons of the statuses, in the order of the rows."""
    yield document(f"<w:comments {W}>")
    number = 0
    author = text.head.as_of or text.head.name
    for row in text.printed:
        for one in (row, *row.rivals):
            if one.notes and (one.words or one.label):
                yield comment(number, one.notes, author=author, day=text.head.day)
            number += 1
    yield "</w:comments>"
