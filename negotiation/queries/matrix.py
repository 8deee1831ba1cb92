"""Provisions × meetings: what holds for each provision at the close of each meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bracketed.model import Kind, Role
from documents.models import Document, Draft, Wording
from negotiation.models import Meeting
from negotiation.policies import User
from negotiation.queries.columns import columns_of
from negotiation.queries.columns import forget as forget_columns
from negotiation.queries.entries import Entry, Marks, entries_of, marks_of, walk
from negotiation.queries.kept import CELLS, Kept, marks_of_records
from negotiation.queries.layers import Layers
from negotiation.queries.moments import Calendar, Issue, calendars_of
from negotiation.queries.rollup import Counts
from negotiation.queries.rulings import Ruling, rulings_on_all
from negotiation.queries.standing import Standing


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A provision as its last draft has it; ``id`` and ``parent`` are public ids. Not
    ``in_text`` is what a later draft, that holds the whole of its place, no longer has.
    ``wording`` is the primary key of its last wording of which words are held, if there is
    one, else of its last."""

    id: str
    kind: Kind
    role: Role
    label: str
    number: str
    code: str
    heading: str
    symbol: str
    parent: str | None
    depth: int
    in_text: bool
    wording: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """The rows in reading order, and the meetings from the first to the last at which
    something is recorded. ``counts`` are by the slug of the meeting; ``ends`` are what holds
    for each row in the end, ``changed`` and ``contradicted`` the rows whose code changed and
    of which a contradiction is told, at whatever meeting."""

    document: Document
    meetings: tuple[Meeting, ...]
    rows: tuple[MatrixRow, ...]
    counts: Mapping[str, Counts]
    ends: Mapping[str, Standing]
    changed: frozenset[str]
    contradicted: frozenset[str]
    _under: Mapping[str, Mapping[str, Counts]] = field(repr=False)
    _cells: Mapping[str, Mapping[str, Standing]] = field(repr=False)

    def cell(self, row_id: str, meeting_slug: str) -> Standing | None:
        """What holds at the close of that meeting; None where the record is silent."""
        return self._cells.get(meeting_slug, {}).get(row_id)

    def under(self, row_id: str, meeting_slug: str) -> Counts | None:
        """How what is under a heading stood at the close of that meeting."""
        return self._under.get(meeting_slug, {}).get(row_id)


def _size(made: Matrix) -> int:
    return len(made.rows) * (len(made.meetings) + 4)


_kept: Kept[Matrix] = Kept(CELLS, _size)


def forget() -> None:
    """Keep nothing from before: for measurements."""
    _kept.clear()
    forget_columns()


def matrix(document: Document, user: User | None) -> Matrix:
    """The matrix of a document as a user may see it. Eight queries, whatever its size; four
    where nothing has changed since somebody asked who sees the same."""
    return matrices([document], user)[document.pk]


def matrices(documents: Sequence[Document], user: User | None) -> dict[int, Matrix]:
    """The matrix of each document, by its primary key. Eight queries at most, however many."""
    calendars = calendars_of(documents, user)
    marks = marks_of_records(documents, calendars)
    found = {pk: made for pk, mark in marks.items() if (made := _kept.get(mark)) is not None}
    missing = [document for document in documents if document.pk not in found]
    for pk, made in _made(missing, calendars, user).items():
        _kept.put(marks[pk], made)
        found[pk] = made
    # What is kept may be older than what a meeting or a document is called by now.
    return {
        document.pk: replace(
            found[document.pk],
            document=document,
            meetings=_as_called_now(found[document.pk].meetings, calendars[document.pk]),
        )
        for document in documents
    }


def _as_called_now(meetings: Sequence[Meeting], calendar: Calendar) -> tuple[Meeting, ...]:
    called = {meeting.pk: meeting for meeting in calendar.meetings}
    return tuple(called[meeting.pk] for meeting in meetings)


def _made(
    documents: Sequence[Document], calendars: Mapping[int, Calendar], user: User | None
) -> dict[int, Matrix]:
    if not documents:
        return {}
    calendars = {document.pk: calendars[document.pk] for document in documents}
    issues = {pk: [one for one in calendars[pk].issues if not one.is_proposal] for pk in calendars}
    everything = [issue for some in issues.values() for issue in some]
    by_draft = entries_of(everything)
    marks = marks_of(everything)
    rulings = rulings_on_all(calendars, user)
    return {
        document.pk: _matrix(
            document,
            calendars[document.pk],
            {issue: by_draft[issue.draft.pk] for issue in issues[document.pk]},
            marks,
            rulings[document.pk],
        )
        for document in documents
    }


