"""The text over REST: in which format it comes, what is refused and how, and who sees it."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from documents.writing.web import STYLE
from negotiation.codes import Code
from negotiation.models import Member
from tests.documents.builders import Line
from tests.exports.reading import words_of_docx, words_of_odt
from tests.negotiation.builders import ALT, CHAPTER, PUBLIC, SECRETARIAT, Negotiation
from tracker.exports.formats import FORMATS
from tracker.exports.forms import FORMS

pytestmark = pytest.mark.django_db
TEXT = "/api/v1/documents/review-text/text"
#: Every format that needs nothing but Python; tests/office sets pages.
QUICK = [name for name in FORMATS if name != "pdf"]


@pytest.fixture
def talks() -> Negotiation:
    """A public draft of January 2014, then a hidden one of March with a decision on it."""
    talks = Negotiation()
    first, second = talks.meeting(), talks.meeting()
    shared = Line("A", "Preamble", label="A.", kind=CHAPTER)
    formula = Line("A/2", '=HYPERLINK("http://example.org")', label="+2", parent="A")
    talks.draft(
        shared,
        Line("A/1", "We [strongly] agree.", label="1.", parent="A"),
        formula,
        Line("A/3", "Either this.", label="@3", parent="A"),
        Line("A/4", "Or <b>that</b> & more.", label="Alt 1", parent="A/3", role=ALT),
        result_of=first,
        visibility=PUBLIC,
    )
    talks.decide("A/1", Code.PENDING, first, note="waits for the capitals")
    talks.draft(
        shared,
        Line("A/1", "We agree on hushed words.", label="1.", parent="A"),
        formula,
        result_of=second,
        visibility=SECRETARIAT,
        title="Unpublished issue",
        symbol="Secret/9",
    )
    talks.decide("A/1", Code.AGREED, second, note="undisclosed note")
    return talks


def get(client: Client, address: str, *, expect: int = 200, **headers: str) -> Any:
    answer = client.get(address, headers=headers)
    assert answer.status_code == expect, answer.content[:300]
    return answer


@pytest.mark.parametrize("name", QUICK)
def test_suffix_query_and_accept_give_the_same_file(
    talks: Negotiation, client: Client, name: str
) -> None:
    by_suffix = get(client, f"{TEXT}.{name}")
    by_query = get(client, f"{TEXT}/?format={name}")
    by_accept = get(client, f"{TEXT}/", Accept=FORMATS[name].media_type)
    assert by_suffix.content == by_query.content == by_accept.content
    for answer in (by_suffix, by_query, by_accept):
        assert answer["Content-Type"] == FORMATS[name].content_type
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert {"Accept", "Accept-Language", "Cookie"} <= set(answer["Vary"].split(", "))
        assert f'.{name}"' in answer["Content-Disposition"]


@pytest.mark.parametrize("name", QUICK)
def test_what_one_has_is_not_sent_again(talks: Negotiation, client: Client, name: str) -> None:
    first = get(client, f"{TEXT}.{name}")
    again = get(client, f"{TEXT}.{name}", expect=304, **{"If-None-Match": first["ETag"]})
    assert again.content == b""


def test_a_page_may_use_its_own_style_and_nothing_else(talks: Negotiation, client: Client) -> None:
    answer = get(client, f"{TEXT}.html")
    said = answer["Content-Security-Policy"]
    assert said.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in said
    assert f"<style>{STYLE}</style>" in answer.content.decode()
    assert b"&lt;b&gt;that&lt;/b&gt; &amp; more." in answer.content


@pytest.mark.parametrize(
    ("address", "status", "parameter", "said"),
    [
        (f"{TEXT}/?form=shiny", 400, "form", "is none of bracketed, clean, agreed, source, alter"),
        (f"{TEXT}/?format=wpd", 400, "format", "is none of json, txt, md, html, csv, docx, odt,"),
        (f"{TEXT}.wpd", 404, "", "“wpd” is none of json, txt, md, html, csv, docx, odt, pdf, epub"),
        (f"{TEXT}/?at=2013-12-31", 404, "", "the first is “Draft 1” of"),
        (f"{TEXT}/?at=yesterday", 400, "at", "is no day like 2014-04-17 and no time like"),
        (f"{TEXT}/?at=2014-02-30", 400, "at", "is no day like"),
        (f"{TEXT}/?at=2014-04-17&meeting=review-0", 400, "at", "instead of a draft or a meeting"),
        (f"{TEXT}/?provision=aaaaaaaaaa", 404, "", "has no provision “aaaaaaaaaa”"),
        (f"{TEXT}/?draft=aaaaaaaaaa", 404, "", "has no draft “aaaaaaaaaa”"),
    ],
)  # fmt: skip
def test_refusals_name_what_there_is(
    talks: Negotiation, client: Client, address: str, status: int, parameter: str, said: str
) -> None:
    answer = get(client, address, expect=status)
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert said in problem["detail"]
    assert list(problem["parameters"]) == ([parameter] if parameter else [])


def test_what_is_not_accepted_is_told_what_there_is(talks: Negotiation, client: Client) -> None:
    answer = get(client, f"{TEXT}/", expect=406, Accept="image/png")
    assert "there are application/json, text/plain, text/markdown" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("at", "label"),
    [("2014-02-01", "Draft 1"), ("2014-01-11T23:00:00Z", "Draft 1"), ("2030-01-01", "Secret/9")],
)
def test_at_a_day_the_text_is_the_one_that_stood(
    talks: Negotiation, client: Client, at: str, label: str
) -> None:
    client.force_login(talks.clerk)
    draft = get(client, f"{TEXT}/?at={at}").json()["draft"]
    assert label in (draft["title"], draft["symbol"])


def test_a_provision_comes_with_what_stands_under_it(talks: Negotiation, client: Client) -> None:
    slot, rival = talks.provision("A/3").public_id, talks.provision("A/4").public_id
    answer = get(client, f"{TEXT}/?provision={slot}").json()
    assert [one["id"] for one in answer["provisions"]] == [slot, rival]
    plain = get(client, f"{TEXT}.txt?provision={slot}").content.decode()
    assert "Only: @3" in plain
    assert "strongly" not in plain


def test_side_by_side_names_those_that_compete(talks: Negotiation, client: Client) -> None:
    answer = get(client, f"{TEXT}/?form=alternatives").json()
    found = {one["label"]: one["alternatives"] for one in answer["provisions"]}
    assert found["@3"] == [talks.provision("A/4").public_id]
    page = get(client, f"{TEXT}.html?form=alternatives").content.decode()
    row = page[page.index("<table>") : page.index("</table>")]
    assert row.count("<td>") == 2


def test_no_cell_is_a_formula_and_json_is_as_it_was(talks: Negotiation, client: Client) -> None:
    table = get(client, f"{TEXT}.csv").content.decode()
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert {"'+2", "'@3", '\'=HYPERLINK("http://example.org")'} <= set(cells)
    said = get(client, f"{TEXT}/").json()["provisions"]
    assert '=HYPERLINK("http://example.org")' in {one["text"] for one in said}


SECRETS = (b"hushed", b"Secret/9", b"Unpublished", b"undisclosed")


def readable(name: str, content: bytes) -> bytes:
    """All that a file holds, unpacked."""
    if name in ("docx", "odt", "epub"):
        from zipfile import ZipFile

        with ZipFile(io.BytesIO(content)) as parts:
            return b"".join(parts.read(part) for part in parts.namelist())
    return content


@pytest.mark.parametrize("name", QUICK)
@pytest.mark.parametrize("role", [None, Member.Role.DELEGATE, Member.Role.OBSERVER])
def test_nothing_of_a_hidden_draft_is_in_any_file(
    talks: Negotiation, client: Client, name: str, role: Member.Role | None
) -> None:
    if role:
        client.force_login(talks.member(role))
    queries = [f"form={form}" for form in FORMS] + ["meeting=review-1", "at=2030-01-01"]
    for query in queries:
        found = readable(name, get(client, f"{TEXT}/?format={name}&{query}").content)
        assert not [one for one in SECRETS if one in found], query
    hidden = talks.document.drafts.get(symbol="Secret/9").public_id
    get(client, f"{TEXT}/?draft={hidden}&format={name}", expect=404)


def test_the_secretariat_has_the_hidden_draft_in_every_format(
    talks: Negotiation, client: Client
) -> None:
    client.force_login(talks.clerk)
    for name in QUICK:
        found = readable(name, get(client, f"{TEXT}.{name}").content)
        assert b"hushed" in found, name
        has_margin = name in ("html", "csv", "docx", "odt", "epub")
        assert (b"undisclosed note" in found) == has_margin, name


def test_a_warning_says_that_a_later_text_exists(talks: Negotiation, client: Client) -> None:
    client.force_login(talks.clerk)
    first = talks.document.drafts.get(number=1).public_id
    for name in ("txt", "md", "html", "csv", "akn"):
        found = get(client, f"{TEXT}.{name}?draft={first}").content.decode()
        assert "A later text exists: Secret/9." in found, name
    for name in ("docx", "odt"):
        found = readable(name, get(client, f"{TEXT}.{name}?draft={first}").content).decode()
        assert "A later text exists: Secret/9." in found, name


@pytest.mark.parametrize("name", QUICK)
def test_three_provisions_take_as_many_queries_as_one(db: None, client: Client, name: str) -> None:
    numbers = []
    for slug, number in (("one", 1), ("three", 3)):
        talks = Negotiation(slug=slug)
        meeting = talks.meeting()
        talks.draft(
            Line("A", "Preamble", label="A.", kind=CHAPTER),
            *(Line(f"A/{i}", f"Words [{i}].", label=f"{i}.", parent="A") for i in range(number)),
            result_of=meeting,
            visibility=PUBLIC,
        )
        for i in range(number):
            talks.decide(f"A/{i}", Code.PENDING, meeting, note=f"note {i}")
        with CaptureQueriesContext(connection) as queries:
            get(client, f"/api/v1/documents/{slug}-text/text.{name}")
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_right_to_left(talks: Negotiation, client: Client) -> None:
    meeting = talks.meeting()
    talks.draft(
        Line("A", "ديباجة", label="أ.", kind=CHAPTER),
        Line("A/1", "نتفق [بشدة].", label="1.", parent="A"),
        result_of=meeting,
        visibility=PUBLIC,
        language="ar",
    )
    page = get(client, f"{TEXT}.html").content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    docx, odt = (get(client, f"{TEXT}.{name}").content for name in ("docx", "odt"))
    assert words_of_docx(docx) == words_of_odt(odt) == "أ.ديباجة1.نتفق[بشدة]."
    found = readable("docx", docx).decode()
    assert "<w:bidi/>" in found
    assert "<w:rtl/>" in found
    assert 'style:writing-mode="rl-tb"' in readable("odt", odt).decode()
    akn = get(client, f"{TEXT}.akn").content.decode()
    assert '<FRBRlanguage language="ara"/>' in akn


def test_what_xml_cannot_hold_breaks_no_file(talks: Negotiation, client: Client) -> None:
    from lxml import etree

    talks.draft(
        Line("A/1", "Form\x0cfeed, bell\x07 and ]]> end.", label="1."),
        result_of=talks.meeting(),
        visibility=PUBLIC,
    )
    etree.fromstring(get(client, f"{TEXT}.akn").content)
    docx = get(client, f"{TEXT}.docx").content
    assert "Form\N{REPLACEMENT CHARACTER}feed" in words_of_docx(docx)


def answers(client: Client, address: str) -> Any:
    """For a pair of readers: the status and the type of an answer."""
    answer = client.get(address)
    return answer.status_code, answer["Content-Type"]


def test_of_a_hidden_document_no_format_says_anything(client: Client, db: None) -> None:
    talks = Negotiation(slug="hidden")
    talks.draft(Line("A/1", "Words", label="1."), result_of=talks.meeting(), visibility=SECRETARIAT)
    for name in FORMATS:
        there = answers(client, f"/api/v1/documents/hidden-text/text.{name}")
        nowhere = answers(client, f"/api/v1/documents/nowhere/text.{name}")
        assert there == nowhere == (404, "application/problem+json")
