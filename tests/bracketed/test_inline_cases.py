"""Every notation in a case file that a delegate can read."""

from __future__ import annotations

import pytest

from tests.bracketed.inline_cases import SECTIONS, Case, describe, read_cases

CASES = read_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_notation_is_read_as_its_case_says(case: Case) -> None:
    assert describe(case.text) == case.expected


def test_each_case_expects_something_of_every_section() -> None:
    assert len(CASES) > 60
    assert {tuple(case.expected) for case in CASES} == {SECTIONS}
