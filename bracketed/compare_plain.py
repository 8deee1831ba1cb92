"""The hunks of two wordings whose brackets, if they have any, do not differ.

Most wordings of a negotiation change in a few words: both are cut at white space, and only
chunks that differ are looked at word by word."""

from __future__ import annotations

import re

from rapidfuzz.distance import Postfix, Prefix

from bracketed.compare_model import Hunk, HunkKind, Layer, make_hunk
from bracketed.compare_runs import Run, WordRun, common_words, tidy
from bracketed.compare_writer import HunkWriter, write_plain_gap, write_word
from bracketed.words import ATOM, normal_atom

_EQUAL, _INSERT, _DELETE, _REPLACE = HunkKind
_WORDS, _FORM, _LABEL = Layer.WORDS, Layer.FORM, Layer.LABEL
_PARTS = re.compile(r"[\w'-]+|[^\w\s]")
_CHUNK = re.compile(r"\S+")


def diff_plain(earlier: str, later: str, start: int = 0, later_start: int = 0) -> list[Hunk]:
    """The hunks of two wordings without brackets, from ``start`` and ``later_start`` on;
    what stands before is written as their labels."""

    def is_few(run: Run) -> bool:
        return earlier.count(" ", run[0], run[1]) < 2

    found = _plain_runs(earlier, later, start, later_start)
    runs = tidy(found, len(earlier), len(later), is_few)
    if not start and not later_start and all(earlier[a:b] == later[c:d] for a, b, c, d in runs):
        return _write_runs(earlier, later, runs)
    writer = HunkWriter(earlier, later)
    if start or later_start:
        writer.change(_LABEL, 0, start, 0, later_start)
    left, right = start, later_start
    for a, b, c, d in runs:
        if left < a or right < c:
            write_plain_gap(writer, left, a, right, c)
        if earlier[a:b] == later[c:d]:
            writer.keep(a, b, c, d)
        else:
            _write_run_in_another_form(writer, a, b, c, d)
        left, right = b, d
    write_plain_gap(writer, left, len(earlier), right, len(later))
    return writer.flush()


def _write_runs(earlier: str, later: str, runs: list[Run]) -> list[Hunk]:
    """What :class:`HunkWriter` would write where all runs are the same character for
    character, as nearly always: in one loop, without calls."""
    hunks: list[Hunk] = []
    kept, later_kept = 0, 0  # where the equal stretch begins that is not written yet
    left, right = 0, 0
    length, later_length = len(earlier), len(later)
    for start, end, later_start, later_end in (*runs, (length, length, later_length, later_length)):
        a, b, c, d = left, start, right, later_start
        left, right = end, later_end
        while a < b and c < d and (sign := earlier[a]) == later[c] and sign.isspace():
            a += 1
            c += 1
        while a < b and c < d and (sign := earlier[b - 1]) == later[d - 1] and sign.isspace():
            b -= 1
            d -= 1
        before, after = earlier[a:b], later[c:d]
        if before == after:
            continue
        if kept < a:
            hunks.append(make_hunk((_EQUAL, _WORDS, kept, a, later_kept, c)))
        kind = _INSERT if a == b else _DELETE if c == d else _REPLACE
        layer = _WORDS if (before + after).strip() else _FORM
        hunks.append(make_hunk((kind, layer, a, b, c, d)))
        kept, later_kept = b, d
    if kept < length:
        hunks.append(make_hunk((_EQUAL, _WORDS, kept, length, later_kept, later_length)))
    return hunks


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


def _write_run_in_another_form(writer: HunkWriter, a: int, b: int, c: int, d: int) -> None:
    """The same words with other spaces, other quotation marks."""
    earlier, later = writer.earlier, writer.later
    left, right = a, c
    pairs = zip(ATOM.finditer(earlier, a, b), ATOM.finditer(later, c, d), strict=True)
    for found, later_found in pairs:
        (s, e), (t, f) = found.span(), later_found.span()
        write_plain_gap(writer, left, s, right, t)
        write_word(writer, s, e, t, f)
        left, right = e, f
