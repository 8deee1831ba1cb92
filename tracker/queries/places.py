"""Where a page stands: what the reader came through to get here."""

from __future__ import annotations

from dataclasses import dataclass

from documents.models import Document
from negotiation.models import Process


@dataclass(frozen=True, slots=True)
class Place:
    """A step of the path; the last one has no address."""

    title: str
    url: str = ""


def path_to(process: Process | None, document: Document | None, here: str) -> tuple[Place, ...]:
    """The path to a page of a document: process, document, then what this page is."""
    places = []
    if process:
        places.append(Place(process.title, f"/processes/{process.slug}/"))
    if document:
        places.append(Place(document.short_title, f"/documents/{document.slug}/"))
    return (*places, Place(here))


def process_of(document: Document) -> Process | None:
    """The process that negotiates a document; one query."""
    return Process.objects.filter(mandates__document=document).first()
