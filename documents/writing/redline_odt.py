"""A redline as ODT with tracked changes. The format knows insertions and deletions alone: what
moved is deleted here and inserted there, and its comment says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from documents.writing.odt import element
from documents.writing.odt_parts import NAMES, write_package
from documents.writing.odt_spans import annotation, span, words_of
from documents.writing.redline import How, Place, Redline, RedlineRow, Stretch
from documents.writing.redline_docx import style_of_words
from documents.writing.xml import document
from documents.writing.xml import text as escaped

#: The format asks for a day; this one word processors take for none.
_NO_DAY: Final = "1970-01-01"


def write_odt_redline(redline: Redline) -> bytes:
    """The file; the same redline gives the same bytes."""
    return write_package(redline.title, redline.title, redline.later, _content(redline))


def _content(redline: Redline) -> Iterator[str]:
    """First what is deleted, as the format asks, then the text with its places."""
    body = _Body(redline)
    for row in redline.rows:
        body.add(row)
    body.close()
    yield document(f"<office:document-content {NAMES}><office:body><office:text>")
    yield "<text:tracked-changes>"
    yield from body.regions
    yield "</text:tracked-changes>"
    yield f'<text:p text:style-name="Title">{words_of(redline.title)}</text:p>'
    for line in redline.lines:
        yield f'<text:p text:style-name="Subtitle">{words_of(line)}</text:p>'
    yield from body.written
    yield "</office:text></office:body></office:document-content>"


@dataclass(slots=True)
class _Deleted:
    """What is being deleted: whole paragraphs, and the one that is begun."""

    paragraphs: list[str] = field(default_factory=list)
    begun: str = ""


class _Body:
    """The text, written stretch by stretch; a run of deleted or of inserted stretches, paragraph
    ends among them, is one change."""

    def __init__(self, redline: Redline) -> None:
        self._redline = redline
        self._minutes = dict.fromkeys(("insertion", "deletion"), 0)
        self.regions: list[str] = []
        self.written: list[str] = []
        self._begun = ""
        self._style = (0, "Provision0")
        self._deleted: _Deleted | None = None
        self._inserted = ""

    def add(self, row: RedlineRow) -> None:
        """A row with its comment."""
        self._style = (row.level, style_of_words(row))
        whole = row.whole
        self._comment(row)
        for paragraph in row.paragraphs:
            for stretch in paragraph.stretches:
                self._stretch(stretch, whole or stretch.how)
            self._end(whole or paragraph.end)

    def _comment(self, row: RedlineRow) -> None:
        """Its comment, at the start: what is wholly replaced keeps a place of its own by it,
        else a word processor that rejects the changes joins it with what follows."""
        if not row.beside or row.place in (Place.GONE, Place.FROM):
            return
        self._turn_to(How.KEPT if row.place is Place.STAYS else How.INSERTED)
        author, day = self._redline.author, self._redline.day
        self._begun += annotation(row.beside, author=author, day=day)

    def close(self) -> None:
        """End what is begun."""
        self._finish()
        if self._begun:
            self._write()

    def _stretch(self, stretch: Stretch, how: How) -> None:
        self._turn_to(how)
        inside = span(stretch.text, "Label") if stretch.is_label else words_of(stretch.text)
        if self._deleted is not None:
            self._deleted.begun += inside
        else:
            self._begun += inside

    def _end(self, how: How) -> None:
        self._turn_to(how)
        if self._deleted is not None:
            self._deleted.paragraphs.append(element(*self._style, self._deleted.begun))
            self._deleted.begun = ""
        else:
            self._write()

    def _write(self) -> None:
        self.written.append(element(*self._style, self._begun))
        self._begun = ""

    def _turn_to(self, how: How) -> None:
        """Go on with what is kept, inserted or deleted: end what was before, begin a change."""
        is_same = {
            How.KEPT: not self._inserted and self._deleted is None,
            How.INSERTED: bool(self._inserted),
            How.DELETED: self._deleted is not None,
        }[how]
        if is_same:
            return
        self._finish()
        if how is How.DELETED:
            self._deleted = _Deleted()
        elif how is How.INSERTED:
            self._inserted = self._region("insertion", "")
            self._begun += f'<text:change-start text:change-id="{self._inserted}"/>'

    def _finish(self) -> None:
        if self._deleted is not None:
            last = element(*self._style, self._deleted.begun)
            number = self._region("deletion", "".join((*self._deleted.paragraphs, last)))
            self._begun += f'<text:change text:change-id="{number}"/>'
            self._deleted = None
        if self._inserted:
            self._begun += f'<text:change-end text:change-id="{self._inserted}"/>'
            self._inserted = ""

    def _region(self, name: str, inside: str) -> str:
        """A change that begins; LibreOffice makes one of two that follow each other across the
        end of a paragraph, unless they are minutes apart."""
        number = f"ct{len(self.regions) + 1}"
        self._minutes[name] = 5 - self._minutes[name]
        day = escaped(self._redline.day or _NO_DAY)
        info = (
            f"<office:change-info><dc:creator>{escaped(self._redline.author)}</dc:creator>"
            f"<dc:date>{day}T00:0{self._minutes[name]}:00</dc:date></office:change-info>"
        )
        self.regions.append(
            f'<text:changed-region xml:id="{number}" text:id="{number}"><text:{name}>{info}'
            f"{inside}</text:{name}></text:changed-region>"
        )
        return number
