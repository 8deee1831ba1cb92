"""Every code of the text engine has its sentence, which no code lacks."""

from __future__ import annotations

import pytest

from bracketed.model import Doubt, DoubtKind, NotThere, ProblemKind, Reason
from documents.lists import listed, named
from documents.sentences import say_doubt, say_problem, say_refusal


@pytest.mark.parametrize("kind", ProblemKind)
def test_each_problem_is_a_sentence(kind: ProblemKind) -> None:
    assert say_problem(kind).endswith(".")
    assert "%" not in say_problem(kind, "x, y")


def test_a_problem_names_what_it_is_about() -> None:
    assert say_problem(ProblemKind.LOST_REDLINE, "no poverty hunger") == (
        "A deletion and an insertion seem to have run together here: no poverty hunger."
    )


@pytest.mark.parametrize("kind", DoubtKind)
def test_each_doubt_is_a_sentence(kind: DoubtKind) -> None:
    said = say_doubt(Doubt(0, kind, "12."))
    assert said.endswith((".", "?"))
    assert "%" not in said


@pytest.mark.parametrize("reason", Reason)
def test_each_refusal_is_a_sentence(reason: Reason) -> None:
    said = say_refusal(NotThere(reason, "people"))
    assert said.endswith(".")
    assert "%" not in said


def test_names_of_many_are_cut_short() -> None:
    assert named(["1", "2"]) == "“1”, “2”"
    assert named(list("1234567")) == "“1”, “2”, “3”, “4”, “5” and 2 more"


def test_things_follow_one_another() -> None:
    assert listed([1, "b"]) == "1, b"
