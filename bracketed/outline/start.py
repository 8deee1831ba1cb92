"""Where the text begins in a whole file: after the letters and page headings before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bracketed.outline.blocks import Block
from bracketed.outline.headings import Heading
from bracketed.outline.labels import COUNTED

_LETTER = re.compile(r"(?:Your )?Excellency\b|Dear |I have the honou?r|Please accept\b|Sir,|Madam,")
_LONGEST_HEADING = 160
_DATED = re.compile(r"\b(?:19|20)\d\d\b")


def find_start(blocks: Sequence[Block], headings: Sequence[Heading | None]) -> int:
    """The index of the first block that is text. What stands before the first heading or
    numbered provision is text too, unless it is a letter or nothing but short lines."""
    first = next(
        (
            index
            for index, block in enumerate(blocks)
            if headings[index] is not None or block.kind in COUNTED or block.tags
        ),
        0,
    )
    before = blocks[:first]
    if any(_LETTER.match(block.words) for block in before):
        return first
    if all(_is_page_heading(block) for block in before):
        return first
    return 0


def find_page_headings(
    blocks: Sequence[Block], headings: Sequence[Heading | None]
) -> frozenset[int]:
    """Short dated lines between two headings ("Draft Outcome Document – 7 December 2015")."""
    return frozenset(
        index
        for index in range(1, len(blocks) - 1)
        if headings[index] is None
        and headings[index - 1] is not None
        and headings[index + 1] is not None
        and blocks[index].row is None
        and _is_page_heading(blocks[index])
        and _DATED.search(blocks[index].words)
    )


def _is_page_heading(block: Block) -> bool:
    return (
        block.label is None
        and not block.tags
        and "[" not in block.words
        and "]" not in block.words
        and len(block.words) <= _LONGEST_HEADING
        and not block.words.endswith((".", ";", ":", ",", "?", "!"))
    )
