"""A draft without its words: the place of each provision in it, and what holds for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bracketed.model import Kind, Role
from documents.models import LIVE, Document, Draft
from negotiation.models import Meeting
from negotiation.policies import User
from negotiation.queries.contradictions import add_contradictions
from negotiation.queries.entries import Entry, entries_of, marks_of, walk
from negotiation.queries.folded import Moment
from negotiation.queries.folding import fold
from negotiation.queries.kept import Kept, marks_of_records
from negotiation.queries.layers import Layers
from negotiation.queries.matrix import Matrix, MatrixRow
from negotiation.queries.moments import Calendar, Issue, calendar_of
from negotiation.queries.rollup import Counts, count_by_heading
from negotiation.queries.rulings import rulings_on
from negotiation.queries.standing import Standing
from negotiation.queries.standings import is_taken_by

#: How many rows may be kept in one process: thirty megabytes or so.
_ROWS: Final = 60_000


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A provision of a draft without its words; ``id`` and ``parent`` are public ids,
    ``wording`` and ``provision`` primary keys."""

    wording: int
    provision: int
    id: str
    parent: str | None
    kind: Kind
    role: Role
    disposition: str
    depth: int
    label: str
    number: str
    code: str
    heading: str


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Outline:
    """The provisions of a draft in reading order. ``standings`` are by public id, as
    :func:`negotiation.queries.standings` has them; ``counts`` by that of each heading, and of
    all under ""."""

    rows: tuple[OutlineRow, ...]
    standings: Mapping[str, Standing]
    counts: Mapping[str, Counts]


_kept: Final = Kept[Outline](_ROWS, lambda made: len(made.rows) + 1)


def forget() -> None:
    """Keep no outline from before: for measurements."""
    _kept.clear()


def outline(draft: Draft, meeting: Meeting | None, user: User | None) -> Outline:
    """The outline of a draft at the close of a meeting; without one, as of the draft. Eight
    queries, four where nothing has changed since somebody asked who sees the same."""
    calendar = calendar_of(draft.document, user)
    place = calendar.place_of(meeting) if meeting else _own_place(draft, calendar)
    record = marks_of_records([draft.document], {draft.document_id: calendar})
    mark = (
        *(record[draft.document_id], place),
        *(draft.pk, draft.reading, draft.head_edit, draft.engine, draft.written_at),
    )
    found = _kept.get(mark)
    if found is None:
        found = _made(draft, place, calendar, user)
        _kept.put(mark, found)
    return found


def as_matrix(found: Outline, document: Document, meeting: Meeting) -> Matrix:
    """An outline at the close of a meeting as the matrix of one draft at that meeting alone."""
    hidden: set[str | None] = set()
    rows = []
    for row in found.rows:
        if row.role is not Role.TEXT or row.parent in hidden:
            hidden.add(row.id)
            continue
        rows.append(
            MatrixRow(
                id=row.id,
                kind=row.kind,
                role=row.role,
                label=row.label,
                number=row.number,
                code=row.code,
                heading=row.heading,
                symbol="",
                parent=row.parent,
                depth=row.depth,
                in_text=row.disposition in LIVE,
                wording=row.wording,
            )
        )
    return Matrix(
        document=document,
        meetings=(meeting,),
        rows=tuple(rows),
        counts={meeting.slug: found.counts[""]},
        ends=found.standings,
        changed=frozenset(),
        contradicted=frozenset(),
        _under={meeting.slug: found.counts},
        _cells={meeting.slug: found.standings},
    )


def _original(draft: Draft, calendar: Calendar) -> Issue | None:
    return calendar.issue(draft.translation_of_id or draft.pk)


def _own_place(draft: Draft, calendar: Calendar) -> int | None:
    issue = _original(draft, calendar)
    return calendar.place_of(issue.meeting if issue else None)


def _made(draft: Draft, place: int | None, calendar: Calendar, user: User | None) -> Outline:
    issue = _original(draft, calendar)
    text = Issue(
        draft=draft,
        place=issue.place if issue else None,
        meeting=issue.meeting if issue else None,
        meetings=issue.meetings if issue else frozenset(),
        is_proposal=False,
    )
    entries = entries_of([text])[draft.pk]
    layers = Layers([entries], marks_of([text]))
    layers.lay_up_to(None)
    rulings = rulings_on(draft.document, calendar, user)
    taken = [ruling for ruling in rulings if is_taken_by(ruling, place, draft.pk, issue)]
    folded = fold(layers.tree(), taken, Moment(place, calendar.meetings))
    add_contradictions(folded)
    rows = _rows(entries)
    standings = {
        row.id: folded.standings[row.provision] for row in rows if row.provision in folded.standings
    }
    return Outline(rows, standings, count_by_heading(rows, standings))


def _rows(entries: Sequence[Entry]) -> tuple[OutlineRow, ...]:
    names = {entry.provision: entry.public_id for entry in entries}
    return tuple(
        OutlineRow(
            wording=entry.wording,
            provision=entry.provision,
            id=entry.public_id,
            parent=names.get(entry.parent) if entry.parent is not None else None,
            kind=entry.kind,
            role=entry.role,
            disposition=entry.disposition,
            depth=depth,
            label=entry.label,
            number=entry.number,
            code=entry.code,
            heading=entry.heading,
        )
        for entry, depth in walk(entries)
    )
