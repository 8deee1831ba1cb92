"""What alignment and comparison have to find in the corpus."""

import re
from pathlib import Path

import pytest
from diff_match_patch import diff_match_patch

from bracketed import (
    Compared,
    FoundBy,
    HunkKind,
    Layer,
    Link,
    LinkKind,
    Stated,
    align,
    compare,
    compare_pair,
)

_FIXTURES = Path(__file__).parents[2] / "fixtures"
_TOKEN = re.compile(r"\s+|[\w’'‑-]+|.", re.DOTALL)
_WORD = re.compile(r"[\w’'‑-]+")


def _read(name: str) -> str:
    return (_FIXTURES / name).read_text(encoding="utf-8-sig")


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if len(line.split()) >= 5]


TUNIS = _read("2005-tunis-phase-chapters-1-and-4.txt")
REPORT = _read("2014-06-mpp-final-report.txt")
GA = _paragraphs(_read("2015-12-07-ga-draft-outcome.txt"))
DECEMBER = _paragraphs(_read("2013-12-mpp-second-meeting-outcomes.txt"))
PART_III = _paragraphs(REPORT[REPORT.index("III [Action Lines beyond 2015") :])


def _tunis() -> list[str]:
    """The paragraphs; their numbers stand on lines of their own."""
    return _paragraphs(re.sub(r"(?m)^(\[?\d+\s*\.\]?)[ \t]*\n", r"\1 ", TUNIS))


def _index(texts: list[str], beginning: str) -> int:
    (found,) = [index for index, text in enumerate(texts) if text.startswith(beginning)]
    return found


def _link_of(links: tuple[Link, ...], earlier: int) -> Link:
    (found,) = [link for link in links if earlier in link.earlier]
    return found


@pytest.mark.parametrize(
    ("beginning", "found_again"),
    [
        ("46. ", "We\u00a0encourage all WSIS stakeholders to continue to contribute"),
        ("47. ", "We emphasize on the importance of 17 May"),
    ],
)
def test_tunis_is_found_again_in_part_iii(beginning: str, found_again: str) -> None:
    tunis = _tunis()
    link = _link_of(align(tunis, PART_III), _index(tunis, beginning))
    assert link.later == (_index(PART_III, found_again),)
    assert link.found_by is FoundBy.LIKENESS


def test_unilateral_measures_are_found_again_in_the_ga_draft() -> None:
    tunis = _tunis()
    link = _link_of(align(tunis, GA), _index(tunis, "[21. "))
    assert link.later == (_index(GA, "33. "),)


def test_radio_spectrum_is_found_again_in_the_ga_draft() -> None:
    link = _link_of(align(DECEMBER, GA), _index(DECEMBER, "60. "))
    assert link.later == (_index(GA, "34. "),)


def test_what_is_near_noise_is_not_guessed() -> None:
    tunis = _tunis()
    assert _link_of(align(tunis, PART_III), _index(tunis, "45. ")).kind is LinkKind.GONE
    links = align(PART_III, GA)
    for beginning in ("We welcome holding of the annual WSIS Forum", "We encourage all"):
        assert _link_of(links, _index(PART_III, beginning)).later not in (
            (_index(GA, "68. "),),
            (_index(GA, "69. "),),
        )


def test_what_is_near_noise_can_be_stated() -> None:
    tunis = _tunis()
    earlier, later = _index(tunis, "45. "), _index(PART_III, "We encourage all")
    links = align(tunis, PART_III, stated=[Stated((earlier,), (later,))])
    link = _link_of(links, earlier)
    assert (link.later, link.found_by, link.certainty) == ((later,), FoundBy.STATED, 1.0)


def _pairs() -> list[tuple[list[str], list[str]]]:
    annex_one = _paragraphs(REPORT[REPORT.index("Annex") :])
    return [
        (_tunis(), PART_III),
        (_tunis(), GA),
        (DECEMBER, GA),
        (PART_III, GA),
        (DECEMBER, annex_one),
    ]


def _our_changed_words(compared: Compared, earlier: list[str], later: list[str]) -> int:
    one = "\n".join(earlier[index] for index in compared.earlier)
    other = "\n".join(later[index] for index in compared.later)
    return sum(
        len(_WORD.findall(one[hunk.earlier_start : hunk.earlier_end]))
        + len(_WORD.findall(other[hunk.later_start : hunk.later_end]))
        for hunk in compared.hunks
        if hunk.kind is not HunkKind.EQUAL and hunk.layer is Layer.WORDS
    )


def _reference_changed_words(earlier: str, later: str) -> int:
    """diff-match-patch on tokens, to the end, with its semantic clean-up."""
    codes: dict[str, str] = {}
    coded = [
        "".join(codes.setdefault(token, chr(256 + len(codes))) for token in _TOKEN.findall(text))
        for text in (earlier, later)
    ]
    tokens = {code: token for token, code in codes.items()}
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    diffs = [
        (sign, "".join(tokens[code] for code in text))
        for sign, text in engine.diff_main(*coded, checklines=False)
    ]
    engine.diff_cleanupSemantic(diffs)
    return sum(len(_WORD.findall(text)) for sign, text in diffs if sign)


def test_never_more_changed_words_than_the_reference() -> None:
    ours = theirs = 0
    for earlier, later in _pairs():
        for compared in compare(earlier, later):
            if len(compared.earlier) == len(compared.later) == 1:
                one, other = earlier[compared.earlier[0]], later[compared.later[0]]
                ours += _our_changed_words(compared, earlier, later)
                theirs += _reference_changed_words(one, other)
    assert 0 < ours <= theirs


def test_agreed_spectrum_text_is_a_rewording_of_paragraph_60() -> None:
    """The December decision: the text agreed from 60 and 60 bis."""
    sixty = DECEMBER[_index(DECEMBER, "60. ")]
    agreed = GA[_index(GA, "34. ")]
    kept = sum(
        hunk.earlier_end - hunk.earlier_start
        for hunk in compare_pair(sixty, agreed).hunks
        if hunk.kind is HunkKind.EQUAL
    )
    assert kept >= 0.7 * len(agreed)
