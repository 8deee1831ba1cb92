"""The text of a document on a day."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.models import Document, Draft
from negotiation.models import Meeting, Tabling
from negotiation.queries import meetings_by_draft, meetings_of, visible_drafts
from tracker.queries.moment import Moment, Reader

_YEAR = re.compile(r"\A\d{4}\Z")


def moment_on(document: Document, user: Reader, at: date | datetime) -> Moment:
    """The last text that stood on a day (of a time: on its day), with the statuses of the last
    meeting that was over by then. What a party proposed is not the text. In four queries.

    :raises Http404: where the first text is of a later day; it says which."""
    day = timezone.localtime(at).date() if isinstance(at, datetime) else at
    drafts = _texts(document, user)
    meetings = meetings_by_draft(drafts)
    dated = [(known, draft) for draft in drafts if (known := _day_of(draft, meetings))]
    standing = [draft for known, draft in dated if known <= day]
    if not standing:
        raise Http404(_too_early(document, day, dated))
    text = max(standing, key=lambda one: (one.extent != Draft.Extent.OUTLINE, one.number))
    over = [one for one in meetings_of(document, user) if one.ends_on <= day]
    return Moment(document, text, over[-1] if over else None)


def _texts(document: Document, user: Reader) -> list[Draft]:
    proposed = Tabling.objects.filter(as_a=Tabling.AsA.PROPOSAL).values("draft")
    drafts = visible_drafts(user).filter(document=document, translation_of=None)
    return list(drafts.exclude(pk__in=proposed).select_related("document").order_by("number"))


def _day_of(draft: Draft, meetings: dict[int, Meeting]) -> date | None:
    """The day from which a draft stood; of one dated by its year the last of the year."""
    meeting = meetings.get(draft.pk)
    if known := draft.as_of or draft.issued_on or (meeting.ends_on if meeting else None):
        return known
    if _YEAR.match(draft.issued_as):
        return date(int(draft.issued_as), 12, 31)
    return (
        draft.written_at.date() if draft.state == Draft.State.ROLLING and draft.written_at else None
    )


def _too_early(document: Document, day: date, dated: list[tuple[date, Draft]]) -> str:
    asked = {"document": document.title, "day": date_format(day, "j F Y")}
    if not dated:
        return _("No text of “%(document)s” has a day; ask for a draft or a meeting.") % asked
    first, draft = min(dated, key=lambda one: one[0])
    return _(
        "No text of “%(document)s” is held from %(day)s or before; the first is “%(draft)s” of "
        "%(first)s."
    ) % {**asked, "draft": draft, "first": date_format(first, "j F Y")}
