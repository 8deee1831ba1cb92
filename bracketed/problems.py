"""What a careful reader would point out inside a text."""

from __future__ import annotations

from collections.abc import Sequence

from bracketed.model import Bracket, Problem, ProblemKind


def find_problems(
    text: str,
    brackets: Sequence[Bracket],
    unclosed: Sequence[int],
    unopened: Sequence[int],
) -> tuple[Problem, ...]:
    """The problems of ``text`` in order of their place; positions count in ``text``."""
    problems = [Problem(ProblemKind.UNCLOSED, at, at + 1) for at in unclosed]
    problems += [Problem(ProblemKind.UNOPENED, at, at + 1) for at in unopened]
    return tuple(sorted(problems, key=lambda problem: (problem.start, problem.end)))
