"""When a person last had a document open."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.models import User
from django.utils import timezone

from documents.models import Document
from tracker.models import Visit
from tracker.queries.moment import Reader

#: After so long without a page of the document the next one begins a new visit.
SITTING: Final = timedelta(minutes=30)
#: Within a sitting the time is written no more often than this.
SELDOM: Final = timedelta(minutes=5)


def note_visit(person: Reader, document: Document) -> None:
    """Remember that somebody who is signed in has the document open. One query, and a write at
    most once in :data:`SELDOM`."""
    if not isinstance(person, User):
        return
    now = timezone.now()
    row, is_first = Visit.objects.get_or_create(
        person=person, document=document, defaults={"at": now}
    )
    if is_first or now - row.at < SELDOM:
        return
    before = row.at if now - row.at > SITTING else row.before
    # of two pages opened at once one finds the row changed, and leaves it
    Visit.objects.filter(pk=row.pk, at=row.at).update(at=now, before=before)


def last_visit(person: Reader, document: Document) -> datetime | None:
    """When the person had the document open before this sitting; None where they never had, or
    are not known. One query."""
    if not isinstance(person, User):
        return None
    row = Visit.objects.filter(person=person, document=document).first()
    if row is None:
        return None
    return row.at if timezone.now() - row.at > SITTING else row.before
