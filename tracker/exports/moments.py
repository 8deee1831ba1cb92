"""The text of a document on a day, and at a time."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from django.http import Http404
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime, make_aware
from django.utils.translation import gettext as _

from documents.models import Document, Draft
from documents.past import edit_at
from negotiation.models import Meeting, Tabling
from negotiation.queries import meetings_by_draft, meetings_of, readings_of, visible_drafts
from tracker.queries.moment import Moment, Reader

_YEAR = re.compile(r"\A\d{4}\Z")


def moment_on(document: Document, user: Reader, day: date) -> Moment:
    """The last text that stood on a day, with the statuses of the last meeting that was over by
    then; of a text that is being written, on a day that is over, what it said when the day
    ended. What a party proposed is not the text. In four queries, else in thirteen at most.

    :raises Http404: where the first text is of a later day; it says which."""
    drafts = _texts(document, user)
    meetings = meetings_by_draft(drafts)
    dated = [(known, draft) for draft in drafts if (known := _day_of(draft, meetings))]
    standing = [draft for known, draft in dated if known <= day]
    if not standing:
        raise Http404(_too_early(document, _said_day(day), _first_day(dated)))
    draft = max(standing, key=_rank)
    if draft.state == Draft.State.ROLLING and day < localdate():
        return moment_at(document, user, make_aware(datetime.combine(day, time.max)))
    over = [one for one in meetings_of(document, user) if one.ends_on <= day]
    return Moment(document, draft, over[-1] if over else None)


def moment_at(document: Document, user: Reader, at: datetime) -> Moment:
    """The last text that stood at a time, with the statuses of that time: of a text that was
    being written what it said after the last edit by then, if the reader might have read it
    then. Other drafts stand from their days on. In nine queries at most.

    :raises Http404: where the reader might read the first text later; it says when."""
    drafts = _texts(document, user)
    meetings = meetings_by_draft(drafts)
    day = localdate(at)
    standing = [draft for draft in drafts if _stands(draft, at, day, meetings, user)]
    if not standing:
        first = _first_time(drafts, meetings, user)
        raise Http404(_too_early(document, _said_time(at), first))
    draft = max(standing, key=_rank)
    is_written = _is_written_here(draft) and not _is_issued_by(draft, at)
    known = meetings_of(document, user)
    home = meetings.get(draft.pk) if is_written else None
    begun = [one for one in known if one.starts_on <= day or one == home]
    return Moment(
        document,
        draft,
        begun[-1] if begun else None,
        time=at,
        edit=edit_at(draft, at) if is_written else None,
    )


def _rank(draft: Draft) -> tuple[bool, int]:
    return draft.extent != Draft.Extent.OUTLINE, draft.number


def _is_written_here(draft: Draft) -> bool:
    """Whether there are, or were, edits of it."""
    return draft.state == Draft.State.ROLLING or bool(draft.head_edit)


def _is_issued_by(draft: Draft, at: datetime) -> bool:
    return draft.frozen_at is not None and draft.frozen_at <= at


def _stands(
    draft: Draft, at: datetime, day: date, meetings: dict[int, Meeting], user: Reader
) -> bool:
    if not _is_written_here(draft):
        known = _day_of(draft, meetings)
        return known is not None and known <= day
    if _is_issued_by(draft, at):
        return True
    if draft.written_at is None or draft.written_at > at:
        return False
    might = [may for since, may in readings_of(draft, user) if since <= at]
    return bool(might) and might[-1]


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


def _first_day(dated: list[tuple[date, Draft]]) -> tuple[str, Draft] | None:
    if not dated:
        return None
    day, draft = min(dated, key=lambda one: one[0])
    return _said_day(day), draft


def _first_time(
    drafts: list[Draft], meetings: dict[int, Meeting], user: Reader
) -> tuple[str, Draft] | None:
    """From when on there was something that this reader might read."""
    firsts: list[tuple[datetime, str, Draft]] = []
    for draft in drafts:
        if _is_written_here(draft):
            times = [at for at, may in readings_of(draft, user) if may]
            firsts += [(at, _said_time(at), draft) for at in times[:1]]
        elif day := _day_of(draft, meetings):
            firsts.append((make_aware(datetime.combine(day, time())), _said_day(day), draft))
    if not firsts:
        return None
    _at, said, draft = min(firsts, key=lambda one: one[0])
    return said, draft


def _said_day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _said_time(at: datetime) -> str:
    return localtime(at).strftime("%Y-%m-%d %H:%M:%S %Z")


def _too_early(document: Document, asked: str, first: tuple[str, Draft] | None) -> str:
    told = {"document": document.title, "day": asked}
    if first is None:
        return _("No text of “%(document)s” has a day; ask for a draft or a meeting.") % told
    said, draft = first
    return _(
        "No text of “%(document)s” is held from %(day)s or before; the first is “%(draft)s” of "
        "%(first)s."
    ) % {**told, "draft": draft, "first": said}
