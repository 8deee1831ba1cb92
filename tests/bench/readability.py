"""What a reader gets: how many hunks, how many words shown as changed, nothing cut."""

import re
from itertools import pairwise

from bracketed import Compared, Hunk, HunkKind, Layer, compare, match_brackets
from tests.bench import peers
from tests.bench.edits import GA_DRAFT, edit, paragraphs
from tests.bench.measure import Row

AREA = "readability"
_WORD = re.compile(r"[\w’'‑-]+")


def words_in(text: str) -> int:
    """How many words stand in ``text``."""
    return len(_WORD.findall(text))


def words_touched(text: str, stretches: list[tuple[int, int]]) -> int:
    """How many words of ``text`` a stretch touches; a word that is cut counts whole."""
    return sum(
        any(start < found.end() and found.start() < end for start, end in stretches)
        for found in _WORD.finditer(text)
    )


def changed_words(diff: peers.Diff, earlier: str, later: str) -> int:
    """The words that a diff shows as deleted or inserted."""
    gone: list[tuple[int, int]] = []
    come: list[tuple[int, int]] = []
    at = later_at = 0
    for sign, text in diff:
        if sign < 0:
            gone.append((at, at + len(text)))
        elif sign > 0:
            come.append((later_at, later_at + len(text)))
        at += len(text) if sign <= 0 else 0
        later_at += len(text) if sign >= 0 else 0
    return _touched(earlier, gone) + _touched(later, come)


def _touched(text: str, stretches: list[tuple[int, int]]) -> int:
    """As :func:`words_touched`, for stretches in order."""
    count = position = 0
    for found in _WORD.finditer(text):
        while position < len(stretches) and stretches[position][1] <= found.start():
            position += 1
        if position < len(stretches) and stretches[position][0] < found.end():
            count += 1
    return count


def hunks_of(diff: peers.Diff) -> int:
    """How many stretches of change a diff shows."""
    signs = [sign for sign, _ in diff]
    return sum(
        sign != 0 and (not index or signs[index - 1] == 0) for index, sign in enumerate(signs)
    )


def our_changed_words(compared: Compared, earlier: list[str], later: list[str]) -> int:
    """The words that ours shows as deleted or inserted: words, tags, names and labels,
    provisions that are new or gone included."""
    one = "\n".join(earlier[index] for index in compared.earlier)
    other = "\n".join(later[index] for index in compared.later)
    return sum(
        words_in(one[hunk.earlier_start : hunk.earlier_end])
        + words_in(other[hunk.later_start : hunk.later_end])
        for hunk in compared.hunks
        if hunk.kind is not HunkKind.EQUAL and hunk.layer is not Layer.FORM
    )


def our_hunks(compared: Compared) -> int:
    """The stretches of change that ours shows, of whatever layer: bracket marks, tags and
    labels count as they do for the peers."""
    changed = [hunk.kind is not HunkKind.EQUAL for hunk in compared.hunks]
    return sum(
        is_changed and (not index or not changed[index - 1])
        for index, is_changed in enumerate(changed)
    )


def cut_pairs(compared: Compared, earlier: list[str], later: list[str]) -> int:
    """Pairs of brackets that a hunk of words holds one mark of."""
    one = "\n".join(earlier[index] for index in compared.earlier)
    other = "\n".join(later[index] for index in compared.later)
    cut = 0
    for text, stretches in (
        (one, [(h.earlier_start, h.earlier_end) for h in compared.hunks if _is_of_words(h)]),
        (other, [(h.later_start, h.later_end) for h in compared.hunks if _is_of_words(h)]),
    ):
        for start, end in match_brackets(text).pairs:
            cut += any((a <= start < b) != (a < end <= b) for a, b in stretches)
    return cut


def _is_of_words(hunk: Hunk) -> bool:
    return hunk.kind is not HunkKind.EQUAL and hunk.layer is Layer.WORDS


def tiny_matches(compared: Compared, earlier: list[str]) -> int:
    """Equal stretches of one or two words between two changes of words."""
    text = "\n".join(earlier[index] for index in compared.earlier)
    return sum(
        _is_of_words(before)
        and match.kind is HunkKind.EQUAL
        and 1 <= words_in(text[match.earlier_start : match.earlier_end]) <= 2
        and _is_of_words(after)
        for (before, match), (_, after) in pairwise(pairwise(compared.hunks))
    )


def rows() -> list[Row]:
    """All rows of this area."""
    edited = edit(paragraphs(GA_DRAFT), seed=7)
    found = compare(edited.earlier, edited.later)
    earlier, later = "\n".join(edited.earlier), "\n".join(edited.later)
    reference = peers.fast_dmp(earlier, later)
    ours = sum(our_changed_words(one, edited.earlier, edited.later) for one in found)
    hunks = sum(our_hunks(one) for one in found)
    tiny = sum(tiny_matches(one, edited.earlier) for one in found)
    cut = sum(cut_pairs(one, edited.earlier, edited.later) for one in found)
    name = "fast-diff-match-patch, semantic clean-up"
    pair = "GA draft and its seeded edit: "
    by_words = changed_words(peers.dmp_words(earlier, later), earlier, later)
    return [
        Row(AREA, pair + "hunks", hunks, hunks_of(reference), name, 0.5),
        Row(
            AREA, pair + "changed words", ours, changed_words(reference, earlier, later), name, 0.5
        ),
        Row(AREA, pair + "changed words", ours, by_words, "diff-match-patch on words", 1.0),
        Row(AREA, pair + "hunks that cut a pair of brackets", cut, None, "–", 0),
        Row(AREA, pair + "matches of 1 or 2 words, share of hunks", tiny / hunks, None, "–", 0.02),
    ]
