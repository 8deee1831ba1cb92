"""How fast and how rightly provisions are found again."""

from collections.abc import Sequence

from bracketed import Link, align
from tests.bench import peers
from tests.bench.edits import Edited, edit, grow
from tests.bench.measure import Row, exponent, milliseconds, peak_megabytes, side_by_side

AREA = "alignment"
_COUNT = 10_000
_TOLD = ("moved", "split", "merged")


def rows() -> list[Row]:
    """All rows of this area."""
    edited = edit(grow(_COUNT, seed=1), seed=2)
    earlier, later = edited.earlier, edited.later
    times = side_by_side(
        {
            "ours": lambda: align(earlier, later),
            "rensa": lambda: peers.rensa_pairs(earlier, later),
            "rensa, quick": lambda: peers.rensa_pairs(earlier, later, 64, 8),
        },
        5,
    )
    links = align(earlier, later)
    small = edit(grow(_COUNT // 10, seed=1), seed=2)
    small_time = milliseconds(lambda: align(small.earlier, small.later), 9)
    what = "10,000 provisions"
    rensa = peers.rensa_pairs(earlier, later)
    quick = peers.rensa_pairs(earlier, later, 64, 8)
    return [
        Row(AREA, what, times["ours"], times["rensa"], "rensa, 64 hashes in 16 bands", 0.25),
        Row(AREA, what, times["ours"], times["rensa, quick"], "rensa, 64 hashes in 8 bands", 0.25),
        Row(
            AREA,
            f"{what}: F1 (rensa: {_score(edited, rensa):.3f}; {_score(edited, quick):.3f} quick)",
            f1(edited, links),
            None,
            "–",
            0.985,
            least=True,
        ),
        *(
            Row(AREA, f"{what}: recall, {kind}", recall(edited, links, kind), None, "–", 0.95, True)
            for kind in ("moved", "split", "merged", "heavy")
        ),
        Row(
            AREA,
            f"{what}: peak MB",
            peak_megabytes(lambda: align(earlier, later)),
            None,
            "–",
            100,
        ),
        Row(
            AREA,
            "growth from 1,000 to 10,000 provisions (exponent)",
            exponent(small_time, times["ours"], 10),
            None,
            "–",
            1.15,
        ),
    ]


def f1(edited: Edited, links: Sequence[Link]) -> float:
    """Of links with both sides: right ones against found ones and wanted ones."""
    found = {(link.earlier, link.later) for link in links if link.earlier and link.later}
    return _f1(found, edited)


def _score(edited: Edited, pairs: list[tuple[int, int]]) -> float:
    return _f1({((index,), (other,)) for index, other in pairs}, edited)


def _f1(found: set[tuple[tuple[int, ...], tuple[int, ...]]], edited: Edited) -> float:
    wanted = {answer for answers in edited.answers.values() for answer in answers}
    return 2 * len(found & wanted) / (len(found) + len(wanted))


def recall(edited: Edited, links: Sequence[Link], kind: str) -> float:
    """How many of this kind were found, and called so where the kind is one of ours."""
    kinds = {(link.earlier, link.later): link.kind.value for link in links}
    wanted = edited.answers[kind]
    right = [
        answer
        for answer in wanted
        if answer in kinds and (kind not in _TOLD or kinds[answer] == kind)
    ]
    return len(right) / len(wanted)
