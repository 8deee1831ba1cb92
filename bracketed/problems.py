"""What a careful reader would point out inside a text. Nothing is ever repaired."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter

from bracketed.lost_redlines import find_lost_redlines
from bracketed.model import Bracket, Problem, ProblemKind

_EMPTY = re.compile(r"\[\s*\]")


def find_problems(
    text: str,
    brackets: Sequence[Bracket],
    unclosed: Sequence[int],
    unopened: Sequence[int],
) -> tuple[Problem, ...]:
    """The problems of ``text`` in order of their place; positions count in ``text``."""
    problems = [Problem(ProblemKind.UNCLOSED, at, at + 1) for at in unclosed]
    problems += [Problem(ProblemKind.UNOPENED, at, at + 1) for at in unopened]
    problems += find_empty(text, brackets)
    problems += find_lost_redlines(text, brackets)
    problems.sort(key=attrgetter("start"))
    return tuple(problems)


def find_empty(text: str, brackets: Sequence[Bracket]) -> Iterator[Problem]:
    """Brackets without any words: ``[]``, ``[ ]``."""
    for each in brackets:
        empty = _EMPTY.match(text, each.start)
        if empty and empty.end() == each.end:
            yield Problem(ProblemKind.EMPTY, each.start, each.end)
