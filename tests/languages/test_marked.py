"""Every word of every page is translated, or was written by people."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from tests.languages.pseudo import CLOSES, CODE, OPENS, spoken, wrap, write_catalogue
from tests.languages.stage import Stage
from tests.languages.unmarked import Data, data_of, misspoken_in, unmarked_in, words_of
from tests.pages.conftest import read
from tracker.models import Token

#: What a page repeats that was asked of it, names of scopes, and what the language that is spoken
#: here writes between day, month and hour.
ASKED = ("unheard", "nowhere", "media", *Token.Scope.values, "de", "je")
_NUMBERS = ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "viewbox")


@pytest.mark.usefixtures("corpus")
def test_no_word_of_any_page_is_left_unmarked(client: Client, tmp_path: Path) -> None:
    stage = Stage(client)
    assert stage.unnamed() == set()
    write_catalogue(tmp_path)
    data = data_of(ASKED)
    unmarked: dict[str, str] = {}
    misspoken: dict[str, str] = {}
    with spoken(tmp_path):
        for address in stage.every_address():
            page = stage.open(address, CODE)
            unmarked |= dict.fromkeys(unmarked_in(page, data), address)
            misspoken |= dict.fromkeys(misspoken_in(page, CODE), address)
            assert page.all(name="form", action="/language/") or address.startswith("/screen/")
    assert not unmarked, listed(unmarked)
    assert not misspoken, listed(misspoken)
    for address in stage.drawn():
        page = stage.open(address, "fr")
        written = [
            one.attributes[name]
            for one in page.all()
            for name in _NUMBERS
            if name in one.attributes
        ]
        assert written
        assert [one for one in written if not re.fullmatch(r"[-\d. ]+", one)] == []


def listed(found: dict[str, str]) -> str:
    return "\n".join(f"{address}: {said}" for said, address in found.items())


KNOWN = Data(frozenset({("wsis",), ("first", "meeting")}), frozenset({("we", "all", "agree")}))


@pytest.mark.parametrize(
    "html",
    [
        "<p>Unmarked</p>",
        f"<p>{OPENS}Marked{CLOSES} and more</p>",
        f"<p>{OPENS}Marked{CLOSES}, WSIS again</p>",
        '<a aria-label="Unmarked">1</a>',
        '<input placeholder="Unmarked">',
        '<input type="submit" value="Send">',
        "<p>we all</p>",
    ],
)
def test_unmarked_words_are_found(html: str) -> None:
    assert len(list(unmarked_in(read(html), KNOWN))) == 1


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{OPENS}Marked{CLOSES}: WSIS, First Meeting 3</p>",
        "<p>We all agree.</p>",
        '<p lang="en">Whatever</p><bdi dir="auto">Whoever</bdi>',
        "<code>lift:10</code><p>12–13 · (3) PDF</p>",
    ],
)
def test_data_and_marked_words_are_left_alone(html: str) -> None:
    assert list(unmarked_in(read(html), KNOWN)) == []


def test_interface_words_in_an_element_of_another_language_are_found() -> None:
    page = read(f'<html lang="{CODE}"><p lang="en"><b>{OPENS}held{CLOSES}</b> words</p></html>')
    assert len(list(misspoken_in(page, CODE))) == 1
    assert list(misspoken_in(page, "en")) == []


def test_what_is_put_into_a_message_stays_outside() -> None:
    assert wrap("%(number)d of <b>all</b>") == "%(number)d⟦ of ⟧<b>⟦all⟧</b>"
    assert words_of("A. WSIS+10 no. 9") == ("wsis", "no")
