"""From the words two wordings have in common to hunks that cover both, character for
character. A hunk never cuts a word, and a pair of brackets is either inside a hunk of words
or its marks are hunks of their own."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate

from bracketed.compare_layers import Layers
from bracketed.compare_model import Hunk, HunkKind, Layer
from bracketed.compare_runs import Run, common_words, tidy
from bracketed.words import ATOM, normal_atom

_CHUNK = re.compile(r"\S+")


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
        head, later_head = start, later_start
        while start < end and later_start < later_end:
            sign = earlier[start]
            if sign != later[later_start] or not sign.isspace():
                break
            start += 1
            later_start += 1
        self.keep(head, start, later_head, later_start)
        tail, later_tail = end, later_end
        while start < end and later_start < later_end:
            sign = earlier[end - 1]
            if sign != later[later_end - 1] or not sign.isspace():
                break
            end -= 1
            later_end -= 1
        if start < end or later_start < later_end:
            self.flush()
            if start == end:
                kind = HunkKind.INSERT
            elif later_start == later_end:
                kind = HunkKind.DELETE
            else:
                kind = HunkKind.REPLACE
            self.hunks.append(Hunk(kind, layer, start, end, later_start, later_end))
        self.keep(end, tail, later_end, later_tail)

    def flush(self) -> list[Hunk]:
        """All hunks so far."""
        if self._equal is not None:
            self.hunks.append(Hunk(HunkKind.EQUAL, Layer.WORDS, *self._equal))
            self._equal = None
        return self.hunks


def diff_plain(earlier: str, later: str, start: int = 0, later_start: int = 0) -> list[Hunk]:
    """The hunks of two wordings without brackets, from ``start`` and ``later_start`` on;
    what stands before is written as their labels."""
    writer = HunkWriter(earlier, later)
    writer.change(Layer.LABEL, 0, start, 0, later_start)
    left, right = start, later_start
    for run in tidy(_plain_runs(earlier, later, start, later_start), len(earlier), len(later)):
        _write_plain_gap(writer, left, run.earlier_start, right, run.later_start)
        _write_plain_run(writer, *run[:4])
        left, right = run.earlier_end, run.later_end
    _write_plain_gap(writer, left, len(earlier), right, len(later))
    return writer.flush()


def _spans(text: str, start: int, chunks: list[str]) -> tuple[list[int], list[int]]:
    """Where the white-space separated ``chunks`` of ``text`` from ``start`` stand."""
    first = list(accumulate([len(chunk) + 1 for chunk in chunks], initial=start))
    if first[-1] - 1 == len(text):
        return first, [after - 1 for after in first[1:]]
    spans = [found.span() for found in _CHUNK.finditer(text, start)]
    return [span[0] for span in spans], [span[1] for span in spans]


def _plain_runs(earlier: str, later: str, start: int, later_start: int) -> list[Run]:
    chunks = (earlier[start:] if start else earlier).split()
    later_chunks = (later[later_start:] if later_start else later).split()
    starts, ends = _spans(earlier, start, chunks)
    later_starts, later_ends = _spans(later, later_start, later_chunks)
    blocks = common_words(chunks, later_chunks)
    blocks.append((len(chunks), len(later_chunks), 0))
    runs: list[Run] = []
    left = right = 0
    for i, j, count in blocks:
        if left < i and right < j:
            a, b, c, d = starts[left], ends[i - 1], later_starts[right], later_ends[j - 1]
            if not (earlier[a:b].isalpha() and later[c:d].isalpha()):
                runs += _finer_runs(earlier, a, b, later, c, d)
        left, right = i + count, j + count
        if count:
            runs.append(
                Run(
                    starts[i],
                    ends[left - 1],
                    later_starts[j],
                    later_ends[right - 1],
                    i,
                    j,
                    count,
                )
            )
    return runs


def _finer_runs(earlier: str, a: int, b: int, later: str, c: int, d: int) -> list[Run]:
    """Runs inside two stretches without a common chunk: words that differ in the sign
    behind them, in their normal form, or that are written without spaces. A sign counts
    only with a word, or at the edges."""
    atoms = [(found.span(), found.lastgroup) for found in ATOM.finditer(earlier, a, b)]
    later_atoms = [found.span() for found in ATOM.finditer(later, c, d)]
    blocks = common_words(
        [normal_atom(earlier[s:e]) for (s, e), _ in atoms],
        [normal_atom(later[s:e]) for s, e in later_atoms],
    )
    runs: list[Run] = []
    for i, j, count in blocks:
        first, last = i + count, j + count
        at_edge = (i == j == 0) or (first == len(atoms) and last == len(later_atoms))
        if at_edge or any(group for _, group in atoms[i:first]):
            runs.append(
                Run(
                    atoms[i][0][0],
                    atoms[first - 1][0][1],
                    later_atoms[j][0],
                    later_atoms[last - 1][1],
                    0,
                    0,
                    count,
                )
            )
    return runs


def _write_plain_gap(writer: HunkWriter, a: int, b: int, c: int, d: int) -> None:
    before, after = writer.earlier[a:b], writer.later[c:d]
    if before == after:
        writer.keep(a, b, c, d)
    elif before.isspace() and after.isspace():
        writer.change(Layer.FORM, a, b, c, d)
    else:
        layer = Layer.WORDS if before.strip() or after.strip() else Layer.FORM
        writer.change(layer, a, b, c, d)


def _write_plain_run(writer: HunkWriter, a: int, b: int, c: int, d: int) -> None:
    """The same words, perhaps in another form: other spaces, other quotation marks."""
    earlier, later = writer.earlier, writer.later
    if earlier[a:b] == later[c:d]:
        writer.keep(a, b, c, d)
        return
    left, right = a, c
    pairs = zip(ATOM.finditer(earlier, a, b), ATOM.finditer(later, c, d), strict=True)
    for found, later_found in pairs:
        (s, e), (t, f) = found.span(), later_found.span()
        _write_plain_gap(writer, left, s, right, t)
        write_word(writer, s, e, t, f)
        left, right = e, f


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


_MARKS = str.maketrans("", "", "[]")


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


def layered_runs(earlier: Layers, later: Layers) -> list[Run]:
    """The words that two wordings have in common, brackets and all else apart."""
    runs = [
        Run(
            earlier.starts[i],
            earlier.ends[i + count - 1],
            later.starts[j],
            later.ends[j + count - 1],
            i,
            j,
            count,
        )
        for i, j, count in common_words(earlier.normal, later.normal)
    ]
    return tidy(runs, len(earlier.text), len(later.text))


def diff_layered(earlier: Layers, later: Layers, runs: list[Run]) -> list[Hunk]:
    """The hunks of two wordings with brackets whose common words are ``runs``."""
    writer = HunkWriter(earlier.text, later.text)
    left = right = 0
    for run in runs:
        a, b, c, d = run[:4]
        if writer.earlier[a:b] == writer.later[c:d]:
            _write_gap(writer, earlier, later, left, a, right, c)
            writer.keep(a, b, c, d)
            left, right = b, d
            continue
        for step in range(run.count):
            i, j = run.earlier_word + step, run.later_word + step
            s, e, t, f = earlier.starts[i], earlier.ends[i], later.starts[j], later.ends[j]
            _write_gap(writer, earlier, later, left, s, right, t)
            write_word(writer, s, e, t, f)
            left, right = e, f
    _write_gap(writer, earlier, later, left, len(earlier.text), right, len(later.text))
    return writer.flush()


def _write_gap(
    writer: HunkWriter, earlier: Layers, later: Layers, a: int, b: int, c: int, d: int
) -> None:
    if earlier.text[a:b] == later.text[c:d]:
        writer.keep(a, b, c, d)
        return
    marks = [p for p in range(a, b) if earlier.text[p] in "[]"]
    later_marks = [p for p in range(c, d) if later.text[p] in "[]"]
    alike = [earlier.text[p] for p in marks] == [later.text[p] for p in later_marks]
    pieces = _pieces(earlier, a, b, keep_pairs=not alike)
    later_pieces = _pieces(later, c, d, keep_pairs=not alike)
    blocks = common_words(
        [earlier.text[s:e] for _, s, e in pieces], [later.text[s:e] for _, s, e in later_pieces]
    )
    blocks.append((len(pieces), len(later_pieces), 0))
    left, right, one, other = a, c, 0, 0
    for i, j, count in blocks:
        left, right = _write_pieces(writer, pieces[one:i], later_pieces[other:j], left, right)
        one, other = i + count, j + count
        if count:
            writer.keep(left, pieces[one - 1][2], right, later_pieces[other - 1][2])
            left, right = pieces[one - 1][2], later_pieces[other - 1][2]


_Piece = tuple[Layer, int, int]


def _pieces(layers: Layers, start: int, end: int, *, keep_pairs: bool) -> list[_Piece]:
    """``start … end`` cut at what is not words. A pair of brackets that stands inside with
    words in it stays together with them if ``keep_pairs``."""
    pieces: list[_Piece] = []
    at = start

    def stretch(until: int) -> None:
        if at < until:
            words = bisect_left(layers.starts, until) > bisect_left(layers.starts, at)
            pieces.append((Layer.WORDS if words else Layer.FORM, at, until))

    position = bisect_left([one.start for one in layers.apart], start)
    for one in layers.apart[position:]:
        if one.start >= end:
            break
        if keep_pairs and one.layer is Layer.BRACKETS:
            partner = layers.partners.get(one.start, -1)
            first, last = min(one.start, partner), max(one.start, partner)
            if start <= first and last < end and layers.words_between(first, last):
                continue
        stretch(one.start)
        pieces.append((one.layer, one.start, one.end))
        at = one.end
    stretch(end)
    return pieces


_STRETCHES = (Layer.WORDS, Layer.FORM)


def _write_pieces(
    writer: HunkWriter,
    pieces: list[_Piece],
    later_pieces: list[_Piece],
    left: int,
    right: int,
) -> tuple[int, int]:
    """Pieces that differ: words against words, everything else on its own."""
    i = j = 0
    while i < len(pieces) or j < len(later_pieces):
        one = pieces[i] if i < len(pieces) else None
        other = later_pieces[j] if j < len(later_pieces) else None
        if one and other and _may_replace(one[0], other[0]):
            layer = Layer.WORDS if Layer.WORDS in (one[0], other[0]) else one[0]
            writer.change(layer, one[1], one[2], other[1], other[2])
            left, right = one[2], other[2]
            i, j = i + 1, j + 1
        elif one and (one[0] not in _STRETCHES or other is None):
            writer.change(one[0], one[1], one[2], right, right)
            left, i = one[2], i + 1
        elif other:
            writer.change(other[0], left, left, other[1], other[2])
            right, j = other[2], j + 1
    return left, right


def _may_replace(layer: Layer, later_layer: Layer) -> bool:
    if layer in _STRETCHES:
        return later_layer in _STRETCHES
    return layer is later_layer and layer is not Layer.BRACKETS
