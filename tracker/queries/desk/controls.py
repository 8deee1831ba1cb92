"""What is done to a rolling text as a whole: it is opened, shown to others, issued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from documents.models import Draft, Wording
from documents.queries import new_labels
from negotiation.models import Meeting, Publication
from negotiation.queries import visible_drafts
from tracker.queries.desk.door import Desk, Rights
from tracker.queries.desk.near import opening_words
from tracker.queries.moment import Reader
from tracker.queries.places import Place, path_to


@dataclass(frozen=True, slots=True)
class Renamed:
    """A provision with its label, the one it would get, and how its words begin."""

    id: str
    before: str
    after: str
    words: str


@dataclass(frozen=True, slots=True)
class ControlsPage:
    """The rolling text of a document as a whole; without one, what it can be opened from.
    ``is_closed`` says of the meeting that it takes nothing any more.

    ``visibility`` is who sees it now, ``labels`` what a renumbering would change (None where it
    was not asked), ``sent`` what was filled in before it was refused."""

    path: tuple[Place, ...]
    desk: Desk
    rights: Rights
    document: object
    draft: Draft | None
    meeting: Meeting | None
    is_closed: bool
    drafts: tuple[Draft, ...]
    meetings: tuple[Meeting, ...]
    visibility: str
    visibilities: tuple[tuple[str, str], ...]
    today: date
    labels: tuple[Renamed, ...] | None
    sent: Mapping[str, str]
    problem: str

    @property
    def today_iso(self) -> str:
        """Today, as the field of a form wants it."""
        return self.today.isoformat()


def controls_page(
    desk: Desk,
    user: Reader,
    *,
    today: date,
    with_labels: bool,
    sent: Mapping[str, str],
    problem: str,
) -> ControlsPage:
    """The page of a rolling text as a whole. ``with_labels`` reads all of it."""
    last = Publication.objects.filter(draft=desk.draft).last() if desk.draft else None
    return ControlsPage(
        path=path_to(desk.process, desk.document, _("Rolling text")),
        desk=desk,
        rights=desk.rights,
        document=desk.document,
        draft=desk.draft,
        meeting=desk.meeting,
        is_closed=desk.meeting is not None and desk.meeting.state == Meeting.State.CLOSED,
        drafts=() if desk.draft else _issued(desk, user),
        meetings=() if desk.draft else _open_meetings(desk),
        visibility=last.visibility if last else Publication.Visibility.SECRETARIAT,
        visibilities=tuple((one.value, str(one.label)) for one in Publication.Visibility),
        today=today,
        labels=_concordance(desk.draft) if with_labels and desk.draft else None,
        sent=sent,
        problem=problem,
    )


def _issued(desk: Desk, user: Reader) -> tuple[Draft, ...]:
    """The drafts that a rolling text can follow, the latest first."""
    drafts = visible_drafts(user).filter(document=desk.document, state=Draft.State.ISSUED)
    held = drafts.exclude(extent=Draft.Extent.OUTLINE).filter(translation_of=None)
    return tuple(held.select_related("document").order_by("-number"))


def _open_meetings(desk: Desk) -> tuple[Meeting, ...]:
    meetings = Meeting.objects.filter(process=desk.process, state=Meeting.State.OPEN)
    return tuple(meetings.order_by("-starts_on", "-id"))


def _concordance(draft: Draft) -> tuple[Renamed, ...]:
    """What a renumbering would change. Two queries for the whole text."""
    found = new_labels(draft)
    rows = Wording.objects.filter(draft=draft).select_related("provision")
    changed = rows.filter(provision__public_id__in=[one.id for one in found])
    words = {row.provision.public_id: opening_words(row) for row in changed}
    return tuple(Renamed(one.id, one.before, one.after, words[one.id]) for one in found)
