"""What is known of paragraphs before they are read, and what a person says of the reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bracketed.model import HEADINGS, Kind, Known, Mark, OutlineProvision, Role
from bracketed.outline.blocks import Block, read_marked
from bracketed.outline.tags import fit_marks


def by_start(known: Iterable[Known], said: Mapping[int, Known] | None = None) -> dict[int, Known]:
    """What is known by where it begins. What a person said only tells that paragraphs
    begin there: the rest is put right afterwards, so that one answer does not change how the
    others are read."""
    found = {one.start: one for one in known}
    for start in said or {}:
        found.setdefault(start, Known(start))
    return found


def is_kept(block: Block, said: Mapping[int, Known], otherwise: bool) -> bool:
    """Whether a block is text: as it is known, else as it looks."""
    known = said.get(block.start, block.known)
    if known is None:
        return otherwise
    return known.is_text and (otherwise or known.kind is not None)


def is_settled(block: Block, said: Mapping[int, Known]) -> bool:
    """Whether nothing is doubtful any longer, as a person or the file said what it is."""
    known = said.get(block.start, block.known)
    return known is not None and known.kind is not None


def put_right(
    source: str,
    provisions: Sequence[OutlineProvision],
    blocks: Sequence[Block],
    said: Mapping[int, Known],
) -> tuple[OutlineProvision, ...]:
    """The provisions as the file and the person say; ``blocks`` are those they were read from."""
    known = [block.known for block in blocks]
    answers = [said.get(block.start) for block in blocks]
    if not any(map(_says_something, (*known, *answers))):
        return tuple(provisions)
    right = [_renamed(p, one) for p, one in zip(provisions, known, strict=True)]
    depths = _depths(provisions)
    for index, one in enumerate(known):
        if one is not None and one.depth is not None:
            depths[index] = one.depth
    for index, answer in enumerate(answers):
        if answer is not None:
            _say(right, depths, index, answer)
            if answer.marks is not None:
                right[index] = _marked(source, right[index], answer.marks)
    parents = _parents(depths)
    return tuple(
        replace(one, parent=parent, role=one.role if parent is not None else Role.TEXT)
        for one, parent in zip(right, parents, strict=True)
    )


def _says_something(known: Known | None) -> bool:
    return known is not None and bool(known.kind or known.role or known.marks is not None)


def _marked(source: str, provision: OutlineProvision, marks: tuple[Mark, ...]) -> OutlineProvision:
    """The provision where these are its marks."""
    printed = source[provision.start : provision.end]
    marks = fit_marks(marks, len(printed))
    words, tags, attribution = read_marked(printed, marks)
    provision = replace(provision, marks=marks, tags=tags, attribution=attribution, text=words)
    return _of_kind(replace(provision, heading=""), provision.kind)


def _renamed(provision: OutlineProvision, known: Known | None) -> OutlineProvision:
    if known is None:
        return provision
    provision = replace(
        provision,
        role=provision.role if known.role is None else known.role,
        label=provision.label if known.label is None else known.label,
        number=provision.number if known.number is None else known.number,
        code=provision.code if known.code is None else known.code,
    )
    return provision if known.kind is None else _of_kind(provision, known.kind)


def _of_kind(provision: OutlineProvision, kind: Kind) -> OutlineProvision:
    words = provision.text or provision.heading
    if kind in HEADINGS:
        return replace(provision, kind=kind, heading=words, text="")
    return replace(provision, kind=kind, heading="", text=words)


def _depths(provisions: Sequence[OutlineProvision]) -> list[int]:
    depths: list[int] = []
    for provision in provisions:
        depths.append(0 if provision.parent is None else depths[provision.parent] + 1)
    return depths


def _parents(depths: Sequence[int]) -> list[int | None]:
    """The parent of each: the nearest before it that stands higher."""
    above: list[int] = []
    parents: list[int | None] = []
    for index, depth in enumerate(depths):
        while above and depths[above[-1]] >= depth:
            above.pop()
        parents.append(above[-1] if above else None)
        above.append(index)
    return parents


def _say(provisions: list[OutlineProvision], depths: list[int], index: int, answer: Known) -> None:
    """Take one answer into the tree, with what moves because of it."""
    one = provisions[index]
    if answer.kind is not None and answer.kind is not one.kind:
        if (answer.kind in HEADINGS) != (one.kind in HEADINGS):
            move = _make_heading if answer.kind in HEADINGS else _make_paragraph
            move(provisions, depths, index, answer.kind)
        provisions[index] = _of_kind(one, answer.kind)
    if answer.role is not None and answer.role is not one.role:
        if (answer.role is Role.TEXT) != (one.role is Role.TEXT):
            step = -1 if answer.role is Role.TEXT else 1
            _shift(depths, index, _end_of(depths, index), step)
        provisions[index] = replace(provisions[index], role=answer.role)


def _make_paragraph(
    provisions: Sequence[OutlineProvision], depths: list[int], index: int, kind: Kind
) -> None:
    """A heading that is none: it goes on under the heading before it, or what stood under it
    stands beside it."""
    end = _end_of(depths, index)
    before = next((i for i in range(index - 1, -1, -1) if depths[i] <= depths[index]), None)
    if before is not None and depths[before] == depths[index]:
        if provisions[before].kind in HEADINGS:
            depths[index] += 1
    else:
        _shift(depths, index + 1, end, -1)


def _make_heading(
    provisions: Sequence[OutlineProvision], depths: list[int], index: int, kind: Kind
) -> None:
    """A paragraph that is a heading: it stands beside one of its kind, and what follows it
    under the same heading stands under it."""
    parent, lowest = None, depths[index]
    for before in range(index - 1, -1, -1):
        if depths[before] < lowest:
            lowest = depths[before]
            if provisions[before].kind in HEADINGS:
                parent = before
                break
    level = -1 if parent is None else depths[parent]
    end = _end_of(depths, index)
    _shift(depths, index, end, level + 1 - depths[index])
    if parent is not None and provisions[parent].kind is kind:
        _shift(depths, index, end, -1)
        return
    while end < len(depths) and depths[end] > level and provisions[end].kind not in HEADINGS:
        depths[end] += 1
        end += 1


def _end_of(depths: Sequence[int], index: int) -> int:
    """Where what stands under a provision ends."""
    end = index + 1
    while end < len(depths) and depths[end] > depths[index]:
        end += 1
    return end


def _shift(depths: list[int], first: int, end: int, by: int) -> None:
    for index in range(first, end):
        depths[index] = max(0, depths[index] + by)
