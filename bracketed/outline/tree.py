"""Blocks put in their places: what each is, and under which it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bracketed.model import DoubtKind, Kind, Role
from bracketed.outline.blocks import Block
from bracketed.outline.growth import Tree, add, count
from bracketed.outline.headings import ANNEX, CHAPTER, Heading, e_line
from bracketed.outline.labels import COUNTED, LabelKind
from bracketed.outline.words import is_wholly_bracketed

_ROMAN = re.compile(r"[ivx]+\Z")
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(slots=True)
class Scope:
    """What stands under one heading: where its counted provisions begin, or None."""

    heading: Heading | None
    code: str
    first_counted: int | None = None


def grow_tree(blocks: Sequence[Block], headings: Sequence[Heading | None]) -> Tree:
    """The provisions that ``blocks`` print, in reading order, each after its parent."""
    tree = Tree()
    scopes = _find_scopes(blocks, headings)
    for index, block in enumerate(blocks):
        heading = headings[index]
        if heading is not None:
            _add_heading(tree, block, heading)
        elif block.kind is LabelKind.ALTERNATIVE:
            _add_alternative(tree, block)
        elif block.kind is LabelKind.BULLET:
            _add_bullet(tree, block)
        elif block.kind in (LabelKind.LETTER, LabelKind.ROMAN):
            _add_sub_paragraph(tree, block)
        elif block.label is not None:
            _add_counted(tree, block)
        else:
            _add_unnumbered(tree, block, scopes[index], index)
    return tree


def _find_scopes(blocks: Sequence[Block], headings: Sequence[Heading | None]) -> list[Scope]:
    scopes: list[Scope] = []
    scope = Scope(None, "")
    for index, block in enumerate(blocks):
        heading = headings[index]
        if heading is not None:
            code = heading.code or (block.label.code if block.label else "")
            scope = Scope(heading, code)
        elif scope.first_counted is None and block.kind in COUNTED:
            scope.first_counted = index
        scopes.append(scope)
    return scopes


def _add_heading(tree: Tree, block: Block, heading: Heading) -> None:
    _close_headings(tree, heading)
    parent = tree.heading
    number = block.number
    if heading.kind is Kind.PART:
        counter = tree.counter(parent)
        counter.parts += 1
        if block.kind is LabelKind.NUMBER and counter.parts <= len(_NUMERALS):
            number = _NUMERALS[counter.parts - 1]
    if block.kind is LabelKind.SLOTS:
        number = ""
    index = add(tree, block, heading.kind, parent, number, code=heading.code, heading=True)
    tree.headings.append((heading.rank, index))
    tree.paragraph = tree.letter = tree.slot = tree.alternative = None
    tree.leads = None
    if heading.doubt:
        tree.doubt(heading.doubt, heading.detail)
    if block.label is not None and block.label.bullet:
        tree.bulleted = index
    if block.kind is LabelKind.SLOTS:
        tree.doubt(DoubtKind.NAMES_SEVERAL)


def _close_headings(tree: Tree, heading: Heading) -> None:
    """Close the headings that end where ``heading`` begins. An annex inside a chapter is a
    part of it, and so is a chapter printed in an annex."""
    ranks = [rank for rank, _ in tree.headings]
    if heading.rank == ANNEX and ANNEX in ranks:
        del tree.headings[ranks.index(ANNEX) :]
    elif heading.rank == CHAPTER:
        if CHAPTER in ranks:
            del tree.headings[ranks.index(CHAPTER) :]
        elif ANNEX in ranks:
            del tree.headings[ranks.index(ANNEX) + 1 :]
        else:
            tree.headings.clear()
    else:
        while tree.headings and tree.headings[-1][0] >= heading.rank:
            tree.headings.pop()


def _add_counted(tree: Tree, block: Block) -> None:
    """A provision with a number: a paragraph, or an item of the sentence that leads to it."""
    if "alt" in block.number.lower() and tree.slot is not None:
        _add_relation(tree, block, tree.slot, Role.ALTERNATIVE, block.number)
        tree.doubt(DoubtKind.COUNTED_ALTERNATIVE, block.label.printed if block.label else "")
        return
    if not block.words.lstrip("[ ")[:1].islower():
        tree.leads = None
    parent = tree.heading if tree.leads is None else tree.leads
    kind = Kind.PARAGRAPH if tree.leads is None else Kind.SUB_PARAGRAPH
    code = e_line(block.words) if block.row is not None else ""
    number, is_lost = count(tree.counter(parent), block.number)
    tree.paragraph = tree.slot = add(tree, block, kind, parent, number, code=code)
    tree.letter = tree.alternative = None
    if is_lost and not tree.says_lost:
        tree.says_lost = True
        tree.doubt(DoubtKind.NUMBER_LOST, f"{block.number}.")


def _add_unnumbered(tree: Tree, block: Block, scope: Scope, index: int) -> None:
    counter = tree.counter(tree.heading)
    if block.is_only_marks:
        tree.paragraph = tree.slot = add(tree, block, Kind.PARAGRAPH, tree.heading, "")
    elif _is_addition(tree, block, scope, index) and tree.slot is not None:
        _add_relation(tree, block, tree.slot, Role.ADDITION, "")
        tree.doubt(DoubtKind.BRACKETED_LINE)
    elif scope.first_counted is not None and index > scope.first_counted:
        _add_between(tree, block)
    elif scope.first_counted is not None or (scope.code and not counter.unnumbered):
        counter.unnumbered += 1
        _open_paragraph(tree, block, Kind.CHAPEAU, "")
        tree.leads = tree.paragraph if block.words.rstrip(" ]").endswith(":") else None
    else:
        counter.unnumbered += 1
        code = e_line(block.words) if block.row is not None else ""
        number = str(counter.unnumbered) if scope.heading is not None else ""
        _open_paragraph(tree, block, Kind.PARAGRAPH, number, code)


def _open_paragraph(tree: Tree, block: Block, kind: Kind, number: str, code: str = "") -> None:
    tree.paragraph = tree.slot = add(tree, block, kind, tree.heading, number, code=code)
    tree.letter = tree.alternative = None


def _is_addition(tree: Tree, block: Block, scope: Scope, index: int) -> bool:
    if not is_wholly_bracketed(block.words) or tree.slot is None:
        return False
    if tree.provisions[-1].role is not Role.TEXT:
        return True
    return scope.first_counted is not None and index > scope.first_counted


def _add_between(tree: Tree, block: Block) -> None:
    """Words without a number between numbered ones: the sentence goes on, or a new one."""
    if tree.letter is not None and tree.paragraph is not None:
        tree.letter = tree.slot = add(tree, block, Kind.SUB_PARAGRAPH, tree.paragraph, "")
    else:
        code = e_line(block.words) if block.row is not None else ""
        _open_paragraph(tree, block, Kind.PARAGRAPH, "", code)
    tree.alternative = None
    tree.doubt(DoubtKind.GOES_ON)


def _add_relation(tree: Tree, block: Block, slot: int, role: Role, number: str) -> None:
    kind = tree.provisions[slot].kind
    index = add(tree, block, kind, slot, number, role=role)
    tree.alternative = index if role is Role.ALTERNATIVE else None


def _add_alternative(tree: Tree, block: Block) -> None:
    if tree.slot is None:
        _open_paragraph(tree, block, Kind.PARAGRAPH, block.number)
        tree.doubt(DoubtKind.OF_WHICH)
        return
    if tree.letter is not None and tree.paragraph is not None and block.words.endswith(":"):
        # It leads to sub-paragraphs of its own: it competes with the whole paragraph.
        tree.slot = tree.paragraph
        tree.letter = None
    counter = tree.counter(tree.slot)
    counter.alternatives += 1
    number = block.number or str(counter.alternatives)
    _add_relation(tree, block, tree.slot, Role.ALTERNATIVE, number)
    if not block.number:
        tree.doubt(DoubtKind.WITHOUT_NUMBER)


def _add_bullet(tree: Tree, block: Block) -> None:
    if tree.heading is not None and tree.heading == tree.bulleted:
        # The heading was a bullet itself, so the next one stands beside it, not under it.
        tree.headings.pop()
        tree.paragraph = tree.letter = tree.alternative = None
    code = e_line(block.words) if block.row is not None else ""
    parent = _latest(tree.letter, tree.alternative, tree.paragraph, tree.heading)
    tree.slot = add(tree, block, Kind.BULLET, parent, "", code=code)


def _latest(*open_ones: int | None) -> int | None:
    """The nearest of the provisions that are open: the one that was read last."""
    return max((index for index in open_ones if index is not None), default=None)


def _add_sub_paragraph(tree: Tree, block: Block) -> None:
    if _is_roman(tree, block):
        parent = _latest(tree.letter, tree.alternative, tree.paragraph, tree.heading)
        tree.slot = add(tree, block, Kind.SUB_PARAGRAPH, parent, block.number)
        return
    if tree.alternative is not None:
        slot = tree.provisions[tree.alternative].parent
        if slot is not None and tree.provisions[slot].kind is Kind.SUB_PARAGRAPH:
            tree.alternative = None  # it competed with one sub-paragraph; this is the next one
    parent = _latest(tree.alternative, tree.paragraph, tree.heading)
    tree.letter = add(tree, block, Kind.SUB_PARAGRAPH, parent, block.number)
    tree.last_letter = block.number
    if tree.alternative is None:
        tree.slot = tree.letter


def _is_roman(tree: Tree, block: Block) -> bool:
    """Whether ``i)`` is a roman numeral, not the letter after h (nor v the one after u)."""
    if block.kind is LabelKind.ROMAN:
        return True
    if not _ROMAN.match(block.number):
        return False
    before = tree.last_letter if tree.letter is not None else ""
    follows = len(before) == 1 == len(block.number) and ord(block.number) == ord(before) + 1
    return not follows
