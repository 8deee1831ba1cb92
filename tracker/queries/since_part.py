"""Which part of a document a reader wants to know of: all, a chapter, an action line, or what
they watch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from actionlines.models import ActionLine, LineSection
from documents.models import Document, Wording
from documents.queries import ChangeView
from negotiation.queries import latest_draft, visible_drafts, visible_provisions
from tracker.following.words import normal, stands_in
from tracker.models import Watch
from tracker.queries.labels import latin
from tracker.queries.lines import find_line
from tracker.queries.moment import Reader
from tracker.queries.names import names_of


@dataclass(frozen=True, slots=True)
class Part:
    """``ids`` are public ids of the provisions that count, None for all of them; beside them
    count those whose words hold one of the ``phrases``."""

    title: str = ""
    query: str = ""
    ids: frozenset[str] | None = None
    phrases: tuple[str, ...] = ()

    def takes(self, public_id: str) -> bool:
        """Whether a provision counts."""
        return self.ids is None or public_id in self.ids

    def takes_change(self, change: ChangeView) -> bool:
        """Whether a change is one of a provision that counts, before or after it."""
        sides = (*change.earlier, *change.later)
        return any(self.takes(side.id) for side in sides) or any(
            stands_in(phrase, side.words) for side in sides for phrase in self.phrases
        )


def chapter_part(document: Document, user: Reader, public_id: str) -> Part:
    """A provision with all that stands under it.

    :raises Http404: when the document has none of that id that the reader may see.
    """
    there = visible_provisions(user).filter(document=document, public_id=public_id).first()
    if there is None:
        raise Http404(_("There is no provision “%(name)s”.") % {"name": public_id})
    title = str(names_of([there.pk], user)[there.pk])
    return Part(title, f"chapter={public_id}", _under(document, user, [public_id]))


def line_part(document: Document, user: Reader, code: str) -> Part:
    """What is negotiated under the headings of an action line.

    :raises Http404: when there is no such line.
    """
    line = find_line(latin(code))
    tops = _tops([line.pk])
    return Part(str(line), f"line={line.code}", _under(document, user, tops))


def watched_part(document: Document, person: User) -> Part:
    """What a person watches in a document: all of it where they watch the document."""
    title, query = _("what you watch"), "mine=1"
    watches = list(Watch.objects.filter(person=person).select_related("provision"))
    if any(watch.document_id == document.pk for watch in watches):
        return Part(title, query)
    tops = [watch.provision.public_id for watch in watches if watch.provision]
    tops += _tops(watch.line_id for watch in watches if watch.line_id)
    phrases = tuple(normal(watch.word) for watch in watches if watch.word)
    ids = _under(document, person, tops) | _saying(document, person, phrases)
    return Part(title, query, ids, phrases)


def _tops(lines: Iterable[int | None]) -> list[str]:
    """The headings of action lines and of the lines that are parts of them. One query."""
    asked = set(lines)
    of = ActionLine.objects.filter(Q(pk__in=asked) | Q(parent__in=asked))
    sections = LineSection.objects.filter(line__in=of)
    return list(sections.values_list("provision__public_id", flat=True))


def _under(document: Document, user: Reader, tops: Iterable[str]) -> frozenset[str]:
    """Those provisions and whatever stood under them in a draft that the reader may see. One
    query."""
    rows = Wording.objects.filter(
        draft__in=visible_drafts(user).filter(document=document), parent__isnull=False
    )
    children: dict[str, list[str]] = {}
    pairs = rows.values_list("parent__public_id", "provision__public_id").order_by().distinct()
    for parent, child in pairs:
        if parent is not None:
            children.setdefault(parent, []).append(child)
    found: set[str] = set()
    waiting = list(tops)
    while waiting:
        if (one := waiting.pop()) not in found:
            found.add(one)
            waiting.extend(children.get(one, ()))
    return frozenset(found)


def _saying(document: Document, user: Reader, phrases: tuple[str, ...]) -> frozenset[str]:
    """The provisions of the present text in which one of the phrases stands."""
    now = latest_draft(document, user) if phrases else None
    if now is None:
        return frozenset()
    rows = Wording.objects.filter(draft=now).values_list("provision__public_id", "text", "heading")
    return frozenset(
        public_id
        for public_id, text, heading in rows
        if any(stands_in(phrase, text or heading) for phrase in phrases)
    )
