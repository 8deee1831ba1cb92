"""Which blocks are headings, and of what rank.

Headings and paragraphs may share their numbers (``1. ICT for Development`` beside
``1. Recalling …``), so the number alone never decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bracketed.model import DoubtKind, Kind
from bracketed.outline.blocks import Block
from bracketed.outline.labels import LabelKind
from bracketed.outline.words import is_wholly_bracketed, looks_like_heading

#: Ranks: a heading stands under the nearest one of a smaller rank.
CHAPTER, ANNEX, PART, SECTION = 20, 25, 30, 40

_STRONG = {
    LabelKind.ANNEX: (ANNEX, Kind.ANNEX),
    LabelKind.CHAPTER: (CHAPTER, Kind.CHAPTER),
    LabelKind.PART: (PART, Kind.PART),
    LabelKind.SECTION: (SECTION, Kind.SECTION),
    LabelKind.CODE: (SECTION, Kind.SECTION),
    LabelKind.SLOTS: (SECTION, Kind.SECTION),
}
_RANKS = {kind: rank for rank, kind in _STRONG.values()}
_KNOWN = re.compile(
    r"\W*(?:preamble|introduction|background|conclusions?|follow[- ]up(?: and review)?"
    r"|way forward|the way ahead|preambular (?:part|paragraphs)|operative (?:part|paragraphs)"
    r"|recommendations|general provisions|final provisions)\W*\Z",
    re.IGNORECASE,
)
_E_LINE = re.compile(r"\[?\s*(?P<line>[eE]-[A-Za-z]{3,20})(?:\s*\([^()]{1,60}\))?\s*\]?\Z")
_COUNTS = frozenset({LabelKind.NUMBER, LabelKind.RESOLUTION, LabelKind.DECIMAL})
_TAGGED_ALONE = re.compile(r"(?:pre-?)?agreed\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: ``code`` is that of an e-line; ``doubt`` why a person should look at it, and
    ``detail`` what completes that."""

    rank: int
    kind: Kind
    code: str = ""
    doubt: DoubtKind | None = None
    detail: str = ""


def find_headings(blocks: Sequence[Block]) -> list[Heading | None]:
    """For each block the heading that it is, if it is one."""
    headings: list[Heading | None] = [None] * len(blocks)
    chapters = _lettered_chapters(blocks)
    seen = False
    for index, block in enumerate(blocks):
        if block.known is not None and block.known.kind is not None:
            headings[index] = _known(block.known.kind)
            seen = seen or headings[index] is not None
            continue
        if block.row is not None:
            continue
        heading = _strong(block) or _numbered(blocks, headings, index, in_chapter=chapters[index])
        if heading is None and block.label is None:
            heading = _unnumbered(blocks, headings, index, first=not seen)
        headings[index] = heading
        seen = seen or heading is not None
    return headings


def e_line(words: str) -> str:
    """The code of an e-line of C7 (``E-employment``), or nothing."""
    match = _E_LINE.match(words) if len(words) < 100 else None
    return "" if match is None else "E-" + match["line"][2:].lower()


def _lettered_chapters(blocks: Sequence[Block]) -> list[bool]:
    """Whether each block stands in a chapter whose parts may have lost their numbering:
    one named by a letter or word, or a text that has parts further on."""
    inside: list[bool] = []
    open_chapter = False
    for block in blocks:
        if block.row is None and block.kind in (LabelKind.CHAPTER, LabelKind.ANNEX):
            open_chapter = block.kind is LabelKind.CHAPTER
        inside.append(open_chapter)
    part_follows = False
    for index in range(len(blocks) - 1, -1, -1):
        inside[index] = inside[index] or part_follows
        if blocks[index].row is None and blocks[index].kind is LabelKind.PART:
            part_follows = True
        elif blocks[index].kind in (LabelKind.CHAPTER, LabelKind.ANNEX):
            part_follows = False
    return inside


def _strong(block: Block) -> Heading | None:
    if block.kind is None or block.kind not in _STRONG:
        return None
    rank, kind = _STRONG[block.kind]
    return Heading(rank, kind)


def _known(kind: Kind) -> Heading | None:
    return Heading(_RANKS[kind], kind) if kind in _RANKS else None


def _is_short_item(block: Block) -> bool:
    return (
        block.kind in (LabelKind.NUMBER, LabelKind.DECIMAL)
        and not any(_TAGGED_ALONE.match(tag) for tag in block.tags)
        and looks_like_heading(block.words, 14)
        and not is_wholly_bracketed(block.words)
    )


def _numbered(
    blocks: Sequence[Block], headings: Sequence[Heading | None], index: int, *, in_chapter: bool
) -> Heading | None:
    block = blocks[index]
    if not _is_short_item(block) and not (block.level and block.kind in _COUNTS and block.words):
        return None
    if not block.level and not _stands_over_text(blocks, headings, index):
        return None
    depth = block.number.count(".")
    if depth:
        return Heading(SECTION + depth, Kind.SECTION)
    rank, kind = (PART, Kind.PART) if in_chapter else (SECTION, Kind.SECTION)
    detail = f"{block.number}. {block.words[:60]}"
    return Heading(rank, kind, doubt=DoubtKind.NUMBERED_HEADING, detail=detail)


def _stands_over_text(
    blocks: Sequence[Block], headings: Sequence[Heading | None], index: int
) -> bool:
    """Whether a short numbered line stands over other blocks, not in a list of its like."""
    if index + 1 >= len(blocks) or blocks[index + 1].row is not None:
        return False
    following = blocks[index + 1]
    if following.kind in (LabelKind.LETTER, LabelKind.BULLET, LabelKind.ALTERNATIVE):
        return False
    depth = blocks[index].number.count(".")
    if _is_short_item(following) and following.number.count(".") <= depth:
        return False
    before = blocks[index - 1] if index else None
    return not (before and headings[index - 1] is None and _is_short_item(before))


def _unnumbered(
    blocks: Sequence[Block], headings: Sequence[Heading | None], index: int, *, first: bool
) -> Heading | None:
    block = blocks[index]
    code = e_line(block.words)
    if code:
        return Heading(SECTION + 1, Kind.SECTION, code)
    if block.level:
        level = block.level
        chapter = level == 1 or (first and level == 2 and not _KNOWN.match(block.words))
        return Heading(CHAPTER, Kind.CHAPTER) if chapter else Heading(SECTION + level, Kind.SECTION)
    if not looks_like_heading(block.words, 26) or is_wholly_bracketed(block.words):
        return None
    if _KNOWN.match(block.words):
        return Heading(SECTION, Kind.SECTION)
    if index + 1 >= len(blocks) or any(_TAGGED_ALONE.match(tag) for tag in block.tags):
        return None
    if not (block.tags or blocks[index + 1].kind in _COUNTS):
        return None
    if first:
        doubt = None if block.tags else DoubtKind.TITLE
        return Heading(CHAPTER, Kind.CHAPTER, doubt=doubt)
    return Heading(SECTION, Kind.SECTION, doubt=DoubtKind.HEADING)
