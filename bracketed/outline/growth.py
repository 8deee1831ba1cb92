"""A tree of provisions while it grows: what is open, and how its provisions are counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from bracketed.model import Doubt, DoubtKind, Kind, OutlineProvision, Role
from bracketed.outline.blocks import Block


@dataclass(slots=True)
class Counter:
    """The count of the provisions under one parent, in reading order."""

    printed: str = ""
    last: int = 0
    unnumbered: int = 0
    parts: int = 0
    alternatives: int = 0


@dataclass(slots=True)
class Tree:
    """The provisions read so far, and those of them that are still open."""

    provisions: list[OutlineProvision] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)
    counters: dict[int | None, Counter] = field(default_factory=dict)
    paragraph: int | None = None
    letter: int | None = None
    last_letter: str = ""
    slot: int | None = None
    alternative: int | None = None
    leads: int | None = None  # the chapeau whose sentence goes on in the items below it
    bulleted: int | None = None  # the last heading printed as a bullet
    says_lost: bool = False

    @property
    def heading(self) -> int | None:
        return self.headings[-1][1] if self.headings else None

    def counter(self, parent: int | None) -> Counter:
        return self.counters.setdefault(parent, Counter())

    def doubt(self, kind: DoubtKind, detail: str = "") -> None:
        self.doubts.append(Doubt(len(self.provisions) - 1, kind, detail))


def add(
    tree: Tree,
    block: Block,
    kind: Kind,
    parent: int | None,
    number: str,
    *,
    role: Role = Role.TEXT,
    code: str = "",
    heading: bool = False,
) -> int:
    label = block.label
    tree.provisions.append(
        OutlineProvision(
            kind=kind,
            role=role,
            label=label.printed if label else "",
            number=number,
            code=code or (label.code if label else ""),
            heading=block.words if heading else "",
            text="" if heading else block.words,
            parent=parent,
            start=block.start,
            end=block.end,
            marks=block.marks,
            tags=block.tags,
            attribution=block.attribution,
        )
    )
    return len(tree.provisions) - 1


def count(counter: Counter, printed: str) -> tuple[str, bool]:
    """The number of a provision, and whether it was counted because printing lost it."""
    if printed.isdecimal() and printed == counter.printed:
        counter.last += 1
        return str(counter.last), True
    counter.printed = printed
    counter.last = max(int(printed), 1) if printed.isdecimal() else counter.last
    return (str(counter.last) if printed == "0" else printed), False
