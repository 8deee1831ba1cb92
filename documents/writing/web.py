"""A text as one HTML file that needs nothing but itself; its body also makes the EPUB and the
PDF. Every element is closed, so that the same markup is XHTML."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

from documents.writing.model import Consolidated, Head, Row
from documents.writing.pieces import Mark, pieces_of
from documents.writing.said import Said, attributes
from documents.writing.xml import text as escaped

#: How sheets of paper are set; readers of books have none.
_SHEETS: Final = """
@page { size: A4; margin: 22mm 20mm 20mm;
  @top-left { content: string(head); font: 8pt sans-serif; color: #555 }
  @bottom-right { content: counter(page) "/" counter(pages); font: 8pt sans-serif; color: #555 }
}"""
#: How words look wherever they are read.
WORDS: Final = """
html { color-scheme: light; font: 1.05rem/1.55 Georgia, "Noto Serif", "Noto Sans CJK SC", serif;
  color: #1b1b1b; background: #fff }
body { max-width: 46rem; margin: 0 auto; padding: 1.5rem }
@media print { html { font-size: 10.5pt } body { padding: 0; max-width: none } }
header { border-bottom: 1px solid #999; margin-bottom: 1.5rem }
header p { margin: .1rem 0; font: .85rem/1.4 sans-serif; color: #444 }
header .name { string-set: head content(); font-weight: 700 }
.warning { color: #8a1f05 !important; font-weight: 700 }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .6rem }
h2, h3, h4, h5, h6 { line-height: 1.3; margin: 1.6rem 0 .5rem; break-after: avoid }
h2 { font-size: 1.25rem } h3 { font-size: 1.12rem } h4, h5, h6 { font-size: 1rem }
p.w { margin: .6rem 0; white-space: pre-line; overflow-wrap: anywhere }
.i1 { margin-inline-start: 1.6rem } .i2 { margin-inline-start: 3.2rem }
.i3 { margin-inline-start: 4.8rem } .i4 { margin-inline-start: 6.4rem }
.rival { border-inline-start: 3px solid #777; padding-inline-start: .7rem }
.label { font-weight: 600; margin-inline-end: .5em }
.status, .note { font: .72rem/1.3 sans-serif; color: #444; font-weight: 400 }
.status { margin-inline-start: .6em }
.note { display: block }
.bk { background: #f6f1ea } .mk { font-weight: 700 }
.d1 > .mk, .mk.d1 { color: #942308 } .d2 > .mk, .mk.d2 { color: #004a50 }
.d3 > .mk, .mk.d3 { color: #6d0f57 } .loose { color: #8a1f05; border-bottom: 2px dotted }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: .8rem 0 }
td { border: 1px solid #999; padding: .4rem .6rem; vertical-align: top }
td p.w { margin: 0 }
ins { text-decoration: underline; background: #e6f2e6 }
del { text-decoration: line-through; background: #fae7e3 }
.moved { border-inline-start: 4px double #555; padding-inline-start: .7rem }
"""
STYLE: Final = _SHEETS + WORDS


def style_hash() -> str:
    """What a content security policy calls the style sheet by."""
    digest = hashlib.sha256(STYLE.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def write_page(text: Consolidated) -> Iterator[str]:
    """The file, provision by provision."""
    yield opening(text.head.document, text.head)
    yield head_of(text.head)
    yield from body_of(text.printed, Said(text))
    yield "</body>\n</html>\n"


def opening(title: str, head: Head) -> str:
    """Everything up to the body."""
    named = escaped(f"{title}, {head.name}")
    return (
        f'<!DOCTYPE html>\n<html lang="{escaped(head.language)}" dir="{head.direction}">\n<head>\n'
        '<meta charset="utf-8"/>\n<meta name="viewport" content="width=device-width"/>\n'
        f"<title>{named}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
    )


def head_of(head: Head) -> str:
    """What stands over the text."""
    lines = "".join(f"<p{_class(head, line)}>{escaped(line)}</p>\n" for line in head.lines)
    return f"<header>\n<h1>{escaped(head.document)}</h1>\n{lines}</header>\n"


def _class(head: Head, line: str) -> str:
    if line == head.warning:
        return ' class="warning"'
    return ' class="name"' if line == head.name else ""


def body_of(rows: Iterable[Row], said: Said | None = None) -> Iterator[str]:
    """The rows, each with its public id as an anchor; in a whole text with what it is."""
    for row in rows:
        yield _table(row, said) if row.rivals else _element(row, said)


def _place(row: Row, said: Said | None) -> str:
    one = row.provision
    stated = said.of(row) if said else {}
    stated = stated or {"kind": one.kind, "role": one.role}
    return f'id="p-{one.id}" {attributes(stated, "data-")}'


def _element(row: Row, said: Said | None) -> str:
    one = row.provision
    place = _place(row, said)
    if row.level:
        name = f"h{min(row.level, 6)}"
        return f"<{name} {place}>{words_of(row)}</{name}>\n"
    classes = " ".join(
        part
        for part in (
            "w",
            f"i{min(row.indent, 4)}" if row.indent else "",
            "" if one.role == "text" else "rival",
        )
        if part
    )
    return f'<p class="{classes}" {place}>{words_of(row)}</p>\n'


def words_of(row: Row) -> str:
    """Label, words and status of a row."""
    label = f'<span class="label">{escaped(row.label)}</span> ' if row.label else ""
    marked = "".join(marked_pieces(row.words, row.edges))
    status = ""
    if row.status:
        shown = f'data-shown="{row.status.shown}" data-code="{row.status.code or ""}"'
        status = f' <span class="status" {shown}>{escaped(row.status.said)}</span>'
    said = (row.remark, *row.notes) if row.remark else row.notes
    notes = "".join(f'<span class="note">{escaped(note)}</span>' for note in said)
    return f"{label}{marked}{status}{notes}"


def marked_pieces(words: str, edges: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Words with their brackets as nested elements, everything escaped."""
    for piece in pieces_of(words, edges):
        said = escaped(piece.text)
        match piece.mark:
            case Mark.OPENS:
                yield f'<span class="bk d{piece.hue}"><b class="mk">{said}</b>'
            case Mark.CLOSES:
                yield f'<b class="mk">{said}</b></span>'
            case Mark.EDGE:
                yield f'<b class="mk d{piece.hue}">{said}</b>'
            case Mark.LOOSE:
                yield f'<b class="mk loose">{said}</b>'
            case Mark.WORDS:
                yield said


def _table(row: Row, said: Said | None) -> str:
    """A place with those that compete for it, side by side."""
    lines = "".join(
        "<tr>"
        + "".join(f'<td><p class="w" {_place(one, said)}>{words_of(one)}</p></td>' for one in line)
        + "</tr>"
        for line in row.lines
    )
    return f"<table><tbody>{lines}</tbody></table>\n"
