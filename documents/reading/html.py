"""An HTML page read into paragraphs; what this program wrote is taken as it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from lxml import etree

from documents.reading.archives import check_depth, too_deep
from documents.reading.docx_styles import name_colour
from documents.reading.exported import take
from documents.reading.model import Piece, State
from documents.reading.numbers import BULLET, print_number
from documents.reading.paragraphs import Cell, Paragraph, Part, Rows, flat
from documents.refusals import BadFile

_SILENT = frozenset({"script", "style", "head", "nav", "template", "noscript", "title", "svg",
                     "form", "button", "select", "textarea", "iframe", "object"})  # fmt: skip
_BLOCKS = frozenset({"p", "div", "section", "article", "main", "body", "html", "blockquote", "li",
                     "ul", "ol", "dl", "dt", "dd", "header", "footer", "address", "pre", "figure",
                     "figcaption", "center", "h1", "h2", "h3", "h4", "h5", "h6"})  # fmt: skip
#: What this program writes beside the words of a provision.
_OURS = frozenset({"status", "note", "remark"})
_STRUCK = frozenset({"s", "strike"})
_HEADING = re.compile(r"h([1-6])")
_STYLED = re.compile(r"(background(?:-color)?|text-decoration(?:-line)?)\s*:\s*([^;]+)")
_ENCODING = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([-\w]{1,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ground:
    """What holds for the words inside."""

    state: State = State.PLAIN
    colour: str = ""
    keeps_lines: bool = False


@dataclass(slots=True)
class Page:
    """The parts found so far, and the paragraph that is open."""

    parts: list[Part] = field(default_factory=list)
    paragraph: Paragraph = field(default_factory=Paragraph)


def read_html(name: str, content: bytes) -> Iterator[Part]:
    """The paragraphs and tables of a page.

    :raises BadFile: when it is nested too deeply, or is none.
    """
    parser = etree.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(_decode(name, content).encode(), parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError) as error:
        if "depth" in str(error).lower():
            raise too_deep(name) from error
        raise BadFile(_("“%(name)s” holds no text.") % {"name": name}) from error
    if root is None:
        raise BadFile(_("“%(name)s” holds no text.") % {"name": name})
    check_depth(name, root)
    page = Page()
    exported = root.find(".//*[@data-kind]") is not None
    _read(root, Ground(), page, exported=exported)
    _close(page)
    yield from page.parts


def _decode(name: str, content: bytes) -> str:
    """The page as text, in UTF-8 or the encoding that it names.

    :raises BadFile: when it fits neither.
    """
    found = _ENCODING.search(content[:4096])
    for encoding in ("utf-8-sig", found[1].decode() if found else "utf-8"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise BadFile(
        _("“%(name)s” could not be read as UTF-8, nor in the encoding it names.") % {"name": name}
    )


def _read(holder: etree._Element, ground: Ground, page: Page, *, exported: bool) -> None:
    _say(holder.text, ground, page)
    for element in holder:
        _read_element(element, ground, page, exported=exported)
        _say(element.tail, ground, page)


def _read_element(element: etree._Element, ground: Ground, page: Page, *, exported: bool) -> None:
    name = element.tag if isinstance(element.tag, str) else ""
    if not name or name in _SILENT or element.get("hidden") is not None:
        return
    if exported and name == "header":
        return
    if element.get("data-kind"):
        _close(page)
        page.parts.append(_provision(element))
    elif name == "br":
        _say("\n", replace(ground, keeps_lines=True), page)
    elif name == "table":
        _close(page)
        page.parts.append(_table(element, exported=exported))
    elif name in ("ul", "ol"):
        _list(element, ground, page, exported=exported)
    elif name in _BLOCKS:
        _close(page)
        heading = _HEADING.fullmatch(name)
        page.paragraph.level = int(heading[1]) if heading else 0
        keeps = replace(ground, keeps_lines=True) if name == "pre" else ground
        _read(element, _on(element, keeps), page, exported=exported)
        _close(page)
    else:
        _read(element, _on(element, ground), page, exported=exported)


def _provision(element: etree._Element) -> Paragraph:
    """A provision as this program writes it: its label, its words, and what they are."""
    heading = _HEADING.fullmatch(str(element.tag))
    paragraph = Paragraph(level=int(heading[1]) if heading else 0)

    def read(holder: etree._Element) -> None:
        paragraph.pieces.append(Piece(holder.text or ""))
        for one in holder:
            kinds = (one.get("class") or "").split()
            if "label" in kinds:
                paragraph.label = "".join(one.itertext())
            elif not _OURS.intersection(kinds):
                read(one)
            paragraph.pieces.append(Piece(one.tail or ""))

    read(element)
    said = {name.removeprefix("data-"): value for name, value in element.attrib.items()}
    take(paragraph, element.get("id") or "", said)
    return paragraph


def _list(element: etree._Element, ground: Ground, page: Page, *, exported: bool) -> None:
    _close(page)
    number = _number(element.get("start"), 1)
    for item in element:
        if item.tag != "li":
            if isinstance(item.tag, str):
                _read_element(item, ground, page, exported=exported)
            continue
        number = _number(item.get("value"), number)
        how = item.get("type") or element.get("type") or "1"
        label = BULLET if element.tag == "ul" else f"{print_number(number, how)}."
        if how in ("a", "i") and element.tag == "ol":
            label = f"({label[:-1]})"
        page.paragraph.label = label
        _read(item, _on(item, ground), page, exported=exported)
        _close(page)
        number += 1


def _table(element: etree._Element, *, exported: bool) -> Rows:
    table = Rows()
    for row in element.iter("tr"):
        if next(row.iterancestors("table"), None) is not element:
            continue
        cells: list[Cell] = []
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            inner = Page()
            _read(cell, Ground(), inner, exported=exported)
            _close(inner)
            cells.append(Cell([one for part in inner.parts for one in flat(part)]))
            cells += [Cell() for _more in range(min(_number(cell.get("colspan"), 1), 64) - 1)]
        table.rows.append(cells)
    return table


def _say(words: str | None, ground: Ground, page: Page) -> None:
    if not words:
        return
    if not ground.keeps_lines:
        words = re.sub(r"\s+", " ", words)
    page.paragraph.pieces.append(Piece(words, ground.state, ground.colour))


def _close(page: Page) -> None:
    if any(piece.words.strip() for piece in page.paragraph.pieces):
        page.parts.append(page.paragraph)
    elif page.paragraph.label:  # its words come in an element inside
        page.paragraph.pieces = []
        return
    page.paragraph = Paragraph()


def _on(element: etree._Element, ground: Ground) -> Ground:
    name = element.tag
    styled = dict(_STYLED.findall(element.get("style") or ""))
    line = styled.get("text-decoration", "") + styled.get("text-decoration-line", "")
    if name == "ins":
        ground = replace(ground, state=State.INSERTED)
    elif name == "del":
        ground = replace(ground, state=State.DELETED)
    elif (name in _STRUCK or "line-through" in line) and ground.state is State.PLAIN:
        ground = replace(ground, state=State.STRUCK)
    colour = styled.get("background-color", "") or styled.get("background", "")
    colour = name_colour(colour) or ("yellow" if name == "mark" else "")
    return replace(ground, colour=colour) if colour else ground


def _number(printed: str | None, otherwise: int) -> int:
    printed = (printed or "").strip()
    return (
        int(printed)
        if printed.isascii() and printed.isdecimal() and len(printed) < 7
        else otherwise
    )
