"""A file read with the answers given about it, and which of its provisions are found again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bracketed import read_outline
from bracketed.model import HEADINGS, Known, Outline
from documents.guesses import SURE_ENOUGH, guess_provisions
from documents.models import Document, Provision
from documents.plans import WordingPlan, plan_wordings
from documents.queries import DraftView
from documents.reading import Received
from tracker.queries.imports_answers import NEW, Answer, Answers, cut_marks

#: Below this share of the smaller of two texts, the file may be of another document.
_TOO_FEW = 0.2
_ENOUGH_TO_TELL = 5


@dataclass(frozen=True, slots=True)
class Found:
    """The provision that a paragraph of the file is. ``is_sure`` when it is taken for it."""

    provision: Provision
    certainty: float
    how: str  # words, file, person
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it is understood with the answers; ``found`` by the places of the plans."""

    received: Received
    outline: Outline
    plans: tuple[WordingPlan, ...]
    found: Mapping[int, Found]
    previous: DraftView | None

    @property
    def found_again(self) -> int:
        """How many provisions are those of the draft before."""
        return sum(1 for plan in self.plans if plan.provision is not None)

    @property
    def is_doubtful(self) -> bool:
        """Whether so little is found again that it may be a file of another document. Headings
        tell only where there is little else: a preamble stands in every text."""
        if self.previous is None:
            return False
        kinds = {place: plan.kind for place, plan in enumerate(self.plans)}
        again = [kinds[place] for place, one in self.found.items() if one.certainty >= SURE_ENOUGH]
        counted = [[*kinds.values()], [p.kind for p in self.previous.provisions if p.words], again]
        texts = [sum(1 for kind in each if kind not in HEADINGS) for each in counted]
        here, before, common = (
            texts if min(texts[:2]) >= _ENOUGH_TO_TELL else [len(each) for each in counted]
        )
        smaller = min(here, before)
        return smaller >= _ENOUGH_TO_TELL and common < _TOO_FEW * smaller


def read_with(
    received: Received, answers: Answers, document: Document, previous: DraftView | None
) -> Reading:
    """The file with the answers, and its provisions found in the draft before it."""
    outline = outline_of(received, answers)
    plans = plan_wordings(outline)
    found = _found(outline, plans, received, answers, document, previous)
    sure = {place: one for place, one in found.items() if one.is_sure}
    named = tuple(
        replace(plan, provision=sure[place].provision) if place in sure else plan
        for place, plan in enumerate(plans)
    )
    return Reading(received, outline, named, found, previous)


def outline_of(received: Received, answers: Answers) -> Outline:
    """The provisions of the file; where a person says what brackets are, it is read again."""
    said = answers.known()
    outline = read_outline(received.text, received.known, said)
    cuts = {start: answer for start, answer in answers.said.items() if answer.cuts}
    if not cuts:
        return outline
    by_start = {one.start: one for one in said}
    for provision in outline.provisions:
        if provision.start in cuts:
            known = by_start.get(provision.start, Known(provision.start))
            marks = cut_marks(provision, cuts[provision.start])
            by_start[provision.start] = replace(known, marks=marks)
    return read_outline(received.text, received.known, by_start.values())


def _found(
    outline: Outline,
    plans: Sequence[WordingPlan],
    received: Received,
    answers: Answers,
    document: Document,
    previous: DraftView | None,
) -> dict[int, Found]:
    """First what a person says, then the ids that the file gives, then likeness."""
    starts = {provision.start: place for place, provision in enumerate(outline.provisions)}
    said = {
        starts[start]: answer.provision
        for start, answer in answers.said.items()
        if start in starts and answer.provision
    }
    printed = {starts[s]: name for s, name in received.named.items() if s in starts}
    named = _provisions(document, {*said.values(), *printed.values()})
    found: dict[int, Found] = {}
    taken: set[str] = set()
    for how, ids in (("person", said), ("file", printed)):
        for place, name in ids.items():
            if name in named and name not in taken and place not in found and (
                how == "person" or place not in said
            ):  # fmt: skip
                taken.add(name)
                found[place] = Found(named[name], 1.0, how, True)
    if previous is None:
        return found
    settled = [
        replace(plan, provision=found[place].provision)
        if place in found
        else replace(plan, public_key=NEW if place in said else None)
        for place, plan in enumerate(plans)
    ]
    for guess in guess_provisions(settled, previous):
        found[guess.place] = Found(guess.provision, guess.certainty, "words", guess.is_sure)
    return found


def _provisions(document: Document, names: set[str]) -> dict[str, Provision]:
    """The provisions of the document with these public ids, asked for in portions."""
    ordered = sorted(names - {NEW, ""})
    return {
        provision.public_id: provision
        for first in range(0, len(ordered), 500)
        for provision in Provision.objects.filter(
            document=document, public_id__in=ordered[first : first + 500]
        ).select_related("document")
    }


def answer_at(answers: Answers, start: int) -> Answer:
    """What was answered about the paragraph that begins there."""
    return answers.said.get(start, Answer())
