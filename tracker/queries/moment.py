"""Which text, and whose statuses: the draft and the meeting that a reader asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import TypeAlias, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from documents.lists import in_a_row, listed
from documents.models import Document, Draft
from documents.past import view_at
from documents.queries import DraftView, draft_view
from negotiation.models import Meeting
from negotiation.queries import (
    draft_at,
    latest_draft,
    meeting_of,
    visible_documents,
    visible_drafts,
    visible_meetings,
)

Reader: TypeAlias = AbstractBaseUser | AnonymousUser
_Found = TypeVar("_Found", Document, Meeting)


@dataclass(frozen=True, slots=True)
class Moment:
    """A document with the draft to be read and the meeting whose statuses are shown
    (None where the draft belongs to none). Where a ``time`` was asked for, the statuses are
    those of that time, and ``edit`` is the last edit of a text that was still being written."""

    document: Document
    draft: Draft
    meeting: Meeting | None
    time: datetime | None = None
    edit: int | None = None


def view_of_moment(moment: Moment) -> DraftView:
    """The text of the draft; where it was still being written, as it was at the moment."""
    if moment.edit is None:
        return draft_view(moment.draft)
    return view_at(moment.draft, moment.edit)


def find_document(slug: str, user: Reader) -> Document:
    """:raises Http404: naming the documents there are, the nearest first."""
    return _find(visible_documents(user), slug, _("There is no document “%(slug)s”."))


def find_meeting(slug: str, user: Reader) -> Meeting:
    """:raises Http404: naming the meetings there are, the nearest first."""
    return _find(visible_meetings(user), slug, _("There is no meeting “%(slug)s”."))


def find_moment(document: Document, user: Reader, *, draft: str = "", meeting: str = "") -> Moment:
    """The moment that ``draft`` (public id) and ``meeting`` (slug) name; each defaults from
    the other, both from the latest text.

    :raises Http404: where there is no such draft or meeting, or no text at that meeting."""
    at = find_meeting(meeting, user) if meeting else None
    text = (
        visible_drafts(user).filter(document=document, public_id=draft).first()
        if draft
        else draft_at(document, at, user)
        if at
        else latest_draft(document, user)
    )
    if text is None:
        raise Http404(_no_text(document, draft, at))
    return Moment(document, text, at or meeting_of(text))


def _no_text(document: Document, draft: str, meeting: Meeting | None) -> str:
    if draft:
        return _("“%(document)s” has no draft “%(draft)s”.") % {
            "document": document.title,
            "draft": draft,
        }
    if meeting:
        return _("No text of “%(document)s” is held for %(meeting)s.") % {
            "document": document.title,
            "meeting": meeting.title,
        }
    return _("No text of “%(document)s” is published yet.") % {"document": document.title}


def _find(among: QuerySet[_Found], slug: str, sentence: str) -> _Found:
    found = among.filter(slug=slug).first()
    if found is not None:
        return found
    known = list(among.values_list("slug", flat=True))
    near = get_close_matches(slug, known, n=3, cutoff=0.4) or known[:5]
    hint = _("Did you mean %(near)s?") % {"near": listed(near)} if near else ""
    raise Http404(in_a_row(sentence % {"slug": slug}, hint))
