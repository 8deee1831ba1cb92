"""The cases in ``outline_cases``: how each notation is read."""

from pathlib import Path

import pytest

from bracketed import read_outline
from bracketed.model import MarkKind, Outline, OutlineProvision, ProblemKind, Role

CASES = Path(__file__).parent / "outline_cases"
LEFT_OUT = {MarkKind.REMNANT, MarkKind.FOOTNOTE, MarkKind.NOTE, MarkKind.INSTRUCTION}


def read_cases() -> list[tuple[str, str, str]]:
    cases = []
    for file in sorted(CASES.glob("*.txt")):
        if file.name != "README.txt":
            for case in file.read_text(encoding="utf-8").split("=== ")[1:]:
                title, _, rest = case.partition("\n")
                text, _, expected = rest.partition("\n---\n")
                cases.append((title, text, expected.rstrip("\n")))
    return cases


def describe(outline: Outline) -> str:
    lines = []
    depths: list[int] = []
    for provision in outline.provisions:
        depth = 0 if provision.parent is None else depths[provision.parent] + 1
        depths.append(depth)
        kind = provision.kind.value
        if provision.role is not Role.TEXT:
            kind += f"/{provision.role.value}"
        words = provision.text or provision.heading
        columns = [kind, provision.label, provision.number, words]
        extra = "; ".join(describe_rest(outline, provision))
        line = "  " * depth + " | ".join([*columns, extra] if extra else columns)
        lines.append(line.rstrip(" ") if not extra else line)
    for problem in outline.problems:
        if problem.kind in (ProblemKind.UNCLOSED, ProblemKind.UNOPENED):
            place = outline.source[problem.start : problem.start + 9]
            lines.append(f"loose: {place.splitlines()[0].rstrip()}")
    return "\n".join(lines)


def describe_rest(outline: Outline, provision: OutlineProvision) -> list[str]:
    def printed(*kinds: MarkKind) -> str:
        source = outline.source[provision.start : provision.end]
        return " ".join(source[m.start : m.end].strip() for m in provision.marks if m.kind in kinds)

    rest = {
        "code ": provision.code,
        "tags: ": ", ".join(provision.tags),
        "by: ": provision.attribution,
        "was: ": printed(MarkKind.OLD_NUMBER),
        "left out: ": printed(*LEFT_OUT),
    }
    return [f"{name}{value}" for name, value in rest.items() if value]


def test_there_are_cases() -> None:
    assert len(read_cases()) >= 40


@pytest.mark.parametrize(("title", "text", "expected"), read_cases(), ids=lambda value: value[:40])
def test_case(title: str, text: str, expected: str) -> None:
    assert title
    assert describe(read_outline(text)) == expected
