"""HTML, Markdown and Akoma Ntoso."""

import pytest

from bracketed import read_outline
from documents.reading import Changes, Choices, MediaType, read_file
from tests.reading.builders import shape, words

PAGE = """<!DOCTYPE html><html><head><title>x</title><script>alert(1)</script></head><body>
<nav>Menu</nav><h1>Outcome of the
 review</h1><h2>Preamble</h2>
<ol><li>We <del>could</del><ins>should</ins> agree:
<ol type="a"><li>here;</li><li>there.</li></ol></li>
<li value="5"><p>We <s>never</s> say.</p></li></ol>
<ul><li>A dot</li></ul>
<p><mark>7. All marked.</mark></p>
<table><tr><th>Text</th><th>Proposal</th></tr><tr><td>8. Free media</td><td>Freer</td></tr></table>
</body></html>"""


def test_a_page_is_read_as_a_browser_shows_it() -> None:
    received = read_file("a.html", PAGE.encode(), Choices(colours={"yellow": "agreed"}))
    assert received.media_type is MediaType.HTML
    assert words(received)[:8] == [
        "Outcome of the review",
        "Preamble",
        "1. We [could][should] agree:",
        "(a) here;",
        "(b) there.",
        "5. We [never] say.",
        "• A dot",
        "7. All marked. [agreed]",
    ]
    assert shape(received)[-1] == "    paragraph '8.' Free media"


def test_markdown_is_read_without_its_markup() -> None:
    text = (
        "# Outcome of the review\n\nPreamble\n--------\n\n1. We *agree* to\n   go on\n"
        "2. \\[Brackets\\] &amp; ~~struck~~ [links](https://un.org) stay\n\n- a dot\n\n"
        "| Text | Proposal |\n|---|---|\n| 3. Free media | Freer |\n\n> 4. Quoted [words].\n"
    )
    received = read_file("a.md", text.encode())
    assert words(received)[:5] == [
        "Outcome of the review",
        "Preamble",
        "1. We agree to go on",
        "2. [Brackets] & [struck] links stay",
        "• a dot",
    ]
    assert shape(received) == [
        "chapter '' Outcome of the review",
        "  section '' Preamble",
        "    paragraph '1.' We agree to go",
        "    paragraph '2.' [Brackets] & [struck] links",
        "      bullet '•' a dot",
        "    paragraph '3.' Free media",
        "    paragraph '4.' Quoted [words].",
    ]


def test_plain_text_is_its_own_text() -> None:
    received = read_file("a.txt", b"1. We *agree*\r\n")
    assert (received.text, received.is_its_own_text) == ("1. We *agree*\r\n", True)


AKN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement>
<meta/><preface><p>Not text</p></preface><mainBody>
<chapter><num>I.</num><heading>Preamble of the text</heading>
<paragraph><num>1.</num><content><p>We <del>could</del><ins>should</ins> <inline name="bracket">[not
]</inline> agree; we do.</p></content></paragraph>
<paragraph><num>2.</num><intro><p>We decide:</p></intro><point><num>(a)</num><content><p>here;</p>
</content></point></paragraph></chapter></mainBody></statement></akomaNtoso>"""


def test_akoma_ntoso_of_somebody_else() -> None:
    received = read_file("a.xml", AKN.encode(), Choices(changes=Changes.ACCEPT))
    assert received.media_type is MediaType.AKN
    assert shape(received) == [
        "part 'I.' Preamble of the text",
        "  paragraph '1.' We should [not ]",
        "  paragraph '2.' We decide:",
        "    sub_paragraph '(a)' here;",
    ]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_a_page_in_the_encoding_that_it_names(encoding: str) -> None:
    page = f'<html><meta charset="{encoding}"><p>1. Décidé.</p></html>'.encode(encoding)
    assert words(read_file("a.html", page)) == ["1. Décidé."]


def test_markdown_of_ours_that_somebody_changed_still_says_which_provision_is_which() -> None:
    text = (
        "# A text\n\nS/1\n\n<!-- the text -->\n\n"
        '<!-- provision id="abcdefghij" kind="paragraph" depth="0" label="1." shown="1." -->\n'
        "**1.** We *strongly* \\[may\\]\nagree. *\u25ef bracketed*\n\n"
        "A paragraph that was added.\n\n"
        '<!-- provision id="bbbbbbbbbb" kind="paragraph" depth="0" label="2." shown="2." -->\n'
        "**2 bis.** As it was.<br>&#9;Twice. *\u25ef bracketed*\n"
    )
    received = read_file("a.md", text.encode())
    again = read_outline(received.text, received.known).provisions
    assert [(one.label, one.text) for one in again] == [
        ("1.", "We strongly [may] agree. \u25ef bracketed"),
        ("", "A paragraph that was added."),
        ("2 bis.", "As it was.\n\tTwice."),
    ]
    assert set(received.named.values()) == {"abcdefghij", "bbbbbbbbbb"}
