"""A paragraph with its brackets tried out by one reader: nothing of it is kept anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.http import Http404
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bracketed import (
    NotThere,
    Tree,
    choose,
    clean,
    compare_pair,
    delete_with_words,
    parse_wording,
)
from bracketed.model import ProblemKind, Role
from bracketed.reduced import keep_words
from bracketed.seams import join, left_over
from documents.models import Document, Draft, Provision
from documents.queries import OPEN_KINDS, DraftView, ProvisionView, close_view
from tracker.queries.labels import rival_label, shown_label
from tracker.queries.marks import edges_of
from tracker.queries.moment import Moment
from tracker.queries.places import Place, path_to, process_of
from tracker.queries.redline import both_readings
from tracker.queries.written import written

#: What is done to a bracket, by the name a form sends.
_ACTS: Final[dict[str, Callable[[str, int], str]]] = {
    "lift": keep_words,
    "delete": delete_with_words,
    "choose": choose,
}
_STEP = re.compile(r"(lift|delete|choose)\.(\d{1,6})", re.ASCII)
_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Option:
    """A button: ``act`` is what the form sends, ``words`` what is chosen; empty is no text."""

    act: str
    words: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A bracket that is left, or alternatives of which one is to be chosen (``options``).
    ``is_single``: the mark pairs with nothing."""

    at: int
    words: SafeString
    options: tuple[Option, ...] = ()
    is_single: bool = False


@dataclass(frozen=True, slots=True)
class Rival:
    """Another wording from which one may start."""

    id: str
    label: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class TryPage:
    """The paragraph as the reader has it. ``done`` are the steps so far, as the form sends them;
    ``has_gone`` that a step did not fit the words any more and was left out with what followed."""

    path: tuple[Place, ...]
    document: Document
    draft: Draft
    provision: Provision
    label: str
    before: SafeString
    sentence: SafeString
    changes: SafeString | None
    pieces: tuple[Piece, ...]
    rivals: tuple[Rival, ...]
    done: str
    text_hash: str
    is_in_a_span: bool
    has_gone: bool

    @property
    def steps(self) -> int:
        """How many steps were taken."""
        return len(self.done.split(",")) if self.done else 0


def steps_in(said: str) -> tuple[str, ...] | None:
    """The steps that a form sends, with commas between; None where they are no steps."""
    steps = tuple(part for part in said.split(",") if part)
    if len(steps) > _MOST or not all(_STEP.fullmatch(step) for step in steps):
        return None
    return steps


def try_page(
    moment: Moment, provision: Provision, steps: Iterable[str] = (), text_hash: str = ""
) -> TryPage:
    """A paragraph of a draft after these steps; ``text_hash`` is of the words they were taken on.

    :raises Http404: the draft has no wording of it.
    """
    view = close_view(moment.draft, provision)
    if provision.public_id not in view:
        raise Http404(_("This draft does not hold the provision; open one that does."))
    one = view.provision(provision.public_id)
    edges = [edge.at for edge in edges_of(view).get(one.id, ()) if edge.depth]
    # a bracket around several provisions is not this one's to resolve
    start = join(one.words, left_over(len(one.words), [(at, at + 1) for at in edges])).text
    is_same = not text_hash or text_hash == one.text_hash
    text, done = _taken(start, steps if is_same else ())
    tree = parse_wording(text)
    pieces = tuple(sorted(_pieces(tree), key=lambda piece: piece.at))
    shown = text if pieces else clean(tree)
    label = shown_label(
        code=one.code, number=one.number, label=one.label, heading=one.heading, text=one.text
    )
    process = process_of(moment.document)
    return TryPage(
        path=path_to(process, moment.document, _("Resolve %(name)s") % {"name": label}),
        document=moment.document,
        draft=moment.draft,
        provision=provision,
        label=label,
        before=written(start),
        sentence=written(shown),
        changes=both_readings(start, shown, compare_pair(start, shown).hunks) if done else None,
        pieces=pieces,
        rivals=tuple(_rivals(view, one, moment.draft)),
        done=",".join(done),
        text_hash=one.text_hash,
        is_in_a_span=bool(edges),
        has_gone=len(done) < len(tuple(steps)),
    )


def _taken(text: str, steps: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """The text after the steps, as far as they fit it, and those."""
    done = []
    for step in steps:
        act, at = step.split(".")
        try:
            text = _ACTS[act](text, int(at))
        except NotThere:
            break
        done.append(step)
    return text, tuple(done)


def _pieces(tree: Tree) -> Iterator[Piece]:
    text = tree.text
    for group in tree.groups:
        options = tuple(
            Option(f"choose.{one.start}", text[one.start : one.end].strip())
            for one in group.alternatives
        )
        yield Piece(group.start, written(text[group.start : group.end]), options)
    for bracket in tree.brackets:
        if bracket.kind in OPEN_KINDS:
            yield Piece(bracket.start, written(text[bracket.start : bracket.end]))
    for problem in tree.problems:
        if problem.kind in {ProblemKind.UNCLOSED, ProblemKind.UNOPENED}:
            start, end = max(0, problem.start - 20), min(len(text), problem.end + 20)
            yield Piece(problem.start, written(text[start:end]), is_single=True)


def _rivals(view: DraftView, one: ProvisionView, draft: Draft) -> Iterator[Rival]:
    """The wordings that compete for the same place, this one among them."""
    slot = one
    if one.role is Role.ALTERNATIVE and one.parent and one.parent in view:
        above = view.provision(one.parent)
        view = close_view(draft, Provision(pk=above.provision_id, public_id=above.id))
        slot = view.provision(above.id)
    rivals = [each for each in view.children(slot.id) if each.role is Role.ALTERNATIVE]
    if not rivals:
        return
    if slot.words:
        yield Rival(slot.id, _("Text"), slot.id == one.id)
    for place, each in enumerate(rivals, start=1):
        name, printed = rival_label(each.role, each.label, place)
        yield Rival(each.id, f"{name} {printed}".strip(), each.id == one.id)