def _matrix(
    document: Document,
    calendar: Calendar,
    entries: Mapping[Issue, Sequence[Entry]],
    marks: Marks,
    rulings: Sequence[Ruling],
) -> Matrix:
    layers = Layers(entries.values(), marks)
    columns = _columns(calendar, entries, rulings)
    recorded = [(place, meeting) for place, meeting, is_recorded in columns if is_recorded]
    made = columns_of(document.pk, calendar, layers, rulings, recorded)
    layers.lay_up_to(None)
    ends, changed, contradicted = _over_time(column.cells for column in made.values())
    return Matrix(
        document=document,
        meetings=tuple(meeting for _, meeting, _ in columns),
        rows=tuple(_rows(layers, list(entries.values()))),
        counts={slug: column.counts for slug, column in made.items()},
        ends=ends,
        changed=changed,
        contradicted=contradicted,
        _under={slug: column.under for slug, column in made.items()},
        _cells={slug: column.cells for slug, column in made.items()},
    )


def _over_time(
    columns: Iterable[Mapping[str, Standing]],
) -> tuple[dict[str, Standing], frozenset[str], frozenset[str]]:
    """What holds in the end, what changed its code, and of what a contradiction is told."""
    ends: dict[str, Standing] = {}
    changed: set[str] = set()
    contradicted: set[str] = set()
    for column in columns:
        for row, standing in column.items():
            before = ends.get(row)
            if before is not None and before.code != standing.code:
                changed.add(row)
            if standing.contradictions:
                contradicted.add(row)
        ends.update(column)
    return ends, frozenset(changed), frozenset(contradicted)


def _columns(
    calendar: Calendar, issues: Iterable[Issue], rulings: Iterable[Ruling]
) -> list[tuple[int, Meeting, bool]]:
    """The meetings from the first to the last with a record, and whether each has one."""
    decided = {ruling.place for ruling in rulings}
    tabled = {meeting for issue in issues for meeting in issue.meetings}
    columns = [
        (2 * index + 1, meeting, 2 * index + 1 in decided or meeting.pk in tabled)
        for index, meeting in enumerate(calendar.meetings)
    ]
    recorded = [index for index, (_, _, is_recorded) in enumerate(columns) if is_recorded]
    return columns[recorded[0] : recorded[-1] + 1] if recorded else []


def _rows(layers: Layers, drafts: Iterable[Sequence[Entry]]) -> Iterable[MatrixRow]:
    """The slots: alternatives and additions, with all under them, stand in no row."""
    entries = layers.merged()
    names = {entry.provision: entry.public_id for entry in entries}
    whole = _last_whole(drafts)
    hidden: set[int | None] = set()
    for entry, depth in walk(entries):
        if entry.role is not Role.TEXT or entry.parent in hidden:
            hidden.add(entry.provision)
            continue
        yield MatrixRow(
            id=entry.public_id,
            kind=entry.kind,
            role=entry.role,
            label=entry.label,
            number=entry.number,
            code=entry.code,
            heading=entry.heading,
            symbol=entry.symbol,
            parent=names.get(entry.parent) if entry.parent is not None else None,
            depth=depth,
            in_text=entry.is_live and whole.get(entry.parent, -1) <= entry.issue.draft.number,
            wording=layers.held.get(entry.provision, entry).wording,
        )


def _last_whole(drafts: Iterable[Sequence[Entry]]) -> dict[int | None, int]:
    """The number of the last draft that holds the whole of a provision; under None the last
    that holds the whole of the document."""
    last: dict[int | None, int] = {}
    for entries in drafts:
        for entry in entries:
            draft = entry.issue.draft
            if entry.coverage == Wording.Coverage.WHOLE:
                last[entry.provision] = max(last.get(entry.provision, -1), draft.number)
            if draft.extent == Draft.Extent.WHOLE:
                last[None] = max(last.get(None, -1), draft.number)
    return last
