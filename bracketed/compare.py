"""Two texts, or two wordings, compared: what happened, in the words of the field."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from bracketed.align import align
from bracketed.align_model import Link, LinkKind, Stated
from bracketed.changes import layered_changes, plain_changes
from bracketed.compare_ends import common_ends, with_ends
from bracketed.compare_hunks import diff_layered, layered_runs
from bracketed.compare_layers import join_glued, read_label, read_layers
from bracketed.compare_model import (
    SEAM,
    Change,
    ChangeKind,
    Compared,
    Difference,
    Hunk,
    HunkKind,
    Layer,
    Place,
    make_change,
    make_place,
)
from bracketed.compare_plain import diff_plain

_OWN_CHANGE = {
    LinkKind.MOVED: ChangeKind.MOVED,
    LinkKind.SPLIT: ChangeKind.SPLIT,
    LinkKind.MERGED: ChangeKind.MERGED,
    LinkKind.NEW: ChangeKind.NEW,
    LinkKind.GONE: ChangeKind.DELETED,
}


def compare_pair(earlier: str, later: str) -> Difference:
    """What happened to one wording. Places have the index 0 on both sides."""
    changes, hunks = _compare(earlier, later)
    return Difference(tuple(changes), tuple(hunks))


def compare_texts(earlier: Sequence[str], later: Sequence[str]) -> Difference:
    """What happened to wordings that became one, or to one that became several.

    Each side is read as one text, joined by :data:`~bracketed.compare_model.SEAM`. Hunks
    count in the joined texts, places of changes in their wording (the index is the place
    in ``earlier`` or ``later``; what goes over a seam has the wording it begins in)."""
    changes, hunks = _compare(SEAM.join(earlier), SEAM.join(later))
    seams, later_seams = _seams(earlier), _seams(later)
    placed = [
        Change(kind, _placed(place, seams, earlier), _placed(other, later_seams, later))
        for kind, place, other in changes
    ]
    return Difference(tuple(placed), tuple(hunks))


def compare(
    earlier: Sequence[str],
    later: Sequence[str],
    *,
    links: Sequence[Link] | None = None,
    stated: Sequence[Stated] = (),
    earlier_ids: Sequence[str] | None = None,
    later_ids: Sequence[str] | None = None,
) -> tuple[Compared, ...]:
    """The links between two texts (one wording per provision), each with its changes.

    ``links`` are taken as they are; without them :func:`bracketed.align` finds them, and
    takes the other arguments. A provision that is kept word for word has no changes.

    :raises ValueError: what ``align`` raises."""
    if links is None:
        links = align(earlier, later, stated=stated, earlier_ids=earlier_ids, later_ids=later_ids)
    return tuple([_compare_link(link, earlier, later) for link in links])


def _compare_link(link: Link, earlier: Sequence[str], later: Sequence[str]) -> Compared:
    ones, others = link.earlier, link.later
    changes: list[Change]
    if len(ones) == 1 and len(others) == 1:
        index, other_index = ones[0], others[0]
        changes, hunks = _compare(earlier[index], later[other_index], index, other_index)
    elif not ones or not others:
        changes = []
        hunks = _one_sided(
            SEAM.join([*(earlier[i] for i in ones), *(later[j] for j in others)]), bool(ones)
        )
    else:
        texts = [earlier[index] for index in ones], [later[index] for index in others]
        difference = compare_texts(*texts)
        hunks = list(difference.hunks)
        changes = [
            Change(
                kind,
                place and Place(ones[place.wording], place.start, place.end),
                other and Place(others[other.wording], other.start, other.end),
            )
            for kind, place, other in difference.changes
        ]
    own = _OWN_CHANGE.get(link.kind)
    if own is not None:
        changes = [_own_change(own, ones, others, earlier, later), *changes]
    return Compared(
        ones,
        others,
        link.kind,
        link.found_by,
        link.certainty,
        tuple(changes),
        tuple(hunks),
    )


def _one_sided(text: str, is_gone: bool) -> list[Hunk]:
    if not text:
        return []
    if is_gone:
        return [Hunk(HunkKind.DELETE, Layer.WORDS, 0, len(text), 0, 0)]
    return [Hunk(HunkKind.INSERT, Layer.WORDS, 0, 0, 0, len(text))]


def _own_change(
    kind: ChangeKind,
    ones: tuple[int, ...],
    others: tuple[int, ...],
    earlier: Sequence[str],
    later: Sequence[str],
) -> Change:
    return Change(
        kind,
        Place(ones[0], 0, len(earlier[ones[0]])) if ones else None,
        Place(others[0], 0, len(later[others[0]])) if others else None,
    )


def _compare(
    earlier: str, later: str, index: int = 0, later_index: int = 0
) -> tuple[list[Change], list[Hunk]]:
    """Changes, their places with these indexes, and hunks of two wordings."""
    if earlier == later:
        if not earlier:
            return [], []
        whole = len(earlier)
        return [], [Hunk(HunkKind.EQUAL, Layer.WORDS, 0, whole, 0, whole)]
    may_have_marks = "[" in earlier or "[" in later or "]" in earlier or "]" in later
    if may_have_marks and not _has_the_same_marks(earlier, later):
        return _compare_layers(earlier, later, index, later_index)
    start = later_start = 0
    if earlier[:8] != later[:8]:
        label, later_label = read_label(earlier), read_label(later)
        if earlier[slice(*label)] != later[slice(*later_label)]:
            start, later_start = label[1], later_label[1]
    hunks = diff_plain(earlier, later, start, later_start)
    if may_have_marks and not _is_about_words(earlier, later, hunks):
        return _compare_layers(earlier, later, index, later_index)
    return plain_changes(hunks, index, later_index), hunks


def _compare_layers(
    earlier: str, later: str, index: int, later_index: int
) -> tuple[list[Change], list[Hunk]]:
    head, tail = common_ends(earlier, later)
    layers = read_layers(earlier[head : len(earlier) - tail], has_label=not head)
    later_layers = read_layers(later[head : len(later) - tail], has_label=not head)
    layers, later_layers = join_glued(layers, later_layers), join_glued(later_layers, layers)
    runs = layered_runs(layers, later_layers)
    hunks = diff_layered(layers, later_layers, runs)
    changes = layered_changes(layers, later_layers, runs, hunks)
    if head or tail:
        hunks = with_ends(hunks, head, tail)
    if head or index or later_index:
        changes = [
            make_change(
                (
                    kind,
                    make_place((index, place[1] + head, place[2] + head)) if place else None,
                    make_place((later_index, other[1] + head, other[2] + head)) if other else None,
                )
            )
            for kind, place, other in changes
        ]
    return changes, hunks


def _has_the_same_marks(earlier: str, later: str) -> bool:
    return earlier.count("[") == later.count("[") and earlier.count("]") == later.count("]")


def _is_about_words(earlier: str, later: str, hunks: list[Hunk]) -> bool:
    """Whether no hunk holds a mark, stands in brackets or right beside some: then all
    brackets are what they were, and only words differ."""
    for kind, _, start, end, later_start, later_end in hunks:
        if kind is HunkKind.EQUAL:
            continue
        if earlier.count("[", 0, start) != earlier.count("]", 0, start):
            return False
        around = earlier[max(0, start - 2) : end + 2]
        later_around = later[max(0, later_start - 2) : later_end + 2]
        if "[" in around or "]" in around or "[" in later_around or "]" in later_around:
            return False
    return True


def _seams(texts: Sequence[str]) -> list[int]:
    """Where each text begins in the joined one."""
    starts = [0]
    for text in texts[:-1]:
        starts.append(starts[-1] + len(text) + len(SEAM))
    return starts


def _placed(place: Place | None, seams: list[int], texts: Sequence[str]) -> Place | None:
    if place is None:
        return None
    index = max(0, bisect_right(seams, place.start) - 1)
    length = len(texts[index])
    start = min(place.start - seams[index], length)
    return Place(index, start, max(start, min(place.end - seams[index], length)))
