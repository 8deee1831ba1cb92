"""Brackets, alternatives and agreed paragraphs over the drafts of a document, as a drawing and
as a table of the same numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bracketed.model import Role
from documents.models import LIVE, Document, Draft, Wording
from negotiation.models import Meeting, Process
from negotiation.queries import counts_by_draft, matrix
from tracker.pictures.chapters import Chapter, chapters
from tracker.pictures.meetings import MeetingsPicture, meetings_picture
from tracker.queries.brackets import open_brackets
from tracker.queries.matrix_tree import Tree
from tracker.queries.moment import Reader
from tracker.queries.places import Place, path_to, process_of

#: The drawing, in its own units: a column a draft, a panel a number.
_STEP: Final = 118
_NARROWEST: Final = 240
_TOP, _TALL, _GAP, _FOOT = 26, 96, 40, 22
_BAR: Final = 44
_ROOM: Final = 24
_PANELS: Final[tuple[tuple[str, str | Promise], ...]] = (
    ("brackets", gettext_lazy("Open brackets")),
    ("alternatives", gettext_lazy("Competing alternatives")),
    ("agreed", gettext_lazy("Agreed paragraphs")),
)


@dataclass(frozen=True, slots=True)
class Point:
    """A draft with its numbers; ``total`` are the paragraphs of which words or a status are
    held, ``meeting`` the one at whose close they are counted."""

    number: int
    draft: Draft
    meeting: Meeting | None
    brackets: int
    alternatives: int
    agreed: int
    total: int

    @property
    def when(self) -> str:
        """The month of the draft, as exactly as it is known."""
        day = self.draft.issued_on or self.draft.as_of
        return date_format(day, "YEAR_MONTH_FORMAT") if day else self.draft.issued_as


@dataclass(frozen=True, slots=True)
class Bar:
    """A number as a bar with its name below; ``of`` is the whole it is a part of, if any, as
    high as ``outline``. Places are in the units of the drawing."""

    x: float
    y: float
    width: float
    height: float
    number: int
    of: int | None
    outline: tuple[float, float]
    name: str

    @property
    def beside(self) -> float:
        """Where its number begins."""
        return self.x + self.width + 6


@dataclass(frozen=True, slots=True)
class Panel:
    """One number over all drafts; ``top`` is where its title stands, ``base`` its ground line."""

    name: str
    title: str | Promise
    top: float
    base: float
    bars: tuple[Bar, ...]

    @property
    def number_at(self) -> float:
        """The line on which the numbers stand."""
        return self.base - 4

    @property
    def name_at(self) -> float:
        """The line on which the names of the bars stand."""
        return self.base + 16


@dataclass(frozen=True, slots=True)
class ChartPage:
    """The drawing of the drafts is ``width`` by ``height``; ``now`` is the last meeting at which
    anything is on record, as of which the chapters are shown."""

    path: tuple[Place, ...]
    process: Process | None
    document: Document
    points: tuple[Point, ...]
    panels: tuple[Panel, ...]
    width: int
    height: int
    now: Meeting | None
    meetings: MeetingsPicture | None
    chapters: tuple[Chapter, ...]


def chart_page(document: Document, user: Reader) -> ChartPage:
    """The chart of a document, in a constant number of queries."""
    points = tuple(_points(document, user))
    process = process_of(document)
    record = matrix(document, user)
    now = next((one for one in reversed(record.meetings) if one.slug in record.counts), None)
    return ChartPage(
        path=path_to(process, document, _("Pictures")),
        process=process,
        document=document,
        points=points,
        panels=tuple(_panels(points)) if points else (),
        width=_width(points),
        height=len(_PANELS) * (_TOP + _TALL + _GAP) + _FOOT - _GAP + 10,
        now=now,
        meetings=meetings_picture(record),
        chapters=chapters(Tree(record), now.slug) if now else (),
    )


def _points(document: Document, user: Reader) -> Iterable[Point]:
    counted = [
        (issue, counts)
        for issue, counts in counts_by_draft(document, user)
        if issue.draft.extent != Draft.Extent.OUTLINE
    ]
    drafts = [issue.draft for issue, _counts in counted]
    brackets = open_brackets(drafts)
    alternatives = Counter(
        dict(
            Wording.objects.filter(
                draft__in=drafts, role=Role.ALTERNATIVE.value, disposition__in=LIVE
            )
            .values_list("draft")
            .annotate(number=Count("pk"))
        )
    )
    for number, (issue, counts) in enumerate(counted, start=1):
        yield Point(
            number=number,
            draft=issue.draft,
            meeting=issue.meeting,
            brackets=brackets[issue.draft.pk],
            alternatives=alternatives[issue.draft.pk],
            agreed=counts.agreed,
            total=counts.total,
        )


def _width(points: Sequence[Point]) -> int:
    return max(_NARROWEST, _STEP * len(points) + _ROOM)


def _panels(points: Sequence[Point]) -> Iterable[Panel]:
    for row, (name, title) in enumerate(_PANELS):
        top = row * (_TOP + _TALL + _GAP)
        base = top + _TOP + _TALL
        wholes = [point.total if name == "agreed" else None for point in points]
        numbers = [getattr(point, name) for point in points]
        scale = _TALL / max(1, *numbers, *(whole or 0 for whole in wholes))
        yield Panel(
            name=name,
            title=title,
            top=top + 12,
            base=base,
            bars=tuple(
                Bar(
                    x=place * _STEP + 6,
                    y=base - scale * number,
                    width=_BAR,
                    height=scale * number,
                    number=number,
                    of=whole,
                    outline=(base - scale * (whole or 0), scale * (whole or 0)),
                    name=f"{point.number} · {point.when}",
                )
                for place, (point, number, whole) in enumerate(
                    zip(points, numbers, wholes, strict=True)
                )
            ),
        )
