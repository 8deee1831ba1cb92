"""Two edits of one wording brought together, exactly, or shown as a conflict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bracketed.compare_runs import common_words
from bracketed.matching import match_brackets
from bracketed.words import WORD

#: Words, marks, signs and white space, so that the tokens give back the text.
_TOKEN = re.compile(rf"{WORD}|\s+|.", re.DOTALL)


class ConflictReason(StrEnum):
    """Why two edits cannot stand together."""

    OVERLAP = "overlap"
    BRACKETS = "brackets"


@dataclass(frozen=True, slots=True)
class Merged:
    """Both edits in one text."""

    text: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two edits that do not stand together: both texts, and where in the base they meet.
    A person has to decide; nothing of this is ever saved by itself."""

    reason: ConflictReason
    base: str
    mine: str
    theirs: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Edit:
    """Tokens ``start … end`` of the base replaced by tokens ``first … last`` of a text."""

    start: int
    end: int
    first: int
    last: int


def merge(base: str, mine: str, theirs: str) -> Merged | Conflict:
    """Bring two edits of ``base`` together, token by token and never by guessing.

    A conflict where they touch the same words or the same place differently, or where a
    bracket of the result would be unbalanced, or close another one, than in the text it
    comes from."""
    if mine == theirs or theirs == base:
        return Merged(mine)
    if mine == base:
        return Merged(theirs)
    tokens, own, other = (_TOKEN.findall(text) for text in (base, mine, theirs))
    edits, other_edits = _edits(tokens, own), _edits(tokens, other)
    meeting = _meeting(edits, other_edits, own, other)
    if meeting is not None:
        start, end = (sum(map(len, tokens[:at])) for at in meeting)
        return Conflict(ConflictReason.OVERLAP, base, mine, theirs, start, end)
    merged, from_mine, from_theirs = _woven(tokens, own, other, edits, other_edits)
    if _keeps_pairs(mine, own, merged, from_mine) and _keeps_pairs(
        theirs, other, merged, from_theirs
    ):
        return Merged("".join(merged))
    return Conflict(ConflictReason.BRACKETS, base, mine, theirs, 0, len(base))


def _edits(tokens: Sequence[str], edited: Sequence[str]) -> list[_Edit]:
    edits: list[_Edit] = []
    at = at_edited = 0
    for i, j, count in [*common_words(tokens, edited), (len(tokens), len(edited), 0)]:
        if at < i or at_edited < j:
            edits.append(_Edit(at, i, at_edited, j))
        at, at_edited = i + count, j + count
    return edits


def _meeting(
    edits: Sequence[_Edit],
    other_edits: Sequence[_Edit],
    own: Sequence[str],
    other: Sequence[str],
) -> tuple[int, int] | None:
    """The first stretch of the base that both edit, differently."""
    position = 0
    for edit in edits:
        while position < len(other_edits) and other_edits[position].end < edit.start:
            position += 1
        for rival in other_edits[position:]:
            if rival.start > edit.end:
                break
            if not _meet(edit, rival) or _is_same(edit, rival, own, other):
                continue
            return min(edit.start, rival.start), max(edit.end, rival.end)
    return None


def _meet(edit: _Edit, rival: _Edit) -> bool:
    """Whether they share a token of the base, or one puts words at an edge of the other:
    nobody can say which comes first."""
    if edit.start == edit.end or rival.start == rival.end:
        return edit.start <= rival.end and rival.start <= edit.end
    return edit.start < rival.end and rival.start < edit.end


def _is_same(edit: _Edit, rival: _Edit, own: Sequence[str], other: Sequence[str]) -> bool:
    same_place = (edit.start, edit.end) == (rival.start, rival.end)
    return same_place and own[edit.first : edit.last] == other[rival.first : rival.last]


def _woven(
    tokens: Sequence[str],
    own: Sequence[str],
    other: Sequence[str],
    edits: Sequence[_Edit],
    other_edits: Sequence[_Edit],
) -> tuple[list[str], dict[int, int], dict[int, int]]:
    """The tokens with both edits, and where each side's tokens went."""
    merged: list[str] = []
    from_mine: dict[int, int] = {}
    from_theirs: dict[int, int] = {}
    todo = sorted(
        [(edit, True) for edit in edits] + [(edit, False) for edit in other_edits],
        key=lambda one: (one[0].start, one[0].end),
    )
    at = at_own = at_other = 0
    done: _Edit | None = None

    def keep(until: int) -> None:
        nonlocal at, at_own, at_other
        while at < until:
            from_mine[at_own] = from_theirs[at_other] = len(merged)
            merged.append(tokens[at])
            at, at_own, at_other = at + 1, at_own + 1, at_other + 1

    for edit, is_mine in todo:
        is_repeated = done is not None and (done.start, done.end) == (edit.start, edit.end)
        if not is_repeated:
            keep(edit.start)
        source, went = (own, from_mine) if is_mine else (other, from_theirs)
        new = len(merged) - (edit.last - edit.first) if is_repeated else len(merged)
        for offset in range(edit.last - edit.first):
            went[edit.first + offset] = new + offset
        if not is_repeated:
            merged.extend(source[edit.first : edit.last])
        skipped = edit.end - edit.start
        if is_mine:
            at_own = edit.last
            at_other += 0 if is_repeated else skipped
        else:
            at_other = edit.last
            at_own += 0 if is_repeated else skipped
        at = edit.end
        done = edit
    keep(len(tokens))
    return merged, from_mine, from_theirs


def _keeps_pairs(
    text: str, tokens: Sequence[str], merged: Sequence[str], went: dict[int, int]
) -> bool:
    """Whether each bracket of ``text`` that is still there closes the same one, or stays
    without a partner as it was."""
    partner, merged_partner = _partners(tokens), _partners(merged)
    for mark, other in partner.items():
        place = went.get(mark)
        if place is None:
            continue
        if other is None:
            keeps = merged_partner[place] is None
        else:
            keeps = other in went and merged_partner[place] == went[other]
        if not keeps:
            return False
    return True


def _partners(tokens: Sequence[str]) -> dict[int, int | None]:
    """For each mark the index of its partner, None where it has none."""
    marks = [(at, token) for at, token in enumerate(tokens) if token in ("[", "]")]
    matching = match_brackets("".join(token for _, token in marks))
    partners: dict[int, int | None] = {at: None for at, _ in marks}
    for start, end in matching.pairs:
        opening, closing = marks[start][0], marks[end - 1][0]
        partners[opening], partners[closing] = closing, opening
    return partners
