"""The formats in which a text is taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from documents.writing.akn import write_akoma_ntoso
from documents.writing.docx import write_docx
from documents.writing.epub import write_epub
from documents.writing.markdown import write_markdown
from documents.writing.model import Consolidated
from documents.writing.odt import write_odt
from documents.writing.pdf import write_pdf
from documents.writing.plain import write_text
from documents.writing.structured import write_structure
from documents.writing.table import write_table
from documents.writing.web import write_page

Writer = Callable[[Consolidated], Iterator[str] | bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """How a text is written: by what name it is asked for, as what it is served. A writer that
    gives pieces is served as it writes."""

    name: str
    media_type: str
    write: Writer
    is_shown: bool = False

    @property
    def content_type(self) -> str:
        """The media type with the encoding, where there is one to tell."""
        is_text = self.media_type.startswith("text/")
        return f"{self.media_type}; charset=utf-8" if is_text else self.media_type


_OFFICE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORMATS: Final = (
    Format("json", "application/json", write_structure, is_shown=True),
    Format("txt", "text/plain", write_text, is_shown=True),
    Format("md", "text/markdown", write_markdown, is_shown=True),
    Format("html", "text/html", write_page, is_shown=True),
    Format("csv", "text/csv", write_table),
    Format("docx", _OFFICE, write_docx),
    Format("odt", "application/vnd.oasis.opendocument.text", write_odt),
    Format("pdf", "application/pdf", write_pdf, is_shown=True),
    Format("epub", "application/epub+zip", write_epub),
    Format("akn", "application/akn+xml", write_akoma_ntoso),
)
FORMATS: Final = {one.name: one for one in _FORMATS}
