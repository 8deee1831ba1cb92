"""Notifications in words, judged when they are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.lists import first_of
from documents.models import Edit, EditItem
from negotiation.models import Decision, Event
from negotiation.queries import visible_events
from tracker.models import Notification
from tracker.queries.moment import Reader
from tracker.queries.names import Name, names_of
from tracker.queries.signs import sign_of, speak_as

KIND: Final = Event.Kind
_OP: Final = Edit.Operation
#: How many provisions of one act are named.
_NAMED: Final = 3
#: A number beyond this is not counted for the head of the page.
MANY: Final = 99

_DONE: Final[dict[str, str | Promise]] = {
    _OP.REWORD: gettext_lazy("reworded"),
    _OP.MERGE_EDITS: gettext_lazy("reworded"),
    _OP.PUT_IN_BRACKETS: gettext_lazy("put in brackets"),
    _OP.LIFT: gettext_lazy("bracket lifted"),
    _OP.DELETE_WITH_WORDS: gettext_lazy("bracket deleted with its words"),
    _OP.CHOOSE: gettext_lazy("alternative chosen"),
    _OP.ADD_ALTERNATIVE: gettext_lazy("alternative added"),
    _OP.ATTRIBUTE: gettext_lazy("attributed to a party"),
    _OP.INSERT: gettext_lazy("inserted"),
    _OP.SPLIT: gettext_lazy("split"),
    _OP.MERGE: gettext_lazy("merged"),
    _OP.MOVE: gettext_lazy("moved"),
    _OP.TURN_INTO_ALTERNATIVE: gettext_lazy("made an alternative"),
    _OP.WITHDRAW: gettext_lazy("withdrawn"),
    _OP.RESTORE: gettext_lazy("restored"),
    _OP.RELABEL: gettext_lazy("renumbered"),
    _OP.UNDO: gettext_lazy("a change undone"),
}
_OF_DRAFTS: Final[dict[str, str | Promise]] = {
    KIND.DRAFT_IMPORTED: gettext_lazy("A new draft: %(draft)s"),
    KIND.DRAFT_OPENED: gettext_lazy("A rolling text was opened: %(draft)s"),
    KIND.DRAFT_ISSUED: gettext_lazy("Issued: %(draft)s"),
    KIND.DRAFT_PUBLISHED: gettext_lazy("Published: %(draft)s"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """An event in a sentence, with the page that shows more of it."""

    event: Event
    words: str
    url: str
    document: str

    @property
    def at(self) -> datetime:
        """When it happened."""
        return self.event.at


def notifications_of(person: User) -> QuerySet[Notification]:
    """What a person was told of and may know now, the newest first, fit for :func:`tell`."""
    seen = visible_events(person).values("pk")
    subjects = ("event__process", "event__document", "event__draft", "event__edit")
    rows = Notification.objects.filter(person=person, event__in=seen)
    return rows.select_related(*subjects, "event__decision", "watch").order_by("-event__at", "-id")


def count_unread(person: User) -> int:
    """How many the person has not read, of those they may know of now; no more than one beyond
    :data:`MANY` are counted. One query."""
    seen = visible_events(person).values("pk")
    unread = Notification.objects.filter(person=person, read_at=None, event__in=seen)
    return unread.order_by()[: MANY + 1].count()


def mark_read(person: User, until: int | None = None) -> None:
    """Mark what was told as read: up to the notification ``until``, so that what came while the
    page was open stays unread; and so does what the person may not know of now."""
    seen = visible_events(person).values("pk")
    unread = Notification.objects.filter(person=person, read_at=None, event__in=seen)
    if until is not None:
        unread = unread.filter(pk__lte=until)
    unread.update(read_at=timezone.now())


def tell(events: Sequence[Event], reader: Reader) -> dict[int, Told]:
    """Events in words for a reader who may know of them, by their primary keys. Two queries."""
    touched = _touched(events)
    names = names_of({one for ones in touched.values() for one in ones}, reader)
    told = {}
    for event in events:
        speak_as(event.process)
        known = [names[one] for one in touched[event.pk] if one in names]
        told[event.pk] = Told(
            event=event,
            words=_words(event, known),
            url=_address(event, known),
            document=event.document.short_title if event.document else "",
        )
    speak_as(None)
    return told


def _touched(events: Iterable[Event]) -> dict[int, list[int]]:
    by_edit: dict[int, list[int]] = {}
    edits = [event.edit_id for event in events if event.edit_id is not None]
    rows = EditItem.objects.filter(edit__in=edits).order_by("id")
    for edit, provision in rows.values_list("edit", "provision"):
        by_edit.setdefault(edit, []).append(provision)
    found = {}
    for event in events:
        named = [event.provision_id] if event.provision_id is not None else []
        found[event.pk] = by_edit.get(event.edit_id or 0, named)
    return found


def _words(event: Event, names: Sequence[Name]) -> str:
    if event.draft is not None and event.kind in _OF_DRAFTS:
        return str(_OF_DRAFTS[event.kind]) % {"draft": event.draft}
    said = {"name": first_of(names, _NAMED), "what": _what(event)}
    return _("%(name)s: %(what)s") % said if names else said["what"]


def _what(event: Event) -> str:
    if event.edit is not None:
        return str(_DONE[event.edit.operation])
    if (decision := event.decision) is not None:
        word = str(sign_of(decision.code).word)
        if decision.basis == Decision.Basis.TAKEN_BACK:
            return _("a decision taken back (%(status)s)") % {"status": word}
        return word
    return _("a proposal was made") if event.kind == KIND.PROPOSED else event.get_kind_display()


def _address(event: Event, names: Sequence[Name]) -> str:
    if names:
        return f"/provisions/{names[0].id}/"
    if event.document is None:
        return "/"
    draft = f"?draft={event.draft.public_id}" if event.draft else ""
    return f"/documents/{event.document.slug}/{draft}"
