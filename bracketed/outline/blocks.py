"""Lines put together to what is printed as one paragraph.

A label alone on its line belongs to the next one, a page break inside a sentence is closed,
and a bracket mark alone on its line stays with the words beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bracketed.model import Known, Mark, MarkKind
from bracketed.outline.labels import STRONG, Label, LabelKind, known_label
from bracketed.outline.lines import Line, is_only_marks
from bracketed.outline.tags import (
    Cut,
    apply_marks,
    finish_marks,
    fit_marks,
    heading_level,
    is_instruction,
    is_note,
    read_insertions,
    read_leading_tag,
)
from bracketed.outline.words import ends_sentence, looks_like_heading

#: A sentence that breaks off after one of these goes on after the page break, even with a
#: capital letter: "the Commission on Science and⏎Technology for Development".
_CONNECTIVES = re.compile(
    r"(?:a|an|and|as|at|by|for|from|in|including|of|on|or|our|that|the|their|to|which|with)\Z"
)
#: Shorter lines are headings, signatures and entries of lists, not broken paragraphs.
_SHORTEST_BROKEN, _SHORTEST_BEFORE_CAPITAL = 40, 80


@dataclass(slots=True)
class Block:
    """What is printed as one paragraph. ``row`` is the row of the table it stands in."""

    start: int
    end: int
    label: Label | None
    row: tuple[int, int] | None
    last: Line
    cuts: list[Cut] = field(default_factory=list)
    waits: bool = False
    level: int = 0
    marks: tuple[Mark, ...] = ()
    words: str = ""
    tags: tuple[str, ...] = ()
    attribution: str = ""
    known: Known | None = None

    @property
    def kind(self) -> LabelKind | None:
        return None if self.label is None else self.label.kind

    @property
    def number(self) -> str:
        return "" if self.label is None else self.label.number

    @property
    def is_only_marks(self) -> bool:
        return self.label is None and not self.words.strip("[] .")


def read_blocks(
    source: str,
    lines: Iterable[Line],
    row: tuple[int, int] | None = None,
    known: Mapping[int, Known] | None = None,
) -> list[Block]:
    """The blocks of ``lines`` that follow each other in the text or in one cell; ``known``
    says by their starts where paragraphs begin for certain, and what they are."""
    blocks: list[Block] = []
    known = known or {}
    for line in lines:
        if line.is_empty:
            continue
        here = known.get(line.start)
        if not blocks or not _joins(source, blocks[-1], line, here):
            if not blocks and here is None and _belongs_to_nothing(source, line):
                continue
            blocks.append(_open(source, line, row, here))
    return blocks


def _open(source: str, line: Line, row: tuple[int, int] | None, known: Known | None) -> Block:
    block = Block(line.start, line.end, line.label, row, line, list(line.tail), known=known)
    block.level = heading_level(source, line.start, line.words_end)
    if known is not None and known.level:
        block.level = known.level
    if known is not None and line.label is None:
        block.label = known_label(source, line.start, line.end, known.label or "")
    block.waits = _waits(source, line)
    return block


def _waits(source: str, line: Line) -> bool:
    """Whether the line is a label or an opening mark alone: its words stand on the next."""
    if line.label is not None:
        return line.label.bare
    return is_only_marks(source, line, "[")


def _clings(source: str, line: Line) -> bool:
    """Whether the line is a closing mark, a tag or a note alone: it ends what stands before."""
    if line.is_only_tags or is_note(source, line.start, line.end):
        return True
    return is_only_marks(source, line, "]")


def _belongs_to_nothing(source: str, line: Line) -> bool:
    return is_instruction(source, line.start, line.end)


def _joins(source: str, block: Block, line: Line, here: Known | None) -> bool:
    """Take the line into the block, if it belongs there."""
    if block.known is not None and block.known.end is not None:
        if line.start >= block.known.end:
            return False
        _extend(block, line, MarkKind.BREAK)
        return True
    if here is not None and here.end is not None:
        return False
    if block.waits and _takes(source, block, line):
        block.waits = _waits(source, line)
        block.label = block.label or line.label
        _extend(block, line, MarkKind.SPACE)
    elif _clings(source, line):
        _extend(block, line, MarkKind.SPACE)
    elif is_instruction(source, line.start, line.end) and line.label is None:
        _extend(block, line, MarkKind.SPACE)
        block.cuts.append((MarkKind.INSTRUCTION, line.start, line.end))
    elif here is None and _goes_on(source, block, line):
        _extend(block, line, MarkKind.BREAK)
    else:
        return False
    return True


def _extend(block: Block, line: Line, seam: MarkKind) -> None:
    block.cuts.append((seam, block.end, line.start))
    block.cuts += line.tail
    block.end = line.end
    block.last = line


def _takes(source: str, block: Block, line: Line) -> bool:
    """Whether a label (or an opening mark) alone on its line belongs to this next line."""
    if block.label is None:
        return True
    if line.label is not None or (line.tabbed and block.row is None):
        return False
    if block.kind in STRONG:
        words = source[line.start : min(line.words_end, line.start + 400)]
        return block.kind is not LabelKind.SLOTS and looks_like_heading(words, 30)
    return True


def _goes_on(source: str, block: Block, line: Line) -> bool:
    """Whether a page break inside a sentence stands between the block and the line."""
    last = block.last
    if line.label is not None or line.gap > 2 or (line.tabbed and block.row is None):
        return False
    if last.tail or block.level or block.kind in STRONG:
        return False
    length = last.end - last.start
    first = source[line.start]
    if length < _SHORTEST_BROKEN or ends_sentence(source, last.start, last.end):
        return False
    if first.islower():
        return not source.startswith(("www.", "http"), line.start)
    if not first.isalpha() or length < _SHORTEST_BEFORE_CAPITAL:
        return False
    last_word = source[max(last.start, last.end - 12) : last.end].rsplit(maxsplit=1)
    return bool(last_word) and _CONNECTIVES.match(last_word[-1]) is not None


def read_words(source: str, block: Block) -> None:
    """Work out what of the block is words, and what is marks, tags and attribution."""
    cuts = [cut for cut in block.cuts if cut[1] < cut[2]]
    begin = block.start
    if block.label is not None:
        label_cuts = _cut_label(source, block, block.label)
        cuts += label_cuts
        begin = label_cuts[-1][2]
    leading = read_leading_tag(source, begin, block.end)
    if leading is not None:
        cuts.append(leading)
    cuts += read_insertions(source, block.start, block.end)
    block.marks = finish_marks(source, block.start, block.end, cuts)
    if block.known is not None and block.known.marks is not None:
        block.marks = fit_marks(block.known.marks, block.end - block.start)
    printed = source[block.start : block.end]
    block.words, block.tags, block.attribution = read_marked(printed, block.marks)


def read_marked(printed: str, marks: tuple[Mark, ...]) -> tuple[str, tuple[str, ...], str]:
    """The words of what is printed, its tags, and whose words they are."""
    attribution = "; ".join(_inside(printed, marks, MarkKind.ATTRIBUTION))
    return apply_marks(printed, marks), tuple(_inside(printed, marks, MarkKind.TAG)), attribution


def _inside(printed: str, marks: tuple[Mark, ...], kind: MarkKind) -> list[str]:
    return [printed[m.start : m.end].strip().strip("[]()").strip() for m in marks if m.kind is kind]


def _cut_label(source: str, block: Block, label: Label) -> list[Cut]:
    cuts: list[Cut] = [(MarkKind.LABEL, *label.bullet)] if label.bullet else []
    at = label.start
    inside = [(MarkKind.OLD_NUMBER, label.old)] if label.old else []
    inside += [(MarkKind.ATTRIBUTION, label.by)] if label.by else []
    for kind, place in inside:
        cuts += [(MarkKind.LABEL, at, place[0]), (kind, *place)]
        at = place[1]
    end = max(at, label.end)
    while end < block.end and (source[end].isspace() or source[end] == "\ufeff"):
        end += 1
    cuts.append((MarkKind.LABEL, at, end))
    return cuts
