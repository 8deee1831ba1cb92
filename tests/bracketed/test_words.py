"""Words for search and likeness."""

import pytest
from hypothesis import example, given

from bracketed import words
from bracketed.words import ATOM, cut_atoms
from tests.bracketed.compare_texts import wordings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We [shall] act.", ("we", "shall", "act")),
        ("indigenous people[s]", ("indigenous", "peoples")),
        ("[re]affirm", ("reaffirm",)),
        ("[2020/2025]", ("2020", "2025")),
        ("[Encourage][Ensure] [Strive]", ("encourage", "ensure", "strive")),
        ("[volunteerism] [involvement]in", ("volunteerism", "involvement", "in")),
        ("multi-stakeholder", ("multi", "stakeholder")),
        ("women’s", ("women's",)),
        ("2.2 billion; 1,000", ("2.2", "billion", "1,000")),
        ("Action line С5", ("action", "line", "c5")),
        ("Совет", ("совет",)),
        ("ﬁnal", ("final",)),
        ("e\u0301te\u0301", ("été",)),
        ("联合国", ("联", "合", "国")),
        ("مُحَمَّد رسول", ("مُحَمَّد", "رسول")),
        ("", ()),
        ("[]", ()),
    ],
)
def test_words(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


@given(wordings)
@example("people[s], [re]affirm 3.5 per cent; multi-stakeholder.")
def test_atoms_are_cut_the_same_one_by_one_and_all_at_once(text: str) -> None:
    found = list(ATOM.finditer(text))
    assert cut_atoms(text, 0, len(text)) == (
        [one[0] for one in found],
        [one.start() for one in found],
        [one.end() for one in found],
    )
