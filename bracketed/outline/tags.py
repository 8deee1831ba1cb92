"""What is printed with the words of a provision but is not its words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bracketed.kinds import classify
from bracketed.model import BracketKind, Mark, MarkKind

Cut = tuple[MarkKind, int, int]

_REMNANT = re.compile(r"\[(?:bookmark|image)\s*:[^\[\]\n]*\]", re.IGNORECASE)
_NOTE = re.compile(
    r"\[(?:editor(?:ial|['’]?s)?\s+|drafting\s+|secretariat\s+)?note\s*:[^\[\]]*\]", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"(?<=[^\W\d]|[.,;:)”’])\[\d{1,3}\]")
_INSERTED = (
    (MarkKind.REMNANT, _REMNANT),
    (MarkKind.NOTE, _NOTE),
    (MarkKind.FOOTNOTE, _FOOTNOTE),
)
_LED = re.compile(
    r"\[(?:(?:to be )?(?:led|held|redrafted|provided) by\b[^\[\]\n]*)\]", re.IGNORECASE
)
#: What a plain text that was taken away says of a provision: ``[status: agreed ad ref]``.
_STATED = re.compile(r"\[status: [a-z][a-z -]{0,60}\]")
_INSTRUCTION = re.compile(
    r"(?:proposal to (?:combine|maintain|merge|replace|move|delete|redraft)"
    r"|(?:replace and )?combine (?:paras?|paragraphs?)?\s*\d|(?:replace|merge|move) paras?\b"
    r"|alternate text to be provided)[^\[\]]{0,160}\Z",
    re.IGNORECASE,
)
_BOLD = re.compile(r"\*\*")
_HASHES = re.compile(r"#{1,6}(?=\s)\s*")
_SPACE = re.compile(r"[\s\ufeff]*")
#: No tag is longer, and no paragraph ends in more marks than are worth looking behind.
_LONGEST_TAG, _MOST_TAGS = 120, 12


def is_instruction(source: str, start: int, end: int) -> bool:
    """Whether the line tells the drafters what to do: "Proposal to combine paras 17 and 18"."""
    return end - start <= 200 and _INSTRUCTION.match(source, start, end) is not None


def is_note(source: str, start: int, end: int) -> bool:
    """Whether the line is an editors' note and nothing else."""
    return _NOTE.fullmatch(source, start, end) is not None


def read_tail(source: str, start: int, end: int) -> tuple[list[Cut], int]:
    """The tags and attributions that end ``source[start:end]``, and where its words end.

    Closing marks of a bracket around the words stay words: ``… divide. [agreed]]``."""
    cuts: list[Cut] = []
    words_end = at = end
    outer = False
    for _ in range(_MOST_TAGS):
        while at > start and (source[at - 1].isspace() or source[at - 1] == "\ufeff"):
            at -= 1
        if at <= start or source[at - 1] != "]":
            break
        opening = source.rfind("[", max(start, at - _LONGEST_TAG), at)
        kind = _tail_kind(source, opening, at) if opening >= 0 else None
        if kind is None:
            at -= 1
            outer = True
            continue
        before = opening
        while before > start and source[before - 1].isspace():
            before -= 1
        cuts.append((kind, before, at))
        at = before
        if not outer:
            words_end = before
    cuts.reverse()
    return cuts, words_end


def _tail_kind(source: str, opening: int, end: int) -> MarkKind | None:
    if "]" in source[opening : end - 1]:
        return None
    if _LED.fullmatch(source, opening, end):
        return MarkKind.ATTRIBUTION
    is_stated = _STATED.fullmatch(source, opening, end) is not None
    if is_stated or classify(source, opening, end) is BracketKind.STATUS:
        return MarkKind.TAG
    return None


def read_leading_tag(source: str, start: int, end: int) -> Cut | None:
    """A tag between the label and the words: ``OP8 [Agreed ad ref] Decides …``."""
    begin = _SPACE.match(source, start, end)
    opening = begin.end() if begin else start
    closing = source.find("]", opening, min(end, opening + _LONGEST_TAG))
    if not source.startswith("[", opening) or closing < 0 or not source[closing + 1 : end].strip():
        return None
    if _tail_kind(source, opening, closing + 1) is not MarkKind.TAG:
        return None
    after = _SPACE.match(source, closing + 1, end)
    return MarkKind.TAG, opening, after.end() if after else closing + 1


