"""Since when: what a reader had before them at a visit, on a day, at a meeting, in a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.models import Document, Draft, Edit
from negotiation.models import Meeting, Publication, Tabling
from negotiation.policies import Act, may
from negotiation.queries import draft_at, meeting_of, visible_drafts, visible_edits
from tracker.exports.moments import moment_on
from tracker.following.visits import last_visit
from tracker.queries.moment import Reader, find_meeting
from tracker.queries.places import process_of

VISIT: Final = "visit"
YESTERDAY: Final = "yesterday"
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_DRAFT: Final = re.compile(r"[a-z]{10}")


@dataclass(frozen=True, slots=True)
class Since:
    """Where a reader starts from: ``draft`` after its edit ``edit`` (None where they had no
    text of the document), and since when decisions count. ``asked`` is the word of the address."""

    asked: str
    title: str
    draft: Draft | None
    edit: int
    decided: Q


def find_since(document: Document, user: Reader, asked: str) -> Since | None:
    """What ``?from=`` names; None for a visit that never was.

    :raises Http404: when there is no such meeting or draft, or no text of that day.
    :raises ValueError: when it is none of those words, or no day of the calendar.
    """
    if asked == VISIT:
        seen = last_visit(user, document)
        return _since_time(document, user, asked, _("your last visit"), seen) if seen else None
    if asked == YESTERDAY:
        day = timezone.localdate() - timedelta(days=1)
        begin = timezone.make_aware(datetime.combine(day, time.min))
        return _since_time(document, user, asked, _("yesterday"), begin)
    if _DAY.fullmatch(asked):
        return _since_day(document, user, asked)
    if _DRAFT.fullmatch(asked):
        draft = visible_drafts(user).filter(document=document, public_id=asked).first()
        if draft is not None:
            return _since_draft(draft, asked)
    return _since_meeting(document, user, find_meeting(asked, user))


def _since_time(
    document: Document, user: Reader, asked: str, title: str, moment: datetime
) -> Since:
    when = date_format(timezone.localtime(moment), "DATETIME_FORMAT")
    draft = _text_at(document, user, moment)
    edit = _edit_at(draft, user, moment) if draft else 0
    return Since(asked, f"{title} ({when})", draft, edit, Q(at__gt=moment))


def _since_day(document: Document, user: Reader, asked: str) -> Since:
    day = date.fromisoformat(asked)
    draft = moment_on(document, user, day).draft
    end = timezone.make_aware(datetime.combine(day, time.max))
    edit = _edit_at(draft, user, end)
    return Since(asked, date_format(day, "DATE_FORMAT"), draft, edit, Q(taken_on__gt=day))


def _since_draft(draft: Draft, asked: str) -> Since:
    meeting = meeting_of(draft)
    decided = Q(at__gt=draft.written_at)
    if meeting is not None:
        decided = _after(meeting) | _on_the_table(draft, meeting)
    return Since(asked, str(draft), draft, draft.head_edit, decided)


def _on_the_table(draft: Draft, meeting: Meeting) -> Q:
    """Decisions of the meeting at which a draft was on the table; none where it came out of it,
    or is the text being worked on, of which the present state is meant."""
    tabled = Tabling.objects.filter(draft=draft, meeting=meeting, as_a=Tabling.AsA.TABLED)
    if draft.state == Draft.State.ROLLING or not tabled.exists():
        return Q(pk=None)
    return Q(meeting=meeting) & (Q(draft=None) | Q(draft__number__gte=draft.number))


def _since_meeting(document: Document, user: Reader, meeting: Meeting) -> Since:
    draft = draft_at(document, meeting, user)
    if draft is None:
        return Since(meeting.slug, meeting.title, None, 0, _after(meeting))
    closed = meeting.closed_at
    edit = _edit_at(draft, user, closed) if closed else draft.head_edit
    return Since(meeting.slug, meeting.title, draft, edit, _after(meeting))


def _after(meeting: Meeting) -> Q:
    """Decisions of a later meeting: their own, or else that of the draft in which they stand."""
    later = Meeting.objects.filter(process=meeting.process_id).filter(
        Q(starts_on__gt=meeting.starts_on)
        | Q(starts_on=meeting.starts_on, ends_on__gt=meeting.ends_on)
        | Q(starts_on=meeting.starts_on, ends_on=meeting.ends_on, pk__gt=meeting.pk)
    )
    tabled = Tabling.objects.filter(draft=OuterRef("draft")).exclude(as_a=Tabling.AsA.PROPOSAL)
    comes_later = Exists(tabled.filter(meeting__in=later))
    came_before = Exists(tabled.exclude(meeting__in=later))
    return Q(meeting__in=later) | (Q(meeting=None) & Q(comes_later) & ~Q(came_before))


def _text_at(document: Document, user: Reader, moment: datetime) -> Draft | None:
    """The last text that the reader could have read then, and may read now. What a party
    proposed is not the text. Three queries at most, and those of their roles."""
    proposed = Tabling.objects.filter(as_a=Tabling.AsA.PROPOSAL).values("draft")
    drafts = visible_drafts(user).filter(document=document, translation_of=None)
    written = drafts.exclude(pk__in=proposed).filter(written_at__lte=moment)
    held = list(written.select_related("document"))
    seen = _seen_at(document, user, moment)
    known = [draft for draft in held if seen is None or draft.pk in seen]
    return max(known, key=lambda d: (d.extent != Draft.Extent.OUTLINE, d.number), default=None)


def _seen_at(document: Document, user: Reader, moment: datetime) -> frozenset[int] | None:
    """The drafts that were published to the reader then; None who reads all of them."""
    process = process_of(document)
    if process is not None and may(user, Act.READ_ALL, process):
        return None
    visible = {Publication.Visibility.PUBLIC}
    if process is not None and may(user, Act.READ_PARTIES, process):
        visible.add(Publication.Visibility.PARTIES)
    rows = Publication.objects.filter(draft__document=document, at__lte=moment).order_by("id")
    last = dict(rows.values_list("draft", "visibility"))
    return frozenset(draft for draft, visibility in last.items() if visibility in visible)


def _edit_at(draft: Draft, user: Reader, moment: datetime) -> int:
    """The last edit of a draft until then; of a state that the reader never saw the next one
    that they did: it stood before an edit which they may read, or stands now. Two queries."""
    until = Edit.objects.filter(draft=draft, at__lte=moment).order_by("-number")
    number = until.values_list("number", flat=True).first() or 0
    if number >= draft.head_edit:
        return draft.head_edit
    seen = visible_edits(user).filter(draft=draft, number__gt=number).order_by("number")
    following = seen.values_list("number", flat=True).first()
    return draft.head_edit if following is None else following - 1
