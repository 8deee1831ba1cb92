"""Whether a text says again what a draft of its document says."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User

from bracketed.model import Outline, OutlineProvision
from documents.models import Document, Draft
from documents.queries import ProvisionView, draft_view, printed
from negotiation.queries import visible_drafts

_Read = list[tuple[object, ...]]


def repeated(outline: Outline, document: Document, user: User | None) -> Draft | None:
    """The draft, of those the user may see, that prints the same as was read, or whose
    provisions are the same one by one: a letter that goes before the text makes no new draft."""
    text, read = outline.source.strip(), _read(outline.provisions)
    for draft in visible_drafts(user).filter(document=document).select_related("document"):
        if printed(draft).strip() == text:
            return draft
        # Nothing read is like a draft that is known by name only, and repeats none.
        if read and _read(draft_view(draft).provisions) == read:
            return draft
    return None


def _read(provisions: Iterable[OutlineProvision] | Iterable[ProvisionView]) -> _Read:
    return [
        (one.kind, one.role, one.label, one.text or one.heading, one.tags, one.attribution)
        for one in provisions
    ]
