"""A text as ODT: headings as headings, labels hanging, brackets coloured by depth, statuses
behind the words and their reasons as comments. Each provision is a bookmark with its public id
(``p_…``)."""

from __future__ import annotations

from collections.abc import Iterator

from documents.writing.docx_parts import BARE
from documents.writing.model import Consolidated, Head, Row
from documents.writing.odt_parts import NAMES, write_package
from documents.writing.odt_spans import annotation, span, spans_of, words_of
from documents.writing.pieces import pieces_of
from documents.writing.said import said_part
from documents.writing.xml import document
from documents.writing.xml import text as escaped


def write_odt(text: Consolidated) -> bytes:
    """The file; the same text gives the same bytes."""
    head = text.head
    running = " · ".join(part for part in (head.name, head.as_of, head.warning) if part)
    return write_package(head.document, running, head, _content(text), said_part(text))


def _content(text: Consolidated) -> Iterator[str]:
    yield document(f"<office:document-content {NAMES}><office:body><office:text>")
    yield from head_paragraphs(text.head)
    for row in text.printed:
        yield _table(row, text.head) if row.rivals else _paragraph(row, text.head)
    yield "</office:text></office:body></office:document-content>"


def head_paragraphs(head: Head) -> Iterator[str]:
    """What stands over the text."""
    yield f'<text:p text:style-name="Title">{words_of(head.document)}</text:p>'
    for line in head.lines:
        style = "Warning" if line == head.warning else "Subtitle"
        yield f'<text:p text:style-name="{style}">{words_of(line)}</text:p>'


def element(level: int, style: str, inside: str) -> str:
    """A heading or a paragraph."""
    if level:
        rank = min(level - 1, 5)
        return (
            f'<text:h text:style-name="Heading_20_{rank}" text:outline-level="{rank}">{inside}'
            "</text:h>"
        )
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def _paragraph(row: Row, head: Head, *, is_cell: bool = False) -> str:
    gap = " " if row.level or is_cell else "\t"
    label = span(f"{row.label}{gap}", "Label") if row.label else ""
    words = "".join(spans_of(pieces_of(row.words, row.edges)))
    remark = span(f" {{{row.remark}}}", "Remark") if row.remark else ""
    status = span(f"  {row.status.said}", "Status") if row.status else ""
    said = ""
    if row.notes:
        said = annotation(row.notes, author=head.as_of or head.name, day=head.day)
    mark = f'<text:bookmark text:name="p_{escaped(row.provision.id)}"/>'
    kind = "Provision" if row.provision.role == "text" else "Rival"
    inside = f"{mark}{said}{label}{words}{remark}{status}"
    style = f"{kind}{min(row.indent, 4)}{'' if row.label else BARE}"
    return element(row.level, f"Provision0{BARE}" if is_cell else style, inside)


def _table(row: Row, head: Head) -> str:
    """A place with those that compete for it, side by side."""
    columns = len(row.lines[0])
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f"<table:table-cell>{_paragraph(one, head, is_cell=True)}</table:table-cell>"
            for one in line
        )
        + "<table:table-cell/>" * (columns - len(line))
        + "</table:table-row>"
        for line in row.lines
    )
    return (
        f'<table:table table:name="t_{row.provision.id}">'
        f'<table:table-column table:number-columns-repeated="{columns}"/>{lines}</table:table>'
    )
