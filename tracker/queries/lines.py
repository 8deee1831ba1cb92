"""The action lines: an overview, and each with its texts and facilitators."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from actionlines.models import ActionLine
from actionlines.queries import (
    FacilitatorList,
    LineState,
    LineView,
    ProvisionState,
    SectionState,
    SectionView,
    line_view,
    overview,
)
from bracketed.model import HEADINGS, Role
from documents.lists import in_a_row, listed
from documents.models import Document, Draft
from negotiation.models import Meeting, Process
from negotiation.queries import Standing
from tracker.queries.labels import bare, is_cyrillic
from tracker.queries.moment import Reader
from tracker.queries.places import Place
from tracker.queries.signs import Tally, tally
from tracker.queries.text import Line


@dataclass(frozen=True, slots=True)
class Section:
    """A heading under which a line is negotiated; ``printed`` is its label where that is
    another than the Latin code."""

    id: str
    document: Document
    draft: Draft
    meeting: Meeting | None
    heading: str
    printed: str
    standing: Standing | None
    tally: Tally | None
    is_in_text: bool

    @property
    def is_cyrillic(self) -> bool:
        """Whether the printed label only looks like the code."""
        return is_cyrillic(self.printed)


@dataclass(frozen=True, slots=True)
class Row:
    """An action line in the overview."""

    line: ActionLine
    depth: int
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class OfProcess:
    """The action lines of one process."""

    process: Process
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class LinesPage:
    """All action lines."""

    path: tuple[Place, ...]
    processes: tuple[OfProcess, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A section with the lines of its text."""

    section: Section
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class LinePage:
    """One action line."""

    path: tuple[Place, ...]
    line: ActionLine
    texts: tuple[Text, ...]
    facilitators: tuple[FacilitatorList, ...]
    parts: tuple[Row, ...]


def lines_page(user: Reader) -> LinesPage:
    """The overview; its queries grow with the processes and documents, not with the lines."""
    processes = Process.objects.filter(action_lines__isnull=False).distinct().order_by("id")
    return LinesPage(
        path=(Place(_("Action lines")),),
        processes=tuple(
            OfProcess(process, tuple(_rows(overview(process, user)))) for process in processes
        ),
    )


def find_line(code: str) -> ActionLine:
    """:raises Http404: naming the lines there are."""
    lines = ActionLine.objects.select_related("process", "parent")
    known = code.replace("\0", "")  # PostgreSQL takes none
    found = lines.filter(code__iexact=known).order_by("process").first()
    if found is None:
        codes = lines.filter(parent=None).order_by("order").values_list("code", flat=True)
        hint = _("There are: %(known)s.") % {"known": listed(codes)} if codes else ""
        said = _("There is no action line “%(code)s”.") % {"code": code}
        raise Http404(in_a_row(said, hint))
    return found


def line_page(line: ActionLine, user: Reader) -> LinePage:
    """An action line with the words under its headings."""
    view: LineView = line_view(line, user)
    parent = (Place(line.parent.code, f"/action-lines/{line.parent.code}/"),) if line.parent else ()
    return LinePage(
        path=(Place(_("Action lines"), "/action-lines/"), *parent, Place(line.code)),
        line=line,
        texts=tuple(_text(section) for section in view.sections),
        facilitators=view.facilitators,
        parts=tuple(_rows(view.lines)),
    )


def _rows(states: Iterable[LineState]) -> Iterable[Row]:
    for state in states:
        yield Row(state.line, state.depth, tuple(_section(one) for one in state.sections))


def _section(state: SectionState) -> Section:
    view = state.view
    label = bare(view.label) if view else ""
    printed = label if view and view.code and label != view.code else ""
    return Section(
        id=state.provision.public_id,
        document=state.document,
        draft=state.draft,
        meeting=state.meeting,
        heading=view.heading if view else "",
        printed=printed,
        standing=state.standing,
        tally=tally(state.counts) if state.counts else None,
        is_in_text=view is not None,
    )


def _text(section: SectionView) -> Text:
    beside: dict[str, list[Line]] = {}
    for one in section.provisions[1:]:
        if one.view.role is not Role.TEXT and one.view.parent:
            beside.setdefault(one.view.parent, []).append(_line(one, ()))
    lines = tuple(
        _line(one, tuple(beside.get(one.view.id, ())))
        for one in section.provisions[1:]
        if one.view.role is Role.TEXT
    )
    return Text(_section(section.state), lines)


def _line(one: ProvisionState, alternatives: tuple[Line, ...]) -> Line:
    return Line(
        provision=one.view,
        standing=one.standing,
        level=min(2 + one.depth, 5) if one.view.kind in HEADINGS else 0,
        indent=0,
        edges=(),
        reasons=(),
        tally=None,
        alternatives=alternatives,
        proposals=(),
    )
