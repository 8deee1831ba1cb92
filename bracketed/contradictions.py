"""Labels that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_NAMED = re.compile(r"\d+")
_SEVERAL = re.compile(r"paras|paragraphs", re.IGNORECASE)


def names_several(label: str) -> bool:
    """Say whether a label is over several paragraphs that it names."""
    return _SEVERAL.search(label) is not None


def find_contradictions(
    labels: Sequence[str], numbers: Sequence[str], parents: Sequence[int | None]
) -> Iterator[tuple[int, str]]:
    """Labels that name other paragraphs than those under them ("Paras 27, 28" over 28, 29):
    the index of each, and the numbers that are printed.

    The sequences tell the label, number and parent (an index) of provisions in reading order."""
    printed: dict[int, list[str]] = {
        index: [] for index, label in enumerate(labels) if names_several(label)
    }
    if not printed:
        return
    for number, parent in zip(numbers, parents, strict=True):
        if parent in printed and number.isdecimal():
            printed[parent].append(number)
    for index, found in printed.items():
        if found and _NAMED.findall(labels[index]) != found:
            yield index, ", ".join(found)
