"""How long it takes to compare: one paragraph, the General Assembly draft, 100,000 words."""

from bracketed import align, compare, compare_pair
from tests.bench import peers
from tests.bench.edits import GA_DRAFT, Edited, edit, grow_words, paragraphs
from tests.bench.measure import Row, exponent, milliseconds, side_by_side

AREA = "comparison"
_FAST_DMP = "fast-diff-match-patch, semantic clean-up"
_GIT = "git word-diff"
_GIT_WORDS = "git word-diff, words as ours"


def rows() -> list[Row]:
    """All rows of this area."""
    return [*_paragraph(), *_ga_draft(), *_long_document(), _growth()]


def _texts(edited: Edited) -> tuple[str, str]:
    return "\n".join(edited.earlier), "\n".join(edited.later)


def _paragraph() -> list[Row]:
    text = " ".join(" ".join(paragraphs(GA_DRAFT, 10)).replace("[", "").split()[:200])
    later = edit([text.replace("]", "")], seed=1).later[0]
    times = side_by_side(
        {
            "ours": lambda: compare_pair(text, later),
            _FAST_DMP: lambda: peers.fast_dmp(text, later),
            "difflib": lambda: peers.difflib_words(text, later),
        },
        200,
    )
    what = "one 200-word paragraph"
    return [
        Row(AREA, what, times["ours"], times[_FAST_DMP], _FAST_DMP, 1.0),
        Row(AREA, what, times["ours"], times["difflib"], "difflib", 0.25),
    ]


def _ga_draft() -> list[Row]:
    edited = edit(paragraphs(GA_DRAFT), seed=7)
    earlier, later = _texts(edited)
    times = side_by_side(
        {
            "ours": lambda: compare(earlier.split("\n"), later.split("\n")),
            _FAST_DMP: lambda: peers.fast_dmp(earlier, later),
            _GIT: peers.git_words(earlier, later),
            _GIT_WORDS: peers.git_words(earlier, later, peers.GIT_WORDS),
            "redlines": lambda: peers.redlines(earlier, later),
            "difflib": lambda: peers.difflib_words(earlier, later),
            "divot": lambda: peers.divot_words(earlier, later),
        },
        9,
    )
    what = "GA draft and its seeded edit"
    goals = {
        _FAST_DMP: 0.35,
        _GIT: 0.6,
        _GIT_WORDS: 0.6,
        "redlines": 1 / 40,
        "difflib": 1 / 60,
        "divot": 1.0,
    }
    return [Row(AREA, what, times["ours"], times[peer], peer, goal) for peer, goal in goals.items()]


def _long_document() -> list[Row]:
    edited = edit(grow_words(100_000, seed=3), seed=4)
    earlier, later = _texts(edited)
    links = align(edited.earlier, edited.later)
    times = side_by_side(
        {
            "ours": lambda: compare(earlier.split("\n"), later.split("\n")),
            "aligned": lambda: compare(edited.earlier, edited.later, links=links),
            _GIT: peers.git_words(earlier, later),
            _GIT_WORDS: peers.git_words(earlier, later, peers.GIT_WORDS),
            "divot": lambda: peers.divot_words(earlier, later),
        },
        9,
    )
    times[_FAST_DMP] = milliseconds(lambda: peers.fast_dmp(earlier, later), 1)
    what = "100,000 words, with moves, splits and merges"
    goals = {_FAST_DMP: 1 / 30, _GIT: 0.5, _GIT_WORDS: 0.5, "divot": 1.0}
    found = [
        Row(AREA, what, times["ours"], times[peer], peer, goal) for peer, goal in goals.items()
    ]
    words_only = "100,000 words, words alone (aligned before)"
    return [*found, Row(AREA, words_only, times["aligned"], times["divot"], "divot", 1.0)]


def _growth() -> Row:
    small, large = (_time(words) for words in (10_000, 100_000))
    grown = exponent(small, large, 10)
    return Row(AREA, "growth from 10,000 to 100,000 words (exponent)", grown, None, "–", 1.1)


def _time(words: int) -> float:
    edited = edit(grow_words(words, seed=3), seed=4)
    return milliseconds(lambda: compare(edited.earlier, edited.later), 9)
