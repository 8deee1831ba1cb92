"""What the engine reads in a text while it is written: its brackets, what each act would
leave, and what a careful reader would point out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from bracketed import Group, Tree, compare_pair, match_brackets, parse_wording
from bracketed.model import Bracket, ProblemKind
from documents.queries import OPEN_KINDS
from documents.refusals import Unfit
from documents.sentences import say_problem
from tracker.queries.desk.operations import Does, Wish, carry_out
from tracker.queries.marks import Edge
from tracker.queries.redline import both_readings, is_silent
from tracker.queries.written import written

_AROUND: Final = 48
_LOOSE: Final = frozenset({ProblemKind.UNCLOSED, ProblemKind.UNOPENED})

ACTS: Final[dict[Does, Promise]] = {
    Does.LIFT: _("Lift bracket"),
    Does.DELETE: _("Delete with words"),
    Does.CHOOSE: _("Choose alternative"),
}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How many marks of a text have their other end in another provision: ``opens`` of those
    that nothing closes here, ``closes`` of those that nothing opens."""

    opens: int = 0
    closes: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act would leave, with the words around the place; ``left`` pairs stay open, and
    ``problems`` were not there before."""

    does: Does
    name: Promise
    words: SafeString
    left: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BracketRow:
    """A bracket of the text, and what can be done to it. ``at`` is where it begins."""

    at: int
    depth: int
    words: SafeString
    is_choice: bool
    is_picked: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """What a careful reader would point out. ``mend`` says what would close a mark that has
    no other end; empty for everything else."""

    at: int
    message: str
    mend: str
    place: SafeString


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the engine reads it."""

    text: str
    pairs: int
    deepest: int
    loose: int
    rows: tuple[BracketRow, ...]
    outcomes: tuple[Outcome, ...]
    faults: tuple[Fault, ...]


def read_text(text: str, at: int = 0, elsewhere: Elsewhere | None = None) -> Reading:
    """Read a text; ``at`` is where the caret stands: the innermost bracket around it, or else
    the first one, is the one whose outcomes are shown."""
    tree = parse_wording(text)
    open_brackets = [one for one in tree.brackets if one.kind in OPEN_KINDS]
    picked = _picked(open_brackets, at)
    faults = tuple(_faults(tree, elsewhere or Elsewhere()))
    return Reading(
        text=text,
        pairs=len(open_brackets),
        deepest=max((one.depth for one in open_brackets), default=0),
        loose=sum(1 for one in faults if one.mend),
        rows=tuple(_rows(tree, open_brackets, picked)),
        outcomes=tuple(_outcomes(tree, picked)) if picked else (),
        faults=faults,
    )


def elsewhere_of(text: str, edges: Iterable[Edge]) -> Elsewhere:
    """How many single marks of a saved text pair with one of another provision."""
    marks = [text[edge.at] for edge in edges if edge.depth and edge.at < len(text)]
    return Elsewhere(marks.count("["), marks.count("]"))


def _picked(brackets: list[Bracket], at: int) -> Bracket | None:
    around = [one for one in brackets if one.start <= at <= one.end]
    return around[-1] if around else next(iter(brackets), None)


def _rows(tree: Tree, brackets: Iterable[Bracket], picked: Bracket | None) -> Iterator[BracketRow]:
    for one in brackets:
        words = tree.text[one.start : one.end]
        shown = words if len(words) <= 2 * _AROUND else f"{words[:_AROUND]} … {words[-_AROUND:]}"
        yield BracketRow(
            at=one.start,
            depth=one.depth,
            words=written(shown),
            is_choice=_group_at(tree, one) is not None,
            is_picked=one is picked,
        )


def _group_at(tree: Tree, bracket: Bracket) -> Group | None:
    """The group in which the bracket is one of the wordings that compete."""
    for group in tree.groups:
        is_inside = group.start <= bracket.start and bracket.end <= group.end
        if is_inside and any(
            bracket.start <= one.start <= bracket.end for one in group.alternatives
        ):
            return group
    return None


def _outcomes(tree: Tree, bracket: Bracket) -> Iterator[Outcome]:
    acts = [Does.LIFT, Does.DELETE]
    if _group_at(tree, bracket):
        acts.append(Does.CHOOSE)
    before = {(one.kind, one.detail) for one in tree.problems}
    for does in acts:
        # just inside the mark: an alternative is pointed at by its words
        at = bracket.start + 1 if does is Does.CHOOSE else bracket.start
        try:
            left = carry_out(tree.text, Wish(does, at, at))
        except Unfit:
            continue
        after = parse_wording(left)
        yield Outcome(
            does=does,
            name=ACTS[does],
            words=_change_shown(tree.text, left),
            left=sum(1 for one in after.brackets if one.kind in OPEN_KINDS),
            problems=tuple(
                say_problem(one.kind, one.detail)
                for one in after.problems
                if (one.kind, one.detail) not in before
            ),
        )


def _change_shown(before: str, after: str) -> SafeString:
    """The change with a few words around it: whole brackets, so that none is cut."""
    hunks = compare_pair(before, after).hunks
    told = [one for one in hunks if not is_silent(one)]
    if not told:
        return written(after)
    start = _cut_before(before, told[0].earlier_start)
    end = _cut_after(before, told[-1].earlier_end)
    # marks whose other end is cut off would look as if they had none
    cut = match_brackets(before, start, end)
    start = max([start, *(at + 1 for at in cut.unclosed if at < told[0].earlier_start)])
    end = min([end, *(at for at in cut.unopened if at >= told[-1].earlier_end)])
    tail = len(before) - end
    excerpt, changed = before[start:end], after[start : len(after) - tail]
    shown = both_readings(excerpt, changed, compare_pair(excerpt, changed).hunks)
    return SafeString(f"{'… ' if start else ''}{shown}{' …' if tail else ''}")


def _cut_before(text: str, at: int) -> int:
    start = max(0, at - _AROUND)
    return text.rfind(" ", 0, start) + 1 if start else 0


def _cut_after(text: str, at: int) -> int:
    end = text.find(" ", at + _AROUND)
    return len(text) if end < 0 else end


def _faults(tree: Tree, elsewhere: Elsewhere) -> Iterator[Fault]:
    unclosed = [one for one in tree.problems if one.kind is ProblemKind.UNCLOSED]
    unopened = [one for one in tree.problems if one.kind is ProblemKind.UNOPENED]
    paired = {one.start for one in unclosed[: elsewhere.opens]}
    paired |= {one.start for one in unopened[len(unopened) - elsewhere.closes :]}
    for one in tree.problems:
        if one.kind in _LOOSE and one.start in paired:
            continue
        mend = ""
        if one.kind is ProblemKind.UNCLOSED:
            mend = "]"
        elif one.kind is ProblemKind.UNOPENED:
            mend = "["
        message = say_problem(one.kind, one.detail)
        yield Fault(one.start, message, mend, _place(tree.text, one.start, one.end))


def _place(text: str, start: int, end: int) -> SafeString:
    """The doubtful words with a few around them; parts of other brackets are only words."""
    before = text[max(0, start - 18) : start].rsplit(" ", maxsplit=1)[-1]
    after = text[end : end + 18].split(" ", maxsplit=1)[0]
    return written(before + text[start:end] + after)
