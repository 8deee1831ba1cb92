"""Notes and highlights: one door to them, and where their words stand now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from documents.models import Document, Draft
from negotiation.models import Member, Party
from negotiation.queries import visible_drafts
from tracker.models import Note
from tracker.queries.moment import Reader


def visible_notes(user: Reader) -> QuerySet[Note]:
    """The notes of a reader, and those that delegations share of which the reader is a member;
    nobody else's, whatever the reader may do. Only where the draft they were made on may (still)
    be seen: they quote it."""
    if not user.is_authenticated or not user.is_active:
        return Note.objects.none()
    same = Member.objects.filter(
        user_id=user.pk, process=OuterRef("process"), party=OuterRef("party")
    )
    mine = Q(by_id=user.pk)
    return Note.objects.filter(mine | Exists(same), draft__in=visible_drafts(user).values("pk"))


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note as a page shows it. ``party`` is the delegation that shares it, empty where it is
    for its author alone; ``start`` and ``end`` are where its words stand now, equal where they
    stand nowhere. ``has_changed``: the words it was made on are not there any more."""

    id: str
    provision: str
    by: str
    is_mine: bool
    party: str
    quote: str
    text: str
    at: datetime
    draft: str
    start: int
    end: int

    @property
    def has_changed(self) -> bool:
        """Whether the words it was made on have changed since."""
        return bool(self.quote) and self.start == self.end


def notes_on(document: Document, user: Reader, words: dict[str, str]) -> dict[str, list[NoteView]]:
    """The notes on the provisions of a document, by public id, the oldest first; ``words`` are
    those of each provision in the text being read. One query; none for who is not signed in."""
    found: dict[str, list[NoteView]] = {}
    if not user.is_authenticated:
        return found
    notes = visible_notes(user).filter(provision__document=document)
    for note in notes.select_related("provision", "by", "party", "draft"):
        provision = note.provision.public_id
        if provision in words:
            found.setdefault(provision, []).append(note_view(note, user, words[provision]))
    return found


def count_notes(draft: Draft, user: Reader) -> int:
    """How many notes a reader reads on the provisions of a draft. One query; none for who is not
    signed in."""
    if not user.is_authenticated:
        return 0
    return visible_notes(user).filter(provision__wordings__draft=draft).count()


def note_view(note: Note, user: Reader, words: str) -> NoteView:
    """A note beside ``words``."""
    start, end = find_quote(words, note.quote) or (0, 0)
    return NoteView(
        id=note.public_id,
        provision=note.provision.public_id,
        by=note.by.get_username(),
        is_mine=note.by_id == user.pk,
        party=note.party.name if note.party else "",
        quote=note.quote,
        text=note.text,
        at=note.changed_at,
        draft=str(note.draft),
        start=start,
        end=end,
    )


def find_quote(words: str, quote: str) -> tuple[int, int] | None:
    """Where the quoted words stand, brackets and white space aside; None where they do not.
    ``end`` is exclusive."""
    sought = plain(quote)
    if not sought:
        return None
    letters: list[str] = []
    places: list[int] = []
    for at, printed in enumerate(words):
        if printed in "[]":
            continue
        letter = " " if printed.isspace() else printed
        if letter == " " and (not letters or letters[-1] == " "):
            continue
        letters.append(letter)
        places.append(at)
    at = "".join(letters).find(sought)
    return None if at < 0 else (places[at], places[at + len(sought) - 1] + 1)


def plain(words: str) -> str:
    """Words without brackets, white space collapsed."""
    return " ".join(words.replace("[", "").replace("]", "").split())


def delegations(user: Reader, document: Document) -> tuple[Party, ...]:
    """The parties of whose delegations to the process of a document the user is a member."""
    if not user.is_authenticated:
        return ()
    members = Member.objects.filter(user_id=user.pk, process__mandates__document=document)
    return tuple(Party.objects.filter(pk__in=members.values("party")))


def among(parties: Collection[Party], name: str) -> Party | None:
    """The party of that primary key, as a form sends it."""
    return next((party for party in parties if str(party.pk) == name), None)
