"""The lines of a text, each with what a first look at it tells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bracketed.outline.labels import Label, read_label
from bracketed.outline.tags import Cut, read_tail

_LINE = re.compile(r"[^\n]*\n?")
_BLANKS = " \t\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\u3000\ufeff"
_MARKS = re.compile(r"[\[\]\s.]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space at its edges. ``gap`` counts the empty lines before it,
    ``tabbed`` says that it begins with a tab: it starts a cell of a table, maybe an empty one.
    ``words_end`` is where its words end and the tags of ``tail`` begin."""

    start: int
    end: int
    gap: int
    tabbed: bool
    words_end: int
    tail: tuple[Cut, ...]
    label: Label | None

    @property
    def is_empty(self) -> bool:
        return self.start == self.end

    @property
    def is_only_tags(self) -> bool:
        return bool(self.tail) and self.words_end <= self.start


def read_lines(source: str) -> list[Line]:
    """The lines of ``source`` that are not empty, and those that start an empty cell."""
    lines: list[Line] = []
    gap = 0
    for match in _LINE.finditer(source):
        begin, end = match.span()
        if begin == end:
            break
        printed = match.group()
        bare = printed.strip()
        tabbed = printed.startswith("\t")
        if not bare.strip(_BLANKS):
            if not tabbed:
                gap += 1
                continue
            lines.append(Line(begin, begin, gap, True, begin, (), None))
        else:
            start = begin + len(printed) - len(printed.lstrip().lstrip("\ufeff").lstrip())
            lines.append(_read_line(source, start, begin + len(printed.rstrip()), gap, tabbed))
        gap = 0
    return lines


def _read_line(source: str, start: int, end: int, gap: int, tabbed: bool) -> Line:
    tail, words_end = read_tail(source, start, end)
    label = read_label(source, start, max(words_end, start))
    return Line(start, end, gap, tabbed, words_end, tuple(tail), label)


def is_only_marks(source: str, line: Line, mark: str) -> bool:
    """Whether the line is nothing but ``mark`` (repeated, with white space or a full stop)."""
    if not source.startswith(mark, line.start) or line.is_only_tags:
        return False
    other = "[" if mark == "]" else "]"
    whole = _MARKS.fullmatch(source, line.start, line.end)
    return whole is not None and source.find(other, line.start, line.end) < 0
