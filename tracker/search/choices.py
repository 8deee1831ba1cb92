"""What a search can be narrowed to, as its reader may know of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from actionlines.models import ActionLine, LineSection
from bracketed.model import HEADINGS
from documents.lists import in_a_row, listed
from documents.models import Document
from negotiation.models import Meeting
from negotiation.queries import Matrix, matrices, visible_documents, visible_meetings
from tracker.queries.matrix_tree import Tree
from tracker.queries.moment import Reader
from tracker.search.asking import Asked


@dataclass(frozen=True, slots=True)
class Choices:
    """The documents, meetings and action lines that there are."""

    documents: tuple[Document, ...]
    meetings: tuple[Meeting, ...]
    lines: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """The public ids of provisions to look at: ``under`` an action line, and that ``stand`` as
    asked. None: all of them."""

    under: frozenset[str] | None
    stand: frozenset[str] | None


def choices_for(user: Reader) -> Choices:
    """What the form offers. Three queries."""
    return Choices(
        documents=tuple(visible_documents(user).order_by("short_title", "pk")),
        meetings=tuple(visible_meetings(user).order_by("-starts_on", "-pk")),
        lines=tuple(ActionLine.objects.select_related("parent").order_by("order", "pk")),
    )


def check(asked: Asked, choices: Choices) -> None:
    """Go on only if what is asked for is there.

    :raises Http404: naming what is not, and what is."""
    documents = [one.slug for one in choices.documents]
    if asked.document and asked.document not in documents:
        raise _none(_("There is no document “%(said)s” here."), asked.document, documents)
    meetings = [one.slug for one in choices.meetings]
    if asked.meeting and asked.meeting not in meetings:
        raise _none(_("There is no meeting “%(said)s” here."), asked.meeting, meetings)
    lines = [one.code for one in choices.lines]
    if asked.line and asked.line not in lines:
        raise _none(_("There is no action line “%(said)s” here."), asked.line, lines)


def scope_of(asked: Asked, choices: Choices, user: Reader) -> Scope:
    """The provisions that the filters leave. At the meeting that is asked for they stand as they
    did at its close, else as they do in the end. Nine queries at most, however many documents;
    none without such a filter."""
    if not (asked.line or asked.status):
        return Scope(None, None)
    documents = [one for one in choices.documents if asked.document in ("", one.slug)]
    records = list(matrices(documents, user).values())
    return Scope(
        under=_under(asked.line, records) if asked.line else None,
        stand=_standing(asked, records) if asked.status else None,
    )


def _none(sentence: str, said: str, known: Sequence[str]) -> Http404:
    hint = _("There are: %(known)s.") % {"known": listed(known)} if known else ""
    return Http404(in_a_row(sentence % {"said": said[:60]}, hint))


def _under(code: str, records: Iterable[Matrix]) -> frozenset[str]:
    sections = LineSection.objects.filter(Q(line__code=code) | Q(line__parent__code=code))
    tops = list(sections.values_list("provision__public_id", flat=True))
    return frozenset().union(*(Tree(record).with_all_under(tops) for record in records))


def _standing(asked: Asked, records: Iterable[Matrix]) -> frozenset[str]:
    found = set()
    for record in records:
        for row in record.rows:
            standing = (
                record.cell(row.id, asked.meeting) if asked.meeting else record.ends.get(row.id)
            )
            if standing is None or (row.kind in HEADINGS and standing.origin == "rollup"):
                continue
            if asked.status in (str(standing.shown), f"code:{standing.code}"):
                found.add(row.id)
    return frozenset(found)
