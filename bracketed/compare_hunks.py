"""From the words two wordings have in common to hunks that cover both, character for
character. A hunk never cuts a word, and a pair of brackets is either inside a hunk of words
or its marks are hunks of their own."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice
from operator import attrgetter

from rapidfuzz.distance import Postfix, Prefix

from bracketed.compare_layers import Layers
from bracketed.compare_model import Hunk, HunkKind, Layer
from bracketed.compare_runs import Run, WordRun, common_words, tidy
from bracketed.matching import mark_places
from bracketed.words import ATOM, normal_atom

_start_of = attrgetter("start")
_PARTS = re.compile(r"[\w'-]+|[^\w\s]")
_CHUNK = re.compile(r"\S+")


_EQUAL, _INSERT, _DELETE, _REPLACE = HunkKind
_WORDS, _FORM = Layer.WORDS, Layer.FORM
_hunk = Hunk._make


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
            self.hunks.append(_hunk((kind, layer, a, b, c, d)))
        if b < end:
            self.keep(b, end, d, later_end)

    def flush(self) -> list[Hunk]:
        """All hunks so far."""
        if self._equal is not None:
            self.hunks.append(_hunk((_EQUAL, _WORDS, *self._equal)))
            self._equal = None
        return self.hunks


def diff_plain(earlier: str, later: str, start: int = 0, later_start: int = 0) -> list[Hunk]:
    """The hunks of two wordings without brackets, from ``start`` and ``later_start`` on;
    what stands before is written as their labels."""
    writer = HunkWriter(earlier, later)
    if start or later_start:
        writer.change(Layer.LABEL, 0, start, 0, later_start)
    left, right = start, later_start
    runs = _plain_runs(earlier, later, start, later_start)
    for a, b, c, d in tidy(runs, len(earlier), len(later)):
        if left < a or right < c:
            _write_plain_gap(writer, left, a, right, c)
        if earlier[a:b] == later[c:d]:
            writer.keep(a, b, c, d)
        else:
            _write_run_in_another_form(writer, a, b, c, d)
        left, right = b, d
    _write_plain_gap(writer, left, len(earlier), right, len(later))
    return writer.flush()


def _plain_runs(earlier: str, later: str, start: int, later_start: int) -> list[Run]:
    """What both begin and end with, runs of chunks between white space in the rest, and
    what :func:`_finer_runs` finds among the others."""
    text, later_text = earlier[start:], later[later_start:]
    # up to the space before, and from the space after, the first and the last difference
    head = text.rfind(" ", 0, Prefix.similarity(text, later_text)) + 1
    text, later_text = text[head:], later_text[head:]
    tail = Postfix.similarity(text, later_text)
    space = text.find(" ", len(text) - tail) if tail else -1
    tail = len(text) - space if space >= 0 else 0
    runs: list[Run] = []
    if head > 1:
        runs.append((start, start + head - 1, later_start, later_start + head - 1))
    start, end = start + head, len(earlier) - tail
    later_start, later_end = later_start + head, len(later) - tail
    if start < end and later_start < later_end:
        runs += _inner_runs(earlier, start, end, later, later_start, later_end)
    if tail > 1:
        runs.append((end + 1, len(earlier), later_end + 1, len(later)))
    return runs


def _inner_runs(earlier: str, start: int, end: int, later: str, c: int, d: int) -> list[Run]:
    text, later_text = earlier[start:end], later[c:d]
    chunks, later_chunks = text.split(), later_text.split()
    blocks = common_words(chunks, later_chunks)
    blocks.append((len(chunks), len(later_chunks), 0))
    if " ".join(chunks) == text and " ".join(later_chunks) == later_text:
        return _spaced_runs(earlier, start, chunks, later, c, later_chunks, blocks)
    spans = [found.span() for found in _CHUNK.finditer(earlier, start, end)]
    later_spans = [found.span() for found in _CHUNK.finditer(later, c, d)]
    runs: list[Run] = []
    left = right = 0
    for i, j, size in blocks:
        if left < i and right < j:
            stretch = spans[left][0], spans[i - 1][1]
            later_stretch = later_spans[right][0], later_spans[j - 1][1]
            runs += _finer_runs(earlier, *stretch, later, *later_stretch)
        left, right = i + size, j + size
        if size:
            stretch = spans[i][0], spans[left - 1][1]
            runs.append((*stretch, later_spans[j][0], later_spans[right - 1][1]))
    return runs


def _spaced_runs(
    earlier: str,
    at: int,
    chunks: list[str],
    later: str,
    later_at: int,
    later_chunks: list[str],
    blocks: list[WordRun],
) -> list[Run]:
    """The same where one space stands between all chunks, as in nearly every wording:
    places are counted along, no chunk is looked at twice."""
    runs: list[Run] = []
    left = right = 0
    for i, j, size in blocks:
        start, later_start = at, later_at
        if left < i:
            at += len(" ".join(chunks[left:i])) + 1
        if right < j:
            later_at += len(" ".join(later_chunks[right:j])) + 1
        if left < i and right < j:
            gap, later_gap = earlier[start : at - 1], later[later_start : later_at - 1]
            if _may_share_words(gap, later_gap):
                runs += _finer_runs(earlier, start, at - 1, later, later_start, later_at - 1)
        left, right = i + size, j + size
        if size:
            length = len(" ".join(chunks[i:left]))
            runs.append((at, at + length, later_at, later_at + length))
            at += length + 1
            later_at += length + 1
    return runs


def _may_share_words(gap: str, later_gap: str) -> bool:
    """A quick look that spares the close one where nothing can come of it."""
    if gap.isalpha() and later_gap.isalpha():
        return False
    if not gap.isascii() or not later_gap.isascii():
        return True
    return not set(_PARTS.findall(gap)).isdisjoint(_PARTS.findall(later_gap))


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
    for i, j, size in blocks:
        first, last = i + size, j + size
        at_edge = (i == j == 0) or (first == len(atoms) and last == len(later_atoms))
        if at_edge or any(group for _, group in atoms[i:first]):
            runs.append(
                (
                    atoms[i][0][0],
                    atoms[first - 1][0][1],
                    later_atoms[j][0],
                    later_atoms[last - 1][1],
                )
            )
    return runs


def _write_plain_gap(writer: HunkWriter, a: int, b: int, c: int, d: int) -> None:
    before, after = writer.earlier[a:b], writer.later[c:d]
    if before == after:
        writer.keep(a, b, c, d)
    else:
        has_words = (before and not before.isspace()) or (after and not after.isspace())
        writer.change(_WORDS if has_words else _FORM, a, b, c, d)


def _write_run_in_another_form(writer: HunkWriter, a: int, b: int, c: int, d: int) -> None:
    """The same words with other spaces, other quotation marks."""
    earlier, later = writer.earlier, writer.later
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


def layered_runs(earlier: Layers, later: Layers) -> list[WordRun]:
    """The words that two wordings have in common, brackets and all else apart: indexes of
    words and how many."""

    # places as if the words stood alone, one space after each: marks do not make a change long
    def run(i: int, j: int, size: int) -> Run:
        return (
            earlier.places[i] + i,
            earlier.places[i + size] + i + size - 1,
            later.places[j] + j,
            later.places[j + size] + j + size - 1,
        )

    runs = {run(*block): block for block in common_words(earlier.normal, later.normal)}
    count, later_count = len(earlier.normal), len(later.normal)
    kept = tidy(runs, earlier.places[-1] + count, later.places[-1] + later_count)
    return [runs[one] for one in kept]


def diff_layered(earlier: Layers, later: Layers, runs: list[WordRun]) -> list[Hunk]:
    """The hunks of two wordings with brackets whose common words are ``runs``."""
    writer = HunkWriter(earlier.text, later.text)
    left = right = 0
    for i, j, size in runs:
        a, c = earlier.starts[i], later.starts[j]
        b, d = earlier.ends[i + size - 1], later.ends[j + size - 1]
        if writer.earlier[a:b] == writer.later[c:d]:
            _write_gap(writer, earlier, later, left, a, right, c)
            writer.keep(a, b, c, d)
            left, right = b, d
            continue
        for step in range(size):
            s, e = earlier.starts[i + step], earlier.ends[i + step]
            t, f = later.starts[j + step], later.ends[j + step]
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
    marks = [earlier.text[p] for p in mark_places(earlier.text, a, b)]
    alike = marks == [later.text[p] for p in mark_places(later.text, c, d)]
    pieces = _pieces(earlier, a, b, keep_pairs=not alike)
    later_pieces = _pieces(later, c, d, keep_pairs=not alike)
    blocks = common_words(
        [earlier.text[s:e] for _, s, e in pieces], [later.text[s:e] for _, s, e in later_pieces]
    )
    blocks.append((len(pieces), len(later_pieces), 0))
    left, right, one, other = a, c, 0, 0
    for i, j, size in blocks:
        left, right = _write_pieces(writer, pieces[one:i], later_pieces[other:j], left, right)
        one, other = i + size, j + size
        if size:
            writer.keep(left, pieces[one - 1][2], right, later_pieces[other - 1][2])
            left, right = pieces[one - 1][2], later_pieces[other - 1][2]


_Piece = tuple[Layer, int, int]


def _pieces(layers: Layers, start: int, end: int, *, keep_pairs: bool) -> list[_Piece]:
    """``start … end`` cut at what is not words. A pair of brackets that stands inside with
    words in it stays together with them if ``keep_pairs``."""
    pieces: list[_Piece] = []
    at = start
    whole = -1

    def stretch(until: int) -> None:
        if at < until:
            layer = Layer.WORDS if layers.has_words(at, until) else Layer.FORM
            pieces.append((layer, at, until))

    position = bisect_left(layers.apart, start, key=_start_of)
    for one in islice(layers.apart, position, None):
        if one.start >= end:
            break
        if one.start <= whole:
            continue
        if keep_pairs and one.layer is Layer.BRACKETS:
            partner = layers.partners.get(one.start, -1)
            first, last = min(one.start, partner), max(one.start, partner)
            if start <= first and last < end and layers.has_words(first, last):
                whole = last
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
