"""What a reader does to notes: written, changed, thrown away. Nothing of it is announced."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from documents.models import Draft, Provision, Wording
from negotiation.models import Mandate, Party
from negotiation.policies import Refused
from tracker.models import Note
from tracker.queries.notes import find_quote, plain

#: Characters of a quote and of a note.
MOST_QUOTED = 5_000
MOST_WRITTEN = 10_000


def write_note(
    draft: Draft,
    provision: Provision,
    *,
    quote: str,
    text: str,
    party: Party | None,
    by: User,
    at: datetime,
) -> Note:
    """A note on a provision as a draft words it; without text a highlight of the words quoted.

    :raises Refused: it says nothing, is too long, or the words quoted do not stand there."""
    text, quote = _fit(text), plain(quote)
    if not text and not quote:
        raise Refused(_("Nothing was written and no words were named: there is nothing to keep."))
    wording = Wording.objects.get(draft=draft, provision=provision)
    if quote and find_quote(wording.words, quote) is None:
        raise Refused(
            _("“%(words)s” does not stand in this provision. Copy the words from the text.")
            % {"words": quote[:80]}
        )
    if len(quote) > MOST_QUOTED:
        raise Refused(_("A note cannot quote so many words; leave them out to mean all of it."))
    process = Mandate.objects.get(document=provision.document_id).process
    return Note.objects.create(
        provision=provision,
        draft=draft,
        process=process,
        party=party,
        by=by,
        quote=quote,
        text=text,
        made_at=at,
        changed_at=at,
    )


def change_note(note: Note, *, text: str, party: Party | None, at: datetime) -> None:
    """Other words, or other readers.

    :raises Refused: nothing would be left, or it is too long."""
    text = _fit(text)
    if not text and not note.quote:
        raise Refused(_("Nothing would be left of this note. Remove it instead."))
    note.text, note.party, note.changed_at = text, party, at
    note.save(update_fields=["text", "party", "changed_at"])


def remove_note(note: Note) -> None:
    """Nobody reads it any more."""
    note.delete()


def _fit(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    if len(text) > MOST_WRITTEN:
        raise Refused(
            _("This note is too long (characters: %(number)d; at most %(most)d).")
            % {"most": MOST_WRITTEN, "number": len(text)}
        )
    return text
