"""What a reader finds in our files, by programs that are not ours."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from zipfile import ZipFile

from lxml import etree

from documents.writing.model import Consolidated, Row

#: What the clean form says of a place for which wordings compete.
REMARK = "{first of several alternatives}"
_SPACE = re.compile(r"\s+")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def squeezed(words: str) -> str:
    """Words with nothing between them: formats differ in what white space is."""
    return _SPACE.sub("", words).replace("\N{ZERO WIDTH SPACE}", "")


def rows_of(text: Consolidated) -> list[Row]:
    """What the text prints, in the order of the files."""
    return [one for row in text.printed for one in (row, *row.rivals)]


def expected(rows: Iterable[Row], *, with_statuses: bool = False) -> str:
    """Labels and words of the rows, and behind them their statuses."""
    return squeezed(
        "".join(
            one.label + one.words + (one.status.said if with_statuses and one.status else "")
            for one in rows
        )
    )


class _Page(HTMLParser):
    """The words of a page, without those that stand beside the text."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._path: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "link", "br"}:
            self._path.append(dict(attrs).get("class") or tag)

    def handle_endtag(self, tag: str) -> None:
        if self._path:
            self._path.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An empty element holds no words."""

    def handle_data(self, data: str) -> None:
        if not {"header", "head", "style", "title", "status", "note"}.intersection(self._path):
            self.words.append(data)


def words_of_page(page: str) -> str:
    """What an HTML page prints of the text."""
    parser = _Page()
    parser.feed(page)
    return squeezed("".join(parser.words))


def words_of_epub(book: bytes) -> str:
    """What the chapters of a book print of the text, in the order of its spine."""
    with ZipFile(io.BytesIO(book)) as parts:
        package = etree.fromstring(parts.read("EPUB/package.opf"))
        opf = "{http://www.idpf.org/2007/opf}"
        files = {item.get("id"): item.get("href") for item in package.iter(f"{opf}item")}
        spine = [files[item.get("idref")] for item in package.iter(f"{opf}itemref")]
        return "".join(words_of_page(parts.read(f"EPUB/{file}").decode()) for file in spine)


def words_of_akoma_ntoso(file: str) -> str:
    """What the body of an Akoma Ntoso file says, in the order of the document."""
    root = etree.fromstring(file.encode())
    body = root.find(".//{*}mainBody")
    assert body is not None
    return squeezed("".join(body.itertext()))


def words_of_docx(file: bytes) -> str:
    """What the paragraphs of a DOCX file say, without the head and the statuses."""
    with ZipFile(io.BytesIO(file)) as parts:
        root = etree.fromstring(parts.read("word/document.xml"))
    words = []
    for paragraph in root.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        named = style.get(f"{_W}val") if style is not None else ""
        if named not in {"Title", "Subtitle", "Warning"}:
            words += [one.text or "" for one in paragraph.iter(f"{_W}t") if not is_status(one)]
    return squeezed("".join(words).replace(REMARK, ""))


def is_status(words: etree._Element) -> bool:
    """Whether words of a DOCX file are a status and stand beside the text."""
    run = words.getparent()
    style = run.find(f"{_W}rPr/{_W}rStyle") if run is not None else None
    return style is not None and style.get(f"{_W}val") == "Status"


def words_of_odt(file: bytes) -> str:
    """What the paragraphs of an ODT file say, without the head, the comments and the statuses."""
    with ZipFile(io.BytesIO(file)) as parts:
        root = etree.fromstring(parts.read("content.xml"))
    text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    statuses = [one for one in root.iter(f"{text}span") if one.get(f"{text}style-name") == "Status"]
    for note in [*root.iter("{*}annotation"), *statuses]:
        tail, above, before = note.tail or "", note.getparent(), note.getprevious()
        assert above is not None
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            above.text = (above.text or "") + tail
        above.remove(note)
    words = []
    for element in root.iter(f"{text}p", f"{text}h"):
        if element.get(f"{text}style-name") not in {"Title", "Subtitle", "Warning"}:
            words.append("".join(element.itertext()))
    return squeezed("".join(words).replace(REMARK, ""))
