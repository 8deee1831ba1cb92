"""What a matrix can be narrowed to: chapters, action lines, statuses, holders, words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Prefetch
from django.http import Http404
from django.utils.translation import gettext as _

from actionlines.models import ActionLine, LineSection
from bracketed.model import HEADINGS
from documents.lists import in_a_row, listed
from documents.models import Provision, Wording
from negotiation.codes import Code, Shown
from negotiation.queries import Matrix
from tracker.queries.labels import shown_label
from tracker.queries.matrix_asked import Asked
from tracker.queries.matrix_tree import Tree
from tracker.queries.moment import Reader
from tracker.queries.sent import visible_assignments
from tracker.queries.signs import OF_SHOWN, SIGNS, Words

#: What ``?status=`` may say: one of the four, or a finer code that is called otherwise.
STATUSES: Final[dict[str, Words]] = {str(shown): OF_SHOWN[shown].word for shown in Shown} | {
    f"code:{code}": SIGNS[code].word for code in reversed(Code)
}
_DEEPEST: Final = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One that can be chosen; ``depth`` sets it under another."""

    value: str
    name: Words
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form of a matrix offers."""

    chapters: tuple[Choice, ...]
    lines: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    holders: tuple[Choice, ...]


def _none(sentence: str, said: str, known: Sequence[str]) -> Http404:
    hint = _("There are: %(known)s.") % {"known": listed(known)} if known else ""
    return Http404(in_a_row(sentence % {"said": said[:60]}, hint))


class Narrowing:
    """The choices there are, and the rows that those made leave. Five queries at most, and one
    more where words are sought."""

    def __init__(self, tree: Tree, asked: Asked, user: Reader) -> None:
        self.tree = tree
        self.asked = asked
        self.user = user
        self.lines = lines_in(tree.record)
        self.held = _held(tree.record, user)
        if asked.chapter and asked.chapter not in {row.id for row in tree.record.rows}:
            raise _none(_("There is no chapter “%(said)s” in this document."), asked.chapter, ())
        if asked.line and asked.line not in self.lines:
            said = _("There is no action line “%(said)s” in this document.")
            raise _none(said, asked.line, sorted(self.lines))
        if asked.holder and asked.holder not in self.held:
            said = _("Nobody called “%(said)s” holds work on this document.")
            raise _none(said, asked.holder, sorted(self.held))

    def choices(self) -> Choices:
        """What the form offers."""
        ends = self.tree.record.ends.values()
        present = {str(one.shown) for one in ends} | {f"code:{one.code}" for one in ends}
        return Choices(
            chapters=tuple(_chapters(self.tree)),
            lines=tuple(
                Choice(code, f"{code} {line.title}", int(line.parent_id is not None))
                for code, (line, _tops) in self.lines.items()
            ),
            statuses=tuple(
                Choice(value, word, int(value.startswith("code:")))
                for value, word in STATUSES.items()
                if value in present or value == self.asked.status
            ),
            holders=tuple(Choice(name, name) for name in sorted(self.held)),
        )

    def scope(self) -> frozenset[str] | None:
        """The rows in the chapter and the action line that are asked for."""
        scope = None
        if self.asked.chapter:
            scope = self.tree.with_all_under([self.asked.chapter])
        if self.asked.line:
            _line, tops = self.lines[self.asked.line]
            under = self.tree.with_all_under(tops)
            scope = under if scope is None else scope & under
        return scope

    def wanted(self, scope: frozenset[str] | None) -> set[str]:
        """The rows that stand as asked, have the holder and the words."""
        asked = self.asked
        rows = set(self.tree.by_id) if scope is None else set(scope)
        if asked.status:
            rows = {row for row in rows if self._stands(row, asked.status)}
        if asked.holder:
            rows &= self.held[asked.holder]
        if asked.text:
            rows &= _with_words(self.tree.record, asked.text)
        return rows

    def _stands(self, row: str, status: str) -> bool:
        end = self.tree.record.ends.get(row)
        is_heading = self.tree.by_id[row].kind in HEADINGS
        if end is None or (is_heading and end.origin == "rollup"):
            return False
        return status in (str(end.shown), f"code:{end.code}")


def lines_in(record: Matrix) -> dict[str, tuple[ActionLine, set[str]]]:
    """The action lines of the document in their order, with the headings they stand under."""
    found: dict[str, tuple[ActionLine, set[str]]] = {}
    known = {row.id for row in record.rows}
    sections = (
        LineSection.objects.filter(provision__document=record.document)
        .select_related("line", "provision")
        .order_by("line__order", "pk")
    )
    for section in sections:
        if section.provision.public_id in known:
            _line, tops = found.setdefault(section.line.code, (section.line, set()))
            tops.add(section.provision.public_id)
    return found


def _held(record: Matrix, user: Reader) -> dict[str, set[str]]:
    """Who holds which rows."""
    known = {row.id for row in record.rows}
    found: dict[str, set[str]] = {}
    given = visible_assignments(user).filter(
        holder__isnull=False, meeting__process__mandates__document=record.document
    )
    about = Prefetch("provisions", Provision.objects.filter(document=record.document))
    for one in given.prefetch_related(None).prefetch_related(about):
        assert one.holder is not None
        rows = {provision.public_id for provision in one.provisions.all()} & known
        if rows:
            found.setdefault(one.holder.name, set()).update(rows)
    return found


def _chapters(tree: Tree) -> Iterable[Choice]:
    depths: dict[str, int] = {}
    for row in tree.record.rows:
        if row.kind not in HEADINGS:
            continue
        depth = depths[row.id] = depths.get(row.parent or "", -1) + 1
        if depth > _DEEPEST:
            continue
        label = shown_label(code=row.code, number=row.number, label=row.label, heading=row.heading)
        heading = " ".join(row.heading.replace("[", "").replace("]", "").split())
        yield Choice(row.id, f"{label} {heading}".strip()[:70], depth)


def _with_words(record: Matrix, text: str) -> set[str]:
    """The rows in whose last words that are held, label or heading it stands, brackets and case
    aside. One query."""
    sought = _plain(text)
    by_wording = {row.wording: row.id for row in record.rows}
    texts = Wording.objects.filter(draft__document=record.document, pk__in=by_wording).values_list(
        "pk", "label", "heading", "text"
    )
    return {by_wording[pk] for pk, *words in texts if any(sought in _plain(word) for word in words)}


def _plain(words: str) -> str:
    return " ".join(words.replace("[", "").replace("]", "").casefold().split())
