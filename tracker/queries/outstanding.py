"""Outstanding issues: every provision that is not agreed, with its words, who holds it and what
it waits for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.contrib.auth.models import User
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bracketed.model import HEADINGS
from documents.models import Document, Draft
from negotiation.codes import Shown
from negotiation.models import Meeting, Process
from negotiation.policies import Act, may
from negotiation.queries import Matrix, MatrixRow, Standing, latest_draft, matrix
from tracker.queries.labels import shown_label
from tracker.queries.matrix_choices import lines_in
from tracker.queries.matrix_tree import Tree
from tracker.queries.moment import Reader
from tracker.queries.outstanding_words import Rival, Words, words_of
from tracker.queries.outstanding_work import Work, bodies_of, work_on
from tracker.queries.places import Place, path_to, process_of

#: What ``?by=`` may say.
BY: Final = ("chapter", "line", "holder", "group")


@dataclass(frozen=True, slots=True)
class Issue:
    """A provision that is not agreed. ``disputed`` are its outermost brackets, none where the
    whole of it is in one; ``body`` is the one that decided on it last."""

    id: str
    label: str
    heading: str
    within: str
    standing: Standing
    meeting: Meeting | None
    words: SafeString | None
    is_whole: bool
    disputed: tuple[SafeString, ...]
    rivals: tuple[Rival, ...]
    draft: Draft | None
    body: str
    work: tuple[Work, ...]

    @property
    def holders(self) -> tuple[str, ...]:
        """Who holds it, each once."""
        return tuple(dict.fromkeys(one.holder for one in self.work if one.holder))

    @property
    def small_groups(self) -> tuple[str, ...]:
        """Where it is worked on, each once."""
        return tuple(dict.fromkeys(one.small_group for one in self.work if one.small_group))

    @property
    def due_on(self) -> date | None:
        """The day by which something is to come."""
        return next((one.due_on for one in self.work if one.due_on), None)

    @property
    def waits_for(self) -> tuple[str, ...]:
        """What is on record of what it waits for, each sentence once."""
        standing = self.standing
        said = (standing.note, standing.condition, *(one.text for one in self.work))
        return tuple(dict.fromkeys(one for one in said if one))


@dataclass(frozen=True, slots=True)
class Group:
    """The issues of a chapter, an action line, a holder or a small group."""

    title: str
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class OpenPage:
    """All of them: ``number`` provisions of ``total``, and ``headings`` of which none is known;
    ``may_assign`` says that the reader may give out work on them."""

    path: tuple[Place, ...]
    process: Process | None
    document: Document
    draft: Draft | None
    now: Meeting | None
    by: str
    groups: tuple[Group, ...]
    number: int
    headings: int
    total: int
    may_assign: bool


def open_page(document: Document, user: Reader, *, by: str) -> OpenPage:
    """The outstanding issues of a document, in a constant number of queries."""
    record = matrix(document, user)
    tree = Tree(record)
    rows = [row for row in record.rows if _is_open(tree, row)]
    issues = _issues(tree, rows, user)
    process = process_of(document)
    recorded = [one for one in record.meetings if one.slug in record.counts]
    now = recorded[-1] if recorded else None
    return OpenPage(
        path=path_to(process, document, _("Open")),
        process=process,
        document=document,
        draft=latest_draft(document, user),
        now=now,
        by=by,
        groups=tuple(_grouped(tree, rows, issues, by)),
        number=sum(row.kind not in HEADINGS for row in rows),
        headings=sum(row.kind in HEADINGS for row in rows),
        total=record.counts[now.slug].total if now else 0,
        may_assign=process is not None
        and isinstance(user, User)
        and may(user, Act.RECORD, process),
    )


def _is_open(tree: Tree, row: MatrixRow) -> bool:
    """Whether a provision, or a heading under which no provision is known, is not agreed."""
    end = tree.record.ends.get(row.id)
    if end is None or end.shown == Shown.AGREED:
        return False
    if not all(one.in_text for one in _upwards(tree, row)):
        return False
    return row.kind not in HEADINGS or (
        end.origin != "rollup" and next(tree.leaves(row.id), None) is None
    )


def _issues(tree: Tree, rows: Sequence[MatrixRow], user: Reader) -> tuple[Issue, ...]:
    record = tree.record
    words = words_of(record.document, rows, user)
    work = work_on(record.document, user)
    bodies = bodies_of(record.ends[row.id].decision_id for row in rows)
    meetings = {meeting.slug: meeting for meeting in record.meetings}
    return tuple(
        _issue(
            tree,
            row,
            words.get(row.id),
            work.get(row.id, ()),
            bodies,
            meetings,
        )
        for row in rows
    )


def _issue(
    tree: Tree,
    row: MatrixRow,
    words: Words | None,
    work: tuple[Work, ...],
    bodies: dict[int, str],
    meetings: dict[str, Meeting],
) -> Issue:
    standing = tree.record.ends[row.id]
    slug = standing.at or standing.carried_from
    above = tree.by_id.get(row.parent or "")
    return Issue(
        id=row.id,
        label=shown_label(code=row.code, number=row.number, label=row.label, heading=row.heading),
        heading=_plain(row.heading),
        within=_title(above) if above else "",
        standing=standing,
        meeting=meetings.get(slug) if slug else None,
        words=words.text if words else None,
        is_whole=bool(words and words.is_whole),
        disputed=words.disputed if words else (),
        rivals=words.rivals if words else (),
        draft=words.draft if words else None,
        body=bodies.get(standing.decision_id or 0, ""),
        work=work,
    )


def _grouped(
    tree: Tree, rows: Sequence[MatrixRow], issues: Sequence[Issue], by: str
) -> Iterable[Group]:
    groups: dict[str, list[Issue]] = {}
    others: list[Issue] = []
    titles = _titles_by_line(tree.record) if by == "line" else {}
    chapters = {top.id for top in tree.tops()}
    for row, issue in zip(rows, issues, strict=True):
        if by == "holder":
            named: Sequence[str] = issue.holders
        elif by == "group":
            named = issue.small_groups
        elif by == "line":
            named = [title for one in _upwards(tree, row) for title in titles.get(one.id, ())][:1]
        else:
            named = [_title(one) for one in _upwards(tree, row) if one.id in chapters]
        for name in named:
            groups.setdefault(name, []).append(issue)
        if not named:
            others.append(issue)
    for title in sorted(groups) if by in ("holder", "group") else groups:
        yield Group(title, tuple(groups[title]))
    if others:
        rest = {
            "holder": _("Nobody holds it"),
            "line": _("Of no action line"),
            "group": _("In no small group"),
        }
        yield Group(rest.get(by, _("Outside all chapters")), tuple(others))


def _upwards(tree: Tree, row: MatrixRow) -> Iterable[MatrixRow]:
    """A row and all that it stands under, the nearest first."""
    yield row
    while row.parent in tree.by_id and row.parent is not None:
        row = tree.by_id[row.parent]
        yield row


def _titles_by_line(record: Matrix) -> dict[str, list[str]]:
    titles: dict[str, list[str]] = {}
    for line, tops in lines_in(record).values():
        for top in tops:
            titles.setdefault(top, []).append(str(line))
    return titles


def _title(row: MatrixRow) -> str:
    label = shown_label(code=row.code, number=row.number, label=row.label, heading=row.heading)
    return f"{label} {_plain(row.heading)}".strip() or _("Without title")


def _plain(heading: str) -> str:
    return " ".join(heading.replace("[", "").replace("]", "").split())
