"""What the tests of the comparison share: texts to try, and how hunks are applied."""

from collections.abc import Sequence

from hypothesis import strategies as st

from bracketed import Hunk, HunkKind

#: Words, marks, signs and labels as negotiators write them, and what breaks programs.
PIECES = (
    "we", "We", "shall", "should", "people[s]", "[", "]", "][", "[foreign]", "[all] /[all women]",
    "[2020/2025]", "women’s", "women's", "multi-stakeholder", "2.2", ",", ".", ";", "/", " ", "  ",
    "\n", "\u00a0", "[agreed]", "[Suggested for Closure]", "[US: ", "[led by Saudi]", "13. ",
    "39. [44.] ", "a) ", "60 bis (former 45). ", "[1]", "e\u0301", "\u00e9", "\u202e", "\u0000",
    "联合国", "大会", "مُحَمَّد", "हिन्दी", "С5", "ALT 1: ", "🙂",
)  # fmt: skip

wordings = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=24).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=24).map("".join),
    st.text(max_size=40),
)
texts = st.lists(wordings, max_size=8)


def rebuild(earlier: str, hunks: Sequence[Hunk], later: str) -> str:
    """``earlier`` with each stretch that changed replaced; equal stretches come from it."""
    return "".join(
        earlier[hunk.earlier_start : hunk.earlier_end]
        if hunk.kind is HunkKind.EQUAL
        else later[hunk.later_start : hunk.later_end]
        for hunk in hunks
    )
