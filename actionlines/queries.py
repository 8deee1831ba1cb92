"""The state of the action lines, as far as a user may see the texts they are negotiated in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from actionlines.models import ActionLine, Facilitation, LineSection
from documents.models import Document, Draft, Provision
from documents.queries import DraftView, ProvisionView, draft_view
from negotiation.models import Meeting, Process
from negotiation.policies import User
from negotiation.queries import (
    Counts,
    Standing,
    latest_draft,
    meetings_of,
    roll_up,
    standings,
    visible_provisions,
)


@dataclass(frozen=True, slots=True)
class SectionState:
    """A heading under which a line is negotiated, in the latest draft of its document.

    ``view`` is the heading there, None where that draft does not hold it; ``standing`` and
    ``counts`` (of the provisions under it) are those at the close of ``meeting``, the last at
    which something of the document is recorded."""

    document: Document
    draft: Draft
    meeting: Meeting | None
    provision: Provision
    view: ProvisionView | None
    standing: Standing | None
    counts: Counts | None


@dataclass(frozen=True, slots=True)
class LineState:
    """An action line, how deep it stands among the lines, and the state of its sections."""

    line: ActionLine
    depth: int
    sections: tuple[SectionState, ...]


@dataclass(frozen=True, slots=True)
class ProvisionState:
    """A provision under a line, ``depth`` counted from its heading, with what holds for it."""

    view: ProvisionView
    depth: int
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with all that stands under its heading, the heading first."""

    state: SectionState
    provisions: tuple[ProvisionState, ...]


@dataclass(frozen=True, slots=True)
class FacilitatorView:
    """Who facilitates a line; ``printed`` is the cell of the list."""

    party: str
    printed: str
    inferred: bool


@dataclass(frozen=True, slots=True)
class FacilitatorList:
    """The facilitators of a line according to one source; the sources disagree."""

    according_to: str
    facilitators: tuple[FacilitatorView, ...]


@dataclass(frozen=True, slots=True)
class LineView:
    """An action line with its texts, its facilitators by source, and the lines under it."""

    line: ActionLine
    sections: tuple[SectionView, ...]
    facilitators: tuple[FacilitatorList, ...]
    lines: tuple[LineState, ...]


def overview(process: Process, user: User | None) -> tuple[LineState, ...]:
    """The state of each line of a process, each after the line it is part of. The number of
    queries grows with the documents that have sections, not with the lines."""
    lines = list(ActionLine.objects.filter(process=process).select_related("parent"))
    return _states(lines, _Texts(_sections(lines, user), user))


def line_view(line: ActionLine, user: User | None) -> LineView:
    """One line with its texts and facilitators."""
    parts = list(ActionLine.objects.filter(parent=line).select_related("parent"))
    texts = _Texts(_sections([line, *parts], user), user)
    return LineView(
        line=line,
        sections=tuple(texts.section(section) for section in texts.of(line)),
        facilitators=facilitators_of(line),
        lines=_states(parts, texts),
    )


def facilitators_of(line: ActionLine) -> tuple[FacilitatorList, ...]:
    """Who facilitates a line, by source. One query."""
    found = Facilitation.objects.filter(line=line).select_related("party")
    by_source = groupby(found.order_by("according_to", "order"), key=lambda each: each.according_to)
    return tuple(
        FacilitatorList(
            according_to,
            tuple(FacilitatorView(f.party.name, f.printed, f.inferred) for f in facilitations),
        )
        for according_to, facilitations in by_source
    )


def _sections(lines: Iterable[ActionLine], user: User | None) -> list[LineSection]:
    """The sections of lines that a user may see. One query."""
    return list(
        LineSection.objects.filter(
            line__in=[line.pk for line in lines],
            provision__in=visible_provisions(user).values("pk"),
        )
        .select_related("provision__document")
        .order_by("line", "pk")
    )


def _states(lines: Iterable[ActionLine], texts: _Texts) -> tuple[LineState, ...]:
    return tuple(
        LineState(
            line=line,
            depth=0 if line.parent_id is None else 1,
            sections=tuple(texts.state(section) for section in texts.of(line)),
        )
        for line in lines
    )


@dataclass(frozen=True, slots=True)
class _Text:
    """A document as it stands: its latest draft at the close of its last meeting."""

    view: DraftView
    meeting: Meeting | None
    standings: dict[str, Standing]
    counts: dict[str, Counts]


class _Texts:
    """The sections of some lines, and the documents they stand in, each read once."""

    def __init__(self, sections: list[LineSection], user: User | None) -> None:
        self._sections = sections
        documents = {section.provision.document for section in sections}
        self._texts = {document.pk: _text_of(document, user) for document in documents}

    def of(self, line: ActionLine) -> Iterator[LineSection]:
        return (section for section in self._sections if section.line_id == line.pk)

    def state(self, section: LineSection) -> SectionState:
        text = self._texts[section.provision.document_id]
        public_id = section.provision.public_id
        return SectionState(
            document=section.provision.document,
            draft=text.view.draft,
            meeting=text.meeting,
            provision=section.provision,
            view=text.view.provision(public_id) if public_id in text.view else None,
            standing=text.standings.get(public_id),
            counts=text.counts.get(public_id),
        )

    def section(self, section: LineSection) -> SectionView:
        state = self.state(section)
        text = self._texts[section.provision.document_id]
        found = _under(text.view, state.view) if state.view else ()
        return SectionView(
            state=state,
            provisions=tuple(
                ProvisionState(
                    view=provision,
                    depth=provision.depth - found[0].depth,
                    standing=text.standings.get(provision.id),
                )
                for provision in found
            ),
        )


def _text_of(document: Document, user: User | None) -> _Text:
    draft = latest_draft(document, user)
    if draft is None:  # the provision is visible, hence a draft of its document
        raise Draft.DoesNotExist(f"No draft of {document} may be seen.")
    meeting = max(meetings_of(document, user), key=lambda m: (m.ends_on, m.starts_on), default=None)
    view = draft_view(draft)
    found = standings(view, meeting, user)
    return _Text(view, meeting, found, roll_up(view, found))


def _under(view: DraftView, top: ProvisionView) -> tuple[ProvisionView, ...]:
    """A provision and all under it, in reading order."""
    at = view.provisions.index(top)
    found = [top]
    for provision in view.provisions[at + 1 :]:
        if provision.depth <= top.depth:
            break
        found.append(provision)
    return tuple(found)
