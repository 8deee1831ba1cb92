"""Hunks written one after the other, character for character."""

from __future__ import annotations

from bracketed.compare_model import Hunk, HunkKind, Layer, make_hunk

_EQUAL, _INSERT, _DELETE, _REPLACE = HunkKind
_WORDS, _FORM = Layer.WORDS, Layer.FORM
_MARKS = str.maketrans("", "", "[]")


class HunkWriter:
    """Writes hunks in order; equal stretches that touch become one."""

    __slots__ = ("_equal", "earlier", "hunks", "later")

    def __init__(self, earlier: str, later: str) -> None:
        self.earlier = earlier
        self.later = later
        self.hunks: list[Hunk] = []
        self._equal: tuple[int, int, int, int] | None = None

    def keep(self, start: int, end: int, later_start: int, later_end: int) -> None:
        """The stretch is the same on both sides."""
        if start == end:
            return
        if self._equal is None:
            self._equal = (start, end, later_start, later_end)
        else:
            first, _, later_first, _ = self._equal
            self._equal = (first, end, later_first, later_end)

    def change(self, layer: Layer, start: int, end: int, later_start: int, later_end: int) -> None:
        """The stretch of the earlier text is replaced; white space that both sides have at
        an edge is kept."""
        earlier, later = self.earlier, self.later
        a, b, c, d = start, end, later_start, later_end
        while a < b and c < d and earlier[a] == later[c] and earlier[a].isspace():
            a += 1
            c += 1
        while a < b and c < d and earlier[b - 1] == later[d - 1] and earlier[b - 1].isspace():
            b -= 1
            d -= 1
        if a > start:
            self.keep(start, a, later_start, c)
        if a < b or c < d:
            self.flush()
            kind = _INSERT if a == b else _DELETE if c == d else _REPLACE
            self.hunks.append(make_hunk((kind, layer, a, b, c, d)))
        if b < end:
            self.keep(b, end, d, later_end)

    def flush(self) -> list[Hunk]:
        """All hunks so far."""
        if self._equal is not None:
            self.hunks.append(make_hunk((_EQUAL, _WORDS, *self._equal)))
            self._equal = None
        return self.hunks


def write_plain_gap(writer: HunkWriter, a: int, b: int, c: int, d: int) -> None:
    before, after = writer.earlier[a:b], writer.later[c:d]
    if before == after:
        writer.keep(a, b, c, d)
    else:
        has_words = (before and not before.isspace()) or (after and not after.isspace())
        writer.change(_WORDS if has_words else _FORM, a, b, c, d)


def write_word(writer: HunkWriter, s: int, e: int, t: int, f: int) -> None:
    """One word that is the same in normal form: as it is, with marks inside it put or
    lifted, or typed another way."""
    before, after = writer.earlier[s:e], writer.later[t:f]
    if before == after:
        writer.keep(s, e, t, f)
    elif before.translate(_MARKS) == after.translate(_MARKS):
        _write_inner_marks(writer, s, e, t, f)
    else:
        writer.change(Layer.FORM, s, e, t, f)


def _write_inner_marks(writer: HunkWriter, s: int, e: int, t: int, f: int) -> None:
    earlier, later = writer.earlier, writer.later
    while s < e or t < f:
        if s < e and t < f and earlier[s] == later[t]:
            writer.keep(s, s + 1, t, t + 1)
            s, t = s + 1, t + 1
        elif s < e and earlier[s] in "[]":
            writer.change(Layer.BRACKETS, s, s + 1, t, t)
            s += 1
        else:
            writer.change(Layer.BRACKETS, s, s, t, t + 1)
            t += 1
