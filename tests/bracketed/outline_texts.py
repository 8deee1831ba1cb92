"""What the tests of the outline share: passages of the corpus, and texts to try."""

from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from bracketed import read_outline
from bracketed.model import Outline, OutlineProvision

FIXTURES = Path(__file__).parents[2] / "fixtures"

TUNIS = "2005-tunis-phase-chapters-1-and-4.txt"
SECOND_MEETING = "2013-12-mpp-second-meeting-outcomes.txt"
FOURTH_MEETING = "2014-04-mpp-fourth-meeting-outcomes.txt"
REPORT = "2014-06-mpp-final-report.txt"
GENERAL_ASSEMBLY = "2015-12-07-ga-draft-outcome.txt"
CORPUS = (TUNIS, SECOND_MEETING, FOURTH_MEETING, REPORT, GENERAL_ASSEMBLY)


@cache
def whole(name: str) -> str:
    """The file byte for byte, line ends included."""
    return (FIXTURES / name).read_bytes().decode()


def passage(name: str, first: str, last: str) -> str:
    """From the first words to the end of the last ones (its last occurrence)."""
    text = whole(name)
    return text[text.index(first) : text.rindex(last) + len(last)]


@cache
def outline_of(name: str, first: str = "", last: str = "") -> Outline:
    return read_outline(passage(name, first, last) if first else whole(name))


def chapter_c() -> Outline:
    """Chapter C of the Vision as it stands in the report of June 2014."""
    return outline_of(REPORT, "[C.\tAction lines", "bridge the digital divide. [agreed]]")


def s2_2_c() -> Outline:
    """The follow-up table of the second meeting, document S2.2/C."""
    return outline_of(SECOND_MEETING, "Document Number: S2.2/C", "ITU Radio Regulations..")


def path(outline: Outline, provision: OutlineProvision) -> list[OutlineProvision]:
    """The provisions above it, nearest first."""
    above = []
    while provision.parent is not None:
        provision = outline.provisions[provision.parent]
        above.append(provision)
    return above


def find(outline: Outline, words: str) -> OutlineProvision:
    """The provision whose words begin with these (and there is one only)."""
    found = [p for p in outline.provisions if (p.text or p.heading).startswith(words)]
    assert len(found) == 1, found
    return found[0]


def children(outline: Outline, provision: OutlineProvision) -> list[OutlineProvision]:
    index = outline.provisions.index(provision)
    return [p for p in outline.provisions if p.parent == index]


#: Lines as drafts print them, and what breaks programs.
LINES = (
    "1. We reaffirm our commitment to the Plan of Action.", "1.", "2. Recall the Declaration;",
    "[3. We also recognize the need.]", "[15.", "Inspired by the principles, we invite ITU.]",
    "43.", "[We agree that this should be separated.]", "[Chapter One: Implementation Mechanism",
    "Chapter Four: The Way Ahead", "]", "[", "]]", "[C.\tAction lines", "1. Introduction",
    "1. Further enhancing of Action lines", "С5. Building confidence and security",
    "C7\tICT applications [FINAL AGREED DRAFT]", "E-government", "Confidence is vital. [agreed]",
    "1. Encourage [all] /[all women and men]. [agreed]", "1. [Reinforce [and [enhance] it].",
    "Alt 1:  [ Continue [to promote]", "Alt: Encourage", "[Alt: [Encourage][Ensure] it]",
    "Option 2: No text", "[including cybercrime] [and cybersecurity]", "[agreed]",
    "III [Action Lines beyond 2015: Looking to the Future", "a) implementation;", "(i) first;",
    "i) second;", "· Around half of it; [agreed]", "- **Chapter B, Para No 21 (HEP)**",
    "39. [44.] We note", "60 bis (former 45). Utilisation", "[New] 62bis. We decide",
    "(PP6) Recalling", "OP8 Decides", "PP6 alt bis Noting", "[ANNEX A (Russian Federation)",
    "ANNEX TWO", "\tAction Line", "\tCoordinator(s)", "\tC1. The role of governments", "\tECOSOC",
    "\t", "\t4. [Continue", "Proposal to combine paras 17 and 18", "[NOTE: see above]", "",
    "[bookmark: _GoBack]The meeting took note of the work on the strengthening of the political",
    "commitment to bridge the divide.[1]", "# Preamble", "## 1. ICT for Development", "**Bold**",
    "We recognise [inter alia", "the need] for action", "1.1 Bridging Digital Divides", "   ",
    "Excellency,", "\ufeff", "\u00a0", "\r", "🙂 [e\u0301] \u202e", "\u0000",
    "Draft of 7 December 2015",
)  # fmt: skip

texts = st.one_of(
    st.lists(st.sampled_from(LINES), max_size=14).map("\n".join),
    st.lists(st.sampled_from(LINES), max_size=8).map(" ".join),
    st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=12)), max_size=8).map("\r\n".join),
    st.text(alphabet="[]\n\t .a1)", max_size=60),
    st.text(max_size=80),
)
