"""The notes of a reader through all texts."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from documents.models import Wording
from negotiation.queries import visible_drafts, visible_provisions
from tracker.queries.moment import Reader
from tracker.queries.names import Name, names_of
from tracker.queries.notes import NoteView, note_view, visible_notes

#: The list shows so many, the newest.
_MOST = 500


@dataclass(frozen=True, slots=True)
class ListedNote:
    """A note beside the latest words of its provision; ``draft`` (public id) has these."""

    note: NoteView
    name: Name
    draft: str


def listed_notes(user: Reader) -> tuple[ListedNote, ...]:
    """The notes that a reader may read, those changed last first; of a provision that stands in
    no text (any more) none. Three queries."""
    rows = Wording.objects.filter(draft__in=visible_drafts(user)).select_related("draft")
    latest = Prefetch("provision__wordings", rows.order_by("draft__number"), to_attr="seen")
    notes = visible_notes(user).filter(provision__in=visible_provisions(user))
    notes = notes.select_related("provision", "by", "party", "draft")
    notes = notes.order_by("-changed_at", "-id")
    found = list(notes.prefetch_related(latest)[:_MOST])
    names = names_of((note.provision_id for note in found), user)
    listed = []
    for note in found:
        wording = note.provision.seen[-1]  # type: ignore[attr-defined]
        listed.append(
            ListedNote(
                note_view(note, user, wording.words),
                names[note.provision_id],
                wording.draft.public_id,
            )
        )
    return tuple(listed)
