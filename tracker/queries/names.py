"""What to call provisions that stand in other texts than the one being read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from documents.models import Wording
from negotiation.queries import visible_drafts
from tracker.queries.labels import shown_label
from tracker.queries.moment import Reader

_WORDS = 9


@dataclass(frozen=True, slots=True)
class Name:
    """A provision by its last wording that the reader may see."""

    id: str
    label: str
    title: str
    document: str
    document_slug: str

    def __str__(self) -> str:
        return f"{self.label} {self.title}".strip()


def names_of(provisions: Iterable[int], user: Reader) -> dict[int, Name]:
    """The names of provisions by their primary keys; what the reader may not see has none.
    One query."""
    wordings = (
        Wording.objects.filter(provision__in=set(provisions), draft__in=visible_drafts(user))
        .select_related("provision", "draft__document")
        .defer("source", "marks")
        .order_by("draft__number")
    )
    return {wording.provision_id: _name(wording) for wording in wordings}


def _name(wording: Wording) -> Name:
    heading = " ".join(wording.heading.replace("[", "").replace("]", "").split())
    return Name(
        id=wording.provision.public_id,
        label=shown_label(
            code=wording.code, number=wording.number, label=wording.label, heading=heading
        ),
        title=heading or first_words(wording.text),
        document=wording.draft.document.short_title,
        document_slug=wording.draft.document.slug,
    )


def first_words(text: str) -> str:
    """The beginning of a text, without its brackets."""
    words = text.replace("[", "").replace("]", "").split()
    return " ".join(words[:_WORDS]) + ("…" if len(words) > _WORDS else "")
