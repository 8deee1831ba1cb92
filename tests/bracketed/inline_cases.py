"""The case files of brackets inside a text: what is given and what a reader sees in it.

A file holds cases. Each begins with ``== title``, then stands the text as printed, then what
is expected: ``-- brackets``, ``-- groups``, ``-- problems``, ``-- clean``, ``-- agreed only``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bracketed import Tree, agreed_only, clean, parse_wording

FOLDER = Path(__file__).parent / "cases"
SECTIONS = ("brackets", "groups", "problems", "clean", "agreed only")


@dataclass(frozen=True, slots=True)
class Case:
    """A text and, by section, the lines that are expected of it."""

    name: str
    text: str
    expected: dict[str, str]


def read_cases() -> list[Case]:
    """All cases of all files in order of their name."""
    return [case for path in sorted(FOLDER.glob("*.txt")) for case in _read_file(path)]


def describe(text: str) -> dict[str, str]:
    """What the engine sees in ``text``, in the words of the case files."""
    tree = parse_wording(text)
    return {
        "brackets": _lines(f"{b.depth} {b.kind} {text[b.start : b.end]}" for b in tree.brackets),
        "groups": _lines(_groups(tree)),
        "problems": _lines(_problems(tree)),
        "clean": clean(tree),
        "agreed only": agreed_only(tree),
    }


def _groups(tree: Tree) -> list[str]:
    return [
        f"{group.kind}: "
        + " | ".join(tree.text[a.start : a.end] or "∅" for a in group.alternatives)
        for group in tree.groups
    ]


def _problems(tree: Tree) -> list[str]:
    text = tree.text
    return [
        f"{problem.kind}: {text[max(0, problem.start - 12) : problem.start]}"
        f"»{text[problem.start : problem.end]}«{text[problem.end : problem.end + 12]}"
        for problem in tree.problems
    ]


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines) or "none"


def _read_file(path: Path) -> list[Case]:
    cases = []
    for part in re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, _, rest = part.partition("\n")
        text, *sections = re.split(r"^-- ", rest, flags=re.MULTILINE)
        expected = {}
        for section in sections:
            name, _, lines = section.partition("\n")
            expected[name] = lines.rstrip("\n")
        cases.append(Case(f"{path.stem}: {title}", text[:-1], expected))
    return cases
