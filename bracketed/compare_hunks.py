"""From the words two wordings with brackets have in common to hunks that cover both,
character for character. A hunk never cuts a word, and a pair of brackets is either inside a
hunk of words or its marks are hunks of their own."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from operator import attrgetter

from bracketed.compare_layers import Layers
from bracketed.compare_model import Hunk, Layer
from bracketed.compare_runs import Run, WordRun, common_words, tidy
from bracketed.compare_writer import HunkWriter, write_word
from bracketed.matching import mark_places

_start_of = attrgetter("start")


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

    def is_few(one: Run) -> bool:
        i, _, size = runs[one]
        atoms = earlier.normal[i : i + size]
        return sum(len(atom) > 1 or atom.isalnum() for atom in atoms) < 3

    runs = {run(*block): block for block in common_words(earlier.normal, later.normal)}
    count, later_count = len(earlier.normal), len(later.normal)
    kept = tidy(runs, earlier.places[-1] + count, later.places[-1] + later_count, is_few)
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
