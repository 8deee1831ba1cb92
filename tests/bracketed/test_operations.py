"""What is done to brackets at the table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bracketed import (
    NotThere,
    add_alternative,
    attribute,
    choose,
    delete_with_words,
    lift,
    put_in_brackets,
)
from bracketed.model import Reason

TUNIS_7 = "knowledge for [all] /[all women and men]/[all citizens]. We"


@pytest.mark.parametrize(
    ("text", "pointed_at", "expected"),
    [
        (TUNIS_7, "women", "knowledge for all women and men. We"),
        (TUNIS_7, "[all]", "knowledge for all. We"),
        ("in [2020/2025], which", "2025", "in 2025, which"),
        ("[by 2007/2008] and", "2008", "[by 2008] and"),
        ("[We emphasize/ recognize that]", "recognize", "[We recognize that]"),
        ("b) evaluation;[/ review]", "review", "b) review;"),
        ("b) evaluation;[/ review]", "evaluation", "b) evaluation;"),
        ("debate and review [/ and follow up]", "follow", "debate and review and follow up"),
        ("and evaluation [review]. We", "review", "and review. We"),
        ("[below 1.5 °C] [or] [well below 2 °C] at", "well", "well below 2 °C at"),
        ("[Encourage][Ensure] [Strive] it", "Ensure", "Ensure it"),
        ("Base.\nAlt 1: one.\nAlt 2: two.\nMore.", "two", "two.\nMore."),
        ("We meet\nOption 1: in 2020\nOption 2: No text\nsoon.", "No text", "We meet\nsoon."),
        ("[Alt: [Encourage][Ensure] it]\nAlt: do it", "Ensure", "[Alt: Ensure it]\nAlt: do it"),
    ],
)
def test_choosing_keeps_one_and_withdraws_the_others(
    text: str, pointed_at: str, expected: str
) -> None:
    assert choose(text, text.index(pointed_at)) == expected


@pytest.mark.parametrize(
    ("text", "pointed_at", "expected"),
    [
        ("under [foreign] occupation", "foreign", "under foreign occupation"),
        ("a [b [c] d] e", "b", "a b [c] d e"),
        ("a [b [c] d] e", "c", "a [b c d] e"),
        ("the people[s] of", "[s]", "the peoples of"),
        ("[volunteerism]in the", "vol", "volunteerism in the"),
        (
            "digital divide[, reduce dependency] and",
            "reduce",
            "digital divide, reduce dependency and",
        ),
        ("the [safety of all", "[", "the safety of all"),
        ("issues.] We", "]", "issues. We"),
    ],
)
def test_lifting_keeps_the_words(text: str, pointed_at: str, expected: str) -> None:
    assert lift(text, text.index(pointed_at)) == expected


@pytest.mark.parametrize(
    ("text", "pointed_at", "expected"),
    [
        ("under [foreign] occupation", "foreign", "under occupation"),
        ("a [b [c] d] e", "b", "a e"),
        ("one, [two], three", "two", "one, three"),
        ("policies, [by 2010].", "2010", "policies."),
        ("the people[s] of", "[s]", "the people of"),
        ("([if any]) We", "any", "We"),
        ("[We agree.]", "agree", ""),
    ],
)
def test_deleting_takes_the_words_along(text: str, pointed_at: str, expected: str) -> None:
    assert delete_with_words(text, text.index(pointed_at)) == expected


@pytest.mark.parametrize(
    ("text", "stretch", "words", "expected"),
    [
        ("We shall go", "shall", "should", "We [shall] [should] go"),
        ("We [shall] go", "[shall]", "should", "We [shall] [should] go"),
        ("[a] [b] c", "[b]", "d", "[a] [b] [d] c"),
        ("[all]/[all men] c", "all men", "all people", "[all]/[all men]/[all people] c"),
        ("in [2020/2025], which", "2020", "2030", "in [2020/2025/2030], which"),
        ("[a b] [or] [c d] e", "[a b]", "f g", "[a b] [or] [c d] [or] [f g] e"),
        ("and evaluation [review].", "review", "audit", "and [evaluation] [review] [audit]."),
        ("Alt 1: a b\nAlt 2: c d\n", "c d", "e f", "Alt 1: a b\nAlt 2: c d\nAlt 3: e f\n"),
        ("Option A: a b\nOption B: c d", "c d", "e", "Option A: a b\nOption B: c d\nOption C: e"),
        ("Alt: a b\nAlt: c d", "c d", "e", "Alt: a b\nAlt: c d\nAlt: e"),
        ("Base.\nAlt 1: a.\n", "a.", "b.", "Base.\nAlt 1: a.\nAlt 2: b.\n"),
    ],
)
def test_an_alternative_takes_the_notation_of_its_place(
    text: str, stretch: str, words: str, expected: str
) -> None:
    start = text.index(stretch)
    assert add_alternative(text, start, start + len(stretch), words) == expected


@pytest.mark.parametrize(
    ("text", "stretch", "party", "expected"),
    [
        ("We agree to act", "agree", "US", "We [US: agree] to act"),
        ("We [agree] now", "[agree]", "EU", "We [EU: agree] now"),
        ("We [agree] now", "agree", "EU", "We [EU: agree] now"),
        ("We [EU/CH/J: agree]", "[EU/CH/J: agree]", "US", "We [EU/CH/J/US: agree]"),
        ("We [poverty – EU]", "[poverty – EU]", "Cuba", "We [poverty – EU/Cuba]"),
        ("We [led by Saudi]", "[led by Saudi]", "UK", "We [led by Saudi/UK]"),
    ],
)
def test_words_are_attributed_to_a_party(
    text: str, stretch: str, party: str, expected: str
) -> None:
    start = text.index(stretch)
    assert attribute(text, start, start + len(stretch), party) == expected


def test_brackets_go_around_words_and_not_around_spaces() -> None:
    assert put_in_brackets("under foreign occupation", 5, 14) == "under [foreign] occupation"
    assert put_in_brackets("a [b] c", 0, 7) == "[a [b] c]"
    assert put_in_brackets("a [b] c", 3, 4) == "a [[b]] c"


@pytest.mark.parametrize(
    ("operation", "reason", "detail"),
    [
        (lambda: put_in_brackets("people", 1, 3), Reason.CUTS_A_WORD, "people"),
        (lambda: put_in_brackets("a", 0, 2), Reason.NO_WORDS, ""),
        (lambda: put_in_brackets("a  b", 1, 3), Reason.ONLY_SPACES, ""),
        (lambda: put_in_brackets("a [b] c", 0, 4), Reason.CROSSES, ""),
        (lambda: lift("abc", 1), Reason.NO_BRACKET, ""),
        (lambda: delete_with_words("a [b", 2), Reason.NO_BRACKET, ""),
        (lambda: choose("a [b] c", 3), Reason.NO_ALTERNATIVES, ""),
        (lambda: add_alternative("a b", 0, 1, " "), Reason.NO_WORDS_OFFERED, ""),
        (lambda: add_alternative("a b", 0, 1, "x]"), Reason.UNBALANCED, ""),
        (lambda: attribute("a b", 0, 1, "nobody"), Reason.NO_PARTY, "nobody"),
        (lambda: add_alternative("[2020/2025]", 1, 5, "next year"), Reason.SLASH, ""),
    ],
)
def test_a_refusal_says_why(operation: Callable[[], str], reason: Reason, detail: str) -> None:
    with pytest.raises(NotThere) as refusal:
        operation()
    assert (refusal.value.reason, refusal.value.detail) == (reason, detail)
