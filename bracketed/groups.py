"""Which wordings compete for one place.

Brackets side by side are read as alternatives unless a piece shows that it can stand
beside the other ("[and][consistent with …]"): then they are two optional pieces and no
group. Everything here is a proposal; a person can say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bracketed.families import are_kin
from bracketed.model import Alternative, Bracket, BracketKind, Group, GroupKind
from bracketed.options import find_option_blocks
from bracketed.slashes import find_slashes_inside

_GAP = re.compile(r"[ \t\xa0]{0,4}(/?)[ \t\xa0]{0,4}(?=\[)")
_CONNECTIVE = re.compile(
    r"\[\s*(?:and/or|or(?: alternatively| else)?|alternatively|versus|vs\.?)\s*\]"
)
_OR = re.compile(r"\[\s*or\s+(?=\S)")
#: How a piece begins that goes beside another one rather than in its place.
_BESIDE = re.compile(r"\[(?:\s|[^\w\s\[\"“‘'(]|(?:and|as well as|including|also|such as|but)\b)")
_OPEN_ENDED = re.compile(r"(?:,|\b(?:and|or|of|the|to|in|with))\s*\Z")
_FIRST_WORD = re.compile(r"\[\s*(\w+)")
_OPTION_LABEL = re.compile(
    r"\s*(?:option|alt(?:ernative)?)\.?\s*[\dA-Z]{0,3}\s*[:–—-]\s*", re.IGNORECASE
)
_WORD_BEFORE = re.compile(r"([\w’'-]+)([;,.:]?)\s{0,2}\Z")
_SLASHED = re.compile(r"\[\s*/\s*")
_ADDED = re.compile(r"(?:and|or|as well as|including)\b")
_FEW_WORDS = re.compile(r"\[\s*([\w’'-]+)(?:\s+[\w’'-]+){0,3}\s*\]")
_COMPETING = frozenset((BracketKind.TEXT, BracketKind.PLACEHOLDER))


def find_groups(text: str, brackets: Sequence[Bracket]) -> tuple[Group, ...]:
    """The groups among ``brackets`` (in order of their start), in order of their start."""
    groups: list[Group] = []
    for run, gaps in _runs(text, brackets):
        if len(run) == 1:
            group = _replacement(text, run[0])
            if group:
                groups.append(group)
        else:
            groups += _groups_of_run(text, run, gaps)
    groups += find_slashes_inside(text, brackets)
    groups += find_option_blocks(text, brackets)
    groups.sort(key=lambda group: (group.start, -group.end))
    return tuple(groups)


def _runs(text: str, brackets: Sequence[Bracket]) -> Iterator[tuple[list[Bracket], list[str]]]:
    """Brackets with nothing but spaces and slashes between, and what is between them."""
    by_start = {each.start: each for each in brackets if each.kind in _COMPETING}
    for first in brackets:
        if first.start not in by_start:
            continue
        run, gaps = [by_start.pop(first.start)], []
        while (gap := _GAP.match(text, run[-1].end)) and gap.end() in by_start:
            run.append(by_start.pop(gap.end()))
            gaps.append(gap[1])
        yield run, gaps


def _groups_of_run(text: str, run: list[Bracket], gaps: list[str]) -> Iterator[Group]:
    """Cut a run where the next piece does not compete with the one before."""
    part = [run[0]]
    kind: GroupKind | None = None
    for (before, after), gap in zip(pairwise(run), gaps, strict=True):
        joint = _joint(text, before, after, gap)
        if joint is GroupKind.SLASH_BETWEEN and kind is GroupKind.ADJACENT:
            # The slash says what goes together; the space only suggested it.
            yield from _group(text, part[:-1], kind)
            part, kind = [before], None
        if joint is None or kind not in (None, joint, GroupKind.CONNECTIVE):
            yield from _group(text, part, kind)
            part, kind = [after], None
        else:
            part.append(after)
            kind = kind or joint
    yield from _group(text, part, kind)


def _joint(text: str, before: Bracket, after: Bracket, gap: str) -> GroupKind | None:
    """How two neighbours compete; None when they are optional pieces."""
    if gap == "/":
        return GroupKind.SLASH_BETWEEN
    connectives = (_CONNECTIVE.match(text, each.start) for each in (before, after))
    if any(connectives) or _OR.match(text, after.start):
        return GroupKind.CONNECTIVE
    if _are_sentences(text, before, after):
        return None
    first, second = (_FIRST_WORD.match(text, each.start) for each in (before, after))
    if first and second and first[1].lower() == second[1].lower():
        return GroupKind.ADJACENT
    if any(_BESIDE.match(text, each.start) for each in (before, after)):
        return None
    tail = text[max(before.start + 1, before.end - 12) : before.end - 1]
    return None if _OPEN_ENDED.search(tail) else GroupKind.ADJACENT


def _are_sentences(text: str, before: Bracket, after: Bracket) -> bool:
    """Two whole sentences, each in brackets, are disputed one by one."""
    return all(
        text[each.start + 1].isupper()
        and text[max(each.start, each.end - 3) : each.end - 1].rstrip()[-1:] == "."
        for each in (before, after)
    )


def _group(text: str, part: list[Bracket], kind: GroupKind | None) -> Iterator[Group]:
    wordings = [each for each in part if not _CONNECTIVE.match(text, each.start)]
    if kind is not None and len(wordings) > 1:
        alternatives = tuple(_words_inside(text, each) for each in wordings)
        yield Group(kind, part[0].start, part[-1].end, alternatives)


def _words_inside(text: str, bracket: Bracket) -> Alternative:
    """The words of a bracket that is one alternative, without "or" or "Option A:"."""
    start, end = bracket.start + 1, bracket.end - 1
    lead = _OR.match(text, bracket.start) or _OPTION_LABEL.match(text, start, end)
    if lead:
        start = lead.end()
    return trimmed(text, start, end)


def _replacement(text: str, bracket: Bracket) -> Group | None:
    """``evaluation [review]``, ``evaluation;[/ review]``, ``review [/ and follow up]``."""
    before = text[max(0, bracket.start - 60) : bracket.start]
    word = _WORD_BEFORE.search(before)
    if word is None:
        return None
    offset = bracket.start - len(before)
    old = Alternative(offset + word.start(1), offset + word.end(1))
    slashed = _SLASHED.match(text, bracket.start, bracket.end)
    if slashed:
        new = trimmed(text, slashed.end(), bracket.end - 1)
        if _ADDED.match(text, new.start):
            # The choice is between no more words and these.
            old = Alternative(bracket.start, bracket.start)
        return Group(GroupKind.REPLACEMENT, old.start, bracket.end, (old, new))
    few = _FEW_WORDS.match(text, bracket.start, bracket.end)
    if few is None or word[2] or few.end() != bracket.end:
        return None
    if are_kin(word[1], few[1]):
        new = trimmed(text, bracket.start + 1, bracket.end - 1)
        return Group(GroupKind.REPLACEMENT, old.start, bracket.end, (old, new))
    return None


def trimmed(text: str, start: int, end: int) -> Alternative:
    """The stretch without white space at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Alternative(start, end)
