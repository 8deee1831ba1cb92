"""A file that cannot be read is refused in one sentence that names the cause, whatever it is."""

import io
import random
import time
import tracemalloc
import zipfile

import docx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bracketed import read_outline
from documents.files import LIMIT
from documents.reading import Received, read_file
from documents.refusals import BadFile
from documents.writing.odt import write_odt
from tests.reading.builders import consolidated, saved, with_part, zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def word(body: str, before: str = "") -> bytes:
    """A DOCX of nothing but a body."""
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<?xml version="1.0"?>{before}<w:document xmlns:w="{W}">'
            f"<w:body>{body}</w:body></w:document>",
        }
    )


def a_word_file() -> bytes:
    file = docx.Document()
    file.add_heading("Preamble", 1)
    file.add_paragraph("We agree [on this].", style="List Number")
    return saved(file)


def encrypted_zip() -> bytes:
    content = bytearray(word("<w:p/>"))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = 0
        while (at := content.find(signature, at)) >= 0:
            content[at + offset] |= 1
            at += 4
    return bytes(content)


def swelling() -> bytes:
    return zipped({"word/document.xml": b" " * 45_000_000})


def many_parts() -> bytes:
    return zipped({f"part{n}": b"" for n in range(5001)})


NESTED = "<w:tbl><w:tr><w:tc>" * 3334 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3334
BAD = {
    "empty": ("a.txt", b"", "is empty"),
    "nothing but space": ("a.docx", word("<w:p/>"), "holds no text"),
    "truncated": ("a.docx", a_word_file()[:3000], "cut off"),
    "one part broken": (
        "a.docx",
        with_part(a_word_file(), "word/document.xml", lambda part: part[: len(part) // 2]),
        "not well formed",
    ),
    "laughs": ("a.docx", word("&l9;", f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'), "entities"),
    "external entity": (
        "a.docx",
        word("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "entities",
    ),
    "external dtd": ("a.docx", word("<w:p/>", '<!DOCTYPE x SYSTEM "http://x.example/x.dtd">'),
                     "entities"),
    "nested": ("a.docx", word(NESTED), "nested"),
    "nested page": ("a.html", b"<html>" + b"<div>" * 10_000 + b"deep", "nested"),
    "nested akn": ("a.xml", b"<akomaNtoso>" + b"<p>" * 10_000, "nested|well formed"),
    "spreadsheet": ("a.docx", zipped({"xl/workbook.xml": "<x/>"}), "is a spreadsheet"),
    "e-book": ("a.odt", zipped({"META-INF/container.xml": "<x/>"}), "is an e-book"),
    "zip": ("a.docx", zipped({"readme": "hello"}), "is a zip file"),
    "password of zip": ("a.docx", encrypted_zip(), "protected with a password"),
    "password of Word": (
        "a.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "protected with a password",
    ),
    "old Word": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word file"),
    "swelling": ("a.docx", swelling(), "swells"),
    "many parts": ("a.docx", many_parts(), "more parts than any text does"),
    "PDF": ("a.docx", b"%PDF-1.7", "is a PDF file"),
    "too large": ("a.txt", b"a" * (LIMIT + 1), "larger than 10 MB"),
    "feed": ("a.xml", b"<?xml version='1.0'?><feed/>", "not Akoma Ntoso"),
    "encoding": ("a.txt", b"caf\xe9", "UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_the_cause_is_named(case: str) -> None:
    name, content, cause = BAD[case]
    began = time.monotonic()
    with pytest.raises(BadFile, match=cause) as refused:
        read_file(name, content)
    assert time.monotonic() - began < 5
    message = str(refused.value)
    assert name in message
    assert message.endswith(".")
    assert "\n" not in message


def test_a_file_that_lies_about_its_size_is_not_unpacked_beyond_it() -> None:
    content = bytearray(zipped({"word/document.xml": b"x" * 30_000_000}))
    at = content.find(b"PK\x01\x02")
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    tracemalloc.start()
    with pytest.raises(BadFile):
        read_file("a.docx", bytes(content))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000


def outcome(name: str, content: bytes) -> Received | None:
    """What the file says, or None where it is refused; anything else fails the test."""
    try:
        received = read_file(name, content)
    except BadFile:
        return None
    read_outline(received.text, received.known)
    return received


NAMES = ("a.docx", "a.odt", "a.html", "a.md", "a.xml", "a.txt")


@settings(max_examples=300)
@given(st.sampled_from(NAMES), st.binary(max_size=400))
@example("a.docx", b"PK\x03\x04")
@example("a.html", b"<html\x00>")
def test_any_bytes_are_read_or_refused(name: str, content: bytes) -> None:
    outcome(name, content)


OPENINGS = (b"PK\x03\x04", b"<html>", b"<!doctype html>", b"<?xml version='1.0'?>", b"<akomaNtoso>")


@settings(max_examples=300)
@given(st.sampled_from(NAMES), st.sampled_from(OPENINGS), st.binary(max_size=300))
def test_what_begins_as_a_file_is_read_or_refused(name: str, opening: bytes, rest: bytes) -> None:
    outcome(name, opening + rest)


TEXT = read_outline("Preamble\n\n1. We [agree].\n\n2. Or [not].\n\nAlt 1: Maybe.\n")
VALID = {"a.docx": a_word_file(), "a.odt": write_odt(consolidated(TEXT))}
PARTS = {"a.docx": ("word/document.xml", "word/numbering.xml", "word/styles.xml"),
         "a.odt": ("content.xml", "styles.xml", "provisions.xml")}  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(sorted(VALID)), st.integers(0, 2**32), st.integers(1, 8))
def test_changed_bytes_of_a_file_are_read_or_refused(name: str, seed: int, number: int) -> None:
    chance = random.Random(seed)
    content = bytearray(VALID[name])
    for _ in range(number):
        content[chance.randrange(len(content))] = chance.randrange(256)
    outcome(name, bytes(content))
    outcome(name, bytes(content[: chance.randrange(len(content))]))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(sorted(VALID)), st.integers(0, 2), st.integers(0, 2**32), st.integers(1, 6))
def test_changed_parts_of_a_file_are_read_or_refused(
    name: str, place: int, seed: int, number: int
) -> None:
    """Values and elements moved about inside well-formed parts."""
    chance = random.Random(seed)

    def change(part: bytes) -> bytes:
        pieces = part.split(b'"')
        for _ in range(number):
            one, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
            if one % 2 == other % 2 == 1:
                pieces[one] = chance.choice([pieces[other], b"99999999999", b"-1", b"x", b""])
        return b'"'.join(pieces)

    outcome(name, with_part(VALID[name], PARTS[name][place], change))


def test_no_part_named_out_of_the_archive_is_ever_written() -> None:
    """Parts are read by name in memory; a name that climbs is nothing but a name."""
    opened = io.BytesIO(a_word_file())
    with zipfile.ZipFile(opened, "a") as file:
        file.writestr("../../escaped.txt", "no")
    assert outcome("a.docx", opened.getvalue()) is not None


@pytest.mark.parametrize("place", ["ilvl", "outlineLvl", "lvl", "override", "start", "restart"])
def test_a_number_beyond_all_texts_is_none(place: str) -> None:
    """Python itself refuses to read so many digits."""

    def at(name: str, otherwise: str) -> str:
        return "9" * 5000 if name == place else otherwise

    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1">'
        f'<w:lvl w:ilvl="{at("lvl", "0")}"><w:start w:val="{at("start", "1")}"/>'
        f'<w:lvlText w:val="%1."/><w:lvlRestart w:val="{at("restart", "0")}"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/><w:lvlOverride '
        f'w:ilvl="{at("override", "0")}"><w:startOverride w:val="{at("start", "1")}"/>'
        "</w:lvlOverride></w:num></w:numbering>"
    )
    body = (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{at("ilvl", "0")}"/><w:numId w:val="1"/></w:numPr>'
        f'<w:outlineLvl w:val="{at("outlineLvl", "9")}"/></w:pPr>'
        "<w:r><w:t>We agree</w:t></w:r></w:p>"
    )
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    content = zipped({"word/document.xml": document, "word/numbering.xml": numbering})
    assert read_file("a.docx", content).text.strip().removeprefix("1.").strip() == "We agree"


def test_a_table_wider_than_any_page_is_read_as_paragraphs() -> None:
    """To tell its columns apart would take the square of their number."""
    wide = f"<table><tr>{'<td>We agree</td>' * 101}</tr></table>"
    received = read_file("a.html", f"<html><body>{wide}</body></html>".encode())
    assert not read_outline(received.text, received.known).cells
    assert received.text.count("We agree") == 101
    assert "\t" not in received.text
