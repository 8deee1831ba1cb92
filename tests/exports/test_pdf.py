"""PDF is set up to a length, one text at a time; beyond that a problem names the ways out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from documents.writing.pdf import LONGEST, TURN, Busy, TooLong, set_pages
from tests.documents.builders import Line
from tests.negotiation.builders import CHAPTER, PUBLIC, Negotiation


@pytest.mark.django_db
def test_a_text_that_is_too_long_is_refused_with_what_to_take_instead(client: Client) -> None:
    talks = Negotiation()
    words = "All that was said at length. " * 700
    lines = [Line("A", "Short", kind=CHAPTER), Line("A/1", "We agree.", parent="A")]
    lines += [Line("B", "Long", kind=CHAPTER)]
    lines += [Line(f"B/{number}", words, parent="B") for number in range(LONGEST // len(words) + 1)]
    talks.draft(*lines, visibility=PUBLIC)
    address = "/api/v1/documents/review-text/text"
    answer = client.get(f"{address}.pdf")
    assert answer.status_code == 406
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "Take a chapter of it (provision=…), or DOCX, ODT or HTML" in answer.json()["detail"]
    chapter = client.get(f"{address}.pdf?provision={talks.id_of('A')}")
    assert (chapter.status_code, chapter.content[:5]) == (200, b"%PDF-")
    assert client.get(f"{address}.docx").status_code == 200


def test_nothing_is_read_beyond_the_limit() -> None:
    def pages() -> Iterator[str]:
        yield "x" * LONGEST
        yield "y"
        raise AssertionError("It was asked for more.")

    with pytest.raises(TooLong):
        set_pages(pages())


def test_one_text_is_set_at_a_time() -> None:
    with TURN, pytest.raises(Busy, match="Ask again in a moment"):
        set_pages(["<p>Words</p>"], patience=0.01)
    assert set_pages(["<p>Words</p>"], patience=0.01).startswith(b"%PDF-")


def test_brackets_in_brackets_without_end_do_not_stop_the_server() -> None:
    nested = "<span>" * 1500 + "words" + "</span>" * 1500
    with pytest.raises(TooLong):
        set_pages([f"<p>{nested}</p>"])
    assert set_pages(["<p>Words</p>"], patience=0.01).startswith(b"%PDF-")
