"""What stands before the words of a provision: ``21 bis``, ``[15.``, ``C5.``, ``Alt 1:``.

Every notation of docs/bracketed-text.md has its pattern here; they are tried in the order
of :data:`_READERS` and look at one line only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from re import Match

from bracketed.outline import label_patterns as patterns
from bracketed.outline.words import looks_like_heading


class LabelKind(Enum):
    """What a label says about the provision that carries it."""

    ANNEX = auto()
    CHAPTER = auto()
    PART = auto()
    SECTION = auto()
    CODE = auto()  # C5. and Cyrillic С5.
    SLOTS = auto()  # Paras No 27, 28, 29, 30 (Saudi Arabia)
    SLOT = auto()  # Para No 21 (HEP)
    DECIMAL = auto()  # 1.1
    NUMBER = auto()  # 15. / 21 bis / [New] 62bis. / (1)
    RESOLUTION = auto()  # PP6, OP8
    LETTER = auto()  # a)
    ROMAN = auto()  # (ii)
    BULLET = auto()
    ALTERNATIVE = auto()  # Alt 1:


#: Labels that make a heading whatever stands around them.
STRONG = frozenset(
    {
        LabelKind.ANNEX,
        LabelKind.CHAPTER,
        LabelKind.PART,
        LabelKind.SECTION,
        LabelKind.CODE,
        LabelKind.SLOTS,
    }
)
#: Labels of provisions that are counted.
COUNTED = frozenset({LabelKind.NUMBER, LabelKind.DECIMAL, LabelKind.RESOLUTION, LabelKind.CODE})


@dataclass(frozen=True, slots=True)
class Label:
    """A label as it stands at ``start … end``; ``old``, ``by`` and ``bullet`` are the places
    of a former number, of an attribution and of a bullet printed with it. ``bare`` says that
    its line has no words."""

    kind: LabelKind
    printed: str
    number: str
    start: int
    end: int
    bare: bool
    code: str = ""
    old: tuple[int, int] | None = None
    by: tuple[int, int] | None = None
    bullet: tuple[int, int] | None = None


_MARK_UP = "[]*# \t"


def read_label(source: str, start: int, end: int) -> Label | None:
    """The label of the line ``source[start:end]`` (without its tags), if it has one.

    Bracket marks and Markdown before it are passed over: ``[15.`` has the label ``15.``."""
    opening = patterns.BEFORE.match(source, start, end)
    at = opening.end() if opening else start
    for reader in _READERS:
        label = reader(source, at, end)
        if label is not None:
            return label
    return None


def known_label(source: str, start: int, end: int, printed: str) -> Label | None:
    """A label that a list of the file counts, which no notation tells: ``Article 1``."""
    if not printed or not source.startswith(printed, start) or start + len(printed) > end:
        return None
    numbers = patterns.DIGITS.findall(printed)
    stop = start + len(printed)
    bare = not source[stop:end].strip(_MARK_UP)
    return Label(LabelKind.NUMBER, printed, numbers[-1] if numbers else printed, start, stop, bare)


def _rest(source: str, match: Match[str], end: int) -> str:
    return source[match.end() : min(end, match.end() + 400)].strip(_MARK_UP)


def _label(
    kind: LabelKind, match: Match[str], end: int, *, number: str = "", code: str = ""
) -> Label:
    groups = match.groupdict()
    source = match.string
    stop = match.end("label")
    printed = " ".join(match["label"].split())
    return Label(
        kind,
        printed,
        number or " ".join((groups.get("n") or "").split()),
        match.start("label"),
        stop,
        not source[match.end() : min(end, match.end() + 80)].strip(_MARK_UP),
        code,
        match.span("old") if groups.get("old") else None,
        match.span("by") if groups.get("by") else None,
    )


def _read_annex(source: str, at: int, end: int) -> Label | None:
    match = patterns.ANNEX.match(source, at, end)
    if match is None:
        return None
    rest = _rest(source, match, end)
    certain = match["stop"] or match["label"].isupper()
    if rest and not (certain and looks_like_heading(rest, 30)):
        return None
    return _label(LabelKind.ANNEX, match, end)


def _read_chapter(source: str, at: int, end: int) -> Label | None:
    match = patterns.CHAPTER.match(source, at, end)
    if match is None:
        return None
    rest = _rest(source, match, end)
    if rest and not (match["stop"] and looks_like_heading(rest, 30)):
        return None
    return _label(LabelKind[match["word"].upper()], match, end)


def _read_lettered_heading(source: str, at: int, end: int) -> Label | None:
    match = patterns.LETTER_HEADING.match(source, at, end)
    if match is None or not looks_like_heading(_rest(source, match, end), 30):
        return None
    return _label(LabelKind.CHAPTER, match, end)


def _read_roman_heading(source: str, at: int, end: int) -> Label | None:
    match = patterns.ROMAN_HEADING.match(source, at, end)
    if match is None or not looks_like_heading(_rest(source, match, end), 30):
        return None
    return _label(LabelKind.PART, match, end)


def _read_code(source: str, at: int, end: int) -> Label | None:
    match = patterns.CODE.match(source, at, end)
    if match is None:
        return None
    rest = _rest(source, match, end)
    if rest and not looks_like_heading(rest, 30):
        return None
    code = f"C{int(match['n'])}"
    return _label(LabelKind.CODE, match, end, number=code, code=code)


def _read_slot(source: str, at: int, end: int) -> Label | None:
    bullet = patterns.BULLET.match(source, at, end)
    begin = bullet.end() if bullet else at
    if source.startswith("**", begin):
        begin += 2
    match = patterns.SLOT.match(source, begin, end)
    if match is None or end - begin > 300:
        return None
    label = _label(LabelKind.SLOTS if match["more"] else LabelKind.SLOT, match, end)
    return replace(label, bullet=bullet.span("label") if bullet else None)


def _read_decimal(source: str, at: int, end: int) -> Label | None:
    match = patterns.DECIMAL.match(source, at, end)
    if match is None:
        return None
    if not match["stop"] and not looks_like_heading(_rest(source, match, end) or "A", 16):
        return None
    return _label(LabelKind.DECIMAL, match, end)


def _read_number(source: str, at: int, end: int) -> Label | None:
    match = patterns.NUMBER.match(source, at, end)
    if match is None or not _is_number(match):
        return None
    number = str(int(match["n"]))
    if match["ordinal"]:
        number += " " + " ".join(match["ordinal"].split()).lower()
    printed = " ".join((match["label"] + match["stop"] + (match["again"] or "")).split())
    old = match.span("old") if match["old"] else None
    after = None if old else patterns.OLD_NUMBER.match(source, match.end(), end)
    stop = after.end() if after else match.end()
    return Label(
        LabelKind.NUMBER,
        printed,
        number,
        match.start(),
        stop,
        not source[stop : min(end, stop + 80)].strip(_MARK_UP),
        old=after.span("old") if after else old,
    )


def _is_number(match: Match[str]) -> bool:
    """Whether the digits are a label: ``5.`` and ``21 bis`` are, ``5 countries`` is not."""
    closed = match["stop"].strip() == ")"
    if match["label"].lstrip().startswith("("):
        return closed
    return bool(match["stop"].strip() or match["ordinal"])


def _read_resolution(source: str, at: int, end: int) -> Label | None:
    match = patterns.RESOLUTION.match(source, at, end)
    return None if match is None else _label(LabelKind.RESOLUTION, match, end)


def _read_bullet(source: str, at: int, end: int) -> Label | None:
    match = patterns.BULLET.match(source, at, end)
    return None if match is None else _label(LabelKind.BULLET, match, end)


def _read_letter(source: str, at: int, end: int) -> Label | None:
    match = patterns.LETTER.match(source, at, end)
    return None if match is None else _label(LabelKind.LETTER, match, end)


def _read_roman(source: str, at: int, end: int) -> Label | None:
    match = patterns.ROMAN.match(source, at, end)
    return None if match is None else _label(LabelKind.ROMAN, match, end)


def _read_alternative(source: str, at: int, end: int) -> Label | None:
    match = patterns.ALTERNATIVE.match(source, at, end)
    return None if match is None else _label(LabelKind.ALTERNATIVE, match, end)


_READERS: tuple[Callable[[str, int, int], Label | None], ...] = (
    _read_slot,
    _read_alternative,
    _read_annex,
    _read_chapter,
    _read_code,
    _read_resolution,
    _read_decimal,
    _read_number,
    _read_roman_heading,
    _read_lettered_heading,
    _read_letter,
    _read_roman,
    _read_bullet,
)
