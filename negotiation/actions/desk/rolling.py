"""The rolling text of a document: opened at a meeting, and issued."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents import actions as texts
from documents.models import Document, Draft
from negotiation.actions.events import announce
from negotiation.actions.texts import process_of
from negotiation.models import Event, Meeting, Process, Publication, Tabling
from negotiation.policies import Act, Refused, WayOut, require
from negotiation.queries import meeting_of, visible_drafts


@transaction.atomic
def open_rolling(
    document: Document, *, follows: Draft, meeting: Meeting, title: str, by: User
) -> Draft:
    """Open a rolling text that follows an issued draft, on the table of a meeting, seen by
    nobody but those who read everything until it is published.

    :raises Forbidden: for anybody but the secretariat.
    :raises Refused: when the meeting is not open or of another process, or the draft of another
        document.
    :raises Unfit: when the text of the draft is not held, or a rolling text is open already.
    """
    process = process_of(document)
    require(by, Act.EDIT, process)
    Process.objects.select_for_update().get(pk=process.pk)
    meeting = Meeting.objects.get(pk=meeting.pk)
    if meeting.process_id != process.pk:
        raise Refused(
            _("%(meeting)s is no meeting of %(process)s.")
            % {"meeting": meeting.title, "process": process.title}
        )
    is_of_it = follows.document_id == document.pk
    if not is_of_it or not visible_drafts(by).filter(pk=follows.pk).exists():
        raise Refused(
            _("A rolling text of “%(document)s” follows one of its own drafts.")
            % {"document": document.title}
        )
    if meeting.state != Meeting.State.OPEN:
        raise Refused(
            _("%(meeting)s is not open; a rolling text lies on the table of an open meeting.")
            % {"meeting": meeting.title},
            (WayOut.OPEN_MEETING,),
        )
    at = timezone.now()
    draft = texts.open_rolling(follows, title=title, by=by, at=at)
    Tabling.objects.create(draft=draft, meeting=meeting, as_a=Tabling.AsA.TABLED)
    published = Publication.objects.create(
        draft=draft, visibility=Publication.Visibility.SECRETARIAT, by=by, at=at
    )
    announce(
        process,
        Event.Kind.DRAFT_OPENED,
        document=document,
        draft=draft,
        meeting=meeting,
        holds=[published],
        by=by,
        at=at,
    )
    return draft


@transaction.atomic
def issue_rolling(
    draft: Draft,
    *,
    symbol: str = "",
    issued_on: date,
    as_of: date,
    as_of_note: str = "",
    by: User,
) -> Draft:
    """Print and freeze a rolling text, as what came out of its meeting, closed or not. Who may
    see it stays as it is. Its statuses are decisions already and stay, too.

    :raises Forbidden: for anybody but the secretariat.
    :raises Unfit: when it is no rolling text, or does not print as it is read.
    """
    process = process_of(draft.document)
    require(by, Act.EDIT, process)
    process = Process.objects.select_for_update().get(pk=process.pk)
    at = timezone.now()
    issued = texts.issue_rolling(
        draft,
        symbol=symbol,
        issued_on=issued_on,
        as_of=as_of,
        as_of_note=as_of_note,
        record=f"{process.head_seq} {process.head_hash}",
        by=by,
        at=at,
    )
    meeting = meeting_of(issued)
    if meeting is not None:
        Tabling.objects.get_or_create(draft=issued, meeting=meeting, as_a=Tabling.AsA.RESULT)
    announce(
        process,
        Event.Kind.DRAFT_ISSUED,
        document=draft.document,
        draft=issued,
        meeting=meeting,
        holds=[issued],
        by=by,
        at=at,
    )
    return issued
