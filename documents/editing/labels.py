"""Labels of what is put between others, and of a text that is counted anew. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import count as count_from

from bracketed.outline.labels import read_label
from bracketed.outline.numbers import number_of

_ORDINALS = (
    "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies",
)  # fmt: skip
#: A label that counts: what stands before the number, the number, and what stands after it.
_COUNTED = re.compile(
    rf"(?P<before>\(?)(?P<count>\d{{1,4}}|[ivxl]{{1,6}}|[a-z])(?P<rest>(?:\s?(?:{'|'.join(_ORDINALS)}))*)"
    r"(?P<after>[.)]{0,2})\Z",
    re.IGNORECASE,
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A provision in reading order, as far as counting looks at it (public ids)."""

    id: str
    parent: str | None
    label: str
    is_heading: bool = False


def code_of(label: str) -> str:
    """The Latin action-line code that a heading's label says: ``C5`` of ``С5.``."""
    found = read_label(label, 0, len(label))
    return found.code if found else ""


def label_after(label: str, taken: Collection[str]) -> str:
    """The first of ``21 bis``, ``21 ter``, … that is not among the numbers ``taken``, printed
    as ``label`` is; empty after what has no number."""
    match = _COUNTED.match(label.strip())
    if match is None:
        return ""
    numbers = {number.casefold() for number in taken}
    for ordinal in _ORDINALS:
        fresh = f"{match['before']}{match['count']} {ordinal}{match['after']}"
        if number_of(fresh).casefold() not in numbers and fresh != label:
            return fresh
    return ""


def plan_labels(provisions: Iterable[Labelled]) -> Iterator[tuple[str, str]]:
    """The public id and the label of each provision that carries a number, counted anew.

    Numbers of paragraphs run on through the text; they begin again where the printed ones do,
    under another heading. Headings are counted apart from them, under each heading. Letters and
    small roman numerals are counted under each provision; capitals, which name chapters, from
    the first that is printed."""
    number, parent_before, started = 0, None, False
    headings: dict[str | None, int] = {}
    series: dict[str | None, Iterator[str]] = {}
    for one in provisions:
        match = _COUNTED.match(one.label)
        if match is None:
            continue
        count = match["count"]
        if count.isdecimal() and one.is_heading:
            headings[one.parent] = headings.get(one.parent, int(count) - 1) + 1
            fresh = str(headings[one.parent])
        elif count.isdecimal():
            printed = int(count)
            begins = not started or (printed == 1 and one.parent != parent_before and number > 1)
            number = printed if begins and not match["rest"] else number + 1
            parent_before, started = one.parent, True
            fresh = str(number)
        else:
            fresh = next(series.setdefault(one.parent, _series(count)))
        yield one.id, f"{match['before']}{fresh}{match['after']}"


def _series(first: str) -> Iterator[str]:
    """The letters or small roman numerals of which the printed ones begin with ``first``."""
    if first.isupper():
        return (chr(code) for code in range(ord(first[0]), 0x110000))
    if len(first) > 1 or first == "i":
        return (_roman(place) for place in count_from(1))
    # a … z, aa … zz, as sub-paragraphs are lettered.
    return (_LETTERS[place % 26] * (place // 26 + 1) for place in count_from(0))


def _roman(number: int) -> str:
    numeral = ""
    for value, sign in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        numeral += sign * (number // value)
        number %= value
    return numeral
