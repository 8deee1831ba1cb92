"""The cases that a delegate can read: earlier, later, and what happened.

A case file has a remark, then ``earlier``, ``later`` and ``changes``, each with indented lines:
one provision, or one change, a line. A dash stands for a side where nothing can be seen, a
dot for a place without words, ``␣`` for a space that does not break."""

from pathlib import Path

import pytest

from bracketed import Change, ChangeKind, Place, compare

_CASES = sorted((Path(__file__).parent / "compare_cases").glob("*.txt"))


def _read(path: Path) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {"earlier": [], "later": [], "changes": []}
    part: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("    "):
            part.append(line.removeprefix("    ").replace("␣", "\u00a0"))
        elif line and not line.startswith("#"):
            part = parts[line]
    return parts


def _seen(place: Place | None, texts: list[str]) -> str:
    if place is None:
        return "–"
    return texts[place.wording][place.start : place.end] or "·"


def _told(change: Change, earlier: list[str], later: list[str]) -> str:
    return f"{change.kind}: {_seen(change.earlier, earlier)} → {_seen(change.later, later)}"


@pytest.mark.parametrize("path", _CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = _read(path)
    earlier, later = case["earlier"], case["later"]
    told = [
        _told(change, earlier, later)
        for compared in compare(earlier, later)
        for change in compared.changes
    ]
    assert told == case["changes"]


def test_every_kind_of_change_has_a_case() -> None:
    kinds = {line.split(":")[0] for path in _CASES for line in _read(path)["changes"]}
    assert kinds == set(ChangeKind)
