"""Which kind of file some bytes are, by what is in them, and what it says."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from documents.files import LIMIT, read_text
from documents.reading import docx, odt
from documents.reading.akn import read_akn
from documents.reading.archives import Archive, local, protected, read_xml
from documents.reading.html import read_html
from documents.reading.markdown import read_markdown
from documents.reading.model import Choices, MediaType, Received
from documents.reading.paragraphs import Part
from documents.reading.printer import Printer
from documents.refusals import BadFile

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"\s*<(?:\?xml\b|(?:[\w.-]{1,40}:)?akomaNtoso\b)")
_PAGE_NAMES = (".html", ".htm", ".xhtml")
_MARKDOWN_NAMES = (".md", ".markdown")
#: Other files that are zip archives, by a part that only they have.
_OTHERS = {
    "xl/workbook.xml": _lazy("“%(name)s” is a spreadsheet, not a text. %(readable)s"),
    "ppt/presentation.xml": _lazy("“%(name)s” is a presentation, not a text. %(readable)s"),
    "META-INF/container.xml": _lazy("“%(name)s” is an e-book, not a text. %(readable)s"),
}
_ZIPPED = _lazy("“%(name)s” is a zip file, not a text. %(readable)s")
_READABLE = _lazy("DOCX, ODT, HTML, Markdown, plain text and Akoma Ntoso can be read.")


def read_file(name: str, content: bytes, choices: Choices | None = None) -> Received:
    """What a file says: its text, and what it says of the paragraphs in it.

    :raises BadFile: with one sentence that names the cause.
    """
    choices = choices or Choices()
    media_type = kind_of(name, content)
    if media_type is MediaType.TEXT:
        return Received(media_type, read_text(name, content))
    printer = Printer(choices)
    try:
        printer.print(_parts(name, content, media_type))
    except RecursionError as error:  # tables in tables, lists in lists
        raise BadFile(_("“%(name)s” is nested too deeply to be read.") % {"name": name}) from error
    return printer.finish(name, media_type)


def kind_of(name: str, content: bytes) -> MediaType:
    """Which kind of file it is. The name counts only between kinds of plain text.

    :raises BadFile: when it is none that can be read.
    """
    if len(content) > LIMIT:
        raise BadFile(
            _("“%(name)s” is larger than %(number)d MB.")
            % {"name": name, "number": LIMIT // 1024 // 1024}
        )
    if content.startswith(_ZIP):
        return _kind_of_archive(name, content)
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise protected(name)
        raise BadFile(_("“%(name)s” is an old Word file; save it as DOCX or ODT.") % {"name": name})
    plain = content.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(plain) or (name.lower().endswith(_PAGE_NAMES) and b"<" in plain):
        return MediaType.HTML
    if _XML.match(plain):
        return MediaType.AKN
    read_text(name, content)
    return MediaType.MARKDOWN if name.lower().endswith(_MARKDOWN_NAMES) else MediaType.TEXT


def _kind_of_archive(name: str, content: bytes) -> MediaType:
    archive = Archive(name, content)
    if "word/document.xml" in archive:
        return MediaType.DOCX
    if "mimetype" in archive and "content.xml" in archive:
        said = archive.read("mimetype").decode("ascii", "replace").strip()
        if said == MediaType.ODT or said == f"{MediaType.ODT}-template":
            if _is_encrypted(archive):
                raise protected(name)
            return MediaType.ODT
        raise BadFile(_("“%(name)s” is no text but another kind of OpenDocument.") % {"name": name})
    sentence = next((said for part, said in _OTHERS.items() if part in archive), _ZIPPED)
    raise BadFile(sentence % {"name": name, "readable": _READABLE})


def _is_encrypted(archive: Archive) -> bool:
    if "META-INF/manifest.xml" not in archive:
        return False
    manifest = archive.read_xml("META-INF/manifest.xml")
    return any(local(one) == "encryption-data" for one in manifest.iter())


def _parts(name: str, content: bytes, media_type: MediaType) -> list[Part]:
    match media_type:
        case MediaType.DOCX:
            return list(docx.Reader(Archive(name, content)).parts())
        case MediaType.ODT:
            return list(odt.Reader(Archive(name, content)).parts())
        case MediaType.HTML:
            return list(read_html(name, content))
        case MediaType.AKN:
            return list(_read_akn(name, content))
        case _:
            return list(read_markdown(read_text(name, content)))


def _read_akn(name: str, content: bytes) -> list[Part]:
    root = read_xml(name, content)
    if local(root) != "akomaNtoso":
        raise BadFile(_("“%(name)s” is an XML file, but not Akoma Ntoso.") % {"name": name})
    return list(read_akn(root))
