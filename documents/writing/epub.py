"""A text as EPUB 3: a file for each chapter, and a table of contents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from documents.writing.model import Consolidated, Head, Row
from documents.writing.packing import Package
from documents.writing.web import WORDS, body_of, head_of
from documents.writing.xml import document
from documents.writing.xml import text as escaped

_CONTAINER: Final = document(
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
#: Headings of this level begin a file; deeper ones than the next stand in no contents.
_CHAPTER: Final = 2
#: Stands for the day of change where a text has none: the format asks for one.
_NO_DAY: Final = "2000-01-01"


def write_epub(text: Consolidated) -> bytes:
    """The file; its type stands first and uncompressed, as the format asks."""
    head, chapters = text.head, _chapters(text.printed)
    names = [f"c{number}.xhtml" for number, _rows in enumerate(chapters)]
    package = Package()
    package.add("mimetype", "application/epub+zip", is_stored=True)
    package.add("META-INF/container.xml", _CONTAINER)
    package.add("EPUB/package.opf", _opf(head, names))
    package.add("EPUB/nav.xhtml", _nav(head, chapters, names))
    package.add("EPUB/style.css", WORDS)
    for number, (name, rows) in enumerate(zip(names, chapters, strict=True)):
        package.add(f"EPUB/{name}", _chapter(head, rows, is_first=number == 0))
    return package.close()


def _chapters(rows: tuple[Row, ...]) -> list[list[Row]]:
    """The rows by the heading they stand under; what comes before one belongs to it."""
    chapters: list[list[Row]] = [[]]
    for row in rows:
        if row.level == _CHAPTER and any(not one.level for one in chapters[-1]):
            chapters.append([])
        chapters[-1].append(row)
    return chapters


def _opf(head: Head, names: list[str]) -> str:
    items = "".join(
        f'<item id="{name[:-6]}" href="{name}" media-type="application/xhtml+xml"/>'
        for name in names
    )
    spine = "".join(f'<itemref idref="{name[:-6]}"/>' for name in names)
    direction = ' page-progression-direction="rtl"' if head.is_rtl else ""
    return document(
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{escaped(head.language)}">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">{escaped(head.address)}#{head.form}</dc:identifier>'
        f"<dc:title>{escaped(head.document)}, {escaped(head.name)}</dc:title>"
        f"<dc:language>{escaped(head.language)}</dc:language>"
        f"<dc:description>{escaped(' · '.join(head.lines))}</dc:description>"
        f'<meta property="dcterms:modified">{head.day or _NO_DAY}T00:00:00Z</meta></metadata>'
        '<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" '
        'properties="nav"/><item id="css" href="style.css" media-type="text/css"/>'
        f"{items}</manifest><spine{direction}>{spine}</spine></package>"
    )


def _nav(head: Head, chapters: list[list[Row]], names: list[str]) -> Iterator[str]:
    title = escaped(_("Contents"))
    yield _opening(head, title)
    yield f'<nav epub:type="toc"><h1>{title}</h1><ol>'
    for name, rows in zip(names, chapters, strict=True):
        headings = [row for row in rows if row.level and not row.rivals]
        for row in headings:
            words = " ".join(part for part in (row.label, row.words) if part)
            yield f'<li><a href="{name}#p-{row.provision.id}">{escaped(words[:200])}</a></li>'
        if not headings:
            yield f'<li><a href="{name}">{escaped(head.document)}</a></li>'
    yield "</ol></nav></body></html>"


def _chapter(head: Head, rows: list[Row], *, is_first: bool) -> Iterator[str]:
    yield _opening(head, escaped(head.document))
    if is_first:
        yield head_of(head)
    yield from body_of(rows)
    yield "</body></html>"


def _opening(head: Head, title: str) -> str:
    language = escaped(head.language)
    return document(
        '<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{language}" xml:lang="{language}" dir="{head.direction}"><head>'
        f'<title>{title}</title><link rel="stylesheet" href="style.css"/></head><body>'
    )
