"""A text that says of each provision what it is: the layout in which a rolling text is issued.

Any text can be printed so that the same provisions are read again, whatever their words look
like. A line in front says which layout it is; each provision begins with its kind, indented by
its depth, then its label and its words, a tab between them; further lines of its words begin
with two tabs::

    Bracketed text, layout 1
    Outcome document, Rev.1

    section	A.	Our common vision

      paragraph	1.	We reaffirm [and recall] …
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from re import Match

from bracketed.model import HEADINGS, Kind, Mark, MarkKind, OutlineProvision, Role
from bracketed.outline.numbers import number_of
from bracketed.outline.tags import apply_marks

SIGNATURE = "Bracketed text, layout 1\n"

_INDENT = "  "
_CONTINUED = "\t\t"
_PROVISION = re.compile(
    rf"^(?P<indent> *)(?P<kind>{'|'.join(Kind)})(?: (?P<role>{'|'.join(Role)}))?"
    r"(?: code=(?P<code>[^\t\n]*?))?(?: number=(?P<number>[^\t\n]*))?"
    r"\t(?P<claim>(?P<label>[^\t\n]*)\t(?P<words>[^\n]*(?:\n\t\t[^\n]*)*))",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class ToPrint:
    """A provision to be printed, after those it stands under; ``words`` are its text or
    heading. ``label`` is one line without tabs."""

    kind: Kind
    role: Role
    depth: int
    label: str
    number: str
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Printed:
    """Where a provision stands in the print, and what of it is not its words; nothing is
    claimed (``start == end``) of one that has neither label nor words."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def print_provisions(
    head: Iterable[str], provisions: Sequence[ToPrint]
) -> tuple[str, tuple[Printed, ...]]:
    """The text that says what each provision is, and where each of them stands in it. ``head``
    are the lines over it; :func:`read_printed` gives the provisions again."""
    pieces = [SIGNATURE, *(" ".join(line.split()) + "\n" for line in head)]
    length = sum(map(len, pieces))
    places = []
    for one in provisions:
        margin = f"\n{_INDENT * one.depth}{_margin(one)}\t"
        words = one.words.replace("\n", f"\n{_CONTINUED}")
        pieces += [margin, one.label, "\t", words, "\n"]
        claim = f"{one.label}\t{words}"
        places.append(_claimed(length + len(margin), claim))
        length += len(margin) + len(claim) + 1
    return "".join(pieces), tuple(places)


def read_printed(text: str) -> tuple[OutlineProvision, ...] | None:
    """The provisions of a text in this layout; None for any other text."""
    if not text.startswith(SIGNATURE):
        return None
    return tuple(_read(text))


def _margin(one: ToPrint) -> str:
    role = "" if one.role is Role.TEXT else f" {one.role}"
    code = f" code={one.code}" if one.code else ""
    number = "" if one.number == number_of(one.label) else f" number={one.number}"
    return f"{one.kind}{role}{code}{number}"


def _claimed(start: int, claim: str) -> Printed:
    """The claim without an empty label; its marks are the label and the tabs of further
    lines."""
    label = claim.index("\t")
    if label == 0:
        start, claim = start + 1, claim[1:]
    marks = [] if label == 0 else [Mark(MarkKind.LABEL, 0, label + 1)]
    marks += [
        Mark(MarkKind.SPACE, found.start() + 1, found.end())
        for found in re.finditer(rf"\n{_CONTINUED}", claim)
    ]
    return Printed(start, start + len(claim), tuple(marks))


def _read(text: str) -> Iterator[OutlineProvision]:
    above: list[tuple[int, int]] = []
    for index, found in enumerate(_PROVISION.finditer(text, len(SIGNATURE))):
        depth = len(found["indent"]) // len(_INDENT)
        while above and above[-1][0] >= depth:
            above.pop()
        parent = above[-1][1] if above else None
        above.append((depth, index))
        yield _provision(text, found, parent)


def _provision(text: str, found: Match[str], parent: int | None) -> OutlineProvision:
    kind, label = Kind(found["kind"]), found["label"]
    place = _claimed(found.start("claim"), found["claim"])
    words = apply_marks(text[place.start : place.end], place.marks)
    is_heading = kind in HEADINGS
    return OutlineProvision(
        kind=kind,
        role=Role(found["role"] or Role.TEXT) if parent is not None else Role.TEXT,
        label=label,
        number=number_of(label) if found["number"] is None else found["number"],
        code=found["code"] or "",
        heading=words if is_heading else "",
        text="" if is_heading else words,
        parent=parent,
        start=place.start,
        end=place.end,
        marks=place.marks,
        tags=(),
        attribution="",
    )
