"""What changed between two texts, as every redline is written from it: one sequence of
paragraphs in which each stretch is kept, inserted or deleted.

Without what is inserted it is the earlier text in its order; without what is deleted, the later
one in its."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from django.utils.translation import gettext as _

from documents.lists import listed
from documents.writing.model import Head


class How(StrEnum):
    """What became of a stretch, or of the end of a paragraph."""

    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"


class Place(StrEnum):
    """Where a row stands: in both texts at its place, in one only, or at one end of a move."""

    STAYS = "stays"
    NEW = "new"
    GONE = "gone"
    FROM = "from"
    TO = "to"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a paragraph, or its label, with what became of them."""

    text: str
    how: How
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Stretches that follow each other; ``end`` is what became of the paragraph mark."""

    stretches: tuple[Stretch, ...]
    end: How


@dataclass(frozen=True, slots=True)
class RedlineRow:
    """A provision, or those that merged or split together. At both ends of a move stands the
    same ``move``, 0 elsewhere; what is kept of the words is what moved. ``acts`` say in words what
    happened, ``comments`` what was decided."""

    id: str
    place: Place
    move: int
    level: int
    indent: int
    paragraphs: tuple[Paragraph, ...]
    acts: tuple[str, ...]
    comments: tuple[str, ...]

    @property
    def has_label(self) -> bool:
        """Whether a label hangs out of its first paragraph."""
        return any(one.is_label for paragraph in self.paragraphs[:1] for one in paragraph.stretches)

    @property
    def whole(self) -> How | None:
        """What a reader is shown of all its words at the ends of a move; None elsewhere."""
        return {Place.FROM: How.DELETED, Place.TO: How.INSERTED}.get(self.place)

    @property
    def beside(self) -> tuple[str, ...]:
        """What is said beside it: what happened, and what was decided."""
        acts = [listed(self.acts)] if self.acts else []
        return (*acts, *self.comments)

    @property
    def notes(self) -> tuple[str, ...]:
        """The same where a reader must be told of a move in words."""
        match self.place:
            case Place.FROM:
                told = [_("moved from here (%(number)d)") % {"number": self.move}]
            case Place.TO:
                told = [_("moved to here (%(number)d)") % {"number": self.move}]
            case _:
                told = []
        return (*told, *self.beside)


@dataclass(frozen=True, slots=True)
class Redline:
    """A comparison: the one value that every redline is written from. ``totals`` are lines for
    a reader, ``author`` and ``day`` (ISO) whose changes these are: those of the later text."""

    earlier: Head
    later: Head
    rows: tuple[RedlineRow, ...]
    totals: tuple[str, ...]

    @property
    def title(self) -> str:
        """What is compared with what."""
        return f"{self.earlier.name_then} → {self.later.name_then}"

    @property
    def author(self) -> str:
        """Whose changes they are: nobody's in person, those of the later text."""
        return self.later.name

    @property
    def day(self) -> str | None:
        """The day of the later text."""
        return self.later.day

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands under the title."""
        ends = (
            " · ".join(
                part for part in dict.fromkeys((end.name, end.draft_title, end.as_of)) if part
            )
            for end in (self.earlier, self.later)
        )
        said = (*ends, self.later.warning, *self.totals)
        return tuple(line for line in said if line)


class Hunk(Protocol):
    """A stretch of the earlier words and what stands in its place in the later ones."""

    @property
    def earlier_start(self) -> int: ...
    @property
    def earlier_end(self) -> int: ...
    @property
    def later_start(self) -> int: ...
    @property
    def later_end(self) -> int: ...
    @property
    def layer(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Wording:
    """A provision on one side: its label with what parts it from the words, and the words."""

    label: str
    words: str


def weave(
    earlier: Sequence[Wording], later: Sequence[Wording], hunks: Sequence[Hunk]
) -> tuple[Paragraph, ...]:
    """Both sides as paragraphs in one sequence; positions of the hunks count in the words of
    each side, joined by one character."""
    return _Loom(earlier, later).weave(hunks)


def only(how: How, wordings: Sequence[Wording]) -> tuple[Paragraph, ...]:
    """The wordings of one side, all of them inserted or all deleted."""
    return tuple(
        Paragraph((*_label(one.label, how), Stretch(one.words, how)), how) for one in wordings
    )


def without(how: How, paragraphs: Sequence[Paragraph], end: How) -> tuple[Paragraph, ...]:
    """The paragraphs without what was inserted, or without what was deleted."""
    found: list[Paragraph] = []
    waiting: list[Stretch] = []
    for paragraph in paragraphs:
        waiting += [one for one in paragraph.stretches if one.how is not how]
        if paragraph.end is not how:
            found.append(Paragraph(tuple(waiting), end))
            waiting = []
    return tuple(found)


def _label(label: str, how: How) -> Iterator[Stretch]:
    if label:
        yield Stretch(label, how, is_label=True)


class _Loom:
    """Two texts, woven hunk by hunk."""

    def __init__(self, earlier: Sequence[Wording], later: Sequence[Wording]) -> None:
        self._sides = (earlier, later)
        self._texts = tuple("\n".join(one.words for one in side) for side in self._sides)
        self._seams = tuple(_seams(side) for side in self._sides)
        self._at = [0, 0]
        self._waiting: list[Stretch] = []
        self._woven: list[Paragraph] = []

    def weave(self, hunks: Sequence[Hunk]) -> tuple[Paragraph, ...]:
        self._both_labels()
        for hunk in hunks:
            before = self._texts[0][hunk.earlier_start : hunk.earlier_end]
            after = self._texts[1][hunk.later_start : hunk.later_end]
            if self._is_kept(hunk, before, after):
                self._keep(hunk)
            else:
                self._one_side(0, hunk.earlier_start, hunk.earlier_end, How.DELETED)
                self._one_side(1, hunk.later_start, hunk.later_end, How.INSERTED)
        self._end(How.KEPT)
        return tuple(self._woven)

    def _is_kept(self, hunk: Hunk, before: str, after: str) -> bool:
        """Whether nothing is shown of it; of another form of the same words the later stays."""
        ends = (
            [at - start for at in seams if start <= at < end]
            for seams, start, end in (
                (self._seams[0], hunk.earlier_start, hunk.earlier_end),
                (self._seams[1], hunk.later_start, hunk.later_end),
            )
        )
        seams_before, seams_after = ends
        if before == after:
            return seams_before == seams_after
        return hunk.layer == "form" and not seams_before and not seams_after

    def _keep(self, hunk: Hunk) -> None:
        at = hunk.later_start
        for seam in (one for one in self._seams[1] if hunk.later_start <= one < hunk.later_end):
            self._add(self._texts[1][at:seam], How.KEPT)
            self._end(How.KEPT)
            self._at = [self._at[0] + 1, self._at[1] + 1]
            self._both_labels()
            at = seam + 1
        self._add(self._texts[1][at : hunk.later_end], How.KEPT)

    def _one_side(self, side: int, start: int, end: int, how: How) -> None:
        for seam in (one for one in self._seams[side] if start <= one < end):
            self._add(self._texts[side][start:seam], how)
            self._end(how)
            self._at[side] += 1
            self._waiting += _label(self._sides[side][self._at[side]].label, how)
            start = seam + 1
        self._add(self._texts[side][start:end], how)

    def _both_labels(self) -> None:
        was = self._sides[0][self._at[0]].label
        became = self._sides[1][self._at[1]].label
        if was == became:
            self._waiting += _label(was, How.KEPT)
        else:
            self._waiting += [*_label(was, How.DELETED), *_label(became, How.INSERTED)]

    def _add(self, text: str, how: How) -> None:
        if text:
            self._waiting.append(Stretch(text, how))

    def _end(self, how: How) -> None:
        self._woven.append(Paragraph(tuple(self._waiting), how))
        self._waiting = []


def _seams(side: Sequence[Wording]) -> tuple[int, ...]:
    """Where one wording of a side ends and the next begins."""
    found, at = [], 0
    for one in side[:-1]:
        at += len(one.words)
        found.append(at)
        at += 1
    return tuple(found)
