"""The values of the text engine: frozen, slotted, without Django and without I/O.

Positions are code points of the text they belong to; ``end`` is exclusive, so
``text[bracket.start:bracket.end]`` is the bracket with its marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: Goes into stored derived rows (brackets, problems, comparisons) and into ETags:
#: another number means that they are stale and are computed again.
ENGINE = "2"


class BracketKind(StrEnum):
    """What a pair of brackets is for (the field's notations, docs/bracketed-text.md)."""

    TEXT = "text"  # disputed words
    STATUS = "status"  # [agreed], [Suggested for Closure]
    ATTRIBUTION = "attribution"  # [US: …], [led by Saudi]
    PLACEHOLDER = "placeholder"  # [X], [dates], [to be completed]
    OLD_NUMBER = "old_number"  # 39. [44.]
    FOOTNOTE = "footnote"  # [1]
    NOTE = "note"  # [NOTE: …]
    REMNANT = "remnant"  # [bookmark: _GoBack], [image: document cover]


class ProblemKind(StrEnum):
    """What a careful reader would point out."""

    UNCLOSED = "unclosed"
    UNOPENED = "unopened"
    EMPTY = "empty"
    LOST_REDLINE = "lost_redline"
    LABEL_CONTRADICTION = "label_contradiction"


class Kind(StrEnum):
    """What a provision is in its document."""

    CHAPTER = "chapter"
    PART = "part"
    SECTION = "section"
    CHAPEAU = "chapeau"
    PARAGRAPH = "paragraph"
    SUB_PARAGRAPH = "sub_paragraph"
    BULLET = "bullet"
    ANNEX = "annex"


#: Kinds that carry a heading and no text of their own.
HEADINGS = frozenset({Kind.CHAPTER, Kind.PART, Kind.SECTION, Kind.ANNEX})


class Role(StrEnum):
    """What a provision is to its parent."""

    TEXT = "text"
    ALTERNATIVE = "alternative"
    ADDITION = "addition"


class MarkKind(StrEnum):
    """What is printed with a wording but is not its words."""

    LABEL = "label"
    OLD_NUMBER = "old_number"
    TAG = "tag"
    ATTRIBUTION = "attribution"
    INSTRUCTION = "instruction"
    FOOTNOTE = "footnote"
    NOTE = "note"
    REMNANT = "remnant"
    BREAK = "break"  # a line or page break inside the wording: becomes one space
    SPACE = "space"  # white space at the edges, left over when the other marks are out


class GroupKind(StrEnum):
    """How wordings that compete are printed."""

    ADJACENT = "adjacent"  # [Encourage][Ensure] [Strive]
    SLASH_BETWEEN = "slash_between"  # [all] /[all women and men]/[all citizens]
    SLASH_INSIDE = "slash_inside"  # [2020/2025]
    REPLACEMENT = "replacement"  # evaluation [review], evaluation;[/ review]
    CONNECTIVE = "connective"  # [below 1.5 °C] [or] [well below 2 °C]
    BLOCKS = "blocks"  # paragraphs Alt 1:, Option 2: inside one text


@dataclass(frozen=True, slots=True)
class Bracket:
    """A pair of brackets; ``depth`` counts from 1 inside its paragraph (a bracket
    around whole provisions counts among its like)."""

    start: int
    end: int
    depth: int
    kind: BracketKind


@dataclass(frozen=True, slots=True)
class Problem:
    """A place that a careful reader would point out; nothing is ever repaired.

    ``detail`` completes the sentence: the suspected words, the other label."""

    kind: ProblemKind
    start: int
    end: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the wordings that compete; ``start … end`` are its words without its marks."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """Wordings that compete for one place. A proposal of the program: a person may say
    otherwise ("[and][consistent with …]" are two optional pieces)."""

    kind: GroupKind
    start: int
    end: int
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """What :func:`bracketed.parse` read. ``brackets`` are in order of their start and
    hold every pair; ``spans`` are those among them that go around whole provisions."""

    text: str
    brackets: tuple[Bracket, ...]
    spans: tuple[Bracket, ...]
    groups: tuple[Group, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the printed source that is not words of the wording."""

    kind: MarkKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a paragraph before it is read: from the styles of the file it came in,
    or because a person said so. ``start`` is its first character that is no white space.

    That it stands here says that a paragraph begins; with ``end`` it is one from there to
    there, whatever lines are in it. ``level`` is that of a heading. What is None is read;
    ``depth`` counts from 0, positions of ``marks`` from ``start``. Without ``is_text`` it is
    a page heading or a letter, and no provision."""

    start: int
    end: int | None = None
    level: int = 0
    is_text: bool = True
    kind: Kind | None = None
    role: Role | None = None
    depth: int | None = None
    label: str | None = None
    number: str | None = None
    code: str | None = None
    marks: tuple[Mark, ...] | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A bracket around whole provisions: indexes into the outline's provisions, and
    places in the words of each. ``closes`` is None when it is never closed, ``opens``
    when it was never opened."""

    kind: BracketKind
    depth: int
    opens: tuple[int, int] | None
    closes: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class OutlineProvision:
    """One provision as read from a text.

    ``start … end`` is what it claims of the source. ``text`` is that stretch without the
    marks (positions of marks count from ``start``); of a heading the same words stand in
    ``heading`` and ``text`` is empty. ``label`` is as printed, ``code`` its Latin
    action-line code, ``number`` the number of reading order where printing lost it.
    ``parent`` is an index into the outline's provisions."""

    kind: Kind
    role: Role
    label: str
    number: str
    code: str
    heading: str
    text: str
    parent: int | None
    start: int
    end: int
    marks: tuple[Mark, ...]
    tags: tuple[str, ...]
    attribution: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table of proposals: which provision (index) it stands beside, under
    which column head. An empty cell proposes nothing and is not listed."""

    column: str
    row: int
    target: int | None
    text: str
    start: int
    end: int


class DoubtKind(StrEnum):
    """Why a reading of a provision is doubtful."""

    TITLE = "title"  # read as the title of the text
    HEADING = "heading"  # read as a heading
    NUMBERED_HEADING = "numbered_heading"  # so is one with the number of a paragraph
    NAMES_SEVERAL = "names_several"  # its label names several paragraphs
    COUNTED_ALTERNATIVE = "counted_alternative"  # an alternative by its number, or a paragraph
    NUMBER_LOST = "number_lost"  # one number is printed again and again
    BRACKETED_LINE = "bracketed_line"  # an addition, an alternative or a paragraph
    GOES_ON = "goes_on"  # without a number: a provision of its own, or the one before it
    OF_WHICH = "of_which"  # an alternative, and no paragraph before it
    WITHOUT_NUMBER = "without_number"  # an alternative that does not say to which
    LETTERS = "letters"  # what stands before it is read as letters and page headings
    RAGGED_TABLE = "ragged_table"  # a table has cells left over
    CELL_BY_LINES = "cell_by_lines"  # the lines of a cell are counted off to the lines
    CELL_COUNTED = "cell_counted"  # a cell is counted off to this line
    CELL_OF_SEVERAL = "cell_of_several"  # a cell stands beside several provisions


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reading that a person should confirm: which provision, and why it is doubtful.
    ``detail`` completes the sentence: the words, the number as printed."""

    provision: int
    kind: DoubtKind
    detail: str = ""


class Reason(StrEnum):
    """Why an operation cannot be done at a place."""

    NO_WORDS_OFFERED = "no_words_offered"
    UNBALANCED = "unbalanced"
    NO_PARTY = "no_party"
    NO_WORDS = "no_words"
    ONLY_SPACES = "only_spaces"
    CROSSES = "crosses"
    CUTS_A_WORD = "cuts_a_word"
    NO_BRACKET = "no_bracket"
    NO_ALTERNATIVES = "no_alternatives"
    SLASH = "slash"


class NotThere(ValueError):
    """The operation cannot be done at this place: for what ``reason``, with the party or the
    word that it is about."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason.value, detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Outline:
    """What :func:`bracketed.read_outline` understood. Everything between the claims of
    the provisions and cells is apparatus: ``apparatus`` lists those stretches, so that
    claims and apparatus together give back the source. Positions of ``problems`` count
    in the whole source."""

    source: str
    provisions: tuple[OutlineProvision, ...]
    cells: tuple[Cell, ...]
    spans: tuple[Span, ...]
    problems: tuple[Problem, ...]
    doubts: tuple[Doubt, ...]
    apparatus: tuple[tuple[int, int], ...]
