"""LibreOffice and poppler read in our files the words that are in the text, and a spreadsheet the
cells that are in the table."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from django.contrib.auth.models import AnonymousUser

from documents.writing.model import Consolidated
from negotiation.queries import visible_drafts
from tests.exports.reading import REMARK, expected, rows_of, squeezed
from tests.office.soffice import Office
from tracker.exports.consolidated import consolidated
from tracker.exports.formats import FORMATS
from tracker.queries.moment import find_moment

pytestmark = pytest.mark.usefixtures("corpus")


@cache
def texts(form: str) -> tuple[Consolidated, ...]:
    nobody = AnonymousUser()
    return tuple(
        consolidated(find_moment(one.document, nobody, draft=one.public_id), form, nobody)
        for one in visible_drafts(nobody).select_related("document").order_by("document", "number")
    )


def kept(text: Consolidated, name: str, folder: Path) -> Path:
    file = folder / f"{text.head.draft}-{text.head.form}.{name}"
    made = FORMATS[name].write(text)
    file.write_bytes(made if isinstance(made, bytes) else "".join(made).encode())
    return file


def body(text: Consolidated, read: str) -> str:
    """What was read, without the head of the text and the remarks."""
    head = squeezed(text.head.document + "".join(text.head.lines))
    words = squeezed(read.replace(REMARK, ""))
    assert words.startswith(head)
    return words.removeprefix(head)


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_libreoffice_reads_the_same_words(office: Office, tmp_path: Path, name: str) -> None:
    wanted = [*texts("bracketed"), *texts("clean"), *texts("source")]
    files = [kept(text, name, tmp_path) for text in wanted]
    for text, read in zip(wanted, office.as_text(*files), strict=True):
        assert body(text, read) == expected(rows_of(text), with_statuses=True), text.head.name


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_libreoffice_reads_what_stands_side_by_side(
    office: Office, tmp_path: Path, name: str
) -> None:
    (vision,) = (one for one in texts("alternatives") if one.head.draft_title.startswith("Annex T"))
    (read,) = office.as_text(kept(vision, name, tmp_path))
    assert body(vision, read) == expected(rows_of(vision), with_statuses=True)


def test_a_spreadsheet_reads_the_table(office: Office, tmp_path: Path) -> None:
    (vision,) = (one for one in texts("bracketed") if one.head.draft_title.startswith("Annex T"))
    (sheet,) = office.as_sheets(kept(vision, "csv", tmp_path))
    rows = list(openpyxl.load_workbook(sheet).active.iter_rows(values_only=True))
    text, ident = rows[0].index("text"), rows[0].index("id")
    said = {row[ident]: row[text] or "" for row in rows[1:]}
    assert said == {one.provision.id: one.text for one in vision.printed}


def test_a_reader_of_pdf_reads_the_same_words(tmp_path: Path) -> None:
    program = shutil.which("pdftotext")
    if program is None:
        raise FileNotFoundError("This test reads our PDF with pdftotext: install poppler-utils.")
    assembly = texts("bracketed")[0]
    file = kept(assembly, "pdf", tmp_path)
    again = FORMATS["pdf"].write(assembly)
    assert file.read_bytes() == again
    read = subprocess.run([program, "-raw", str(file), "-"], check=True, capture_output=True).stdout
    words = squeezed(read.decode())
    for row in rows_of(assembly):
        first = squeezed(row.label + row.words)[:60]
        assert first in words
    assert squeezed(assembly.head.as_of) in words


def test_without_pango_a_sentence_says_what_to_install() -> None:
    """In a process of its own, in which no library is found."""
    script = (
        "import cffi, ctypes.util, django, os\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'\n"
        "django.setup()\n"
        "def nothing(*_, **__): raise OSError('not there')\n"
        "cffi.FFI.dlopen = nothing\n"
        "from documents.writing.pdf import NoTypesetter, set_pages\n"
        "try: set_pages(['<p>Words</p>'])\n"
        "except NoTypesetter as said: print(said)\n"
    )
    import sys

    told = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    ).stdout
    assert "apt-get install libpango-1.0-0" in told