def read_insertions(source: str, start: int, end: int) -> list[Cut]:
    """Remnants of the word processor, footnote marks, notes and Markdown between the words."""
    cuts: list[Cut] = []
    if source.find("[", start, end) >= 0:
        for kind, pattern in _INSERTED:
            cuts += [(kind, m.start(), m.end()) for m in pattern.finditer(source, start, end)]
    if source.find("**", start, end) >= 0:
        bold = [(MarkKind.REMNANT, m.start(), m.end()) for m in _BOLD.finditer(source, start, end)]
        cuts += bold if len(bold) % 2 == 0 else []
    hashes = _HASHES.match(source, start, end)
    if hashes:
        cuts.append((MarkKind.REMNANT, hashes.start(), hashes.end()))
    return cuts


def heading_level(source: str, start: int, end: int) -> int:
    """The level of a Markdown heading, 0 for any other line; a line wholly bold is level 2."""
    hashes = _HASHES.match(source, start, end)
    if hashes:
        return hashes.group().count("#")
    bold = source.startswith("**", start) and source.endswith("**", start, end)
    return 2 if bold and end - start > 4 and source.find("**", start + 2, end) == end - 2 else 0


def finish_marks(source: str, start: int, end: int, cuts: list[Cut]) -> tuple[Mark, ...]:
    """The cuts as marks in order, none over another, with the white space they leave at the
    edges of ``source[start:end]``. Positions of marks count from ``start``."""
    chosen: list[Cut] = []
    for cut in sorted(cuts, key=lambda cut: (cut[1], -cut[2])):
        if cut[2] > cut[1] and (not chosen or cut[1] >= chosen[-1][2]):
            chosen.append(cut)
    chosen = _trim_start(source, start, end, chosen)
    chosen = _trim_end(source, start, end, chosen)
    return tuple(Mark(kind, begin - start, stop - start) for kind, begin, stop in chosen)


def fit_marks(marks: Iterable[Mark], length: int) -> tuple[Mark, ...]:
    """The marks that lie within ``length`` and not over another, in order."""
    fit: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        if (fit[-1].end if fit else 0) <= mark.start < mark.end <= length:
            fit.append(mark)
    return tuple(fit)


def _trim_start(source: str, start: int, end: int, cuts: list[Cut]) -> list[Cut]:
    trimmed: list[Cut] = []
    at = start
    left = iter(cuts)
    cut = next(left, None)
    while at < end:
        if cut is not None and cut[1] == at:
            kind = MarkKind.SPACE if cut[0] is MarkKind.BREAK else cut[0]
            trimmed.append((kind, cut[1], cut[2]))
            at = cut[2]
            cut = next(left, None)
            continue
        limit = end if cut is None else cut[1]
        blank = _SPACE.match(source, at, limit)
        if blank is None or blank.end() == at:
            break
        trimmed.append((MarkKind.SPACE, at, blank.end()))
        at = blank.end()
    if cut is not None:
        trimmed.append(cut)
    return [*trimmed, *left]


def _trim_end(source: str, start: int, end: int, cuts: list[Cut]) -> list[Cut]:
    trimmed: list[Cut] = []
    at = end
    while at > start:
        if cuts and cuts[-1][2] == at:
            kind, begin, stop = cuts.pop()
            trimmed.append((MarkKind.SPACE if kind is MarkKind.BREAK else kind, begin, stop))
            at = begin
            continue
        limit = cuts[-1][2] if cuts else start
        begin = at
        while begin > limit and (source[begin - 1].isspace() or source[begin - 1] == "\ufeff"):
            begin -= 1
        if begin == at:
            break
        trimmed.append((MarkKind.SPACE, begin, at))
        at = begin
    trimmed.reverse()
    return [*cuts, *trimmed]


def apply_marks(source: str, marks: tuple[Mark, ...]) -> str:
    """The words of ``source``: the marks taken out, a break turned into one space."""
    pieces: list[str] = []
    at = 0
    for mark in marks:
        pieces.append(source[at : mark.start])
        if mark.kind is MarkKind.BREAK:
            pieces.append(" ")
        at = mark.end
    pieces.append(source[at:])
    return "".join(pieces)
