"""What a careful reader would point out in a draft, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from documents.models import Document, Draft
from documents.queries import ProblemView, draft_view
from negotiation.models import Meeting
from negotiation.queries import standings
from tracker.queries.as_of import AsOf, as_of
from tracker.queries.moment import Moment, Reader
from tracker.queries.places import Place, path_to, process_of
from tracker.queries.text import Line, lines_of


@dataclass(frozen=True, slots=True)
class Found:
    """A problem with the line it stands in; ``beside`` is the alternative of that line whose
    words it is in, ``within`` the heading above."""

    line: Line
    beside: Line | None
    problem: ProblemView
    within: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Where the record of a provision disagrees with itself."""

    line: Line
    sentence: str
    within: str


@dataclass(frozen=True, slots=True)
class ProblemsPage:
    """The problems of a text, in reading order, and the contradictions of its record."""

    path: tuple[Place, ...]
    document: Document
    draft: Draft
    meeting: Meeting | None
    as_of: AsOf
    problems: tuple[Found, ...]
    contradictions: tuple[Contradiction, ...]


def problems_page(moment: Moment, user: Reader) -> ProblemsPage:
    """The problems of a draft, in a constant number of queries."""
    view = draft_view(moment.draft)
    found = standings(view, moment.meeting, user)
    problems: list[Found] = []
    contradictions: list[Contradiction] = []
    within = ""
    for line in lines_of(view, found, {}, {}):
        if line.level:
            within = line.label or line.provision.heading
        problems.extend(Found(line, None, problem, within) for problem in line.problems)
        for one in line.alternatives:
            problems.extend(Found(line, one, problem, within) for problem in one.problems)
        if line.standing:
            contradictions.extend(
                Contradiction(line, sentence, within) for sentence in line.standing.contradictions
            )
    return ProblemsPage(
        path=path_to(process_of(moment.document), moment.document, _("Problems")),
        document=moment.document,
        draft=moment.draft,
        meeting=moment.meeting,
        as_of=as_of(moment),
        problems=tuple(problems),
        contradictions=tuple(contradictions),
    )
